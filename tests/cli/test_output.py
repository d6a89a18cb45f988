from __future__ import annotations

import csv
import io
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaces.cli.output import Report, Table, as_csv, as_text, clean, plain, render


def report(**row: object) -> Report:
    return Report(facts=row, columns=tuple(row), rows=[row])


def cell(value: object) -> str:
    return next(csv.DictReader(io.StringIO(as_csv(report(a=value, b=1)))))["a"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0", " =1+1", "＝1+1"]
)
def test_a_text_never_becomes_a_formula(text: str):
    assert cell(text).startswith("'")


@settings(deadline=None)
@given(st.text())
def test_no_text_at_all_becomes_a_formula(text: str):
    line = io.StringIO(as_csv(report(a=text, b=1)), newline="")
    held = list(csv.reader(line))[1][0]
    sign_alone = len(held.strip()) == 1
    assert sign_alone or not held.startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("sign", ["=", ">=", "-"])
def test_a_comparator_is_told_as_it_is(sign: str):
    assert cell(sign) == sign


def test_a_list_that_begins_like_a_formula_is_guarded():
    assert cell(["=a", "b"]) == "'=a;b"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (-1.5, "-1.5"),
        (3.0, "3"),
        (True, "true"),
        (None, ""),
        (pd.NA, ""),
        (np.nan, ""),
        (np.int64(4), "4"),
    ],
)
def test_cells(value: object, shown: str):
    assert cell(value) == shown


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float64("inf"), None),
        (pd.NaT, None),
        ((1, pd.NA), [1, None]),
        ({"a": np.array([1.5])}, {"a": [1.5]}),
        (np.bool_(True), True),
    ],
)
def test_json_holds_no_nan(value: object, expected: object):
    assert plain(value) == expected
    json.loads(render(report(a=value), "json"))


def test_chinese_and_latin_columns_stay_in_line():
    table = Table("", {"a": "名", "b": "n"}, [{"a": "公园", "b": 1}, {"a": "ab", "b": 22}])
    assert as_text(Report({}, (), [], tables=[table])).splitlines() == [
        "名    n",
        "公园  1",
        "ab    22",
    ]


def test_shares_are_percentages_and_missing_is_a_dash():
    table = Table("", {"share": "s", "n": "n"}, [{"share": 0.25, "n": None}])
    assert as_text(Report({}, (), [], tables=[table])).splitlines()[1] == "25.0%  –"


def test_control_characters_are_taken_out():
    assert clean("a\x1b[2Jb\nc\u202ed") == "a [2Jb c d"
