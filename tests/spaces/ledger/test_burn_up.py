"""Parks built in 2022 and 2024, one being built for 2025; the list knows 2021 to 2024."""

from __future__ import annotations

import pandas as pd

from spaces.ledger.burn_up import FIRST, SECOND, kind_lines, kind_targets, kinds, known_until, span
from tests.toys.ledger_toys import ADD, BATCH, by, plan, reading, sites, target

TOWN = sites(
    ("park", "built", 2022),
    ("park", "certified", 2024),
    ("park", "building", 2025),
    ("school", "built", 2021),
    ("park", "built", None),
)
STEPS = by((2022, 1), (2024, 3))
YEARS = range(2021, 2027)


def lines(one, town: pd.DataFrame, years=None) -> pd.DataFrame:
    return kind_lines(plan(one), town, "park", years)


def line(table: pd.DataFrame, series: str, name: str = "") -> list[float | None]:
    own = table[(table["series"] == series) & (table["reading"] == name)]
    return [None if pd.isna(value) else float(value) for value in own["value"]]


def test_planned_steps_and_nothing_outside():
    found = lines(target("t", STEPS), TOWN, YEARS)
    assert line(found, "planned", FIRST) == [None, 1, 1, 3, None, None]


def test_sites_end_with_the_last_year_that_is_known():
    found = lines(target("t", STEPS), TOWN, YEARS)
    assert known_until(TOWN) == 2024
    assert line(found, "built") == [0, 1, 1, 2, None, None]
    assert line(found, "building") == [0, 0, 0, 0, None, None]


def test_a_site_under_construction_counts_from_its_year():
    known = pd.concat([TOWN, sites(("school", "built", 2025)).rename({"s0": "x"})])
    assert line(lines(target("t", STEPS), known, YEARS), "building") == [0, 0, 0, 0, 1, None]


def test_both_readings():
    one = target("t", reading(ADD), reading(BATCH, "second"))
    found = lines(one, TOWN, range(2022, 2025))
    assert line(found, "planned", FIRST) == [6, 12, 18]
    assert line(found, "planned", SECOND) == [6, 18, 36]


def test_without_years_asked_all_that_are_named():
    assert lines(target("t", STEPS), TOWN)["year"].drop_duplicates().tolist() == [2022, 2023, 2024]
    assert lines(target(), TOWN.iloc[:0]).empty


def test_no_dated_site_has_no_line():
    found = lines(target("t", STEPS), TOWN[TOWN["year"].isna()], YEARS)
    assert line(found, "built") == [None] * 6


def test_a_kind_takes_the_larger_of_its_targets_and_leaves_out_repeats():
    small, large = target("a", by((2023, 5))), target("b", by((2023, 2), (2024, 9)))
    again = target("c", by((2024, 99)), canonical="b")
    both = target("d", by((2024, 50)), counts=("park", "school"))
    ledger = plan(small, large, again, both)
    assert [t.id for t in kind_targets(ledger, "park")] == ["a", "b"]
    assert kinds(ledger) == ("park",)
    found = kind_lines(ledger, TOWN, "park", range(2022, 2026))
    assert line(found, "planned", FIRST) == [None, 5, 9, None]
    assert SECOND not in set(found["reading"])


def test_a_kind_has_a_second_line_where_a_target_has_a_second_reading():
    ledger = plan(target("a", reading(ADD), reading(BATCH, "second")))
    found = kind_lines(ledger, TOWN, "park", range(2022, 2025))
    assert line(found, "planned", SECOND) == [6, 18, 36]
    assert line(found, "built") == [1, 1, 2]


def test_the_span_of_a_plan():
    assert span(plan(target("t", by((2020, 1), (2030, 2))))) == range(2020, 2031)
    assert span(plan()) == range(2022, 2025)
