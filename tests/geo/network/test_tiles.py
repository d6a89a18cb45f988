"""A network cut into tiles answers as the whole does; see also ``test_properties.py``."""

from __future__ import annotations

import numpy as np
import pytest

from geo.network.entrances import Entrances
from geo.network.search import Router
from geo.network.tiles import Tiles
from tests.toys import toynet


@pytest.fixture(scope="module")
def router() -> Router:
    side, step = 12, 100.0
    rows = [([(x * step, y * step) for x in range(side)], 0) for y in range(side)]
    columns = [([(x * step, y * step) for y in range(side)], 0) for x in range(side)]
    return Router(toynet.network([*rows, *columns], key="grid"))


def entrances(router: Router, count: int) -> Entrances:
    chance = np.random.default_rng(3)
    low, high = router.network.node_xy.min(axis=0), router.network.node_xy.max(axis=0)
    return Entrances(router.snap(chance.uniform(low, high, (count, 2))), np.arange(count))


@pytest.mark.parametrize("tile_nodes", [5, 40, 10_000])
@pytest.mark.parametrize("limit_m", [90.0, 350.0, 2_000.0])
def test_every_node_is_as_far_as_in_one_search(router, tile_nodes, limit_m):
    places = entrances(router, 7)
    (whole,) = router.fields([places], limit_m)
    tiled = Tiles(router, limit_m, tile_nodes=tile_nodes).field(places)
    np.testing.assert_allclose(tiled.distance_m, whole.distance_m)
    there = np.isfinite(whole.distance_m)
    assert there.sum() > 0
    np.testing.assert_array_equal(tiled.entrance < 0, ~there)


def test_each_node_belongs_to_one_tile(router):
    tiles = Tiles(router, 300.0, tile_nodes=20).tiles
    assert len(tiles) > 3
    own = np.concatenate([tile.own for tile in tiles])
    assert sorted(own.tolist()) == list(range(router.network.node_count))
    assert all(np.isin(tile.own, tile.nodes).all() for tile in tiles)


def test_without_a_longest_walk_there_is_no_halo(router):
    with pytest.raises(ValueError, match="limit"):
        Tiles(router, np.inf)
