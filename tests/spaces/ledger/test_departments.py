from __future__ import annotations

import pandas as pd
import pytest

from spaces.ledger.departments import departments, has_department, select
from tests.toys.ledger_toys import plan, target

LEDGER = plan(
    target("a", lead=("甲局",), partners=("乙局",)),
    target("b", lead=("甲局", "乙局"), partners=("甲局",), kind="event"),
    target("c", partners=("丙局",)),
    target("d", lead=("丙局",), canonical="a"),
    target("e", lead=("丙局",), kind="baseline"),
)
TABLE = pd.DataFrame(
    {
        "kind": ["count", "event", "count", "count"],
        "category": ["park"] * 4,
        "state": ["met", "behind", "behind", "met"],
        "deadline": ["met", "overdue", "due_this_year", "met"],
    },
    index=["a", "b", "c", "d"],
)


def test_counts_without_repeats_and_baselines():
    found = departments(LEDGER)
    assert found.loc["甲局"].tolist() == [2, 1, 2]
    assert found.loc["乙局"].tolist() == [1, 1, 2]
    assert found.loc["丙局"].tolist() == [0, 1, 1]
    assert found.index.tolist() == ["甲局", "乙局", "丙局"]


def test_a_plan_without_departments():
    found = departments(plan(target()))
    assert found.empty
    assert found.columns.tolist() == ["lead", "partner", "total"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({}, ["a", "b", "c", "d"]),
        ({"department": "甲局"}, ["a", "b"]),
        ({"department": "乙局", "role": "lead"}, ["b"]),
        ({"department": "乙局", "role": "partner"}, ["a"]),
        ({"department": "丙局"}, ["c", "d"]),
        ({"department": "丁局"}, []),
        ({"kind": "event"}, ["b"]),
        ({"state": "behind", "deadline": "due_this_year"}, ["c"]),
        ({"category": "park", "department": "甲局", "state": "met"}, ["a"]),
    ],
)
def test_rows_that_fit(asked: dict[str, str], ids: list[str]):
    assert select(TABLE, LEDGER, **asked).index.tolist() == ids


def test_an_unknown_role_is_refused():
    with pytest.raises(ValueError, match="boss"):
        has_department(LEDGER.targets[0], "甲局", "boss")
