"""The ruler nobody chose, and the rules that come with it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from spaces.reach.default_ruler import by_ruler, usual_ruler
from spaces.reach.query import GapQuery
from spaces.walking.walkers import load_walkers
from tests.toys import toycontent


@pytest.fixture
def walkers(tmp_path):
    content = toycontent.build(tmp_path)
    path = content.path("walkers.toml")
    path.write_text(
        path.read_text("utf-8").replace("minutes = 15", "minutes = 15\ncrossing_delay_s = 20", 1),
        "utf-8",
    )
    return load_walkers(content)


@pytest.mark.parametrize(
    ("verdict", "ruler"), [("ok", "both"), ("thin", "both"), ("too_thin", "radius")]
)
def test_streets_that_are_known_are_walked(verdict, ruler):
    assert usual_ruler(SimpleNamespace(verdict=verdict)) == ruler


def test_without_streets_it_is_the_straight_line():
    assert usual_ruler(None) == "radius"


def test_a_walk_takes_its_rules_from_the_walker_unless_told(walkers):
    line = GapQuery("900001", walker="metre")
    walk = by_ruler(line, walkers, "both")
    assert (walk.ruler, walk.arterials, walk.crossing_delay_s) == ("both", "allowed", 20)
    assert by_ruler(line, walkers, "both", "not_across").arterials == "not_across"


def test_a_straight_line_has_no_rules(walkers):
    line = GapQuery("900001", walker="metre")
    assert by_ruler(line, walkers, "radius", "not_across") is line
