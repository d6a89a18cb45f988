"""Figures by hand, from the phrase "首批6个，逐年增长6个，2022-2024年".

A reader can take it as 6, then 6 more each year: 6, 12, 18 in all. Or as batches of 6, 12, 18:
6, 18, 36 in all.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaces.ledger.schedule import (
    ByYear,
    EachYear,
    EventsEachYear,
    Growth,
    Reading,
    first_year,
    last_year,
    planned_by,
)

ADD = Growth(2022, 2024, 6, 6, "add")
BATCH = Growth(2022, 2024, 6, 6, "batch")
TEN = EachYear(2022, 2024, 10)
STEPS = ByYear(((2023, 3), (2025, 8)))
EVENTS = EventsEachYear(2022, 2024, 26)


def line(schedule: object, *years: int) -> list[float | None]:
    return [planned_by(Reading("r", "读", "read", schedule), year) for year in years]


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (ADD, [None, 6, 12, 18, 18]),
        (BATCH, [None, 6, 18, 36, 36]),
        (TEN, [None, 10, 20, 30, 30]),
        (EVENTS, [None, 26, 26, 26, None]),
    ],
)
def test_by_hand(schedule: object, expected: list[float | None]):
    assert line(schedule, 2021, 2022, 2023, 2024, 2025) == expected


def test_steps_hold_until_the_next_and_are_not_extrapolated():
    assert line(STEPS, 2022, 2023, 2024, 2025, 2030) == [None, 3, 3, 8, 8]


def test_no_reading_is_no_number():
    assert planned_by(None, 2024) is None


def test_first_and_last_year():
    both = [(first_year(r), last_year(r)) for r in (Reading("", "", "", s) for s in (ADD, STEPS))]
    assert both == [(2022, 2024), (2023, 2025)]


numbers = st.integers(0, 50)
schedules = st.one_of(
    st.builds(
        Growth,
        st.just(2020),
        st.integers(2020, 2030),
        numbers,
        numbers,
        st.sampled_from(["add", "batch"]),
    ),
    st.builds(EachYear, st.just(2020), st.integers(2020, 2030), numbers),
)


@settings(deadline=None)
@given(schedules, st.integers(2020, 2040))
def test_what_adds_up_never_falls(schedule: object, year: int):
    before, after = line(schedule, year, year + 1)
    assert before is not None
    assert after is not None
    assert after >= before


@settings(deadline=None)
@given(numbers, numbers, st.integers(2020, 2030))
def test_batches_are_their_sum(first: int, growth: int, end: int):
    schedule = Growth(2020, end, first, growth, "batch")
    total = sum(first + growth * k for k in range(end - 2020 + 1))
    assert line(schedule, end) == [total]
