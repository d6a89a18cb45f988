"""Who walks along a part of a street, each once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.flows.forest import forest, trips
from geo.network.flows.loads import pieces
from geo.network.flows.route_users import users
from geo.network.graph import FOOTWAY
from geo.network.search import Router
from geo.network.stretches import union
from geo.network.walks import REACHED
from tests.toys import toynet, toytown

TO = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)
SIDE = 4
GRID = [((x, y), (x + 1, y)) for y in range(SIDE) for x in range(SIDE - 1)]
GRID += [((x, y), (x, y + 1)) for y in range(SIDE - 1) for x in range(SIDE)]
spots = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=5)


def walked(net, homes, gates, weight):
    router = Router(net)
    home, gate = (
        router.snap(net.to_metres(*TO.transform(*np.array(at, dtype=float).T)))
        for at in (homes, gates)
    )
    ways = forest(router, gate, np.inf)
    found = trips(router, ways, home)
    return home, ways, found, np.asarray(weight, dtype=float)


def test_a_way_that_returns_to_the_route_counts_once():
    """One straight way of three streets of 100 m; the route is the first and the third.

    4 children walk all three, 2 only the third, 1 lives on the second: 7 use the route, 6 its
    last street alone, 4 its first.
    """
    flags = (0, FOOTWAY, 0)
    net = toynet.network(
        [([(100 * k, 0), (100 * k + 100, 0)], flag) for k, flag in enumerate(flags)]
    )
    home, ways, found, weight = walked(net, [(0, 0), (210, 0), (150, 0)], [(300, 0)], [4, 2, 1])
    order = np.argsort([net.shape(e)[0, 0] for e in range(3)])
    part = [union(np.array([e]), np.zeros(1), np.ones(1)) for e in order]
    ends = union(order[[0, 2]], np.zeros(2), np.ones(2))
    nothing = union(order[:0], np.zeros(0), np.zeros(0))
    got = users(net, home, ways, found, weight, [*part, ends, nothing])
    np.testing.assert_allclose(got, [4, 5, 7, 7, 0])


@given(
    st.lists(st.sampled_from(GRID), min_size=3, unique=True), spots, spots,
    st.lists(st.tuples(st.integers(0, 30), st.floats(0, 1), st.floats(0, 1)), min_size=1),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_everybody_is_asked_alone(rows, homes, gates, parts):
    """The sum over homes sent one by one: on the route just when their own metres overlap it."""
    net = toynet.network([([(100 * x, 100 * y) for x, y in row], 0) for row in rows])
    weight = np.arange(1.0, len(homes) + 1)
    home, ways, found, weight = walked(net, homes, gates, weight)
    edge = np.array([e % net.edge_count for e, _, _ in parts])
    route = union(edge, *np.array([(a, b) for _, a, b in parts]).T)
    wanted, unsure = 0.0, 0.0
    for k in np.flatnonzero(found.walk.state == REACHED):
        alone = np.where(np.arange(len(weight)) == k, weight, 0.0)
        on = pieces(home, ways, found, alone)
        metres = route.overlap_m(net, on.edge, on.start, on.stop)
        wanted += weight[k] * bool((metres > 0.02).any())
        unsure += weight[k] * bool(((metres > 0.001) & (metres <= 0.02)).any())
    got = users(net, home, ways, found, weight, [route])[0]
    assert got == pytest.approx(wanted, abs=unsure + 1e-9)
