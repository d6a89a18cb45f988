"""Many points at even spacing join a network at once: a tenth of the cost of asking for each.

The nearest street of a point is nearly always that of the nearest place of the raster through
which a street passes, or that of a neighbouring point. So a distance transform names a street for
every point, and points take over what is nearer from their neighbours. How far it is to the street
named is exact; that no other is nearer holds for all but a few in a hundred, and those are off by
decimetres. That is enough for areas and not for homes: homes ask
:class:`geo.network.snap.StreetIndex`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy  # loads the part that is asked for, when it is asked for

from geo.arrays import Floats, Ints, Longs, Mask, Singles
from geo.network.raster_points import Pieces, Raster, named, nearest
from geo.network.snap import SNAPPED, TOLERANCE_M, Snapped, StreetIndex


@dataclass(frozen=True, slots=True, eq=False)
class SnappedRaster:
    """Points of a raster, joined to streets.

    Parameters
    ----------
    raster : Raster
        All points.
    rows : int32[k]
        Numbers of those that joined, ascending.
    edge : int32[k]
        Which edge each joined.
    to_u_m, to_v_m : float32[k]
        Metres from each to the two ends of its edge, the leg to it included.
    """

    raster: Raster
    rows: Ints
    edge: Ints
    to_u_m: Singles
    to_v_m: Singles

    def snapped(self, rows: Longs, length_m: Floats) -> Snapped:
        """Give some of the points (positions in ``rows``) as points that joined.

        Parameters
        ----------
        rows : int64[n]
            Which.
        length_m : float64[m]
            Length of each edge of the network.
        """
        edge = self.edge[rows]
        to_u_m, to_v_m = self.to_u_m[rows].astype(np.float64), self.to_v_m[rows]
        leg_m = np.maximum((to_u_m + to_v_m - length_m[edge]) / 2, 0.0)
        share = np.clip((to_u_m - leg_m) / length_m[edge], 0.0, 1.0)
        state = np.full(len(rows), SNAPPED, dtype=np.uint8)
        return Snapped(edge, share, leg_m, np.broadcast_to(np.nan, (len(rows), 2)), state)


def snap_raster(streets: StreetIndex, raster: Raster, limit_m: float) -> SnappedRaster:
    """Join the points of a raster to streets.

    Parameters
    ----------
    streets : StreetIndex
        What may be joined.
    raster : Raster
        The points.
    limit_m : float
        Longest way to a street; the limit itself is allowed.

    Returns
    -------
    SnappedRaster
        As with :meth:`StreetIndex.snap`, nobody joins across a barrier, and a street that leads
        nowhere is joined where no other is near.
    """
    pieces = Pieces(streets.first, raster)
    if len(streets.first.owner):
        rows, segment = nearest(pieces, named(pieces), limit_m)
    else:
        rows = segment = np.zeros(0, dtype=np.int64)
    if streets.has_barriers:
        streets.go_around(raster.at(rows), segment, limit_m + TOLERANCE_M)
    on = segment >= 0
    rows, segment = _with_last(streets, raster, rows[on], segment[on], limit_m)
    to_u_m, to_v_m = pieces.to_ends(rows, segment)
    edge = streets.segments.edge[segment]
    return SnappedRaster(raster, rows.astype(np.int32), edge, to_u_m, to_v_m)


def _with_last(
    streets: StreetIndex, raster: Raster, rows: Longs, segment: Longs, limit_m: float
) -> tuple[Longs, Longs]:
    """Add the points that are near nothing but streets which lead nowhere; few, so one by one."""
    if streets.last is None:
        return rows, segment
    near = _around(raster, streets.last.samples, limit_m)
    near[rows] = False
    more = np.flatnonzero(near)
    found = np.full(len(more), -1, dtype=np.int64)
    streets.join_last(raster.at(more), found, limit_m)
    rows = np.concatenate([rows, more[found >= 0]])
    order = np.argsort(rows, kind="stable")
    return rows[order], np.concatenate([segment, found[found >= 0]])[order]


def _around(raster: Raster, places: Floats, limit_m: float) -> Mask:
    """Points in the blocks that hold some places on the raster, or beside one; bool[size]."""
    across, up = ((axis - axis[0]) // limit_m for axis in raster.axes)
    column, row = ((places - (raster.x, raster.y)) // limit_m).astype(np.int64).T
    held = np.zeros((int(up[-1]) + 1, int(across[-1]) + 1), dtype=bool)
    held[np.minimum(row, len(held) - 1), np.minimum(column, held.shape[1] - 1)] = True
    held = scipy.ndimage.binary_dilation(held, np.ones((3, 3), dtype=bool))
    return np.asarray(held[np.ix_(up.astype(np.int64), across.astype(np.int64))].ravel())
