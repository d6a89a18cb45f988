"""The shortest way from everywhere to the nearest gate, as a forest, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.flows.forest import forest, trips
from geo.network.search import Router
from geo.network.walks import BEYOND, REACHED
from tests.toys import toynet, toytown

TO = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)
CM = 0.02
# A street of 1 km with side streets at 300 m and 700 m; the gate lies 100 m up the first one.
STREETS = (
    [(0.0, 0.0), (300.0, 0.0), (700.0, 0.0), (1000.0, 0.0)],
    [(300.0, 0.0), (300.0, 200.0)],
    [(700.0, 0.0), (700.0, 200.0)],
)
GATE = (300.0, 100.0)


@pytest.fixture(scope="module")
def router() -> Router:
    return Router(toynet.network([(corners, 0) for corners in STREETS], key="two spurs"))


def metres(router, *at):
    return router.network.to_metres(*TO.transform(*np.array(at, dtype=float).T))


def node(router, at) -> int:
    return int(np.hypot(*(router.network.node_xy - metres(router, at)).T).argmin())


def test_every_node_knows_the_next_one_on_its_way(router):
    found = forest(router, router.snap(metres(router, GATE)), np.inf)
    first, second, end = (node(router, at) for at in ((300, 0), (700, 0), (1000, 0)))
    assert found.distance_m[[first, second, end]] == pytest.approx([100, 500, 800], abs=CM)
    assert found.parent[end] == second
    assert found.parent[second] == first
    assert found.parent[first] == -1  # here the gate's own street is entered
    assert (found.entrance >= 0).all()


def test_beyond_the_limit_nothing_leads_anywhere(router):
    found = forest(router, router.snap(metres(router, GATE)), 600.0)
    end = node(router, (1000, 0))
    assert np.isinf(found.distance_m[end])
    assert (found.parent[end], found.edge[end], found.entrance[end]) == (-1, -1, -1)


def test_points_leave_their_street_at_its_nearer_end_or_at_the_gate(router):
    ways = forest(router, router.snap(metres(router, GATE)), 600.0)
    homes = router.snap(metres(router, (350, 0), (300, 180), (900, 0)))
    found = trips(router, ways, homes)
    assert found.walk.distance_m[:2] == pytest.approx([150, 80], abs=CM)
    assert found.walk.state.tolist() == [REACHED, REACHED, BEYOND]
    assert found.node.tolist() == [node(router, (300, 0)), -1, -1]  # the second walks straight
