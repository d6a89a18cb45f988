"""Small street networks by hand, in the metres of the toy town."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.graph import FOOTWAY, Network
from geo.network.sources.build import Ways, build
from tests.toys import toytown

Street = tuple[Sequence[tuple[float, float]], int]
"""Its corners in metres, and its flags (``geo.network.graph``)."""


def network(
    streets: Sequence[Street],
    *,
    barriers: Sequence[shapely.Geometry] = (),
    guarded: Sequence[tuple[float, float]] = (),
    demo: bool = False,
    notice: str = "",
    key: str = "toy",
    names: Sequence[str] = (),
) -> Network:
    """Make a network; streets meet where they share a corner; ``names`` in their order."""
    to = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)
    number: dict[tuple[float, float], int] = {}
    vertex, offsets = [], [0]
    for corners, _ in streets:
        vertex += [number.setdefault(corner, len(number)) for corner in corners]
        offsets.append(len(vertex))
    lon, lat = to.transform(*np.array(list(number), dtype=float).T)
    count = len(streets)
    water = [
        shapely.transform(shape, lambda xy: np.column_stack(to.transform(*xy.T)))
        for shape in barriers
    ]
    lights = np.zeros(len(number), dtype=bool)
    lights[[number[at] for at in guarded]] = True
    ways = Ways(
        vertex_lon=lon,
        vertex_lat=lat,
        vertex=np.array(vertex, dtype=np.int64),
        offsets=np.array(offsets, dtype=np.int64),
        way=np.zeros(count, dtype=np.uint8),
        flags=np.array([flags for _, flags in streets], dtype=np.uint8),
        name=np.arange(1, count + 1, dtype=np.int32) if names else np.zeros(count, np.int32),
        ways=("residential",),
        names=("", *names),
        guarded=lights,
        barriers=np.array(water, dtype=object),
    )
    return build(ways, "toy", demo=demo, notice=notice, key=key)


def comb() -> list[Street]:
    """Footways good enough to measure on: one through each row of squares, joined in the east.

    Within 1,000 m walk: of the park 0,0 and 1,0 (200 children; 0,1 is 11 km away), of the school
    5,3, 4,3 and 5,2 (600). So 800 of 3,600, where the circles say 900.
    """
    x = [toytown.centre(column, 0)[0] for column in range(toytown.COLUMNS)]
    y = [toytown.centre(0, row)[1] for row in range(toytown.ROWS)]
    rows: list[Street] = [([(a, b) for a in x], FOOTWAY) for b in y]
    return [*rows, ([(x[-1], b) for b in y], FOOTWAY)]
