"""A very large network is searched by tiles: the same answers as everywhere at once."""

from __future__ import annotations

import numpy as np
import pytest

import spaces.walking.large_networks
from geo.network.graph import Network
from geo.network.rules import Rules
from geo.network.tiles import Tiles
from geo.network.walks import BEYOND, REACHED, UNREACHABLE
from spaces.walking.entrances import EntrancePoints
from spaces.walking.large_networks import LargeWalkNetwork
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import prepare
from spaces.walking.search_limits import SEARCH_LIMIT_M, STEPS_M, search_limit
from tests.toys import toynet

RULES = Rules()
SIDE, STEP_M = 24, 500.0


def grid() -> Network:
    """Streets of 12 km by 12 km with an island of its own."""
    at = [k * STEP_M for k in range(SIDE)]
    streets = [([(x, y) for x in at], 0) for y in at] + [([(x, y) for y in at], 0) for x in at]
    return toynet.network([*streets, ([(20_000, 0), (20_500, 0)], 0)], key="large")


NETWORK = grid()


@pytest.fixture
def asked():
    chance = np.random.default_rng(3)
    low = NETWORK.node_xy.min(axis=0)
    points = low + chance.uniform(-100, SIDE * STEP_M, (800, 2))
    points = np.concatenate([points, NETWORK.node_xy[NETWORK.node_xy[:, 0] > low[0] + 19_000]])
    groups = []
    for k, (count, corner) in enumerate([(3, 2000.0), (5, 4000.0), (1, 1500.0)]):
        xy = low + chance.uniform(0, corner, (count, 2)) + k * 300
        groups.append(EntrancePoints(xy, np.arange(count), count, f"group {k}"))
    return points, groups


def test_the_limit_is_a_few_times_the_walk():
    assert search_limit(900) == STEPS_M[0]
    assert search_limit(1600) == STEPS_M[1]
    assert search_limit(50_000) == SEARCH_LIMIT_M
    assert WalkNetwork(NETWORK).search_limit_m(900) == SEARCH_LIMIT_M
    assert LargeWalkNetwork(NETWORK).search_limit_m(900) == STEPS_M[0]


@pytest.mark.parametrize("rules", [RULES, Rules(25.0, "not_along")])
def test_tiles_give_the_same_answers(asked, rules, monkeypatch):
    points, groups = asked
    made = []

    class Small(Tiles):
        def __init__(self, router, limit_m):
            super().__init__(router, limit_m, tile_nodes=60)
            made.append(len(self.tiles))

    monkeypatch.setattr(spaces.walking.large_networks, "Tiles", Small)
    everywhere = WalkNetwork(NETWORK).walks(points, groups, rules)
    large = LargeWalkNetwork(NETWORK)
    limit_m = large.search_limit_m(1000)
    by_tiles = large.walks(points, groups, rules, limit_m)
    assert made == [9]
    assert limit_m == 3000
    for whole, tiled in zip(everywhere, by_tiles, strict=True):
        near = whole.distance_m <= limit_m
        assert 0 < near.sum() < len(points)
        np.testing.assert_array_equal(tiled.distance_m[near], whole.distance_m[near])
        np.testing.assert_array_equal(tiled.owner[near], whole.owner[near])
        # Beyond is not unreachable, with a distance or without one.
        told = np.isfinite(tiled.distance_m)
        np.testing.assert_array_equal(tiled.distance_m[told], whole.distance_m[told])
        assert (tiled.state[told] == REACHED).all()
        left = ~told
        expected = np.where(whole.state == REACHED, BEYOND, whole.state)
        np.testing.assert_array_equal(tiled.state[left], expected[left])
        assert (tiled.state == UNREACHABLE).any()


def test_the_nearest_of_all_is_told_however_far(asked):
    points, groups = asked
    everywhere = WalkNetwork(NETWORK).walks(points, groups, RULES)
    large = LargeWalkNetwork(NETWORK)
    by_tiles = large.walks(points, groups, RULES, 3000.0)
    best = [np.fmin.reduce([w.distance_m for w in walks]) for walks in (everywhere, by_tiles)]
    np.testing.assert_allclose(best[1], best[0])
    assert (np.isfinite(best[0]) & (best[0] > 3000)).any()
    owners = [w.owner[np.isclose(w.distance_m, best[0])] for w in everywhere]
    told = [w.owner[np.isclose(w.distance_m, best[0])] for w in by_tiles]
    for one, other in zip(owners, told, strict=True):
        np.testing.assert_array_equal(one, other)
    again = large.walks(points, groups, RULES, 3000.0)
    assert all(a is b for a, b in zip(again, by_tiles, strict=True))  # nothing is done twice


def test_a_network_with_many_nodes_is_opened_as_a_large_one():
    assert type(prepare(NETWORK)) is WalkNetwork
    assert type(prepare(NETWORK, tiled_nodes=NETWORK.node_count)) is WalkNetwork
    assert type(prepare(NETWORK, tiled_nodes=NETWORK.node_count - 1)) is LargeWalkNetwork
