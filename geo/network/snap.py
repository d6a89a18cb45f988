"""Points join a network at the nearest place on a street that leads somewhere, not at a node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.arrays import Bytes, Floats, Ints, Longs, Mask
from geo.network.barriers import Barriers
from geo.network.graph import BRIDGE, STUB, TUNNEL, Network
from geo.network.segments import Segments

SNAPPED, UNSNAPPED, UNKNOWN = 0, 3, 4
"""``Snapped.state``: on a street; no street within the limit, or none on this side of what bars the
way (water, rail, a motorway, a wall); the point has no location. The same numbers as in
:mod:`geo.network.walks`."""

LIMIT_M = 250.0
"""Longest way from a point to a street unless the caller says otherwise."""
TOLERANCE_M = 0.0005
"""Half a millimetre: what is exactly at a limit is within it, and noise must not change that."""

_BATCH, _FIRST = 2048, 4
_ASIDE_M = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Snapped:
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
        ``SNAPPED``, ``UNSNAPPED`` or ``UNKNOWN``.
    """

    edge: Ints
    share: Floats
    leg_m: Floats
    xy: Floats
    state: Bytes

    def __len__(self) -> int:
        return len(self.edge)

    def take(self, rows: Longs | Mask) -> Snapped:
        """Take some of the points, by position or mask."""
        return Snapped(
            self.edge[rows], self.share[rows], self.leg_m[rows], self.xy[rows], self.state[rows]
        )


class StreetIndex:
    """Index of the streets of a network that points may join.

    Parameters
    ----------
    network : Network
        The streets, and the barriers between.
    allowed : bool[m], optional
        Edges that may be joined; default all. Bridges and tunnels are never joined on the way:
        they are entered at their ends.
    walls : bool[m], optional
        Edges that nobody crosses on the way to another; default none.
    last : bool[m], optional
        Edges that are joined only by points near no other street: they lead nowhere. Default the
        stubs of the drawing (:data:`geo.network.graph.STUB`).

    Attributes
    ----------
    segments : Segments
        All of them.
    first, last : Segments
        Those that are joined before others, and those that are joined last (None: there are none);
        by the same numbers.
    """

    def __init__(
        self,
        network: Network,
        allowed: Mask | None = None,
        walls: Mask | None = None,
        last: Mask | None = None,
    ) -> None:
        open_ = ~network.has(BRIDGE | TUNNEL)
        if allowed is not None:
            open_ &= allowed
        self.segments = Segments(network, open_)
        behind = (network.has(STUB) if last is None else last)[self.segments.edge]
        some = bool(behind.any())
        self.first = self.segments.only(~behind) if some else self.segments
        self.last = self.segments.only(behind) if some else None
        self._barriers = Barriers(network.barriers) if len(network.barriers) else None
        shut = np.zeros(0, dtype=object) if walls is None else network.lines()[walls]
        self._walls = Barriers(shut) if len(shut) else None

    def make_ready(self) -> None:
        """Make the index now, and not when the first point asks."""
        self.first.make_ready()

    def snap(self, xy: Floats, *, limit_m: float = LIMIT_M) -> Snapped:
        """Join points to the nearest place on a street.

        Parameters
        ----------
        xy : float64[n, 2]
            Metres in the network's CRS; NaN for a point without a location.
        limit_m : float
            Longest way to a street; the limit itself is allowed.

        Returns
        -------
        Snapped
            Where the straight way to the nearest street crosses a barrier: the nearest street
            whose way does not. A point inside a barrier (on the water) leaves it freely. Streets
            that lead nowhere come last: see :meth:`passed_by`.
        """
        xy = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
        located = np.flatnonzero(np.isfinite(xy).all(axis=1))
        here = xy[located]
        segment = self.first.nearest(here, limit_m + TOLERANCE_M)
        self._go_around(here, segment, limit_m + TOLERANCE_M, self.first)
        self.join_last(here, segment, limit_m)
        state = np.full(len(xy), UNKNOWN, dtype=np.uint8)
        state[located] = UNSNAPPED
        on = segment >= 0
        return self._snapped(xy, located[on], segment[on], state)

    def passed_by(self, xy: Floats, snapped: Snapped) -> Mask:
        """Which points joined a street although one that leads nowhere is nearer, bool[n].

        Parameters
        ----------
        xy : float64[n, 2]
            The points.
        snapped : Snapped
            What :meth:`snap` gave for them.
        """
        passed = np.zeros(len(snapped), dtype=bool)
        on = np.flatnonzero(snapped.edge >= 0)
        if self.last is None or not len(on):
            return passed
        at = np.asarray(xy, dtype=np.float64).reshape(-1, 2)[on]
        leg_m = snapped.leg_m[on]
        segment = self.last.nearest(at, float(leg_m.max()))
        near = np.flatnonzero(segment >= 0)
        metres = self.segments.project(at[near], segment[near]).distance_m
        near = near[metres < leg_m[near] - TOLERANCE_M]
        passed[on[near[~self._blocked(at[near], segment[near])]]] = True
        return passed

    @property
    def has_barriers(self) -> bool:
        """Whether there is anything that nobody crosses."""
        return self._barriers is not None or self._walls is not None

    def go_around(self, xy: Floats, segment: Longs, limit_m: float) -> None:
        """Replace each segment that lies beyond a barrier by the next one that does not.

        Parameters
        ----------
        xy : float64[n, 2]
            Finite metres.
        segment : int64[n]
            Segment of each point, one of :attr:`first`, -1 for none; changed in place.
        limit_m : float
            Farthest distance.
        """
        self._go_around(xy, segment, limit_m, self.first)

    def join_last(self, xy: Floats, segment: Longs, limit_m: float) -> None:
        """Give points without a segment one that leads nowhere, if it is near; in place.

        Parameters
        ----------
        xy : float64[n, 2]
            Finite metres.
        segment : int64[n]
            Segment of each point, -1 for none; changed in place.
        limit_m : float
            Farthest distance.
        """
        if self.last is None:
            return
        left = np.flatnonzero(segment < 0)
        found = self.last.nearest(xy[left], limit_m + TOLERANCE_M)
        self._go_around(xy[left], found, limit_m + TOLERANCE_M, self.last)
        segment[left] = found

    def _go_around(self, xy: Floats, segment: Longs, limit_m: float, among: Segments) -> None:
        at = np.flatnonzero(segment >= 0)
        foot = self.segments.project(xy[at], segment[at])
        near = np.zeros(len(at), dtype=bool)
        for fence in (self._barriers, self._walls):
            if fence is not None:
                near |= fence.may_block(xy[at], foot.distance_m)
        at = at[near]
        shut = at[self._blocked(xy[at], segment[at])]
        for begin in range(0, len(shut), _BATCH):
            rows = shut[begin : begin + _BATCH]
            segment[rows] = self._nearest_open(xy[rows], limit_m, among)

    def _blocked(self, xy: Floats, segment: Longs) -> Mask:
        """Whether the straight way from each point to a segment crosses what nobody crosses."""
        blocked = np.zeros(len(xy), dtype=bool)
        if self._barriers is not None:
            blocked |= self._barriers.block(xy, self.segments.project(xy, segment).xy)
        if self._walls is not None:
            # A side street ends on the wall itself: which side it is on shows a step along it.
            blocked |= self._walls.block(xy, self.segments.project(xy, segment, _ASIDE_M).xy)
        return blocked

    def _nearest_open(self, xy: Floats, limit_m: float, among: Segments) -> Longs:
        """Nearest segment of each point to which the straight way is free."""
        found = np.full(len(xy), -1, dtype=np.int64)
        point, segment = among.within(xy, limit_m)
        looked = _FIRST
        while len(point):
            rank = np.arange(len(point)) - np.searchsorted(point, point)
            now = np.flatnonzero(rank < looked)
            free = now[~self._blocked(xy[point[now]], segment[now])]
            row, first = np.unique(point[free], return_index=True)
            found[row] = segment[free[first]]
            left = (found[point] < 0) & (rank >= looked)
            point, segment = point[left], segment[left]
            looked *= 4
        return found

    def _snapped(self, xy: Floats, on: Longs, segment: Longs, state: Bytes) -> Snapped:
        count = len(xy)
        edge = np.full(count, -1, dtype=np.int32)
        share, leg_m = np.zeros(count), np.full(count, np.nan)
        place = np.full((count, 2), np.nan)
        foot = self.segments.project(xy[on], segment)
        edge[on], state[on] = self.segments.edge[segment], SNAPPED
        share[on], leg_m[on], place[on] = np.clip(foot.share, 0.0, 1.0), foot.distance_m, foot.xy
        return Snapped(edge, share, leg_m, place, state)
