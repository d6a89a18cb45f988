"""Nothing to mend is said of those measured only: figures in tests/toys/schoolways.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spaces.school_routes.none_words import TOO_THIN, names_first, no_crossing, no_street
from spaces.text import text
from tests.toys import schoolways

T = text("zh")


def said(figures=schoolways.FIGURES, why_not=()) -> tuple[str, str]:
    ways = replace(schoolways.ways(figures=figures), why_not=why_not)
    return no_crossing(ways, T), no_street(ways, T)


def test_all_of_those_measured():
    done = replace(schoolways.FIGURES, child_treated_m=schoolways.FIGURES.child_m)
    assert said(done) == (
        T("school_page.first_none", n="210"),
        T("school_page.no_street", km="62.0"),
    )


def test_streets_left_to_treat_are_not_called_treated():
    assert said()[1] == T("school_page.no_street_chosen")


@pytest.mark.parametrize(("children", "key"), [(None, "first_unknown"), (0.0, "first_nobody")])
def test_nobody_measured_is_not_all(children: float | None, key: str):
    none = replace(
        schoolways.FIGURES, children=children, child_m=children, child_treated_m=children
    )
    assert said(none) == (T(f"school_page.{key}"),) * 2


def test_streets_that_mark_no_arterials_show_no_crossing():
    assert said(why_not=("no_arterials",))[0] == T("school_page.first_no_arterials")


def test_a_network_that_is_too_thin_names_nothing_first():
    assert said(why_not=(TOO_THIN,)) == (T("school_page.first_too_thin"),) * 2
    thin = replace(schoolways.ways(), why_not=(TOO_THIN,))
    assert not names_first(thin)
    assert names_first(schoolways.ways())


def test_one_school():
    assert "150" in no_crossing(schoolways.ways(), T, "s1")
    assert no_street(schoolways.ways(), T, "s1") == T("school_page.no_street_chosen")
