"""Where a crossing or a street is: its streets, and the school beside it."""

from __future__ import annotations

import pytest

from spaces.school_routes.locations import LocationTeller, school_names
from spaces.text import text
from tests.toys import schoolways

ZH, EN = text("zh"), text("en")


def test_two_named_streets_tell_a_crossing_and_one_does_not():
    where = LocationTeller(schoolways.ways(), schoolways.sites(), ZH)
    both, one = where.crossing("c1"), where.crossing("c3")
    assert both.heading == ("北巷 × 大道路口", "东小以北约 200 米")
    # c3 lies at (400, 200): hypot = 447 m, and east-north-east of the gate.
    assert one.heading == ("东小东北约 450 米", "大道过街处")
    assert where.crossing("c4").title == ZH("school_page.crossing_unnamed")


def test_a_place_is_told_from_the_nearest_school_that_its_children_go_to():
    where = LocationTeller(schoolways.ways(), schoolways.sites(), EN)
    assert where.crossing("c2").near == "200 m north of 西中"  # it has no English name
    assert where.street("e1").near == "100 m north of East"
    assert where.street("e3").near == "200 m east of East"


def test_on_the_sheet_of_a_school_everything_is_told_from_there():
    where = LocationTeller(schoolways.ways(), schoolways.sites(), ZH, around="s1")
    # c2 lies at (800, 200): hypot = 825 m.
    assert where.crossing("c2").near == "本校以东约 820 米"


def test_without_places_no_school_is_named():
    spot = LocationTeller(schoolways.ways(), None, ZH).crossing("c1")
    assert (spot.near, spot.line(ZH)) == ("", "北巷 × 大道路口")


@pytest.mark.parametrize(("keys", "said"), [(["s1"], "东小"), (["s1", "s2"], "东小等 2 所")])
def test_many_schools_are_a_number(keys, said):
    assert LocationTeller(schoolways.ways(), None, ZH).schools(keys, most=1) == said


def test_a_school_without_an_english_name_keeps_its_chinese_one():
    assert school_names(schoolways.schools(), "en") == {"s1": "East", "s2": "西中"}
