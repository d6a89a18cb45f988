"""Points join a network at the nearest place on a street, not at a node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.network.graph import BRIDGE, TUNNEL, Bytes, Floats, Ints, Mask, Network
from geo.network.segments import Segments

JOINED, UNSNAPPED, UNKNOWN = 0, 3, 4
"""``Joined.state``: on a street; no street within the limit, or none on this side of the water or
rail; the point has no location. The same numbers as in :mod:`geo.network.search`."""

LIMIT_M = 250.0
"""Longest way from a point to a street unless the caller says otherwise."""
TOLERANCE_M = 0.0005
"""Half a millimetre: what is exactly at a limit is within it, and noise must not change that."""

_BATCH = 16
Longs = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Joined:
    """Where points join the network.

    Parameters
    ----------
    edge : int32[n]
        The edge; -1 where the point did not join.
    share : float64[n]
        Place on the edge from ``u`` (0) to ``v`` (1), by length.
    leg_m : float64[n]
        Metres from the point to that place, in a straight line; NaN where it did not join.
    xy : float64[n, 2]
        That place in metres; NaN where it did not join.
    state : uint8[n]
        ``JOINED``, ``UNSNAPPED`` or ``UNKNOWN``.
    """

    edge: Ints
    share: Floats
    leg_m: Floats
    xy: Floats
    state: Bytes

    def __len__(self) -> int:
        return len(self.edge)

    def take(self, rows: Longs | Mask) -> Joined:
        """Take some of the points, by position or mask."""
        return Joined(
            self.edge[rows], self.share[rows], self.leg_m[rows], self.xy[rows], self.state[rows]
        )


class Streets:
    """Index of the streets of a network that points may join.

    Parameters
    ----------
    network : Network
        The streets, and the barriers between.
    allowed : bool[m], optional
        Edges that may be joined; default all. Bridges and tunnels are never joined on the way:
        they are entered at their ends.
    """

    def __init__(self, network: Network, allowed: Mask | None = None) -> None:
        open_ = ~network.has(BRIDGE | TUNNEL)
        if allowed is not None:
            open_ &= allowed
        self._segments = Segments(network, open_)
        self._shapes = network.barriers
        self._barriers = shapely.STRtree(network.barriers) if len(network.barriers) else None

    def join(self, xy: Floats, *, limit_m: float = LIMIT_M) -> Joined:
        """Join points to the nearest place on a street.

        Parameters
        ----------
        xy : float64[n, 2]
            Metres in the network's CRS; NaN for a point without a location.
        limit_m : float
            Longest way to a street; the limit itself is allowed.

        Returns
        -------
        Joined
            Where the straight way to the nearest street crosses a barrier: the nearest street
            whose way does not. A point inside a barrier (on the water) leaves it freely.
        """
        xy = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
        located = np.flatnonzero(np.isfinite(xy).all(axis=1))
        here = xy[located]
        segment = self._segments.nearest(here, limit_m + TOLERANCE_M)
        if self._barriers is not None:
            self._around(here, segment, limit_m + TOLERANCE_M)
        return self._joined(xy, located, segment)

    def _around(self, xy: Floats, segment: Longs, limit_m: float) -> None:
        """Replace each segment that lies beyond a barrier by the next one that does not."""
        at = np.flatnonzero(segment >= 0)
        for row in at[self._blocked(xy[at], segment[at])]:
            segment[row] = -1
            near = self._segments.within(xy[row], limit_m)
            for start in range(0, len(near), _BATCH):
                batch = near[start : start + _BATCH]
                blocked = self._blocked(np.broadcast_to(xy[row], (len(batch), 2)), batch)
                if not blocked.all():
                    segment[row] = batch[blocked.argmin()]
                    break

    def _blocked(self, xy: Floats, segment: Longs) -> Mask:
        """Whether the straight way to a segment crosses a barrier."""
        assert self._barriers is not None
        legs = shapely.linestrings(np.stack([xy, self._segments.project(xy, segment).xy], axis=1))
        leg, barrier = self._barriers.query(legs, predicate="intersects")
        outside = ~shapely.intersects_xy(self._shapes[barrier], xy[leg, 0], xy[leg, 1])
        blocked = np.zeros(len(xy), dtype=bool)
        blocked[leg[outside]] = True
        return blocked

    def _joined(self, xy: Floats, located: Longs, segment: Longs) -> Joined:
        count = len(xy)
        edge = np.full(count, -1, dtype=np.int32)
        share, leg_m = np.zeros(count), np.full(count, np.nan)
        place = np.full((count, 2), np.nan)
        state = np.full(count, UNKNOWN, dtype=np.uint8)
        state[located] = UNSNAPPED
        on = located[segment >= 0]
        segment = segment[segment >= 0]
        foot = self._segments.project(xy[on], segment)
        edge[on], state[on] = self._segments.edge[segment], JOINED
        share[on], leg_m[on], place[on] = np.clip(foot.share, 0.0, 1.0), foot.distance_m, foot.xy
        return Joined(edge, share, leg_m, place, state)
