"""Layers of ways to school by their address; see :mod:`tests.toys.schooltown`."""

from __future__ import annotations

import json

import pytest

from spaces.ui.school_routes import cache as cached_school
from spaces.ui.server.layer_query import ON_STREETS
from spaces.ui.server.school_route_layers import SCHOOL_MAKERS
from spaces.ui.shell import cache as cached
from tests.toys import schooltown
from tests.toys.schooltown import SCHOOL
from tests.ui.server.test_layers import ask


@pytest.fixture
def town(tmp_path, monkeypatch):
    root = tmp_path / "data"
    root.mkdir()
    schooltown.build(root)
    monkeypatch.setenv("SPACES_DATA", str(root))
    return root


def drawn(name, **query):
    answer = ask(name, year=2024, **query)
    assert answer.status_code == 200, answer.body
    return [f["properties"] for f in json.loads(answer.body)["features"]]


def test_streets_carry_their_load_and_the_treated_parts_lie_apart(town):
    found = drawn("school_streets")
    treated = [f for f in found if f["role"] == "treated"]
    assert sum(f["metres"] for f in treated) == 1000
    loads = {f["load"] for f in found}
    assert loads <= {1, 2, 3, 4}
    by_load = sorted((f["children"], f["load"]) for f in found)
    assert [load for _, load in by_load] == sorted(load for _, load in by_load)


def test_crossings_bear_the_numbers_of_the_list_within_the_budget(town):
    (one,) = drawn("school_crossings", fix=10)
    assert (one["role"], one["rank"], one["children"]) == ("unguarded", 1, 384)
    assert drawn("school_crossings")[0].get("rank") is None
    assert drawn("school_crossings", fix=3, school=SCHOOL)[0]["rank"] == 1


def test_the_walkshed_is_the_street_that_the_share_is_of(town):
    found = drawn("school_shed", school=SCHOOL, radius=500)
    assert sum(f["metres"] for f in found) == 1000
    assert sum(f["metres"] for f in drawn("school_shed", school=SCHOOL, radius=300)) == 600


def test_a_route_along_its_street_misses_nothing(town):
    assert drawn("school_missed") == []
    assert drawn("school_gates") == []  # the list names no gates: the school is its own


@pytest.mark.parametrize(
    ("name", "wrong", "query"),
    [
        ("school_shed", "school", {}),
        ("school_shed", "school", {"school": "nobody"}),
        ("school_crossings", "school", {"school": "s0"}),  # a park
        ("school_crossings", "fix", {"fix": "0"}),
        ("school_streets", "radius", {"radius": "49"}),
        ("school_streets", "radius", {"radius": "nan"}),
        ("school_streets", "schools", {"schools": "park"}),
        ("school_streets", "arterials", {"arterials": "fly"}),
        ("school_streets", "within", {"within": "moon"}),
    ],
)
def test_a_wrong_address_is_refused_by_its_name(town, name, wrong, query):
    answer = ask(name, **query)
    assert answer.status_code == 400
    assert json.loads(answer.body)["parameter"] == wrong


def test_without_a_network_its_layers_are_refused(town):
    for path in (town / "network").iterdir():
        path.unlink()
    assert set(SCHOOL_MAKERS) <= ON_STREETS
    for name in SCHOOL_MAKERS:
        assert json.loads(ask(name, school=SCHOOL).body)["parameter"] == "place"


def test_a_browser_that_has_the_layer_gets_a_short_answer(town):
    first = ask("school_crossings", year=2024, fix=3)
    again = ask("school_crossings", {"If-None-Match": first.headers["etag"]}, year=2024, fix=3)
    assert (again.status_code, again.body) == (304, b"")


def test_page_and_layers_share_one_answer(town):
    version = cached.content_version()
    query = cached_school.asked(version, "990001", year=2024, radius_m=500.0)
    same = cached_school.asked(version, "990001", year=2024)
    assert cached_school.ways(version, query) is cached_school.ways(version, same)
