"""Shapes as a Chinese map would give them: moved into GCJ-02 or BD-09."""

from __future__ import annotations

import numpy as np
import shapely

from geo.datum import china

_MOVES = {"gcj02": china.wgs84_to_gcj02, "bd09": china.wgs84_to_bd09}


def shifted(geometry: np.ndarray, datum: str) -> np.ndarray:
    """Geometries of WGS-84 degrees in another datum, vertex by vertex."""
    return shapely.transform(geometry, lambda xy: np.column_stack(_MOVES[datum](*xy.T)))
