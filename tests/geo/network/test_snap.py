"""Points join the nearest street on their side of water and rail."""

from __future__ import annotations

import pytest

from geo.network.search import Router
from tests.toys.toywalks import CM


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
