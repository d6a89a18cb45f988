"""Which straight ways cross water or rail."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.network.barriers import Barriers


@pytest.mark.parametrize("seed", range(3))
def test_barriers_block_what_crosses_them(seed):
    chance = np.random.default_rng(seed)
    shapes = np.array(
        [
            shapely.Point(0, 0).buffer(120),
            shapely.LineString([(-500, 200), (500, 260)]),
            shapely.MultiPolygon(
                [shapely.box(200, -300, 260, -100), shapely.box(0, -400, 9, -200)]
            ),
            shapely.Polygon(
                shapely.box(-450, -450, -250, -250).exterior.coords,
                [shapely.box(-400, -400, -300, -300).exterior.coords],
            ),
        ],
        dtype=object,
    )
    start = chance.uniform(-500, 500, (4000, 2))
    end = start + chance.uniform(-150, 150, start.shape)
    legs = shapely.linestrings(np.stack([start, end], axis=1))
    points = shapely.points(start)
    crossed = np.zeros(len(start), dtype=bool)
    for shape in shapes:
        crossed |= shapely.intersects(shape, legs) & ~shapely.intersects(shape, points)
    barriers = Barriers(shapes)
    np.testing.assert_array_equal(barriers.block(start, end), crossed)
    near = barriers.may_block(start, np.hypot(*(end - start).T))
    assert not (crossed & ~near).any()
    assert 0.2 < near.mean() < 0.95  # it does spare the rest
