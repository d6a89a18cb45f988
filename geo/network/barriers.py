"""Water and rail between the streets: which straight ways cross them."""

from __future__ import annotations

import numpy as np
import shapely
from scipy.spatial import cKDTree

from geo.arrays import Floats, Geometries, Longs, Mask

_SPACING_M = 50.0
_LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.LINEARRING)


class Barriers:
    """Index of barriers.

    A straight way from outside enters an area through its outline, so outlines are cut into
    straight pieces: a tree of those tells a hundred times as fast as one of whole rivers.

    Parameters
    ----------
    shapes : array of geometries
        Lines and polygons, metres.
    """

    def __init__(self, shapes: Geometries) -> None:
        self._shapes = shapes.copy()
        shapely.prepare(self._shapes)
        parts, owner = shapely.get_parts(shapes, return_index=True)
        areal = shapely.get_dimensions(parts) == 2
        outlines = np.where(areal, shapely.boundary(parts), parts)
        lines, part = shapely.get_parts(outlines, return_index=True)
        drawn = np.isin(shapely.get_type_id(lines), _LINES)
        parts, owner = shapely.segmentize(lines[drawn], _SPACING_M), owner[part[drawn]]
        xy, part = shapely.get_coordinates(parts, return_index=True)
        inner = np.flatnonzero(part[1:] == part[:-1])
        ends = np.stack([xy[inner], xy[inner + 1]], axis=1)
        self._owner: Longs = owner[part[inner]]
        self._pieces = shapely.STRtree(np.asarray(shapely.linestrings(ends)))
        self._middles = cKDTree(ends.mean(axis=1).reshape(-1, 2))

    def may_block(self, xy: Floats, leg_m: Floats) -> Mask:
        """Whether a barrier is so near that a way of this length could cross it; bool[n]."""
        reach_m = leg_m + _SPACING_M / 2 + 1e-6
        if not len(xy) or not self._middles.n:
            return np.zeros(len(xy), dtype=bool)
        away_m, _ = self._middles.query(xy, distance_upper_bound=float(reach_m.max()) + 1e-6)
        return np.asarray(away_m <= reach_m, dtype=bool)

    def block(self, start: Floats, end: Floats) -> Mask:
        """Whether the straight way between two places crosses a barrier; bool[n].

        A way that begins inside a barrier (on the water) leaves it freely.

        Parameters
        ----------
        start, end : float64[n, 2]
            Metres.
        """
        legs = shapely.linestrings(np.stack([start, end], axis=1))
        leg, piece = self._pieces.query(legs, predicate="intersects")
        pair = np.unique(leg * len(self._shapes) + self._owner[piece])
        leg, barrier = np.divmod(pair, len(self._shapes))
        outside = ~shapely.intersects_xy(self._shapes[barrier], start[leg, 0], start[leg, 1])
        blocked = np.zeros(len(start), dtype=bool)
        blocked[leg[outside]] = True
        return blocked
