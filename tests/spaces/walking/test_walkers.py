"""Who walks, and faults of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content.folder import Content
from spaces.walking.walkers import load_walkers
from tests.toys import toycontent
from tests.toys.edits import edit, refused


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path)


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
