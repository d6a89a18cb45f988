"""The shortest ways of all nodes and points to their nearest gate, from one search.

Every node knows the next node of its shortest way, so that nobody's way is followed twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse.csgraph import dijkstra

from geo.arrays import Floats, Ints, Longs
from geo.network.adjacency import SourceArcs, attach, source_arcs
from geo.network.entrances import Entrances
from geo.network.search import Router
from geo.network.snap import TOLERANCE_M, Snapped
from geo.network.walks import REACHED, DistanceField, Walk


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """The shortest way from every node to the nearest gate.

    Parameters
    ----------
    distance_m : float64[nodes]
        Metres with the gate's leg; ``inf`` beyond the limit.
    entrance : int32[nodes]
        Position of the gate; -1 beyond the limit.
    parent : int32[nodes]
        Next node of the way; -1 where the gate's street is entered, or nothing is reached.
    edge : int32[nodes]
        The edge walked next, the gate's own where ``parent`` is -1; -1 beyond the limit.
    leave, arrive : float64[nodes]
        Shares of that edge between which it is walked: from the node's end (0 or 1) to the other
        end, or to the gate.
    gates : Snapped
        What was searched from.
    limit_m : float
        How far.
    """

    distance_m: Floats
    entrance: Ints
    parent: Ints
    edge: Ints
    leave: Floats
    arrive: Floats
    gates: Snapped
    limit_m: float


def forest(router: Router, gates: Snapped, limit_m: float) -> Forest:
    """Search from all gates at once and keep the ways.

    Parameters
    ----------
    router : Router
        The streets under rules.
    gates : Snapped, k gates
        Joined to this router's streets; those that did not join lead nowhere. Of equally near
        gates the choice depends on their order: sort them.
    limit_m : float
        Longest walk with both legs.

    Returns
    -------
    Forest
    """
    nodes = router.network.node_count
    arcs = source_arcs(router.network, router.costs, Entrances(gates, np.arange(len(gates))))
    if not len(arcs.entrance):
        none = np.full(nodes, -1, dtype=np.int32)
        far, zero = np.full(nodes, np.inf), np.zeros(nodes)
        return Forest(far, none, none.copy(), none.copy(), zero, zero.copy(), gates, limit_m)
    graph = attach(router.adjacency.graph, [arcs])
    found = dijkstra(
        graph,
        indices=np.arange(nodes, nodes + len(arcs.entrance)),
        min_only=True,
        return_predecessors=True,
        limit=limit_m + TOLERANCE_M,
    )
    distance_m, before, source = (column[:nodes] for column in found)
    entrance = np.where(source >= 0, arcs.entrance[np.maximum(source - nodes, 0)], -1)
    parent = np.where((before >= 0) & (before < nodes), before, -1).astype(np.int32)
    edge, leave, arrive = _ways_out(router, arcs, gates, before, parent)
    return Forest(
        distance_m, entrance.astype(np.int32), parent, edge, leave, arrive, gates, limit_m
    )


def _ways_out(
    router: Router, arcs: SourceArcs, gates: Snapped, before: Ints, parent: Ints
) -> tuple[Ints, Floats, Floats]:
    """Which edge leaves each node, and between which shares of it the way leads."""
    graph, edges, nodes = router.adjacency.graph, router.network.edges, len(parent)
    edge = np.full(nodes, -1, dtype=np.int32)
    node, arc = _arcs_taken(graph.indptr, graph.indices, parent)
    edge[node] = router.adjacency.edge[arc]
    leave = (edges.v[edge] == np.arange(nodes)).astype(np.float64)
    arrive = 1.0 - leave
    source = np.repeat(np.arange(len(arcs.entrance)), arcs.count)
    at = gates.edge[arcs.entrance]
    open_ = np.isfinite(np.column_stack([router.costs.at_u[at], router.costs.at_v[at]]))
    side = np.nonzero(open_)[1]
    root = np.flatnonzero(before[arcs.end] == nodes + source)
    # Both ends of a closed street are one node: the cheaper one is written last and stays.
    root = root[np.argsort(-arcs.cost[root], kind="stable")]
    node, gate = arcs.end[root], arcs.entrance[source[root]]
    edge[node], leave[node], arrive[node] = gates.edge[gate], side[root], gates.share[gate]
    return edge, leave, arrive


def _arcs_taken(indptr: Ints, indices: Ints, parent: Ints) -> tuple[Longs, Longs]:
    """Nodes that have a next node, and the stored arc between both."""
    own = np.flatnonzero(parent >= 0)
    if 2 * len(own) > len(parent):
        begin = np.repeat(np.arange(len(parent), dtype=np.int32), np.diff(indptr))
        arc = np.flatnonzero(parent[indices] == begin)
        return indices[arc].astype(np.int64), arc
    first = indptr[parent[own]].astype(np.int64)
    count = indptr[parent[own] + 1] - first
    row = np.repeat(np.arange(len(own)), count)
    arc = first[row] + np.arange(len(row)) - (np.cumsum(count) - count)[row]
    arc = arc[indices[arc] == own[row]]
    return indices[arc].astype(np.int64), arc


@dataclass(frozen=True, slots=True, eq=False)
class Trips:
    """How points walk to their nearest gate.

    Parameters
    ----------
    walk : Walk, n points
        Metres, gate and state; ``owner`` is the gate too.
    node : int32[n]
        First node of the way; -1 where the gate is on the same street and walked to directly, or
        none is reached.
    leave : float64[n]
        Share of its street at which a point leaves it: an end, or the gate's place.
    """

    walk: Walk
    node: Ints
    leave: Floats


def trips(router: Router, ways: Forest, points: Snapped) -> Trips:
    """Read the ways of points off a forest.

    Parameters
    ----------
    router : Router
        The forest's.
    ways : Forest
        See :func:`forest`.
    points : Snapped, n points
        Joined to this router's streets.
    """
    gates = Entrances(ways.gates, np.arange(len(ways.gates)))
    walk = router.at(points, DistanceField(ways.distance_m, ways.entrance, gates, ways.limit_m))
    node = np.full(len(points), -1, dtype=np.int32)
    leave = np.zeros(len(points))
    on = np.flatnonzero(walk.state == REACHED)
    here = points if len(on) == len(points) else points.take(on)
    at_u, at_v = router.to_ends(here)
    u, v = router.network.edges.u[here.edge], router.network.edges.v[here.edge]
    by_u, by_v = ways.distance_m[u] + at_u, ways.distance_m[v] + at_v
    over = walk.distance_m[on] >= np.minimum(by_u, by_v)  # else along the street itself
    node[on] = np.where(over, np.where(by_u <= by_v, u, v), -1)
    gate = ways.gates.share[walk.entrance[on]]
    leave[on] = np.where(over, np.where(by_u <= by_v, 0.0, 1.0), gate)
    return Trips(walk, node, leave)
