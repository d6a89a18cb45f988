"""Who walks along given parts of streets, each walker once however often the way returns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geo.arrays import Floats, Ints, Longs, Mask
from geo.network.flows.forest import Forest, Trips
from geo.network.flows.loads import through
from geo.network.graph import Network
from geo.network.snap import Snapped
from geo.network.stretches import Stretches
from geo.network.walks import REACHED

_LEAST_M = 0.01


def users(
    network: Network,
    points: Snapped,
    ways: Forest,
    found: Trips,
    weight: Floats,
    routes: Sequence[Stretches],
    passing: Floats | None = None,
) -> Floats:
    """Weight of the points whose way runs along any part of each route.

    Parameters
    ----------
    network : Network
        The streets.
    points : Snapped
        Where walkers start.
    ways : Forest
        Ways from every node to its gate.
    found : Trips
        How each point gets to its gate.
    weight : float64[n]
        Who starts at each point, such as children.
    routes : sequence of Stretches
        One for each route.
    passing : float64[nodes], optional
        Weight that passes each node, where it is known already.

    Returns
    -------
    float64[routes]
    """
    passing = through(ways, found, weight) if passing is None else passing
    node = np.flatnonzero(passing > 0)
    home = np.flatnonzero((found.walk.state == REACHED) & (weight > 0))
    edge = np.concatenate([ways.edge[node], points.edge[home]])
    low = np.concatenate([ways.leave[node], points.share[home]])
    high = np.concatenate([ways.arrive[node], found.leave[home]])
    low, high = np.minimum(low, high), np.maximum(low, high)
    order = np.argsort(edge, kind="stable")
    out = np.zeros(len(routes))
    for k, route in enumerate(routes):
        near = order[_rows_of(edge[order], np.unique(route.edge))]
        used = near[route.overlap_m(network, edge[near], low[near], high[near]) > _LEAST_M]
        nodes, homes = node[used[used < len(node)]], home[used[used >= len(node)] - len(node)]
        marked = np.zeros(len(passing), dtype=bool)
        marked[nodes] = True
        # Each way is counted where it runs along the route for the last time.
        last = nodes[~_meets(ways.parent, ways.parent[nodes], marked)]
        own = homes[~_meets(ways.parent, found.node[homes], marked)]
        out[k] = passing[last].sum() + weight[own].sum()
    return out


def _rows_of(sorted_edges: Ints, wanted: Ints) -> Longs:
    first = np.searchsorted(sorted_edges, wanted, "left")
    count = np.searchsorted(sorted_edges, wanted, "right") - first
    local = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.asarray(np.repeat(first, count) + local, dtype=np.int64)


def _meets(parent: Ints, start: Ints, marked: Mask) -> Mask:
    """Whether the ways on from some nodes (-1: none), those included, pass a marked one."""
    hit = np.zeros(len(start), dtype=bool)
    row, at = np.flatnonzero(start >= 0), start[start >= 0]
    while len(row):
        hit[row[marked[at]]] = True
        at = np.where(marked[at], -1, parent[at])
        row, at = row[at >= 0], at[at >= 0]
    return hit
