"""Kinds of sites: their order, and faults of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content.folder import Content
from spaces.sites.categories import load_categories, space_ids
from tests.toys import toycontent
from tests.toys.edits import edit, refused


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path)


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
