"""Keys that repeat or are blank."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.contracts.keys import name_anew, refuse_repeated


def table(*keys: str) -> pd.DataFrame:
    return pd.DataFrame({"id": list(keys)}, index=pd.RangeIndex(1, len(keys) + 1, name="row"))


def test_no_row_is_lost_and_each_new_key_is_told():
    given, bad = table("a", "a", "", "b", "a"), np.zeros(5, dtype=bool)
    faults = name_anew(given, "id", "编号", bad, "f")
    assert given["id"].tolist() == ["a", "a~2", "row-3", "b", "a~5"]
    assert [(f.code, f.row, f.column) for f in faults] == [
        ("key_renamed", 2, "编号"),
        ("key_given", 3, "编号"),
        ("key_renamed", 5, "编号"),
    ]
    assert faults[0].facts == {"new": "a~2", "got": "a", "first_row": 1}
    assert not bad.any()


def test_a_new_key_is_no_key_that_is_there():
    given = table("a", "a", "a~2", "row-5", "")
    name_anew(given, "id", "id", np.zeros(5, dtype=bool), "f")
    assert given["id"].is_unique
    assert given["id"].tolist()[2:4] == ["a~2", "row-5"]


@pytest.mark.parametrize("how", [name_anew, refuse_repeated])
def test_a_row_that_is_left_out_anyway_holds_no_key(how):
    given, bad = table("a", "a"), np.array([True, False])
    assert how(given, "id", "id", bad, "f") == []
    assert given["id"].tolist() == ["a", "a"]


def test_where_a_key_means_something_the_later_row_is_refused():
    given, bad = table("a", "b", "a"), np.zeros(3, dtype=bool)
    faults = refuse_repeated(given, "id", "id", bad, "f")
    assert [(f.code, f.row, f.facts["first_row"]) for f in faults] == [("key_twice", 3, 1)]
    assert bad.tolist() == [False, False, True]
