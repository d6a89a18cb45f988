"""The raster is read from its file where it fits, and made where it does not."""

from __future__ import annotations

import os

import numpy as np
import pytest
from shapely import Point

import spaces.walking.distance_raster
from geo.network.raster import snap_raster
from geo.network.rules import Rules
from geo.network.sources.reading import Read
from spaces.content.folder import Content
from spaces.walking.distance_raster import distances, raster_path, walk_raster, window
from spaces.walking.entrances import EntrancePoints
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import keep_network, network_path, walk_network
from spaces.walking.search_limits import SEARCH_LIMIT_M
from tests.toys import toynet, toytown

STREETS = [([(-1000, 0), (0, 0), (1000, 0)], 0), ([(0, 0), (0, 800)], 0)]


@pytest.fixture
def network():
    return toynet.network(STREETS, key="a cross")


@pytest.fixture
def content(tmp_path, network):
    keep_network(Read(network), Content(tmp_path), "1")
    return Content(tmp_path)


@pytest.fixture
def joins(monkeypatch):
    """How often a raster is joined."""
    done = []
    real = snap_raster

    def counted(*args):
        done.append(args)
        return real(*args)

    monkeypatch.setattr(spaces.walking.distance_raster, "snap_raster", counted)
    return done


def same(one, other) -> bool:
    return one.raster == other.raster and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("rows", "edge", "to_u_m", "to_v_m")
    )


def test_import_keeps_the_lattice_and_nothing_is_joined_again(content, network, joins):
    made = walk_raster(WalkNetwork(network))
    assert len(joins) == 1
    streets = walk_network(content, "1")
    assert streets is not None
    assert same(walk_raster(streets), made)
    assert len(joins) == 1


def test_a_damaged_or_strange_file_is_made_anew_in_memory(content, network, joins):
    made = walk_raster(WalkNetwork(network))
    path = raster_path(network_path(content, "1"))
    for data in (b"", b"rubbish", path.read_bytes()[:-7]):
        path.write_bytes(data)
        streets = walk_network(content, "1")
        assert streets is not None
        assert same(walk_raster(streets), made)
        assert same(walk_raster(streets), made)  # once
        assert path.read_bytes() == data  # a page writes nothing
    assert len(joins) == 4


def test_the_lattice_of_another_network_is_not_used(content, joins):
    other = toynet.network([*STREETS, ([(0, 800), (500, 800)], 0)], key="more")
    kept = raster_path(network_path(content, "1"))
    with_file = walk_raster(WalkNetwork(other, raster_path=kept))
    assert len(joins) == 1
    assert same(with_file, walk_raster(WalkNetwork(other)))
    # Nor for another limit of joining, another spacing, or closed arterials.
    streets = WalkNetwork(toynet.network(STREETS, key="a cross"), raster_path=kept)
    walk_raster(streets, "allowed", 50.0)
    walk_raster(streets, "not_along")
    assert len(joins) == 4


def test_a_network_without_a_lattice_works_where_nothing_can_be_written(
    content, network, joins, monkeypatch
):
    raster_path(network_path(content, "1")).unlink()
    streets = walk_network(content, "1")
    assert streets is not None
    assert same(walk_raster(streets), walk_raster(WalkNetwork(network)))
    real = os.replace

    def full(src, dst):
        if str(dst).endswith(".lattice.npy"):
            raise OSError(28, "No space left on device")
        real(src, dst)

    monkeypatch.setattr(os, "replace", full)
    path = keep_network(Read(network), content, "2")
    assert path.is_file()
    assert not raster_path(path).exists()
    assert len(list(path.parent.iterdir())) == 2  # and nothing half-written


def test_distances_are_those_of_points_asked_one_by_one(network):
    """Also on the street of the entrance, with a delay, and in a window."""
    streets, rules = WalkNetwork(network), Rules(30.0)
    at = network.to_metres(*toytown.lonlat(Point(-300, 10)).get_coordinates().to_numpy().T)
    entrances = EntrancePoints(at, np.zeros(1, np.int64), 1, "one")
    grid = walk_raster(streets)
    field = streets.fields([entrances], rules, SEARCH_LIMIT_M)[0]
    z = distances(streets, rules, field, grid)
    router = streets.router(rules)
    asked = router.at(router.snap(grid.raster.at(grid.rows)), field)
    np.testing.assert_allclose(z.ravel()[grid.rows], asked.distance_m, atol=0.01)
    assert np.isinf(np.delete(z.ravel(), grid.rows)).all()
    assert z.min() < 30
    box = (slice(3, 20), slice(5, 40))
    np.testing.assert_array_equal(window(streets, rules, field, grid, box), z[box])
