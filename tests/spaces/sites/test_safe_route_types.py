"""Kinds of routes: the shipped ones, and every fault of a file of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from geo.faults import InputRefused
from spaces.content.folder import Content, default_content
from spaces.sites.categories import load_categories
from spaces.sites.safe_route_types import guarding, load_safe_route_types, treating
from spaces.text import languages, text
from spaces.text.faults import sentence

KIND = """
[[kind]]
id = "raft"
zh = "竹筏"
en = "Raft"
geometry = "line"
category = "safe_route"
treats = true
guards = false
letter = "筏"
order = 5
"""


def folder(tmp_path: Path, kinds: str) -> Content:
    shutil.copy(default_content().path("categories.toml"), tmp_path)
    (tmp_path / "route_kinds.toml").write_text(kinds, encoding="utf-8")
    return Content(tmp_path)


def told(content: Content) -> set[tuple[str, str | None]]:
    with pytest.raises(InputRefused) as refused:
        load_safe_route_types(content)
    for fault in refused.value.faults:
        for lang in languages():
            assert "route_kinds.toml" in sentence(fault, text(lang))
            assert fault.code not in sentence(fault, text(lang))
    return {(fault.code, fault.column) for fault in refused.value.faults}


def test_the_shipped_kinds():
    kinds = load_safe_route_types(default_content())
    assert treating(kinds) == {"school_path", "walking_bus", "calmed_street", "greenway"}
    assert guarding(kinds) == {"marked_crossing", "signal", "guard_post"}
    assert {k for k, kind in kinds.items() if kind.category == "drop_off"} == {"drop_off"}
    assert {k.category for k in kinds.values()} <= set(load_categories(default_content()))
    assert kinds["school_path"].name("zh") == "学径"
    assert kinds["marked_crossing"].name("en") == "Marked crossing"


def test_what_treats_or_guards_is_said_to_be_our_proposal():
    for kind in load_safe_route_types(default_content()).values():
        assert "提议" in kind.note("zh")
        assert "our proposal" in kind.note("en").lower()


def test_no_word_means_two_kinds():
    kinds = load_safe_route_types(default_content()).values()
    words = [word for kind in kinds for word in (kind.id, kind.zh, kind.en, *kind.words)]
    assert len(words) == len(set(words))


def test_a_new_kind_is_an_entry_and_nothing_else(tmp_path: Path):
    kinds = load_safe_route_types(folder(tmp_path, KIND))
    assert list(kinds) == ["raft"]
    assert treating(kinds) == {"raft"}


def test_a_folder_without_the_file_has_no_kinds(tmp_path: Path):
    assert load_safe_route_types(Content(tmp_path)) == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "field"),
    [
        ('geometry = "line"', 'geometry = "area"', "toml.not_allowed", "geometry"),
        ('category = "safe_route"', 'category = "moat"', "toml.not_allowed", "category"),
        ("treats = true", "", "toml.missing", "treats"),
        ("treats = true", 'treats = "yes"', "toml.wrong_type", "treats"),
        ('letter = "筏"', 'letter = "竹筏"', "toml.not_one_letter", "letter"),
        ("guards = false", "guards = true", "toml.line_guards", "guards"),
        ('geometry = "line"', 'geometry = "point"', "toml.point_treats", "treats"),
        ("order = 5", "order = 5\ncolour = 1", "toml.unknown_field", "colour"),
        ("order = 5\n", "order = 5\n" + KIND, "toml.duplicate", "id"),
    ],
)
def test_each_fault_names_its_field(tmp_path: Path, old: str, new: str, code: str, field: str):
    assert (code, field) in told(folder(tmp_path, KIND.replace(old, new)))
