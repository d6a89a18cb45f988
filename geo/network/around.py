"""Streets around places: all that lies within a walk of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from geo.arrays import Floats, Longs, Mask
from geo.network.adjacency import source_arcs
from geo.network.entrances import Entrances
from geo.network.graph import Network
from geo.network.search import Router
from geo.network.snap import TOLERANCE_M
from geo.network.stretches import Stretches, union
from geo.network.tiles import _stretch

_AT_ONCE = 64
"""Places searched together: each has its own copy of the nodes around it."""


def within_each(router: Router, groups: Sequence[Entrances], limit_m: float) -> list[Stretches]:
    """Parts of streets within a walk of each place, whatever lies around the others.

    Parameters
    ----------
    router : Router
        The streets; those that the rules close are left out.
    groups : sequence of Entrances
        Entrances of each place; their legs are part of the walk.
    limit_m : float
        Longest walk; the limit itself is within.

    Returns
    -------
    list of Stretches
    """
    nearby = cKDTree(router.network.node_xy), (limit_m + 1.0) * _stretch(router)
    node_ends = _ends_by_node(router.network)
    out: list[Stretches] = []
    for first in range(0, len(groups), _AT_ONCE):
        out += _together(router, groups[first : first + _AT_ONCE], limit_m, nearby, node_ends)
    return out


def _together(
    router: Router,
    groups: Sequence[Entrances],
    limit_m: float,
    nearby: tuple[cKDTree, float],
    node_ends: tuple[Longs, Longs],
) -> list[Stretches]:
    nodes, edges = router.network.node_count, router.network.edges
    key, distance_m = _searched(router, groups, limit_m, nearby)
    place, node = key // nodes, key % nodes
    row, end = _spread(node_ends[0], node)
    end = node_ends[1][end]
    edge, late = end // 2, end % 2 == 1
    paid = np.where(late, router.costs.at_v[edge], router.costs.at_u[edge])
    left_m = limit_m - distance_m[row] - paid
    open_ = (left_m > 0) & router.costs.allowed[edge]
    row, edge, late, left_m = row[open_], edge[open_], late[open_], left_m[open_]
    share = np.minimum(left_m / edges.length_m[edge], 1.0)
    parts = [(place[row], edge, late * 1.0, np.where(late, 1.0 - share, share))]
    for k, group in enumerate(groups):
        gate = group.snapped.take(group.snapped.edge >= 0)
        share = np.maximum(limit_m - gate.leg_m, 0.0) / edges.length_m[gate.edge]
        at = gate.edge.astype(np.int64)
        parts.append((np.full(len(at), k), at, gate.share - share, gate.share + share))
    own, edge, start, stop = (np.concatenate(column) for column in zip(*parts, strict=True))
    pair, at = np.unique(own * len(edges) + edge, return_inverse=True)
    found = union(at, start, stop)
    first = np.searchsorted(pair[found.edge] // len(edges), np.arange(len(groups) + 1))
    real = (pair[found.edge] % len(edges)).astype(np.int32)
    return [
        Stretches(real[a:b], found.start[a:b], found.stop[a:b]) for a, b in pairwise(first.tolist())
    ]


def _searched(
    router: Router,
    groups: Sequence[Entrances],
    limit_m: float,
    nearby: tuple[cKDTree, float],
) -> tuple[Longs, Floats]:
    """Nodes that each place reaches (place times nodes plus node, ascending), and how far."""
    nodes, graph = router.network.node_count, router.adjacency.graph
    key = _keys(nodes, groups, *nearby)
    row, arc = _spread(graph.indptr, key % nodes)
    to, there = _among(key, (key // nodes)[row] * nodes + graph.indices[arc])
    row, to, metres = row[there], to[there], graph.data[arc][there]
    sources = [source_arcs(router.network, router.costs, group) for group in groups]
    count = np.concatenate([s.count for s in sources])
    place = np.repeat(np.arange(len(groups)), [len(s.count) for s in sources])
    begin = np.repeat(np.arange(len(count)), count)
    ends = np.concatenate([s.end for s in sources])
    goal, there = _among(key, np.repeat(place, count) * nodes + ends)
    cost = np.concatenate([s.cost for s in sources])[there]
    size = len(key) + len(count)
    rows = np.concatenate([row, begin[there] + len(key)])
    indptr = np.append(0, np.cumsum(np.bincount(rows, minlength=size)))
    columns = np.concatenate([to, goal[there]])
    whole = csr_array((np.concatenate([metres, cost]), columns, indptr), shape=(size, size))
    if not len(count):
        return key[:0], np.zeros(0)
    distance_m = dijkstra(
        whole,
        indices=np.arange(len(key), size),
        min_only=True,
        limit=limit_m + TOLERANCE_M,
    )[: len(key)]
    reached = np.isfinite(distance_m)
    return key[reached], distance_m[reached]


def _keys(nodes: int, groups: Sequence[Entrances], tree: cKDTree, radius_m: float) -> Longs:
    """Nodes as near to an entrance of each place as a walk within the limit could end."""
    found = [np.zeros(0, dtype=np.int64)]
    for place, group in enumerate(groups):
        xy = group.snapped.xy[group.snapped.edge >= 0]
        near = tree.query_ball_point(xy, radius_m) if len(xy) else ()
        found += [np.array(one, dtype=np.int64) + place * nodes for one in near]
    return np.unique(np.concatenate(found))


def _among(key: Longs, wanted: Longs) -> tuple[Longs, Mask]:
    """Where values stand among sorted keys, and whether they do."""
    at = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
    there = key[at] == wanted if len(key) else np.zeros(len(wanted), dtype=bool)
    return at, np.asarray(there, dtype=bool)


def _spread(indptr: Longs, rows: Longs) -> tuple[Longs, Longs]:
    """Entries of some rows of a sparse table: the position of the row, and of the entry."""
    count = indptr[rows + 1] - indptr[rows]
    row = np.repeat(np.arange(len(rows)), count)
    local = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
    return row, indptr[rows][row] + local


def _ends_by_node(network: Network) -> tuple[Longs, Longs]:
    """Sort the ends of streets (2 e at ``u``, 2 e + 1 at ``v``) node by node."""
    node = np.column_stack([network.edges.u, network.edges.v]).ravel()
    count = np.bincount(node, minlength=network.node_count)
    return np.append(0, np.cumsum(count)), np.argsort(node, kind="stable")
