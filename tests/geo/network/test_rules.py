"""What a walk costs besides its metres, and which streets it may not use."""

from __future__ import annotations

import numpy as np
import pytest

from geo.network.rules import Rules
from geo.network.search import Router
from geo.network.walks import UNREACHABLE, UNSNAPPED
from tests.toys.toywalks import CM, walk


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
