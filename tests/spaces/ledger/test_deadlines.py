"""By hand, from "6, 12, 18 by 2022, 2023, 2024" and "at least 2 by 2023, 5 by 2025"."""

from __future__ import annotations

import pytest

from spaces.ledger.deadlines import DEADLINES, deadline_state, is_inferred, next_step, steps
from spaces.ledger.schedule import EachYear, EventsEachTerm, EventsEachYear
from spaces.ledger.words import deadline_definition, deadline_word
from spaces.text import languages, text
from tests.toys.ledger_toys import ADD, BATCH, by, reading, target

TWO_STEPS = by((2023, 2), (2025, 5))


def test_steps():
    assert steps(reading(ADD)) == ((2022, 6), (2023, 12), (2024, 18))
    assert steps(reading(BATCH)) == ((2022, 6), (2023, 18), (2024, 36))
    assert steps(TWO_STEPS) == ((2023, 2), (2025, 5))
    assert steps(reading(EventsEachYear(2022, 2023, 26))) == ((2022, 26), (2023, 26))


@pytest.mark.parametrize(
    ("year", "step"),
    [(2020, (2023, 2)), (2023, (2023, 2)), (2024, (2025, 5)), (2030, (2025, 5))],
)
def test_the_next_number_due(year: int, step: tuple[int, float]):
    assert next_step(TWO_STEPS, year) == step


def test_no_reading_has_no_step():
    assert next_step(None, 2024) is None


@pytest.mark.parametrize(
    ("year", "value", "state"),
    [
        (2022, 0, "not_due"),
        (2022, 2, "ahead"),
        (2023, 1, "due_this_year"),
        (2023, 2, "not_due"),
        (2023, 5, "ahead"),
        (2024, 1, "overdue"),
        (2024, 4, "not_due"),
        (2025, 1, "overdue"),
        (2025, 4, "due_this_year"),
        (2025, 5, "met"),
        (2025, 9, "met"),
        (2026, 4, "overdue"),
        (2026, 5, "met"),
    ],
)
def test_two_steps(year: int, value: float, state: str):
    assert deadline_state(target("t", TWO_STEPS), TWO_STEPS, year, value) == state


@pytest.mark.parametrize(
    ("year", "value", "state"),
    [(2022, 6, "not_due"), (2022, 12, "ahead"), (2023, 6, "due_this_year"), (2023, 5, "overdue"),
     (2024, 18, "met"), (2024, 17, "due_this_year")],
)  # fmt: skip
def test_a_batch_each_year(year: int, value: float, state: str):
    assert deadline_state(target("t", reading(ADD)), reading(ADD), year, value) == state


def test_the_other_reading_gives_another_state():
    one = target("t", reading(ADD), reading(BATCH, "second"))
    found = [deadline_state(one, each, 2024, 18.0) for each in one.readings]
    assert found == ["met", "due_this_year"]


@pytest.mark.parametrize(
    ("comparator", "value", "state"),
    [("=", 2, "met"), ("=", 3, "met"), (">", 2, "due_this_year"), (">", 3, "met"),
     ("<=", 2, "met"), ("<=", 3, "due_this_year"), ("<", 2, "due_this_year"), ("<", 1, "met"),
     ("range", 2, "met"), ("range", 1, "due_this_year")],
)  # fmt: skip
def test_the_comparator_decides(comparator: str, value: float, state: str):
    due = by((2024, 2))
    one = target("t", due, comparator=comparator, value=2.0, value_max=4.0)
    assert deadline_state(one, due, 2024, value) == state


def test_a_ceiling_is_never_ahead_and_can_be_overdue():
    due = by((2024, 2))
    one = target("t", due, comparator="<=")
    assert deadline_state(one, due, 2023, 0.0) == "not_due"
    assert deadline_state(one, due, 2025, 3.0) == "overdue"


@pytest.mark.parametrize("kind", [EventsEachYear, EventsEachTerm])
def test_events_of_one_year_are_not_held_against_another(kind: type):
    yearly = reading(kind(2022, 2024, 26))
    assert deadline_state(target("t", yearly), yearly, 2023, 26.0) == "not_due"
    assert deadline_state(target("t", yearly), yearly, 2023, 25.0) == "due_this_year"
    assert deadline_state(target("t", yearly), yearly, 2025, 0.0) == "met"


def test_without_number_year_or_value():
    bare, undated = target(), target(value=3.0, comparator=">=")
    due = by((2024, 3))
    assert deadline_state(bare, None, 2024, 9.0) == "no_number"
    assert deadline_state(undated, None, 2024, 9.0) == "no_deadline"
    assert deadline_state(target("t", due), due, 2024, None) == "not_measurable"


def test_a_yearly_number_adds_up():
    ten = reading(EachYear(2022, 2024, 10))
    assert deadline_state(target("t", ten), ten, 2023, 19.0) == "due_this_year"
    assert deadline_state(target("t", ten), ten, 2023, 9.0) == "overdue"


def test_an_inferred_year_is_known():
    assert is_inferred(target(inferred=("schedule.year",)))
    assert not is_inferred(target(inferred=("value", "schedule.start")))


@pytest.mark.parametrize("lang", languages())
def test_every_state_has_a_word_and_a_definition(lang: str):
    t = text(lang)
    words = {deadline_word(state, t) for state in DEADLINES}
    assert len(words) == len(DEADLINES)
    assert all(deadline_definition(state, 2024, t) for state in DEADLINES)
