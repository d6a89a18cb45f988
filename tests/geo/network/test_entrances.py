"""Where places can be entered when nobody says."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.network.entrances import entrance_points


def test_entrances_of_shapes():
    shapes = [
        shapely.Point(1, 2),
        shapely.box(0, 0, 100, 50),
        None,
        shapely.MultiPoint([(0, 0), (9, 9)]),
    ]
    xy, owner = entrance_points(shapes, 25)
    assert list(np.unique(owner)) == [0, 1, 3]
    assert xy[owner == 0].tolist() == [[1, 2]]
    around = xy[owner == 1]
    assert np.hypot(*np.diff(around, axis=0).T).max() <= 25
    assert len(around) == 13  # 4 + 2 + 4 + 2 pieces, and the first corner again
    with pytest.raises(ValueError, match="step_m"):
        entrance_points(shapes, 0)
