from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaces.content.folder import default_content
from spaces.ledger.plan_files import load_plans
from spaces.text import languages, text
from spaces.text.numbers import (
    NONE,
    children_text,
    km_text,
    known,
    number_text,
    percent_text,
    quantity_text,
    share_text,
)

T = text("en")


@pytest.mark.parametrize(
    ("value", "modelled", "said"),
    [
        (3.0, False, "under 5"),
        (3.0, None, "under 5"),
        (3.0, True, "3"),
        (4.96, False, "under 5"),
        (5.0, False, "5"),
        (0.0, False, "0"),
        (0.3, True, "<1"),
        (12345.6, False, "12,346"),
        (math.nan, False, "hidden"),  # it may be a large one that would tell a small one
        (math.nan, True, "hidden"),
    ],
)
def test_children(value, modelled, said):
    assert children_text(value, T, modelled=modelled) == said


@pytest.mark.parametrize("lang", languages())
def test_unknown_children_are_a_word_and_no_number(lang):
    said = children_text(None, text(lang), modelled=True)
    assert said == text(lang)("page.unknown")
    assert not any(letter.isdigit() for letter in said)


@pytest.mark.parametrize(
    ("share", "whole", "said"),
    [
        (1.0, None, "100.0%"),
        (0.9999, None, ">99.9%"),
        (0.9996, 4671.0, ">99.9%"),  # 4,669 of 4,671
        (0.99991, 4671.0, "100.0%"),  # 4,670.6: it reads 4,671 of 4,671
        (0.9994, 4671.0, "99.9%"),
        (0.5, 10.0, "50.0%"),
        (0.0, None, "0.0%"),
        (0.0004, None, "<0.1%"),
        (0.0005, None, "0.1%"),
        (1.25, None, "125.0%"),
        (None, None, NONE),
        (math.nan, 10.0, NONE),
    ],
)
def test_shares(share, whole, said):
    assert share_text(share, whole=whole) == said


@given(st.integers(1, 10**6), st.data())
def test_a_share_reads_all_only_for_all_and_none_only_for_none(whole, data):
    part = data.draw(st.integers(0, whole))
    for said, none, every in (
        (share_text(part / whole, whole=whole), "0.0%", "100.0%"),
        (share_text(part / whole), "0.0%", "100.0%"),
        (percent_text(part / whole), "0%", "100%"),
    ):
        assert (said == none) == (part == 0)
        assert (said == every) == (part == whole)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (1200.0, "1,200"),
        (0.25, "0.25"),
        (1 / 3, "0.3333"),
        (12, "12"),
        (1e11, "100,000,000,000"),
        (None, NONE),
    ],
)
def test_numbers_without_needless_decimals(value, said):
    assert number_text(value) == said


def test_numbers_as_a_place_wants_them():
    assert number_text(2.04, decimals=1) == "2"
    assert number_text(20.0, decimals=0) == "20"
    assert number_text(math.nan, none="") == ""
    assert km_text(12_345.0) == "12.3"


def test_known_takes_every_way_of_saying_nothing():
    assert [known(value) for value in (None, math.nan, pd.NA, pd.NaT)] == [None] * 4
    assert known(pd.Series([3], dtype="Int64").iloc[0]) == 3.0


@pytest.mark.parametrize(
    ("figure", "unit", "zh", "en"),
    [
        ("3", "个", "3 个", "3 items"),
        ("60", "%", "60%", "60%"),
        ("15", "分钟", "15 分钟", "15 min"),
        ("4.5", "个/千人口", "4.5 个/千人口", "4.5 per 1,000 residents"),
        ("2", "斤", "2 斤", "2 斤"),
        ("3", "", "3", "3"),
        ("", "个", "", ""),
    ],
)
def test_a_quantity_in_both_languages(figure, unit, zh, en):
    assert quantity_text(figure, unit, text("zh")) == zh
    assert quantity_text(figure, unit, text("en")) == en


def test_every_unit_of_the_shipped_plans_has_a_word_in_every_language():
    units = {t.unit for plan in load_plans(default_content()).values() for t in plan.targets}
    for lang in languages():
        assert [u for u in sorted(units) if u and not text(lang).has(f"unit.{u}")] == []
