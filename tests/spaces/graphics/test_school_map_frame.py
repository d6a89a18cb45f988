"""What the drawing of a school's surroundings shows."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from spaces.graphics.school_map_frame import HEIGHT, WIDTH, MapFrame

GATE = shapely.MultiPoint([(120.65, 27.78)])


@pytest.mark.parametrize("far_m", [0, 400, 1600, 2500, 6000])
def test_every_crossing_that_the_list_names_is_on_the_map(far_m):
    """North, east, south and west of the gate, however far the way leads."""
    east, north = far_m / (111_320 * np.cos(np.radians(27.78))), far_m / 110_800
    listed = [
        shapely.Point(120.65 + east * x, 27.78 + north * y)
        for x, y in ((0, 1), (1, 0), (0, -1), (-1, 0))
    ]
    frame = MapFrame(GATE, listed, 500.0)
    for point in (*listed, shapely.Point(120.65, 27.78)):
        at = frame.point(point)
        assert at is not None
        assert 0 < at[0] < WIDTH
        assert 0 < at[1] < HEIGHT


def test_without_crossings_the_surroundings_fill_the_map():
    frame = MapFrame(GATE, [], 500.0)
    assert frame.unit_m == pytest.approx(2 * 500 * 1.15 / HEIGHT, rel=0.01)
