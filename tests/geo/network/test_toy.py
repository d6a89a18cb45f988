"""The toy network of conftest.py, every figure by hand. Coordinates are rounded to a centimetre."""

import numpy as np
import pytest

from geo.network.entrances import Entrances
from geo.network.graph import ARTERIAL, BRIDGE, CROSSING, STEPS, TUNNEL
from geo.network.paths import path, places_within
from geo.network.rules import Rules
from geo.network.search import Router
from geo.network.walks import BEYOND, REACHED, UNKNOWN, UNREACHABLE, UNSNAPPED

CM = 0.06


def walk(toy, points, places, limit_m=np.inf, owner=None, rules=None):
    router = Router(toy.network, rules)
    entrances = Entrances(
        router.snap(toy.at(*places)), np.array(owner if owner is not None else range(len(places)))
    )
    return router.nearest(router.snap(toy.at(*points)), entrances, limit_m)


def test_what_the_network_is(toy):
    net = toy.network
    # abcd 1000, cpqd 600 (c-p-q-d), bg 300, gh 200, cf 200, efk 1000, q-j 50, ji 300, il 400
    assert net.length_km == pytest.approx(4.05, abs=0.001)
    assert net.names[net.edges.name.max()] == "主街"
    assert net.edges.length_m[net.has(STEPS)] == pytest.approx([300], abs=CM)
    assert net.edges.length_m[net.has(BRIDGE)] == pytest.approx([200], abs=CM)
    assert net.edges.length_m[net.has(TUNNEL)] == pytest.approx([400], abs=CM)
    assert net.edges.length_m[net.has(ARTERIAL)].sum() == pytest.approx(1000, abs=CM)
    assert (net.node_flags & CROSSING > 0).sum() == 1  # f, where the bridge comes down
    assert net.notice.startswith("© OpenStreetMap")
    assert len(net.barriers) == 1


@pytest.mark.parametrize(
    ("start", "end", "metres"),
    [
        ((100, 0), (400, 0), 300),  # mid-street to mid-street, on one street
        ((100, 30), (400, 20), 350),  # both legs are walked
        ((0, 0), (0, 0), 0),
        ((200, 300), (0, 0), 500),  # down the steps
        ((0, 310), (200, -10), 10 + 200 + 300 + 10),  # out of the dead end
        ((0, -10), (0, -190), 10 + 500 + 200 + 500 + 10),  # over the only bridge
        ((750, 5), (750, 60), 5 + 250 + 50 + 250 + 10),  # of two ways round the shorter
        ((700, 0), (700, 100), 300 + 100 + 300),  # the tunnel under the street does not meet it
        ((1000, 20), (1000, 80), 60),  # against the one-way street as well as along it
        ((1000, 80), (1000, 20), 60),
    ],
)
def test_distances_by_hand(toy, start, end, metres):
    assert walk(toy, [start], [end]).distance_m == pytest.approx([metres], abs=CM)
    assert walk(toy, [end], [start]).distance_m == pytest.approx([metres], abs=CM)


def test_of_two_gates_the_nearer_one_counts(toy):
    places = [(100, 10), (900, 10), (300, 300)]
    found = walk(toy, [(0, 0), (700, 0), (450, 0)], places, owner=[7, 7, 9])
    assert list(found.owner) == [7, 7, 7]
    assert list(found.entrance) == [0, 1, 0]
    assert found.distance_m == pytest.approx([110, 210, 360], abs=CM)


def test_the_five_states(toy):
    points = [(0, 0), (0, -200), (0, 1000), (np.nan, np.nan)]
    found = walk(toy, points, [(300, 0)], limit_m=500)
    assert list(found.state) == [REACHED, BEYOND, UNSNAPPED, UNKNOWN]
    assert found.distance_m[0] == pytest.approx(300, abs=CM)
    assert np.isinf(found.distance_m[1])
    assert np.isnan(found.distance_m[2:]).all()
    assert list(found.owner) == [0, -1, -1, -1]


def test_without_the_bridge_the_other_bank_is_unreachable(make_toy, toy_ways):
    toy = make_toy(ways={**toy_ways, "cf": {"highway": "footway", "foot": "no"}})
    found = walk(toy, [(0, 0), (0, -200)], [(300, 0)])
    assert list(found.state) == [REACHED, UNREACHABLE]


def test_the_limit_itself_is_within(toy):
    exact = walk(toy, [(0, 0)], [(300, 0)]).distance_m[0]
    assert walk(toy, [(0, 0)], [(300, 0)], limit_m=exact).state[0] == REACHED
    assert walk(toy, [(0, 0)], [(300, 0)], limit_m=exact - 0.01).state[0] == BEYOND


def test_nobody_joins_the_other_bank(toy):
    router = Router(toy.network)
    snapped = router.snap(toy.at((600, -95), (600, -105)), limit_m=250)
    assert snapped.leg_m == pytest.approx([95, 95], abs=CM)
    south = toy.at((600, -100))[0, 1]
    assert (snapped.xy[:, 1] > south).tolist() == [True, False]
    # 60 m from the river's south side the nearest street on this bank is too far: not joined.
    assert router.snap(toy.at((600, -95)), limit_m=90).edge[0] == -1


def test_across_a_railway_nobody_joins_either(make_toy, toy_ways, toy_nodes):
    ways = {k: v for k, v in toy_ways.items() if k != "wx"} | {"wx": {"railway": "rail"}}
    nodes = {**toy_nodes, "w": (-500, 30), "x": (1500, 30)}
    toy = make_toy(ways=ways, nodes=nodes)
    # 10 m beyond the rail, the main street (40 m) is nearest but cut off; c-p-q-d is 110 m away.
    snapped = Router(toy.network).snap(toy.at((390, 40)), limit_m=200)
    assert snapped.leg_m == pytest.approx([110], abs=CM)


def test_bridges_and_tunnels_are_joined_at_their_ends(toy):
    snapped = Router(toy.network).snap(toy.at((510, -20), (705, -290)), limit_m=250)
    assert snapped.leg_m == pytest.approx([20, 90], abs=CM)


def test_the_way_itself(toy):
    router = Router(toy.network)
    start, end = router.snap(toy.at((0, 10))), router.snap(toy.at((0, -190)))
    found = path(router, start, end)
    assert found.distance_m == pytest.approx(1220, abs=CM)
    corners = toy.at((0, 0), (200, 0), (500, 0), (500, -200), (0, -200))
    assert found.xy == pytest.approx(corners, abs=CM)
    assert path(router, start, end, limit_m=1000) is None
    near = path(router, start, router.snap(toy.at((150, 0))))
    assert near.distance_m == pytest.approx(160, abs=CM)
    assert near.xy == pytest.approx(toy.at((0, 0), (150, 0)), abs=CM)
    back = path(router, router.snap(toy.at((150, 0))), start)
    assert back.xy == pytest.approx(near.xy[::-1], abs=CM)


def test_all_places_within(toy):
    router = Router(toy.network)
    places = Entrances(
        router.snap(toy.at((100, 0), (0, 300), (900, 0), (0, -200))), np.array([3, 4, 3, 5])
    )
    start = router.snap(toy.at((200, 0)))
    found = places_within(router, start, places, 1000)
    assert list(found.owner) == [3, 4, 5]
    assert list(found.entrance) == [0, 1, 3]
    assert found.distance_m == pytest.approx([100, 500, 1000], abs=2 * CM)


def test_crossing_an_arterial_costs_time(make_toy, toy_ways, toy_nodes):
    nodes = {**toy_nodes, "m": (500, -400), "n": (200, -200), "o": (200, -400)}
    ways = {**toy_ways, "fm": {"highway": "residential"}}
    toy = make_toy(nodes=nodes, ways=ways)
    rules = Rules(crossing_delay_m=40)
    free, across = [((490, 0), (500, -400))], 10 + 200 + 200
    assert walk(toy, *([p] for p in free[0])).distance_m == pytest.approx([across], abs=CM)
    found = walk(toy, [(490, 0)], [(500, -400)], rules=rules)
    assert found.distance_m == pytest.approx([across + 40], abs=CM)  # all of it to cross
    found = walk(toy, [(490, 0)], [(400, -200)], rules=rules)
    assert found.distance_m == pytest.approx([10 + 200 + 100 + 20], abs=CM)  # half to turn
    found = walk(toy, [(0, -200)], [(1000, -200)], rules=rules)
    assert found.distance_m == pytest.approx([1000], abs=CM)  # nothing to stay
    found = walk(toy, [(0, -200)], [(1000, -200)], rules=Rules(arterials="not_along"))
    assert found.state[0] == UNSNAPPED
    found = walk(toy, [(490, 0)], [(500, -400)], rules=Rules(arterials="not_along"))
    assert found.distance_m == pytest.approx([across], abs=CM)
    found = walk(toy, [(490, 0)], [(500, -400)], rules=Rules(arterials="not_across"))
    assert found.state[0] == UNREACHABLE
    lights = {"f": {"highway": "traffic_signals"}}
    guarded = make_toy(nodes=nodes, ways=ways, node_tags=lights)
    found = walk(guarded, [(490, 0)], [(500, -400)], rules=Rules(arterials="not_across"))
    assert found.distance_m == pytest.approx([across], abs=CM)


def test_who_may_not_cross_an_arterial_does_not_on_the_way_to_a_street_either(
    make_toy, toy_ways, toy_nodes
):
    nodes, ways = {**toy_nodes, "m": (500, -400)}, {**toy_ways, "fm": {"highway": "residential"}}
    toy = make_toy(nodes=nodes, ways=ways)
    homes = [(520, -190), (520, -230), (500, -190), (505, -201)]
    free = Router(toy.network, Rules(arterials="not_along")).snap(toy.at(*homes))
    assert free.leg_m == pytest.approx([np.hypot(20, 10), 20, 10, 5], abs=CM)
    shut = Router(toy.network, Rules(arterials="not_across")).snap(toy.at(*homes))
    assert list(shut.state == UNSNAPPED) == [True, False, True, False]
    assert shut.leg_m[[1, 3]] == pytest.approx([20, 5], abs=CM)
    over = make_toy(nodes=nodes, ways={**ways, "efk": {"highway": "primary", "bridge": "yes"}})
    below = Router(over.network, Rules(arterials="not_across")).snap(over.at(homes[0]))
    assert below.leg_m == pytest.approx([np.hypot(20, 10)], abs=CM)  # under the bridge


def test_rules_refuse_nonsense():
    with pytest.raises(ValueError, match="crossing_delay_m"):
        Rules(crossing_delay_m=-1)
    with pytest.raises(ValueError, match="arterials"):
        Rules(arterials="never")
