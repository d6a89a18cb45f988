"""Layers of walks: the figures of test_walk's town as GeoJSON."""

from __future__ import annotations

import json

import pytest
import shapely

from geo.network.rules import Rules
from spaces.graphics import reach_layers, walk_layers
from spaces.reach.analysis import GapQuery, analyse
from spaces.reach.from_point import ways_from
from spaces.reach.on_foot import OnFoot
from spaces.walking.network import WalkNetwork
from tests.toys import toynet, toytown

X = [-2500.0, -1500.0, -500.0, 500.0]
STREET = WalkNetwork(toynet.network([([(x, -1500.0) for x in X], 0)], key="street"))
QUERY = GapQuery("toy", speed_mps=toytown.SPEED_1000_M, ruler="both")
SITES = toytown.sites(
    [shapely.Point(-500, -1500), shapely.Point(-2500, -1500)], category=["park", "school"]
)
RULES = Rules()


def features(data: bytes) -> list[dict]:
    return json.loads(data)["features"]


@pytest.fixture(scope="module")
def walk():
    park = SITES[SITES["category"] == "park"]
    ruler = OnFoot.for_query(QUERY, STREET)
    return analyse(QUERY, park, toytown.population(), toytown.boundary(), ruler=ruler)


def test_cells(walk):
    found = {f["id"]: f["properties"] for f in features(walk_layers.walk_cells_layer(walk, {}))}
    assert len(found) == 24
    assert found["2,0"]["state"] == "reached"
    assert found["0,0"]["state"] == "beyond"
    assert found["0,3"]["state"] == "unsnapped"
    assert found["1,0"]["nearest_m"] == 1000
    assert "nearest_m" not in found["0,3"]
    assert not any("false_comfort" in row for row in found.values())


def test_areas_and_gaps(walk):
    states = [f["properties"]["state"] for f in features(walk_layers.walk_reach_layer(walk))]
    assert states == ["covered", "uncovered", "unknown"]
    assert features(walk_layers.false_comfort_layer(walk))[0]["properties"]["area_km2"] > 0
    gaps = features(reach_layers.gaps_layer(walk.gaps, {}, {}, modelled=True))
    assert {f["properties"]["why"] for f in gaps} == {"no_site_near"}


def test_isochrones():
    found = features(
        walk_layers.isochrones_layer(STREET, RULES, SITES, speed_mps=1.0, minutes=(5, 10))
    )
    assert [(f["properties"]["site"], f["properties"]["minutes"]) for f in found] == [
        ("s0", 10), ("s0", 5), ("s1", 10), ("s1", 5),
    ]  # fmt: skip
    both = features(
        walk_layers.isochrones_layer(STREET, RULES, SITES, speed_mps=1.0, dissolved=True)
    )
    assert [f["properties"]["limit_m"] for f in both] == [900, 600, 300]
    at = toytown.lonlat(shapely.Point(-1500, -1400)).iloc[0]
    near = walk_layers.isochrones_at_layer(STREET, RULES, (at.x, at.y), speed_mps=1.0)
    assert len(features(near)) == 3


def test_ways_from_a_point():
    at = toytown.lonlat(shapely.Point(-1400, -1400)).iloc[0]
    ways = ways_from(STREET, RULES, (at.x, at.y), SITES, speed_mps=1.0, limit_m=1000.5)
    assert [(w.category, w.site, w.state) for w in ways] == [
        ("park", "s0", "reached"), ("school", "s1", "beyond"),
    ]  # fmt: skip
    assert [w.distance_m for w in ways] == pytest.approx([1000, 1200], abs=0.05)
    assert ways[0].minutes == pytest.approx(1000 / 60, abs=0.01)
    assert ways[0].lonlat[0].tolist() == pytest.approx([at.x, at.y])
    drawn = features(walk_layers.ways_layer(ways, {"s0": "园"}, {"park": "公园"}))
    assert drawn[0]["properties"]["name"] == "园"
    assert drawn[0]["geometry"]["type"] == "LineString"


def test_ways_from_nowhere():
    at = toytown.lonlat(shapely.Point(2900, 1900)).iloc[0]
    ways = ways_from(STREET, RULES, (at.x, at.y), SITES, speed_mps=1.0, limit_m=900)
    assert {w.state for w in ways} == {"unsnapped"}
    assert features(walk_layers.ways_layer(ways, {}, {})) == []


def test_streets():
    roles = [f["properties"]["role"] for f in features(walk_layers.streets_layer(STREET))]
    assert roles.count("street") >= 1
