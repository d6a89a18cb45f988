"""Follow a forest of ways from a home to its gate, and ask networkx for the same."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest


def streets_graph(net):
    """Make networkx's picture of a network: its nodes and edges with their metres."""
    graph = nx.MultiGraph()
    for u, v, length in zip(net.edges.u, net.edges.v, net.edges.length_m, strict=True):
        graph.add_edge(int(u), int(v), weight=float(length))
    return graph


def farthest(found, count=3):
    """Homes with the longest ways over nodes, as positions."""
    return np.argsort(-np.where(found.node >= 0, found.walk.distance_m, -1))[:count]


def assert_way_is_shortest(net, graph, on, to, ways, found, k):
    """Add up the tree's way of home ``k`` street by street; networkx finds none that is shorter."""
    gate, length = int(found.walk.entrance[k]), net.edges.length_m[on.edge[k]]
    first = on.leg_m[k] + abs(on.share[k] - found.leave[k]) * length
    total, node = first + to.leg_m[gate], int(found.node[k])
    begin = end = node
    while node >= 0:
        edge = int(ways.edge[node])
        last = abs(ways.leave[node] - ways.arrive[node]) * net.edges.length_m[edge]
        total += last
        end, node = node, int(ways.parent[node])
    assert total == pytest.approx(found.walk.distance_m[k], abs=1e-6)
    between = nx.dijkstra_path_length(graph, begin, end)
    assert first + between + last + to.leg_m[gate] == pytest.approx(total, abs=0.01)
