"""Places, their parts and boundaries, and faults of the files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.faults import InputRefused
from spaces.content.folder import Content
from spaces.places.registry import load_boundaries, load_places
from tests.toys import toycontent
from tests.toys.edits import edit, refused


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path)


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
