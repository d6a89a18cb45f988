from __future__ import annotations

import pytest

from spaces.ledger.comparators import compare, reached, upper, without_year
from spaces.ledger.schedule import EachYear
from tests.toys.ledger_toys import by, reading, target

DUE = by((2024, 3))


@pytest.mark.parametrize(
    ("comparator", "below", "at", "above"),
    [("=", False, True, True), (">=", False, True, True), (">", False, False, True),
     ("<=", True, True, False), ("<", True, False, False), ("range", False, True, True)],
)  # fmt: skip
def test_reached(comparator: str, below: bool, at: bool, above: bool):
    assert [reached(comparator, 3, value) for value in (2, 3, 4)] == [below, at, above]


def test_a_quotient_reaches_its_own_number():
    assert reached(">=", 60.0, 100 * (3 / 5))
    assert reached("<=", 0.1 + 0.2, 0.3)


def test_a_yearly_range_adds_up_at_both_ends():
    yearly = reading(EachYear(2022, 2024, 3))
    one = target("t", yearly, comparator="range", value=3.0, value_max=5.0)
    assert upper(one, yearly, 6.0) == 10
    assert compare(one, yearly, 6.0, 10.0).state == "met"
    assert compare(one, yearly, 6.0, 11.0).surplus == 1


def test_a_step_before_the_range_has_one_end():
    one = target("t", DUE, comparator="range", value=3.0, value_max=5.0)
    assert (upper(one, DUE, 1.0), upper(one, DUE, 3.0)) == (1.0, 5.0)


def test_half_of_what_was_promised():
    found = compare(target("t", DUE), DUE, 3.0, 1.5)
    assert (found.state, found.shortfall, found.surplus, found.share) == ("behind", 1.5, 0.0, 0.5)


def test_a_promise_of_none_has_no_share():
    assert compare(target("t", DUE), DUE, 0.0, 1.0).share is None


@pytest.mark.parametrize(("value", "state"), [(2, "not_yet"), (3, "met"), (4, "ahead")])
def test_without_a_year_nothing_is_behind(value: float, state: str):
    assert without_year(target(value=3.0, comparator=">="), value) == state
    assert without_year(target(), value) == "no_number"
