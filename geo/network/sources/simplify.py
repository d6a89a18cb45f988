"""Fewer nodes, the same streets: chains of edges become one edge with the whole shape."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.arrays import Longs, Mask
from geo.network.graph import Edges


def merge_chains(edges: Edges, node_count: int, keep: Mask | None = None) -> Edges:
    """Merge edges that meet in pairs, where both are the same kind of way with one name.

    Lengths are added up and shapes joined, so that every distance stays what it was. A chain
    that closes on itself becomes one edge from a node to the same node.

    Parameters
    ----------
    edges : Edges
        Any direction.
    node_count : int
        Number of nodes; they keep their numbers.
    keep : bool[node_count], optional
        Nodes that must stay.

    Returns
    -------
    Edges
    """
    if not len(edges):
        return edges
    ends = np.empty(2 * len(edges), dtype=np.int64)
    ends[0::2], ends[1::2] = edges.u, edges.v
    link = _open_rings(_links(edges, ends, node_count, keep))
    # A state is the end at which a walker enters an edge; its number is 2 * edge + (0: u, 1: v).
    head, rank = _rank(link)
    states = np.arange(len(link))
    last = link[states ^ 1] < 0
    other = np.zeros(len(link), dtype=np.int64)
    other[head[last]] = states[last] ^ 1
    # Each chain is walked from both its ends; one of the two walks is enough.
    chosen = states[head < other[head]]
    chosen = chosen[np.lexsort((rank[chosen], head[chosen]))]
    return _join(edges, ends, chosen, rank[chosen])


def _links(edges: Edges, ends: Longs, node_count: int, keep: Mask | None) -> Longs:
    """For each end of an edge, the end of the next edge of its chain, or -1."""
    degree = np.bincount(ends, minlength=node_count)
    first = np.cumsum(degree) - degree
    order = np.argsort(ends, kind="stable")
    pairs = degree == 2
    if keep is not None:
        pairs &= ~keep
    at = first[pairs]
    a, b = order[at], order[at + 1]
    one, two = a >> 1, b >> 1
    same = one != two
    for column in (edges.way, edges.flags, edges.name):
        same &= column[one] == column[two]
    link = np.full(len(ends), -1, dtype=np.int64)
    link[a[same]], link[b[same]] = b[same], a[same]
    return link


def _open_rings(link: Longs) -> Longs:
    """Cut each chain that has no end at one place."""
    linked = np.flatnonzero(link >= 0)
    count = len(link) // 2
    pairs = (np.ones(len(linked), dtype=np.int8), (linked >> 1, link[linked] >> 1))
    _, ring = connected_components(coo_array(pairs, shape=(count, count)), directed=False)
    has_end = np.zeros(ring.max() + 1, dtype=bool)
    has_end[ring[np.flatnonzero(link < 0) >> 1]] = True
    closed, first = np.unique(ring, return_index=True)
    cut = 2 * first[~has_end[closed]]
    link[link[cut]] = -1
    link[cut] = -1
    return link


def _rank(link: Longs) -> tuple[Longs, Longs]:
    """First state of each state's chain and the steps from there, by doubling the step."""
    states = np.arange(len(link))
    head = np.where(link >= 0, link ^ 1, states)
    rank = (link >= 0).astype(np.int64)
    while True:
        further = head[head]
        if np.array_equal(further, head):
            return head, rank
        rank += rank[head]
        head = further


def _join(edges: Edges, ends: Longs, states: Longs, rank: Longs) -> Edges:
    edge, turned = states >> 1, states & 1
    start = np.flatnonzero(rank == 0)
    stop = np.append(start[1:], len(states)) - 1
    count = np.diff(edges.offsets)[edge]
    skip = (rank > 0).astype(np.int64)  # the node between two edges is in both shapes
    taken = count - skip
    forward = edges.offsets[edge] + skip
    backward = edges.offsets[edge + 1] - 1 - skip
    base = np.where(turned, backward, forward)
    step = np.where(turned, -1, 1)
    begin = np.cumsum(taken) - taken
    local = np.arange(int(taken.sum())) - np.repeat(begin, taken)
    at = np.repeat(base, taken) + np.repeat(step, taken) * local
    return Edges(
        u=ends[states[start]].astype(np.int32),
        v=ends[states[stop] ^ 1].astype(np.int32),
        length_m=np.add.reduceat(edges.length_m[edge], start),
        way=edges.way[edge[start]],
        flags=edges.flags[edge[start]],
        name=edges.name[edge[start]],
        coords=edges.coords[at],
        offsets=np.append(begin[start], len(at)),
    )
