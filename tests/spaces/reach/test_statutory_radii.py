"""Statutory radii."""

from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content.folder import Content
from spaces.reach.statutory_radii import load_standards
from tests.toys import toycontent
from tests.toys.edits import edit, refused


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path)


def test_standards_know_their_kind(toy: Content):
    assert load_standards(toy)["park_small"].radius_m == 300
    edit(toy, "standards.toml", ('category = "park"', 'category = "moat"'))
    assert refused(load_standards, toy) == [("toml.not_allowed", "standard park_small", "category")]
