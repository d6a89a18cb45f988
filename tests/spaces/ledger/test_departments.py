from __future__ import annotations

import pandas as pd
import pytest

from spaces.ledger.departments import departments, has_department, nearest, select
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


def test_leads_come_first_those_with_most_promises_first_and_baselines_promise_nothing():
    assert departments(LEDGER) == ("甲局", "乙局", "丙局")
    helped = plan(target("a", partners=("丁局", "乙局")), target("b", lead=("乙局",)))
    assert departments(helped) == ("乙局", "丁局")
    assert departments(plan(target())) == ()


def test_names_are_matched_letter_by_letter_and_the_nearest_are_proposed():
    two = plan(target("a", lead=("甲局", "甲局 ")), target("b", lead=("市甲局",)))
    assert departments(two) == ("甲局", "甲局 ", "市甲局")
    assert nearest("甲", two)[0] == "甲局"
    assert "市甲局" in nearest("市甲", two)
    assert nearest("xyz", two) == ()


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
