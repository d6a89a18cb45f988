"""How far it is on foot: the nearest of many places for every point, in one search.

One search from all places together: the algorithm of E. W. Dijkstra (Numerische Mathematik 1, 1959)
with many sources, as scipy.sparse.csgraph runs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from geo.arrays import Floats, Ints, Longs, Mask
from geo.network.adjacency import Adjacency, adjacency, attach, source_arcs
from geo.network.entrances import Entrances
from geo.network.graph import STUB, Network
from geo.network.rules import Costs, Rules, costs, frontage
from geo.network.snap import LIMIT_M, TOLERANCE_M, Snapped, StreetIndex
from geo.network.walks import (
    BEYOND,
    UNREACHABLE,
    DistanceField,
    Ends,
    Walk,
    is_within,
    keep_nearer,
    over_nodes,
)


class Router:
    """A network made ready for walks under given rules; keep it, it is costly to make.

    Parameters
    ----------
    network : Network
        The streets.
    rules : Rules
        Delays and closed streets.
    """

    def __init__(self, network: Network, rules: Rules | None = None) -> None:
        self.network = network
        self.rules = rules or Rules()
        self.costs: Costs = costs(network, self.rules)
        self.adjacency: Adjacency = adjacency(network, self.costs)

    @cached_property
    def streets(self) -> StreetIndex:
        """Index of the streets that may be joined under the rules."""
        return StreetIndex(self.network, self.costs.allowed, self.costs.walls, self.last)

    @cached_property
    def last(self) -> Mask:
        """Edges that are joined where no other street is near: they lead nowhere, bool[m].

        Stubs of the drawing and, where arterials are closed, the frontage that they leave.
        """
        stub = self.network.has(STUB)
        if self.rules.arterials == "allowed":
            return stub
        return stub | frontage(self.network, self.costs, self.component)

    @cached_property
    def component(self) -> Ints:
        """Number of each node's connected part of the network."""
        return np.asarray(connected_components(self.adjacency.graph, directed=False)[1])

    def snap(self, xy: Floats, *, limit_m: float = LIMIT_M) -> Snapped:
        """Join points (metres, float64[n, 2]) to the streets; see :meth:`StreetIndex.snap`."""
        return self.streets.snap(xy, limit_m=limit_m)

    def nearest(self, points: Snapped, entrances: Entrances, limit_m: float = np.inf) -> Walk:
        """Nearest place for every point; see :meth:`fields` and :meth:`at`.

        Parameters
        ----------
        points : Snapped
            Points joined to the streets.
        entrances : Entrances
            Entrances of the places.
        limit_m : float
            Search no farther than this, metres.
        """
        return self.at(points, self.fields([entrances], limit_m)[0])

    def fields(self, groups: Sequence[Entrances], limit_m: float = np.inf) -> list[DistanceField]:
        """One search per group of entrances, all on one graph.

        Parameters
        ----------
        groups : sequence of Entrances
            One for each category, say.
        limit_m : float
            Metres on foot with both legs; the limit itself is within.

        Returns
        -------
        list of Field
            Usable for any number of points.
        """
        sources = [source_arcs(self.network, self.costs, group) for group in groups]
        graph = attach(self.adjacency.graph, sources)
        nodes = begin = self.network.node_count
        out = []
        for group, source in zip(groups, sources, strict=True):
            metres, found = search(graph, nodes, source.entrance, limit_m, begin)
            out.append(DistanceField(metres, found, group, limit_m))
            begin += len(source.entrance)
        return out

    def at(self, points: Snapped, field: DistanceField) -> Walk:
        """Read a field at points: over the nodes, and along the edge where both are on one.

        Parameters
        ----------
        points : Snapped, n points
            Joined to this router's streets.
        field : DistanceField
            Of this router.

        Returns
        -------
        Walk
            Among equally near places the choice is arbitrary, the distance is not.
        """
        return self.at_each(points, [field])[0]

    def at_each(self, points: Snapped, fields: Sequence[DistanceField]) -> list[Walk]:
        """Read several fields at the same points; see :meth:`at`."""
        on = np.flatnonzero(points.edge >= 0)
        here = points if len(on) == len(points) else points.take(on)
        ends = self._ends(here)
        found = []
        for field in fields:
            metres = np.full(len(points), np.nan)
            entrance = np.full(len(points), -1, dtype=np.int64)
            metres[on], entrance[on] = over_nodes(ends, field)
            direct = self.along_edge(here, field.entrances.snapped)
            keep_nearer(metres, entrance, on, direct)
            found.append(self._walk(points, on, metres, entrance, field))
        return found

    def _ends(self, points: Snapped) -> Ends:
        edges, (at_u, at_v) = self.network.edges, self.to_ends(points)
        return Ends(edges.u[points.edge], edges.v[points.edge], at_u, at_v)

    def to_ends(self, points: Snapped) -> tuple[Floats, Floats]:
        """Metres from each joined point, leg included, to both nodes of its edge."""
        edge, length_m = points.edge, self.network.edges.length_m[points.edge]
        at_u = points.leg_m + points.share * length_m + self.costs.at_u[edge]
        at_v = points.leg_m + (1 - points.share) * length_m + self.costs.at_v[edge]
        return at_u, at_v

    def along_edge(self, points: Snapped, entrances: Snapped) -> tuple[Longs, Longs, Floats]:
        """All pairs of a point and an entrance on the same edge, and the metres between."""
        order = np.argsort(entrances.edge, kind="stable")
        edges = entrances.edge[order]
        rows = np.flatnonzero(np.isin(points.edge, edges[edges >= 0]) & (points.edge >= 0))
        first = np.searchsorted(edges, points.edge[rows], "left")
        count = np.searchsorted(edges, points.edge[rows], "right") - first
        point = np.repeat(rows, count)
        local = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        other = order[np.repeat(first, count) + local]
        apart = np.abs(points.share[point] - entrances.share[other])
        metres = apart * self.network.edges.length_m[points.edge[point]]
        return point, other, metres + points.leg_m[point] + entrances.leg_m[other]

    def _walk(
        self, points: Snapped, on: Longs, metres: Floats, entrance: Longs, field: DistanceField
    ) -> Walk:
        state = points.state.copy()
        reached = np.zeros(len(points), dtype=bool)
        reached[on] = is_within(metres[on], field.limit_m)
        lost = on[~reached[on]]
        state[lost] = np.where(self._leads(points.take(lost), field), BEYOND, UNREACHABLE)
        metres[lost] = np.inf
        entrance[~reached] = -1
        owner = np.full(len(points), -1, dtype=np.int64)
        owner[reached] = field.entrances.owner[entrance[reached]]
        return Walk(metres, owner, entrance, state)

    def _leads(self, points: Snapped, field: DistanceField) -> Mask:
        """Whether there is any way at all from each point to an entrance."""
        if not len(points):
            return np.zeros(0, dtype=bool)
        there = field.entrances.snapped.take(field.entrances.snapped.edge >= 0)
        has = np.zeros(int(self.component.max()) + 1, dtype=bool)
        edges = self.network.edges
        for ends, cost in ((edges.u, self.costs.at_u), (edges.v, self.costs.at_v)):
            open_ = np.isfinite(cost[there.edge])
            has[self.component[ends[there.edge[open_]]]] = True
        leads = np.isin(points.edge, there.edge)
        for ends, cost in ((edges.u, self.costs.at_u), (edges.v, self.costs.at_v)):
            open_ = np.isfinite(cost[points.edge])
            leads |= open_ & has[self.component[ends[points.edge]]]
        return np.asarray(leads, dtype=bool)


def search(
    graph: csr_array, nodes: int, entrance: Longs, limit_m: float, begin: int | None = None
) -> tuple[Floats, Ints]:
    """Search a graph from all its sources at once.

    Parameters
    ----------
    graph : csr_array
        See :func:`geo.network.adjacency.attach`.
    nodes : int
        Rows of it that are nodes.
    entrance : int64[s]
        Which entrance each source is.
    limit_m : float
        Longest walk.
    begin : int, optional
        Row of the first source; default right after the nodes.

    Returns
    -------
    float64[nodes], int32[nodes]
        Metres to the nearest source (``inf``), and which entrance it is (-1).
    """
    if not len(entrance):
        return np.full(nodes, np.inf), np.full(nodes, -1, dtype=np.int32)
    first = nodes if begin is None else begin
    distance_m, _, source = dijkstra(
        graph,
        indices=np.arange(first, first + len(entrance)),
        min_only=True,
        return_predecessors=True,
        limit=limit_m + TOLERANCE_M,
    )
    source = source[:nodes]
    found = np.where(source >= 0, entrance[np.maximum(source - first, 0)], -1)
    return distance_m[:nodes], found.astype(np.int32)
