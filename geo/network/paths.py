"""The way itself between two joined points, and everything that one point can reach."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse.csgraph import dijkstra
from shapely.ops import substring

from geo.arrays import Floats, Ints, Longs
from geo.network.adjacency import attach, source_arcs
from geo.network.entrances import Entrances
from geo.network.graph import Network
from geo.network.search import Router
from geo.network.snap import TOLERANCE_M, Snapped
from geo.network.walks import DistanceField, is_within


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """A shortest way.

    Parameters
    ----------
    distance_m : float
        Metres with both legs, and delays if the rules have any.
    xy : float64[k, 2]
        Its shape on the streets in metres, from where the first point joins to where the second
        does; the legs are not in it.
    edges : int32[j]
        The streets in order, the first and the last in part.
    """

    distance_m: float
    xy: Floats
    edges: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """Places that one point reaches, nearest first.

    Parameters
    ----------
    owner : int64[k]
        The place, each once.
    entrance : int64[k]
        Its nearest entrance.
    distance_m : float64[k]
        Metres with both legs.
    """

    owner: Longs
    entrance: Longs
    distance_m: Floats


def places_within(router: Router, start: Snapped, entrances: Entrances, limit_m: float) -> Within:
    """All places within a limit of one point, in one search from the point.

    Parameters
    ----------
    router : Router
        The streets.
    start : Snapped, 1 point
        Where the walk begins.
    entrances : Entrances
        The places.
    limit_m : float
        Metres with both legs; the limit itself is within.
    """
    field = field_from(router, start, limit_m)
    walk = router.at(entrances.snapped, field)
    hit = np.flatnonzero(is_within(walk.distance_m, limit_m))
    hit = hit[np.lexsort((hit, walk.distance_m[hit]))]
    _, first = np.unique(entrances.owner[hit], return_index=True)
    hit = hit[np.sort(first)]
    return Within(entrances.owner[hit], hit, walk.distance_m[hit])


def field_from(router: Router, start: Snapped, limit_m: float = np.inf) -> DistanceField:
    """Distance of every node from one point (or the nearest of several).

    Parameters
    ----------
    router : Router
        The streets, ready to be searched.
    start : Snapped
        The point or points, joined to the streets.
    limit_m : float
        Search no farther than this, metres.
    """
    return router.fields([Entrances(start, np.arange(len(start)))], limit_m)[0]


def path(router: Router, start: Snapped, end: Snapped, *, limit_m: float = np.inf) -> Path | None:
    """Shortest way from one point to another; None if there is none within the limit.

    Parameters
    ----------
    router : Router
        The streets.
    start, end : Snapped, 1 point each
        Joined to this router's streets.
    limit_m : float
        Give the distance where it is known: the search then stops there.
    """
    if start.edge[0] < 0 or end.edge[0] < 0:
        return None
    over = _over_nodes(router, start, end, limit_m)
    _, _, direct = router.along_edge(start, end)
    if len(direct) and (over is None or direct[0] <= over.distance_m):
        if direct[0] > limit_m + TOLERANCE_M:
            return None
        shape = _part(router.network, int(start.edge[0]), start.share[0], end.share[0])
        return Path(float(direct[0]), shape, start.edge.copy())
    return over


def _over_nodes(router: Router, start: Snapped, end: Snapped, limit_m: float) -> Path | None:
    target = Entrances(end, np.zeros(1, dtype=np.int64))
    arcs = source_arcs(router.network, router.costs, target)
    graph = attach(router.adjacency.graph, [arcs])
    source = router.network.node_count
    metres, before = dijkstra(
        graph, indices=source, return_predecessors=True, limit=limit_m + TOLERANCE_M
    )
    edges, edge = router.network.edges, int(start.edge[0])
    choices = [
        (float(metres[node] + leg[0]), int(node), share)
        for node, leg, share in zip(
            (edges.u[edge], edges.v[edge]), router.to_ends(start), (0.0, 1.0), strict=True
        )
    ]
    total, node, side = min(choices)
    if not np.isfinite(total) or total > limit_m + TOLERANCE_M:
        return None
    shapes, used = [_part(router.network, edge, start.share[0], side)], [edge]
    while before[node] != source:
        after = int(before[node])
        passed = _edge_between(router, node, after)
        shape = router.network.shape(passed)
        shapes.append(shape if edges.u[passed] == node else shape[::-1])
        used.append(passed)
        node = after
    last = int(end.edge[0])
    shapes.append(_part(router.network, last, _side(router, end, node), end.share[0]))
    xy = np.concatenate(shapes)
    moved = np.append(True, (np.diff(xy, axis=0) != 0).any(axis=1))
    return Path(total, xy[moved], np.array([*used, last], dtype=np.int32))


def _side(router: Router, end: Snapped, node: int) -> float:
    """From which end of its edge the last point is entered, coming from a node."""
    edges, edge = router.network.edges, int(end.edge[0])
    at_u, at_v = router.to_ends(end)
    if edges.u[edge] == edges.v[edge]:
        return 0.0 if at_u[0] <= at_v[0] else 1.0
    return 0.0 if edges.u[edge] == node else 1.0


def _edge_between(router: Router, node: int, after: int) -> int:
    graph = router.adjacency.graph
    first, stop = graph.indptr[node], graph.indptr[node + 1]
    place = first + np.searchsorted(graph.indices[first:stop], after)
    return int(router.adjacency.edge[place])


def _part(network: Network, edge: int, start: float, stop: float) -> Floats:
    """Shape of an edge from one share of its length to another."""
    line = substring(shapely.LineString(network.shape(edge)), start, stop, normalized=True)
    return np.asarray(shapely.get_coordinates(line), dtype=np.float64)
