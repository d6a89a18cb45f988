"""Water that lies around land: nobody walks from an island to the other bank."""

import numpy as np
import pytest
import shapely

from geo.network.search import Router
from geo.network.snap import SNAPPED, UNSNAPPED
from geo.network.sources.barrier_tags import bank, barrier, sound, water
from geo.network.sources.reading import read_network

LAKE = {"A": (-200, 20), "B": (200, 20), "C": (200, 220), "D": (-200, 220)}
ISLAND = {"I": (-30, 80), "J": (30, 80), "K": (30, 140), "L": (-30, 140)}
STREET = {"s": (-500, 0), "t": (500, 0)}
HOMES = [(0, 100), (-100, 60), (0, -30)]  # on the island, on the water, on the shore


def relation(ways, outer, inner=()):
    number = {name: i + 1 for i, name in enumerate(ways)}
    members = [(number[name], "outer") for name in outer] + [(number[n], "inner") for n in inner]
    said = "".join(f'<member type="way" ref="{ref}" role="{role}"/>' for ref, role in members)
    tags = '<tag k="type" v="multipolygon"/><tag k="natural" v="water"/>'
    return f'<relation id="1">{said}{tags}</relation></osm>'


def snapped(make_toy, osm_file, ways, outer, inner=()):
    path = osm_file(nodes={**LAKE, **ISLAND, **STREET}, ways=ways)
    whole = path.read_text("utf-8").replace("</osm>", relation(ways, outer, inner))
    path.write_text(whole, encoding="utf-8")
    network = read_network(path).network
    back = make_toy()  # same middle of the world
    return Router(network).snap(network.to_metres(*back.network.to_degrees(back.at(*HOMES)).T))


@pytest.mark.parametrize("banks", [("ABCDA",), ("ABC", "CDA")])
def test_an_island_in_a_lake_is_no_part_of_the_water(make_toy, osm_file, banks):
    ways = {"st": {"highway": "residential"}, "IJKLI": {}, **{way: {} for way in banks}}
    found = snapped(make_toy, osm_file, ways, banks, ("IJKLI",))
    assert list(found.state) == [UNSNAPPED, SNAPPED, SNAPPED]
    assert found.leg_m[1:] == pytest.approx([60, 30], abs=0.1)  # from the water one may leave


def test_without_the_island_it_would_be_water(make_toy, osm_file):
    ways = {"st": {"highway": "residential"}, "ABCDA": {}}
    assert list(snapped(make_toy, osm_file, ways, ("ABCDA",)).state) == [SNAPPED] * 3


def test_a_bank_that_was_clipped_still_bars(make_toy, osm_file):
    ways = {"st": {"highway": "residential"}, "DABC": {}, "IJKLI": {}}
    found = snapped(make_toy, osm_file, ways, ("DABC",), ("IJKLI",))
    assert list(found.state) == [UNSNAPPED, UNSNAPPED, SNAPPED]


def test_nobody_walks_over_the_sea(make_toy, osm_file):
    ways = {"st": {"highway": "residential"}, "AB": {"natural": "coastline"}}
    ways |= {"IJKLI": {"natural": "coastline"}}
    found = snapped(make_toy, osm_file, ways, ())
    assert list(found.state) == [UNSNAPPED, UNSNAPPED, SNAPPED]


@pytest.mark.parametrize(
    ("tags", "what"),
    [
        ({"natural": "water"}, "area"),
        ({"waterway": "riverbank"}, "area"),
        ({"natural": "coastline"}, "line"),
        ({"waterway": "river"}, "line"),
        ({"railway": "rail"}, "line"),
        ({"railway": "rail", "bridge": "yes"}, None),
        ({"railway": "subway", "tunnel": "yes"}, None),
        ({"waterway": "canal", "tunnel": "culvert"}, None),
        ({"waterway": "ditch"}, None),
        ({}, None),
    ],
)
def test_what_bars(tags, what):
    assert barrier(lambda key, default: tags.get(key, default)) == what


def test_shapes_of_banks():
    ring = np.array([(0, 0), (4, 0), (4, 4), (0, 0)], dtype=float)
    assert bank(ring[:1], closed=False) is None
    assert bank(ring, closed=True).geom_type == "Polygon"
    assert bank(ring, closed=False).geom_type == "LineString"
    assert water([], []) == []
    (whole,) = water([ring * 10], [ring + 10])
    assert shapely.area(whole) == pytest.approx(800 - 8)
    assert [s.geom_type for s in sound([None, shapely.Polygon(), whole])] == ["Polygon"]
