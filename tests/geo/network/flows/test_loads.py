"""Walks added up on streets: by hand, by following each way, and against networkx."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.entrances import Entrances
from geo.network.flows.forest import forest, trips
from geo.network.flows.loads import downstream, pieces, through
from geo.network.graph import FOOTWAY
from geo.network.search import Router
from geo.network.sources.reading import read_network
from geo.network.walks import REACHED
from tests.toys import toynet, toytown
from tests.toys.treeways import assert_way_is_shortest, farthest, streets_graph

TO = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)
HAIDIAN = "beijing-haidian-osm/haidian_tsinghua_2017.osm"


def metres(net, at):
    return net.to_metres(*TO.transform(*np.array(at, dtype=float).reshape(-1, 2).T))


def laid(net, points, gates, weight, limit_m=np.inf):
    router = Router(net)
    on, to = router.snap(metres(net, points)), router.snap(metres(net, gates))
    ways = forest(router, to, limit_m)
    found = trips(router, ways, on)
    return on, to, ways, found, pieces(on, ways, found, np.asarray(weight, dtype=float))


def loads(net, laid_pieces):
    """Weight times metres by edge, named by its length in whole metres."""
    sums = np.bincount(laid_pieces.edge, laid_pieces.metres(net), minlength=net.edge_count)
    names = np.rint(net.edges.length_m).astype(int).tolist()
    return {n: pytest.approx(s, rel=1e-3) for n, s in zip(names, sums.tolist(), strict=True) if s}


def test_loads_by_hand():
    """A cross of four arms of 100, 200, 300 and 400 m; the gate is 50 m up the arm of 100.

    Three children live at the end of the 300, 10 m aside; two 100 m from the middle on the 400;
    one on the gate's own arm, 20 m farther out. Streets carry 3 x 300 = 900, 2 x 100 = 200,
    and on the arm of 100: (3 + 2) x 50 + 1 x 20 = 270. Legs: 3 x 10.
    """
    arms = [(0, 100), (200, 0), (0, -300), (-400, 0)]
    net = toynet.network([([(0, 0), end], 0) for end in arms])
    homes, weight = [(10, -300), (-100, 0), (0, 70)], [3, 2, 1]
    on, to, _, found, got = laid(net, homes, [(0, 50)], weight)
    assert loads(net, got) == {100: 270, 300: 900, 400: 200}
    np.testing.assert_allclose(found.walk.distance_m, [360, 150, 20], rtol=1e-3)
    street = found.walk.distance_m - on.leg_m - to.leg_m[found.walk.entrance]
    assert got.metres(net).sum() == pytest.approx((street * weight).sum())


@pytest.mark.parametrize("limit_m", [250, np.inf], ids=["few nodes reached", "all reached"])
def test_the_edge_of_each_step_joins_its_two_nodes(limit_m):
    """A line of 60 streets of 100 m and a side street at each node; a gate near one end."""
    line = [(100 * k, 0) for k in range(61)]
    net = toynet.network([(line, 0), *([(at, (at[0], 40)), 0] for at in line)])
    router = Router(net)
    ways = forest(router, router.snap(metres(net, [(10, 0)])), limit_m)
    on = np.flatnonzero(ways.parent >= 0)
    edge = ways.edge[on]
    ends = np.sort(np.column_stack([net.edges.u[edge], net.edges.v[edge]]), axis=1)
    np.testing.assert_array_equal(ends, np.sort(np.column_stack([on, ways.parent[on]]), axis=1))
    reached = np.isfinite(ways.distance_m).sum()
    assert (2 * len(on) > net.node_count) == (limit_m == np.inf)
    assert len(on) == reached - 2, "all but the two ends of the gate's own street"


def test_few_walk_among_many_nodes():
    """Of 100 nodes three walk: 5 -> 4 -> 3, and 7 alone; 3 passes all that come from 5."""
    parent, weight = np.full(100, -1), np.zeros(100)
    parent[[5, 4]], weight[[5, 4, 7]] = [4, 3], [2.0, 1.0, 9.0]
    got = downstream(parent, weight)
    assert got[[5, 4, 3, 7]].tolist() == [2, 3, 3, 9]
    assert got.sum() == 17


def test_a_home_on_the_gates_street_may_do_better_round_the_corner():
    """A hairpin of 1,000 m between two nodes 100 m apart; home and gate are near its two ends.

    Home 50 m up one end, gate 50 m up the other: 900 m along the hairpin, 200 m round. The hairpin
    is walked twice for 50 m, the short cut for 100 m; nobody walks the 900 m between.
    """
    hairpin = [(0, 0), (0, 450), (100, 450), (100, 0)]
    net = toynet.network([(hairpin, 0), ([(0, 0), (100, 0)], FOOTWAY), ([(0, 0), (-9, -9)], 2)])
    *_, found, got = laid(net, [(0, 50)], [(100, 50)], [2])
    assert found.walk.distance_m == pytest.approx([200], rel=1e-3)
    assert loads(net, got) == {1000: 200, 100: 200}


def test_a_gate_on_a_closed_street_is_entered_from_the_nearer_side():
    """A ring of 400 m hangs on a street; its gate is 100 m round one way, 300 m the other."""
    ring = [(0, 0), (0, 100), (100, 100), (100, 0), (0, 0)]
    net = toynet.network([(ring, 0), ([(0, 0), (-200, 0)], FOOTWAY)])
    *_, found, got = laid(net, [(-200, 0)], [(100, 0)], [1])
    assert found.walk.distance_m == pytest.approx([300], rel=1e-3)
    assert loads(net, got) == {200: 200, 400: 100}


def test_parallel_streets_the_shorter_one_is_walked():
    """Two streets between the same nodes, 100 m and 240 m: the way back and forth uses the 100."""
    net = toynet.network(
        [
            ([(0, 0), (100, 0)], 0), ([(0, 0), (0, 70), (100, 70), (100, 0)], 0),
            ([(-30, 0), (0, 0)], FOOTWAY), ([(100, 0), (150, 0)], FOOTWAY),
        ]
    )  # fmt: skip
    *_, got = laid(net, [(-30, 0)], [(150, 0)], [1])
    assert loads(net, got) == {30: 30, 100: 100, 50: 50}


def test_who_lives_beyond_the_limit_or_nowhere_walks_nowhere():
    """Gate at one end of 500 m: of homes at 100, 400 m and 600 m off the streets one is within."""
    net = toynet.network([([(0, 0), (500, 0)], 0)])
    *_, found, got = laid(net, [(100, 0), (400, 0), (0, 600)], [(0, 0)], [1, 1, 1], 300)
    assert (found.walk.state == REACHED).tolist() == [True, False, False]
    assert loads(net, got) == {500: 100}
    *_, nothing = laid(net, [(100, 0)], [(0, 9000)], [1])
    assert len(nothing) == 0


@given(st.lists(st.integers(-1, 30), min_size=1, max_size=40), st.data())
def test_downstream_equals_walking_each_way(choices, data):
    """Row k leads to a row before it or ends: every forest is such a list."""
    parent = np.array([min(c, k - 1) for k, c in enumerate(choices)])
    weight = np.array(data.draw(st.lists(st.integers(0, 9), min_size=40, max_size=40)))[
        : len(parent)
    ]
    wanted = np.zeros(len(parent))
    for k, w in enumerate(weight):
        while k >= 0:
            wanted[k] += w
            k = parent[k]
    np.testing.assert_array_equal(downstream(parent, weight.astype(float)), wanted)


SIDE = 4
GRID = [((x, y), (x + 1, y)) for y in range(SIDE) for x in range(SIDE - 1)]
GRID += [((x, y), (x, y + 1)) for y in range(SIDE - 1) for x in range(SIDE)]
GRID += [((x, y), (x + 1, y + 1)) for y in range(SIDE - 1) for x in range(SIDE - 1)]
streets = st.lists(st.sampled_from(GRID), min_size=3, unique=True)
spots = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=6)
limits = st.sampled_from([150.0, 400.0, np.inf])


@given(streets, spots, spots, limits, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_loads_are_children_times_walk_whatever_the_streets(rows, homes, gates, limit_m, random):
    """Every walk's metres of street, and their sum; and the same in another order of rows."""
    net = toynet.network([([(100 * x, 100 * y) for x, y in row], 0) for row in rows])
    weight = np.arange(1.0, len(homes) + 1)
    on, to, ways, found, got = laid(net, homes, gates, weight, limit_m)
    there = found.walk.state == REACHED
    street = found.walk.distance_m - on.leg_m
    street[there] -= to.leg_m[found.walk.entrance[there]]
    assert got.metres(net).sum() == pytest.approx((weight * street)[there].sum(), abs=1e-6)
    assert (got.start <= got.stop).all()
    wanted = Router(net).nearest(on, Entrances(to, np.arange(len(to))), limit_m).distance_m
    np.testing.assert_array_equal(found.walk.distance_m, wanted)
    order = list(range(len(homes)))
    random.shuffle(order)
    *_, again = laid(net, [homes[k] for k in order], gates, weight[order], limit_m)
    np.testing.assert_allclose(
        np.bincount(again.edge, again.metres(net), minlength=net.edge_count),
        np.bincount(got.edge, got.metres(net), minlength=net.edge_count),
        atol=1e-6,
    )
    over = weight[there & (found.node >= 0)].sum()
    roots = (ways.parent < 0) & (ways.edge >= 0)
    assert through(ways, found, weight)[roots].sum() == pytest.approx(over)


def test_haidian_ways_are_as_long_as_those_of_networkx(shared_data):
    """The tree's way from three homes to the nearest of eight gates, edge by edge."""
    net = read_network(shared_data / HAIDIAN).network
    router, rng = Router(net), np.random.default_rng(8)
    low, high = (116.3084, 39.9905), (116.3320, 40.0123)
    homes, gates = (net.to_metres(*rng.uniform(low, high, (n, 2)).T) for n in (60, 8))
    on, to = router.snap(homes), router.snap(gates)
    ways = forest(router, to, np.inf)
    found = trips(router, ways, on)
    graph, far = streets_graph(net), farthest(found)
    for k in far:
        assert_way_is_shortest(net, graph, on, to, ways, found, k)
    assert found.walk.distance_m[far].min() > 500
