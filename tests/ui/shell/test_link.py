"""The link says what is looked at; whatever else it says, a page still opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaces.ui.shell.link import Choices, validated
from spaces.ui.shell.view import View

ALLOWED = Choices(
    places=("a", "b"),
    years={"a": (2022, 2023, 2024), "b": (2020, 2021)},
    default_years={"a": 2024, "b": 2021},
    categories=("park", "school"),
    walkers=("slow", "fast"),
    walker="slow",
    minutes=15,
    targets={"a": ("t1", "t2")},
    readings={"a": {"t1": ("add", "batch"), "t2": ("by",)}},
)
DEFAULT = View(place="a", year=2024, walker="slow", minutes=15)


def test_an_empty_link_is_the_default():
    assert validated({}, ALLOWED) == (DEFAULT, ())


def test_a_full_link_comes_back_as_it_was():
    view = View(
        place="a",
        year=2022,
        walker="fast",
        minutes=10,
        lang="en",
        categories=("park", "school"),
        status=("built",),
        target="t2",
        readings=(("t1", "batch"),),
        search="沙园",
        role="partner",
        kind="coverage",
        state="behind",
        due="overdue",
        ruler="both",
        arterials="allowed",
        delay=0,
        tab="compare",
        school="s1",
        crossing="c45",
        schools=("school", "primary_school"),
        radius=300,
        fix=5,
        metres=1500,
        within="place",
    )
    assert validated(view.params(), ALLOWED) == (view, ())


@pytest.mark.parametrize(
    ("param", "value"),
    [
        ("place", "zz"),
        ("year", "1999"),
        ("year", "2o24"),
        ("year", "²⁰²⁴"),
        ("category", "park,nonsense"),
        ("status", "gone"),
        ("walker", "../../etc"),
        ("minutes", "0"),
        ("delay", "-1"),
        ("delay", "601"),
        ("delay", "1.5"),
        ("minutes", "121"),
        ("minutes", "-5"),
        ("minutes", "1e1"),
        ("lang", "xx"),
        ("school", "<b>"),
        ("crossing", "c 4"),
        ("schools", "park"),
        ("radius", "49"),
        ("radius", "99999"),
        ("fix", "0"),
        ("metres", "1e3"),
        ("within", "moon"),
        ("target", "t9"),
        ("reading", "t1:nonsense"),
        ("reading", "t9:add"),
        ("reading", "t1"),
        ("role", "any"),
        ("kind", "baseline"),
        ("state", "late"),
        ("due", "soon"),
        ("tab", "third"),
    ],
)
def test_a_wrong_value_falls_back_and_is_named(param, value):
    view, wrong = validated({param: value}, ALLOWED)
    assert wrong == (param,)
    good_part = View("a", 2024, "slow", 15, categories=("park",))
    assert view == (good_part if param == "category" else DEFAULT)


def test_the_year_is_checked_against_its_own_place():
    view, wrong = validated({"place": "b", "year": "2024"}, ALLOWED)
    assert (view.place, view.year, wrong) == ("b", 2021, ("year",))


def test_long_words_are_cut():
    assert len(validated({"q": "长" * 5000}, ALLOWED)[0].search) == 80


@given(st.dictionaries(st.sampled_from([*DEFAULT.params(), "q", "reading", "x"]), st.text()))
def test_any_link_gives_a_view_that_can_be_linked_to(raw):
    view, _ = validated(raw, ALLOWED)
    again, wrong = validated(view.params(), ALLOWED)
    assert wrong == ()
    assert again == view
