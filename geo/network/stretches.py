"""Parts of streets: which metres of which edge, none of them twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.arrays import Floats, Ints, Longs
from geo.network.graph import Network

_TOUCHING = 1e-9
"""Parts that end and begin this close, as a share of their edge, are one part."""


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Parts of edges, sorted by edge and place, without overlap. Make them with :func:`union`.

    Parameters
    ----------
    edge : int32[k]
        The edge.
    start, stop : float64[k]
        Shares of its length from ``u`` (0) to ``v`` (1); ``start < stop``.
    """

    edge: Ints
    start: Floats
    stop: Floats

    def __len__(self) -> int:
        return len(self.edge)

    def length_m(self, network: Network) -> float:
        """Metres of all parts."""
        return float(((self.stop - self.start) * network.edges.length_m[self.edge]).sum())

    def per_edge_m(self, network: Network) -> Floats:
        """Metres on each edge of the network, float64[m]."""
        share = np.bincount(self.edge, self.stop - self.start, minlength=network.edge_count)
        return np.asarray(share * network.edges.length_m)

    def overlap_m(
        self, network: Network, edge: Ints | Longs, start: Floats, stop: Floats
    ) -> Floats:
        """Metres of these parts that lie within each of some intervals.

        Parameters
        ----------
        network : Network
            The streets.
        edge : int[n]
            Edge of each interval.
        start, stop : float64[n]
            Shares of its length, ``start <= stop``.

        Returns
        -------
        float64[n]
        """
        if not len(self):
            return np.zeros(len(edge))
        share = self._before(edge, stop) - self._before(edge, start)
        return np.asarray(np.clip(share, 0.0, None) * network.edges.length_m[edge])

    def _before(self, edge: Ints | Longs, at: Floats) -> Floats:
        """Sum of the shares of all parts on earlier edges, and on this one before a place."""
        total = np.append(0.0, np.cumsum(self.stop - self.start))
        # Where a part begins on one number line: edge 7 fills 14 to 15, so no two edges touch.
        begin = 2.0 * self.edge + self.start
        asked = 2.0 * np.asarray(edge, dtype=np.float64) + at
        last = np.searchsorted(begin, asked, side="right") - 1
        near = np.maximum(last, 0)
        here = (last >= 0) & (self.edge[near] == edge)
        part = np.minimum(at, self.stop[near]) - self.start[near]
        found = np.where(here, total[near] + np.clip(part, 0.0, None), total[last + 1])
        return np.asarray(found, dtype=np.float64)


def union(edge: Ints | Longs, start: Floats, stop: Floats) -> Stretches:
    """Unite intervals on edges; those without length are left out.

    Parameters
    ----------
    edge : int[n]
        The edge of each.
    start, stop : float64[n]
        Shares of its length in either order; what lies outside 0 to 1 is cut off.

    Returns
    -------
    Stretches
    """
    edge = np.asarray(edge, dtype=np.int32)
    low = np.clip(np.minimum(start, stop), 0.0, 1.0)
    high = np.clip(np.maximum(start, stop), 0.0, 1.0)
    kept = np.flatnonzero(high - low > _TOUCHING)
    order = kept[np.lexsort((high[kept], low[kept], edge[kept]))]
    edge, low, high = edge[order], low[order], high[order]
    if not len(edge):
        return Stretches(edge, low, high)
    # Ranks by edge and then by end: the greatest so far never looks back at another edge.
    by_end = np.lexsort((high, edge))
    rank = np.empty(len(edge), dtype=np.int64)
    rank[by_end] = np.arange(len(edge))
    reach = high[by_end][np.maximum.accumulate(rank)]
    first = np.ones(len(edge), dtype=bool)
    first[1:] = (edge[1:] != edge[:-1]) | (low[1:] > reach[:-1] + _TOUCHING)
    last = np.append(first[1:], True)
    return Stretches(edge[first], low[first], reach[last])


def concatenated(parts: list[Stretches]) -> Stretches:
    """Unite several sets of parts."""
    if not parts:
        return union(np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0))
    return union(
        np.concatenate([p.edge for p in parts]),
        np.concatenate([p.start for p in parts]),
        np.concatenate([p.stop for p in parts]),
    )
