"""The four figures in words; what was not computed is no zero."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from spaces.school_routes.key_figures import apart, facts
from spaces.school_routes.result import Figures
from spaces.text import text
from tests.toys import schoolways

T = text("zh")


def test_the_place_has_three_shares_and_the_children_who_are_safe():
    found = facts(schoolways.ways(), T)
    assert [one.value for one in found] == ["50.0%", "37.5%", "46.0%", "28.6%"]
    assert found[0].line == T("school_page.touched_line", n=1, total=2)
    assert found[1].line == T("school_page.street_line", treated="0.5", total="1.2")
    assert found[2].line == T("school_page.child_line", treated="28.5", total="62.0")
    assert found[3].line == T("school_page.safe_line", n="60", total="210")
    assert all(one.definition and one.tone == "bad" for one in found)


@pytest.mark.parametrize(
    ("school", "word", "shares"),
    [("s1", "yes", ["64.3%", "67.9%", "40.0%"]), ("s2", "no", ["0.0%", "0.0%", "0.0%"])],
)
def test_a_school_has_its_own(school, word, shares):
    found = facts(schoolways.ways(), T, school)
    assert found[0].value == T(f"school_page.at_gate_{word}")
    assert [one.value for one in found[1:]] == shares


def test_without_children_their_shares_are_not_computed():
    bare = Figures(schools=2, schools_on_network=2, touched_share=0.0, street_share=0.0)
    found = facts(schoolways.ways(figures=bare), T)
    assert [one.value for one in found[2:]] == [T("page.unknown")] * 2
    assert [one.share for one in found[2:]] == [None, None]
    assert apart(schoolways.ways(figures=bare), T) == ""


def test_a_school_off_the_network_is_unknown_not_untouched():
    table = schoolways.schools().astype({"touched": "boolean"})
    table.loc["s2", "touched"] = pd.NA
    found = facts(schoolways.ways(schools=table), T, "s2")
    assert found[0].value == T("school_page.at_gate_unknown")


def test_each_class_of_children_in_no_figure_is_named():
    said = apart(schoolways.ways(), T)
    for figure in ("11", "7", "5", "6"):
        assert f" {figure} " in said
    none = replace(
        schoolways.FIGURES,
        children_beyond=0.0,
        children_unreachable=0.0,
        children_unsnapped=0.0,
        children_unknown=0.0,
    )
    assert apart(schoolways.ways(figures=none), T) == T("school_page.apart_none", n="210")
    given = replace(none, children_unassigned=8.0, children_elsewhere=9.0)
    said = apart(schoolways.ways(figures=given), T)
    assert said.endswith(
        T("school_page.apart_unassigned", n=8) + T("school_page.apart_elsewhere", n=9)
    )
