"""Crooked streets, and the raster over them."""

from __future__ import annotations

import numpy as np

from geo.network.raster import SnappedRaster
from geo.network.raster_points import Raster
from tests.toys import toynet

LIMIT_M = 120.0


def crooked(seed: int, barriers=(), count: int = 60):
    chance = np.random.default_rng(seed)
    corners = [tuple(p) for p in chance.uniform(-600, 600, (count, 2)).round(1)]
    pairs = chance.integers(0, count, (count, 2))
    streets = [([corners[a], corners[b]], 0) for a, b in pairs if a != b]
    return toynet.network(streets, key=f"crooked {seed}", barriers=barriers)


def over(network, step_m: float = 25.0) -> Raster:
    low = network.edges.coords.min(axis=0) - LIMIT_M - step_m
    high = network.edges.coords.max(axis=0) + LIMIT_M + step_m
    columns, rows = (int(side) for side in np.ceil((high - low) / step_m) + 1)
    return Raster(float(low[0]), float(low[1]), step_m, rows, columns)


def legs(raster: SnappedRaster, network) -> np.ndarray:
    """Metres from every point of the raster to its street; ``inf`` where it joined none."""
    leg_m = np.full(raster.raster.size, np.inf)
    every = np.arange(len(raster.rows))
    leg_m[raster.rows] = raster.snapped(every, network.edges.length_m).leg_m
    return leg_m
