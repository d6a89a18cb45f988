"""The graph that is searched: cheapest of parallel streets, no loops, entrances in mid-street."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.adjacency import adjacency, attach, source_arcs
from geo.network.entrances import Entrances
from geo.network.rules import Rules, costs
from geo.network.search import Router
from tests.toys import toynet, toytown

A, B, C, D = (0.0, 0.0), (300.0, 0.0), (300.0, 400.0), (-100.0, 0.0)


@pytest.fixture
def network():
    """A corner a-b-c, a longer way from a to b beside the street, a loop at b, a spur at a."""
    longer = [A, (150.0, 200.0), B]
    loop = [B, (350.0, 0.0), (350.0, -50.0), B]
    streets = ([A, B], longer, [B, C], loop, [A, D])
    return toynet.network([(corners, 0) for corners in streets], key="corner")


def there(network, *places) -> np.ndarray:
    """Places of the toy in the network's own metres."""
    to = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)
    return network.to_metres(*to.transform(*np.array(places, dtype=float).T))


def node(network, at) -> int:
    return int(np.hypot(*(network.node_xy - there(network, at)).T).argmin())


def test_of_parallel_streets_the_cheapest_and_no_loops(network):
    graph = adjacency(network, costs(network, Rules())).graph
    a, b, c = (node(network, at) for at in (A, B, C))
    assert graph[a, b] == graph[b, a] == pytest.approx(300, abs=0.01)
    assert graph[b, c] == graph[c, b] == pytest.approx(400, abs=0.01)
    assert graph.diagonal().sum() == 0
    assert graph.nnz == 6  # three streets, both ways


def test_the_edge_behind_each_arc_has_its_length(network):
    found = adjacency(network, costs(network, Rules()))
    np.testing.assert_allclose(network.edges.length_m[found.edge], found.graph.data)


def test_an_entrance_in_mid_street_reaches_both_ends_with_its_leg(network):
    paid = costs(network, Rules())
    router = Router(network)
    group = Entrances(router.snap(there(network, (100, -20), (np.nan, np.nan))), np.array([0, 1]))
    arcs = source_arcs(network, paid, group)
    assert arcs.entrance.tolist() == [0]  # the one without a place joined nothing
    assert arcs.count.tolist() == [2]
    ends = dict(zip(arcs.end.tolist(), arcs.cost.tolist(), strict=True))
    assert ends == pytest.approx({node(network, A): 120.0, node(network, B): 220.0}, abs=0.01)
    whole = attach(adjacency(network, paid).graph, [arcs])
    assert whole.shape == (network.node_count + 1,) * 2
    assert whole[:, [network.node_count]].nnz == 0  # nothing leads back into it
