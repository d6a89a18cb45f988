"""Roads drawn as two carriageways: what lies between them is crossed with them, once."""

from __future__ import annotations

import numpy as np

from geo.arrays import Bytes, Floats, Longs, Mask
from geo.network.graph import ARTERIAL, CROSSING, Edges

WIDEST_M = 40.0
"""Carriageways of one road lie no farther apart along the way across."""
_PARALLEL = np.cos(np.radians(30.0))
_ACROSS = np.cos(np.radians(45.0))


def median_edges(edges: Edges, node_flags: Bytes, xy: Floats) -> Mask:
    """Edges between two carriageways of one road, in one piece or in two.

    Parameters
    ----------
    edges : Edges
        All edges.
    node_flags : uint8[n]
        See :data:`geo.network.graph.CROSSING`.
    xy : float64[n, 2]
        Nodes in metres.

    Returns
    -------
    bool[m]
        Whether an edge that is no arterial leads, over at most :data:`WIDEST_M`, from a crossing
        of an arterial to a crossing of one that runs beside it, and not along it.
    """
    found = np.zeros(len(edges), dtype=bool)
    crossing = node_flags & CROSSING != 0
    usable = (edges.flags & ARTERIAL == 0) & (edges.length_m <= WIDEST_M) & (edges.u != edges.v)
    if not usable.any():
        return found
    rays = _Rays(edges, len(xy))
    whole = np.flatnonzero(usable & crossing[edges.u] & crossing[edges.v])
    ends = edges.u[whole].astype(np.int64), edges.v[whole].astype(np.int64)
    across = rays.beside(*ends, xy)
    found[whole[across]] = True
    first, second, one, other = _pairs(edges, np.flatnonzero(usable), crossing)
    across = rays.beside(one, other, xy)
    found[first[across]] = found[second[across]] = True
    return found


def _pairs(edges: Edges, rows: Longs, crossing: Mask) -> tuple[Longs, Longs, Longs, Longs]:
    """Pairs of edges that lead from a crossing to another over one node that is none."""
    u, v = edges.u[rows], edges.v[rows]
    inner = np.concatenate([rows[crossing[u] & ~crossing[v]], rows[crossing[v] & ~crossing[u]]])
    if not len(inner):
        none = np.zeros(0, dtype=np.int64)
        return none, none, none, none
    end = np.where(crossing[edges.u[inner]], edges.u[inner], edges.v[inner]).astype(np.int64)
    middle = np.where(crossing[edges.u[inner]], edges.v[inner], edges.u[inner]).astype(np.int64)
    order = np.argsort(middle, kind="stable")
    inner, end, middle = inner[order], end[order], middle[order]
    stop = np.searchsorted(middle, middle, side="right")
    count = stop - np.arange(len(middle)) - 1
    one = np.repeat(np.arange(len(middle)), count)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count)
    metres = edges.length_m[inner[one]] + edges.length_m[inner[other]]
    kept = (metres <= WIDEST_M) & (end[one] != end[other])
    one, other = one[kept], other[kept]
    return inner[one], inner[other], end[one], end[other]


class _Rays:
    """Directions in which arterials leave their nodes, as unit vectors, node by node."""

    def __init__(self, edges: Edges, nodes: int) -> None:
        rows = np.flatnonzero(edges.flags & ARTERIAL != 0)
        start, stop = edges.offsets[rows], edges.offsets[rows + 1] - 1
        at = np.concatenate([edges.u[rows], edges.v[rows]])
        step = np.concatenate(
            [
                edges.coords[start + 1] - edges.coords[start],
                edges.coords[stop - 1] - edges.coords[stop],
            ]
        )
        size = np.maximum(np.hypot(*step.T), 1e-9)
        order = np.argsort(at, kind="stable")
        self._ray = (step / size[:, None])[order]
        self._begin = np.append(0, np.cumsum(np.bincount(at, minlength=nodes)))

    def beside(self, one: Longs, other: Longs, xy: Floats) -> Mask:
        """Whether arterials at two nodes run beside each other, and the nodes lie across them."""
        way = xy[other] - xy[one]
        way /= np.maximum(np.hypot(*way.T), 1e-9)[:, None]
        pair, ray = self._of(one)
        lies_across = np.abs((self._ray[ray] * way[pair]).sum(axis=1)) <= _ACROSS
        pair, ray = pair[lies_across], ray[lies_across]
        second, other_ray = self._of(other[pair])
        turn = np.abs((self._ray[ray[second]] * self._ray[other_ray]).sum(axis=1))
        found = np.zeros(len(one), dtype=bool)
        found[pair[second[turn >= _PARALLEL]]] = True
        return found

    def _of(self, node: Longs) -> tuple[Longs, Longs]:
        """All rays of some nodes: position of the node, and of the ray."""
        count = self._begin[node + 1] - self._begin[node]
        at = np.repeat(np.arange(len(node)), count)
        local = np.arange(len(at)) - np.repeat(np.cumsum(count) - count, count)
        return at, self._begin[node][at] + local
