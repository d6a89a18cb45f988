"""Layers of the ways to school: what they carry, and that small counts of children do not show."""

import json

import pytest
import shapely

from spaces.graphics import school_route_layers
from spaces.school_routes.analysis import measure
from spaces.school_routes.one_school import for_one_school
from spaces.school_routes.query import SchoolQuery
from tests.toys.payloads import PAYLOADS
from tests.toys.schoolstreets import KINDS, children, route, school, sites, streets

QUERY, TOWN = SchoolQuery("town", limit_m=2000), streets()
ROWS = (school(), route(), route("plan", status="planned"))


@pytest.fixture(scope="module")
def ways():
    return measure(QUERY, TOWN, sites(*ROWS), children(), KINDS)


def read(layer):
    return [
        {**f["properties"], "id": f["id"], "type": f["geometry"]["type"]}
        for f in json.loads(layer)["features"]
    ]


def test_streets_by_load_and_the_treated_part(ways):
    """Loads 17, 10, 5, 5, 2 of children: below 5 it says few. Classes begin at 5, 10 and 20."""
    found = read(school_route_layers.school_streets_layer(ways, (5, 10, 20)))
    bare = [f for f in found if f["role"] == "untreated"]
    assert sorted(f["load"] for f in bare) == [1, 2, 2, 3, 3]
    assert [f.get("children") for f in bare if f["load"] == 1] == [None]
    assert sum("few" in f for f in bare) == 1
    treated = [f for f in found if f["role"] == "treated"]
    assert [f["metres"] for f in treated] == [220]
    assert treated[0]["children"] == 17


def test_crossings_with_their_ranks(ways):
    key = ways.crossings.index[0]
    found = read(school_route_layers.school_crossings_layer(ways, {key: 1}))
    wanted = {"role": "unguarded", "rank": 1, "children": 12, "schools": 1}
    assert found == [{**wanted, "id": key, "type": "Point"}]
    assert (
        read(school_route_layers.school_crossings_layer(for_one_school(ways, "nobody"), {})) == []
    )


def test_gates_walkshed_routes_and_what_missed(ways):
    gates = read(school_route_layers.school_gates_layer(ways, sites(*ROWS), {"school": "甲"}))
    assert [(g["role"], g["school"], g["name"]) for g in gates] == [("gate", "school", "甲")]
    shed = read(school_route_layers.school_shed_layer(QUERY, TOWN, sites(*ROWS), "school"))
    assert sum(s["metres"] for s in shed) == pytest.approx(1640, rel=5e-3)
    beside = route("off", shapely.LineString([(-100, 100), (-100, 300)]))
    missed = measure(QUERY, TOWN, sites(school(), beside), children(), KINDS)
    found = read(school_route_layers.school_missed_layer(missed, {"off": "乙"}))
    assert [(m["role"], m["route"], m["name"], m["metres"]) for m in found] == [
        ("missed", "off", "乙", 200)
    ]


@pytest.mark.parametrize("text", PAYLOADS)
def test_names_pass_as_they_are(ways, text):
    found = read(school_route_layers.school_gates_layer(ways, sites(*ROWS), {"school": text}))
    assert found[0]["name"] == text


def test_an_empty_answer_draws_nothing():
    empty = measure(QUERY, None, sites(*ROWS), None, KINDS)
    assert read(school_route_layers.school_streets_layer(empty, (1, 2, 3))) == []
    assert read(school_route_layers.school_crossings_layer(empty, {})) == []
    assert read(school_route_layers.school_missed_layer(empty, {})) == []
