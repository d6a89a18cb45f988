"""Small street networks by hand, in the metres of the toy town."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.build import Ways, build
from geo.network.graph import Network
from tests import toytown

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
) -> Network:
    """Make a network; streets meet where they share a corner."""
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
        name=np.zeros(count, dtype=np.int32),
        ways=("residential",),
        names=("",),
        guarded=lights,
        barriers=np.array(water, dtype=object),
    )
    return build(ways, "toy", demo=demo, notice=notice, key=key)
