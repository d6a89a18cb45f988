"""Categories, walkers, places, boundaries and standards of the toy town's folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.faults import InputRefused
from spaces.content.folder import Content, default_content
from spaces.places.registry import load_boundaries, load_places
from spaces.reach.statutory_radii import load_standards
from spaces.sites.categories import load_categories, space_ids
from spaces.walking.walkers import load_walkers
from tests.toys import toycontent


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path)


def refused(load: Callable[[Content], object], content: Content) -> list[tuple[str, str, str]]:
    with pytest.raises(InputRefused) as error:
        load(content)
    return [(f.code, str(f.facts["entry"]), str(f.column)) for f in error.value.faults]


def edit(content: Content, name: str, *changes: tuple[str, str]) -> None:
    path = content.path(name)
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_categories_come_in_their_order(toy: Content):
    kinds = load_categories(toy)
    assert list(kinds) == ["park", "school", "clinic"]
    assert space_ids(kinds) == ("park", "school")
    assert (kinds["park"].name("zh"), kinds["park"].name("en")) == ("公园", "Park")


def test_faults_of_categories_are_named_together(toy: Content):
    edit(
        toy,
        "categories.toml",
        ('shape = "square"', 'shape = "blob"'),
        ('color = "#2f6b2f"', 'color = "green"'),
        ('letter = "医"', 'letter = "医院"'),
        ('id = "clinic"', 'id = "park"'),
    )
    assert refused(load_categories, toy) == [
        ("toml.not_allowed", "category school", "shape"),
        ("toml.not_a_color", "category park", "color"),
        ("toml.not_one_letter", "category park", "letter"),
        ("toml.duplicate", "category park", "id"),
    ]


def test_walkers(toy: Content):
    walkers = load_walkers(toy)
    assert (walkers.default, walkers.minutes, list(walkers.by_id)) == (
        "metre",
        15,
        ["metre", "slow"],
    )
    assert walkers.by_id["slow"].ages == (0, 2)


def test_faults_of_walkers(toy: Content):
    edit(
        toy,
        "walkers.toml",
        ("speed_mps = 0.5", "speed_mps = 5"),
        ("ages = [0, 2]", "ages = [2, 0]"),
        ('walker = "metre"', 'walker = "nobody"'),
    )
    assert refused(load_walkers, toy) == [
        ("toml.wrong_order", "walker slow", "ages"),
        ("toml.out_of_bounds", "walker slow", "speed_mps"),
        ("toml.not_allowed", "defaults", "walker"),
    ]


def test_places_with_parts_and_census(toy: Content):
    """360 + 720 + 1080 + 1440 = 3,600 children."""
    town = load_places(toy)[toycontent.PLACE]
    assert [part.name("en") for part in town.parts] == ["West", "东片"]
    assert town.direct == ("W", "E")
    assert town.census is not None
    assert town.census.children == 3600


def test_faults_of_places(toy: Content):
    edit(
        toy,
        "places.toml",
        ('parts = ["W", "E"]', 'parts = ["W", "N"]'),
        ("center = [120.5, 27.8]", "center = [27.8, 120.5]"),
        ("residents = 20000", "residents = 20"),
        (f'place = "{toycontent.PLACE}"\nparent', 'place = "1"\nparent'),
    )
    assert set(refused(load_places, toy)) == {
        ("toml.no_such_part", "place 990001", "parts"),
        ("toml.not_lon_lat", "place 990001", "center"),
        ("toml.wrong_order", "place 990001 / census", "residents"),
        ("toml.no_such_place", "part W", "place"),
    }


def test_boundaries_are_indexed_by_code(toy: Content):
    frame = load_boundaries(toy)
    assert list(frame.index) == [toycontent.PLACE, "W", "E"]
    assert frame.crs.to_epsg() == 4326


def test_boundaries_without_their_columns_are_refused(toy: Content):
    path = toy.path("boundaries.geojson")
    table = json.loads(path.read_text(encoding="utf-8"))
    for feature in table["features"]:
        del feature["properties"]["parent"]
    path.write_text(json.dumps(table), encoding="utf-8")
    with pytest.raises(InputRefused) as error:
        load_boundaries(toy)
    assert [(f.code, f.column) for f in error.value.faults] == [("column_missing", "parent")]


def test_standards_know_their_kind(toy: Content):
    assert load_standards(toy)["park_small"].radius_m == 300
    edit(toy, "standards.toml", ('category = "park"', 'category = "moat"'))
    assert refused(load_standards, toy) == [("toml.not_allowed", "standard park_small", "category")]


def test_what_is_shipped_loads():
    content = default_content()
    assert {"school", "park", "kindergarten"} <= set(load_categories(content))
    assert load_walkers(content).minutes == 15
    places = load_places(content)
    assert {"330381", "320400", "140000", "370321", "310105"} <= set(places)
    assert set(places) <= set(load_boundaries(content).index)
    assert load_standards(content)
