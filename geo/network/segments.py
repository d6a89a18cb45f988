"""The straight pieces of the streets, and which of them is nearest to a point."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.spatial import cKDTree

from geo.arrays import Floats, Longs, Mask
from geo.network.graph import Network
from geo.network.z_curve import curve

_SPACING_M = 24.0
"""Longest piece that one sample point stands for: closer ones make the index larger, and
others leave more points in doubt."""
_FIRST = 6
"""Samples looked at for each point in the first round; those still in doubt look at more."""


class Foot(NamedTuple):
    """Nearest place on a segment: distance, the place, and its share of the edge's length."""

    distance_m: Floats
    xy: Floats
    share: Floats


class Segments:
    """Straight pieces of some edges, found through a k-d tree of samples along them.

    A tree of boxes looks at every long piece whose box is near. Samples at even spacing are
    found about ten times as fast, and how far a piece can lie from its nearest sample is known,
    so the answer is exact all the same.

    Parameters
    ----------
    network : Network
        The edges.
    edges : bool[m]
        Which of them.

    Attributes
    ----------
    edge : int32[k]
        Edge of each segment.
    start, step : float64[k, 2]
        Where it begins, and from there to its end; metres.
    samples : float64[s, 2]
        Places along the segments, at most 24 m apart.
    owner : int64[s]
        Segment of each sample.
    """

    def __init__(self, network: Network, edges: Mask) -> None:
        offsets, coords = network.edges.offsets, network.edges.coords
        owner = np.repeat(np.arange(network.edge_count), np.diff(offsets))
        inner = owner[1:] == owner[:-1]
        size = np.hypot(*np.diff(coords, axis=0).T) * inner
        before = np.append(0.0, np.cumsum(size))  # at vertex i, metres since the first edge began
        total = before[offsets[1:] - 1] - before[offsets[:-1]]
        at = np.flatnonzero(inner & edges[owner[:-1]] & (size > 0))
        self.edge, self._length_m = owner[at].astype(np.int32), network.edges.length_m
        self.start, self.step = coords[at], coords[at + 1] - coords[at]
        self._square = (self.step**2).sum(axis=1)
        self._from = (before[at] - before[offsets[self.edge]]) / total[self.edge]
        self._part = size[at] / total[self.edge]
        count = np.maximum(1, np.ceil(size[at] / _SPACING_M)).astype(np.int64)
        self.owner = np.repeat(np.arange(len(at)), count)
        local = np.arange(len(self.owner)) - np.repeat(np.cumsum(count) - count, count)
        place = (local + 0.5) / count[self.owner]
        self.samples = self.start[self.owner] + self.step[self.owner] * place[:, None]
        self._half_m = float((size[at] / count).max()) / 2 if len(at) else 0.0

    def only(self, segments: Mask) -> Segments:
        """Give the same segments by the same numbers, of which only some are ever found."""
        some = copy(self)
        some.__dict__.pop("_tree", None)
        kept = segments[self.owner]
        some.owner, some.samples = self.owner[kept], self.samples[kept]
        return some

    def make_ready(self) -> None:
        """Make the tree of samples now, and not when the first point asks."""
        _ = self._tree

    def measures(self) -> tuple[Floats, Floats, Floats]:
        """Metres of its edge before each segment, on it, and in all; float64[k] each."""
        length_m = self._length_m[self.edge]
        return self._from * length_m, self._part * length_m, length_m

    @cached_property
    def _tree(self) -> cKDTree:
        # The median rule would take twice as long to build and saves little in the queries.
        return cKDTree(self.samples, balanced_tree=False, compact_nodes=False)

    def project(self, xy: Floats, segment: Longs, aside_m: float = 0.0) -> Foot:
        """Nearest place on one given segment for each point; ``aside_m`` off its ends if asked.

        Parameters
        ----------
        xy : float64[n, 2]
            The points, metres in the network's projection.
        segment : int64[n]
            Segment of each point, by position.
        aside_m : float
            The place keeps this far from both ends, metres; at most it is the middle.
        """
        start, step = self.start[segment], self.step[segment]
        along = ((xy - start) * step).sum(axis=-1) / self._square[segment]
        off = np.minimum(aside_m / np.sqrt(self._square[segment]), 0.5) if aside_m else 0.0
        along = np.clip(along, off, 1.0 - off)
        foot = start + step * along[..., None]
        distance_m = np.hypot(xy[..., 0] - foot[..., 0], xy[..., 1] - foot[..., 1])
        return Foot(distance_m, foot, self._from[segment] + self._part[segment] * along)

    def nearest(self, xy: Floats, limit_m: float) -> Longs:
        """Nearest segment within the limit for each point, -1 for none; int64[n].

        Parameters
        ----------
        xy : float64[n, 2]
            Finite metres.
        limit_m : float
            Farthest distance.
        """
        found = np.full(len(xy), -1, dtype=np.int64)
        if not len(self.owner) or not len(xy):
            return found
        # Neighbours in turn find the same branches of the tree still in the cache.
        todo = np.argsort(curve(xy), kind="stable")
        looked = min(_FIRST, len(self.owner))
        while len(todo):
            segment, sure = self._among(xy[todo], looked, limit_m)
            found[todo] = segment
            if looked == len(self.owner):
                break
            todo = todo[~sure]
            looked = min(4 * looked, len(self.owner))
        return found

    def _among(self, xy: Floats, looked: int, limit_m: float) -> tuple[Longs, Mask]:
        """Nearest segment among those of the nearest samples, and whether none can be nearer."""
        reach_m = limit_m + self._half_m
        away_m, sample = self._tree.query(
            xy, k=[*range(1, looked + 1)], distance_upper_bound=reach_m
        )
        there = np.isfinite(away_m)
        segment = self.owner[np.where(there, sample, 0)]
        metres = np.where(there, self.project(xy[:, None, :], segment).distance_m, np.inf)
        best = metres.argmin(axis=1)
        row = np.arange(len(xy))
        least_m = metres[row, best]
        # A segment no farther than this has a sample no farther than that.
        sure = away_m[:, -1] >= np.minimum(least_m, limit_m) + self._half_m
        return np.where(least_m <= limit_m, segment[row, best], -1), sure

    def within(self, xy: Floats, limit_m: float) -> tuple[Longs, Longs]:
        """All segments within the limit of each point.

        Parameters
        ----------
        xy : float64[n, 2]
            Finite metres.
        limit_m : float
            Farthest distance.

        Returns
        -------
        int64[k], int64[k]
            Point and segment of each pair, by point and then nearest first.
        """
        found = self._tree.query_ball_point(xy, limit_m + self._half_m, return_sorted=False)
        count = np.fromiter(map(len, found), dtype=np.int64, count=len(found))
        samples = np.fromiter((k for some in found for k in some), np.int64, int(count.sum()))
        pair = np.unique(
            np.repeat(np.arange(len(xy)), count) * len(self.edge) + self.owner[samples]
        )
        point, segment = np.divmod(pair, max(len(self.edge), 1))
        metres = self.project(xy[point], segment).distance_m
        near = np.flatnonzero(metres <= limit_m)
        order = near[np.lexsort((metres[near], point[near]))]
        return point[order], segment[order]
