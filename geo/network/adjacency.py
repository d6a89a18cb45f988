"""The graph as scipy searches it, and entrances in mid-street put into it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from geo.arrays import Floats, Ints, Longs, Mask
from geo.network.entrances import Entrances
from geo.network.graph import Network
from geo.network.rules import Costs


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """Arcs of a network under rules.

    Parameters
    ----------
    graph : csr_array, nodes x nodes
        Metres of each arc, both directions; of parallel edges the cheapest, no loops.
    edge : int32[arcs]
        Edge behind each stored arc, in the graph's order.
    """

    graph: csr_array
    edge: Ints


def adjacency(network: Network, paid: Costs) -> Adjacency:
    """Make the graph of a network under rules."""
    edges, nodes = network.edges, network.node_count
    cost = edges.length_m + paid.at_u + paid.at_v
    usable = np.flatnonzero(paid.allowed & np.isfinite(cost) & (edges.u != edges.v))
    pair = edges.u[usable].astype(np.int64) * nodes + edges.v[usable]
    order = np.lexsort((cost[usable], pair))
    kept = usable[order][_first_of_each(pair[order])]
    row = np.concatenate([edges.u[kept], edges.v[kept]])
    column = np.concatenate([edges.v[kept], edges.u[kept]])
    edge = np.concatenate([kept, kept]).astype(np.int32)
    order = np.lexsort((column, row))
    indptr = np.append(0, np.cumsum(np.bincount(row, minlength=nodes)))
    indices = column[order].astype(np.int32)
    edge = edge[order]
    graph = csr_array((cost[edge], indices, indptr.astype(np.int32)), shape=(nodes, nodes))
    return Adjacency(graph, edge)


def _first_of_each(values: Longs) -> Mask:
    first = np.ones(len(values), dtype=bool)
    first[1:] = values[1:] != values[:-1]
    return first


@dataclass(frozen=True, slots=True, eq=False)
class SourceArcs:
    """Arcs from entrances in mid-street to the nodes at both ends of their street.

    Parameters
    ----------
    entrance : int64[s]
        Which entrance each source is: those that joined.
    end : int64[k]
        Node that an arc leads to, source by source.
    cost : float64[k]
        Metres of the arc with the entrance's leg.
    count : int64[s]
        Arcs of each source.
    """

    entrance: Longs
    end: Longs
    cost: Floats
    count: Longs


def source_arcs(network: Network, paid: Costs, group: Entrances) -> SourceArcs:
    """Give the arcs from each joined entrance to the ends of its edge.

    Parameters
    ----------
    network : Network
        The streets.
    paid : Costs
        What walking each edge costs, in metres.
    group : Entrances
        Entrances of places, joined to the streets.
    """
    snapped = np.flatnonzero(group.snapped.edge >= 0)
    place = group.snapped.take(snapped)
    edge, length_m = place.edge, network.edges.length_m[place.edge]
    along = place.share * length_m
    end = np.column_stack([network.edges.u[edge], network.edges.v[edge]]).astype(np.int64)
    cost = np.column_stack(
        [
            place.leg_m + along + paid.at_u[edge],
            place.leg_m + (length_m - along) + paid.at_v[edge],
        ]
    )
    open_ = np.isfinite(cost)
    return SourceArcs(snapped, end[open_], cost[open_], open_.sum(axis=1))


def attach(graph: csr_array, groups: Sequence[SourceArcs]) -> csr_array:
    """Put every source into a graph, after its nodes, as a row from which the streets are entered.

    Nothing leads back into such a row, so that the groups do not disturb each other.
    """
    counts = np.concatenate([np.zeros(0, dtype=np.int64), *(g.count for g in groups)])
    size = graph.shape[0] + len(counts)
    return csr_array(
        (
            np.concatenate([graph.data, *(g.cost for g in groups)]),
            np.concatenate([graph.indices, *(g.end for g in groups)]).astype(np.int32),
            np.concatenate([graph.indptr, np.cumsum(counts) + graph.indptr[-1]]).astype(np.int32),
        ),
        shape=(size, size),
    )
