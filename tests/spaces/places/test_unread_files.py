"""Files of the data folder that nothing reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content.folder import Content, default_content
from spaces.places.registry import load_places
from spaces.places.unread_files import BY_PLACE, unread_files
from spaces.school_routes import catchments
from spaces.text import text
from spaces.text.faults import sentence
from tests.toys import toycontent


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path / "data")


def found(content: Content) -> list[tuple[str, str]]:
    return [(f.code, f.file) for f in unread_files(content, [toycontent.PLACE])]


def put(content: Content, name: str) -> None:
    path = content.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")


def test_the_shipped_folder_holds_nothing_unread():
    content = default_content()
    assert unread_files(content, load_places(content)) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sites.csv", "data.unread"),
        ("populations/990001.csv", "data.unread"),
        ("population/990001.xlsx", "data.unread_suffix"),
        ("population/瑞安.csv", "data.unread_place"),
        ("plans/990001.json", "data.unread_suffix"),
        ("centres/990001.shp", "data.unread_suffix"),
        ("network/990002.npz", "data.unread_place"),
    ],
)
def test_a_file_that_is_not_read_is_named(toy: Content, name: str, code: str):
    put(toy, name)
    assert found(toy) == [(code, name)]
    for lang in ("zh", "en"):
        (fault,) = unread_files(toy, [toycontent.PLACE])
        said = sentence(fault, text(lang))
        assert name in said
        assert "{" not in said


@pytest.mark.parametrize(
    "name",
    ["plans/README.md", ".DS_Store", "~$sites.xlsx", "units/990001.csv", "centres/990001.geojson"]
    + [f"network/990001{suffix}" for suffix in (".npz", ".lattice.npy")]
    + [f"population/990001{suffix}" for suffix in (".csv", ".shp", ".dbf")],
)
def test_what_is_read_and_notes_are_not_named(toy: Content, name: str):
    put(toy, name)
    assert found(toy) == []


def test_the_table_has_the_endings_that_catchments_are_read_in(toy: Content):
    for suffix in BY_PLACE["catchments"]:
        put(toy, f"catchments/9{suffix}")
        assert catchments.catchments_path(toy, "9") == toy.path("catchments", f"9{suffix}")
        toy.path("catchments", f"9{suffix}").unlink()
