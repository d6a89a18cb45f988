"""A project that only the plan speaks of is 未报; sites without a year are no zero.

Four parks promised by 2024; of a plan's named project the list has only what the plan says.
"""

from __future__ import annotations

import pandas as pd
import pytest

from spaces.ledger.headline import headline
from spaces.ledger.progress import progress
from spaces.ledger.unknowns import is_open, unsure_sites, why_unreported
from tests.toys.ledger_toys import by, plan, sites, target

NAMED = target("n", by((2024, 1)), kind="project", sites=("s0",))
FOUR = target("t", by((2024, 4)), value=4.0)


@pytest.mark.parametrize(
    ("site", "columns", "why"),
    [
        (("park", "planned", None), {}, "unreported"),
        (("park", "unknown", None), {}, "unreported"),
        (("park", "planned", 2025), {}, ""),  # somebody said when
        (("park", "planned", None), {"verified_by": ["妇联"]}, ""),  # somebody looked
        (("park", "planned", None), {"verified_by": [""]}, "unreported"),
        (("park", "building", None), {}, ""),
        (("park", "built", None), {}, ""),
        (("park", "closed", None), {}, ""),
    ],
)
def test_a_named_project_is_reported_once_somebody_said_a_word(site, columns, why):
    assert why_unreported(NAMED, sites(site, **columns)) == why


def test_a_list_that_lost_the_project_says_so():
    assert why_unreported(NAMED, sites()) == "site_missing"
    assert why_unreported(FOUR, sites()) == ""  # a number of parks names none


def row(one, *rows, year=2024):
    return progress(plan(one), sites(*rows), year).iloc[0]


def test_an_unreported_project_is_neither_built_nor_behind():
    found = row(NAMED, ("park", "planned", None))
    assert found["state"] == "unreported"
    assert found[["built", "shortfall", "share"]].isna().all()
    assert (found["planned"], found["planned_sites"]) == (1, 1)
    assert row(NAMED)["state"] == "unreported"
    assert row(NAMED, ("park", "planned", None), year=2023)["state"] == "not_yet"


def test_a_reported_project_is_measured():
    assert row(NAMED, ("park", "building", None))["state"] == "behind"
    assert row(NAMED, ("park", "built", 2024))["state"] == "met"


@pytest.mark.parametrize(
    ("dated", "undated", "state"),
    [
        (4, 9, "met"),  # kept whatever the others are
        (1, 2, "behind"),  # broken whatever the others are
        (1, 3, "undated"),  # the three would keep it
        (0, 1, "undated"),  # all there is has no year: that is not zero built
        (0, 0, "behind"),
    ],
)
@pytest.mark.parametrize("unsure", [("built", None), ("unknown", 2024)])
def test_sites_without_a_year_or_state_leave_open_what_they_could_turn(
    dated, undated, state, unsure
):
    rows = [("park", "built", 2024)] * dated + [("park", *unsure)] * undated
    found = row(FOUR, *rows)
    assert found["state"] == state
    assert pd.isna(found["built"]) == (not dated and undated > 0)


def test_a_number_that_nobody_promised_is_no_zero_either():
    bare = target("b")
    assert row(bare, ("park", "built", None))["state"] == "undated"
    assert row(bare)["state"] == "no_number"


def test_a_ceiling_is_open_too():
    few = target("f", by((2024, 2)), comparator="<=", value=2.0)
    assert is_open(few, few.readings[0], 2, built=1, unsure=2)
    assert not is_open(few, few.readings[0], 2, built=3, unsure=2)


def test_closed_sites_are_sure():
    assert unsure_sites(sites(("park", "closed", None), ("park", "planned", None))) == 0


def test_the_headline_counts_them_apart_and_in_no_sum():
    ledger = plan(FOUR, NAMED)
    town = sites(("park", "planned", None), ("park", "built", 2024), ("park", "built", 2023))
    head = headline(ledger, progress(ledger, town, 2024))
    assert (head.built, head.promised, head.numbered) == (2, 4, 1)
    assert (head.behind, head.unreported, head.undated) == (("t",), 1, 0)


def test_what_is_in_no_sum_is_named():
    every = target("all", by((2024, 9)), counts=("park", "school"), value=9.0)
    ledger = plan(FOUR, every)
    head = headline(ledger, progress(ledger, sites(("park", "built", 2024)), 2024))
    assert (head.counted, head.totals, head.numbered) == (("t",), ("all",), 2)
