"""A number against a promised one, by the comparator that the plan uses."""

from __future__ import annotations

from dataclasses import dataclass

from spaces.ledger.schedule import EachYear, Reading
from spaces.ledger.targets import Target

_SLACK = 1e-9
"""Shares and ratios are quotients: 60 % of 5 must reach 60."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison says.

    Parameters
    ----------
    state : {"met", "ahead", "behind"}
        ``ahead`` is more than was promised (above the upper end of a range).
    surplus, shortfall : float
        By how much, in the target's unit; never both above zero.
    share : float or None
        Value of promised, 1 is all of it; None when 0 is promised.
    """

    state: str
    surplus: float
    shortfall: float
    share: float | None


def reached(comparator: str, planned: float, value: float) -> bool:
    """Whether a value keeps a promise.

    ``=``, ``>=`` and a range ask for at least ``planned`` (a range's lower end: a city that
    builds six of "3 to 5" broke no promise), ``>`` for more, ``<=`` for at most, ``<`` for less.

    Parameters
    ----------
    comparator : str
        One of ``=``, ``>=``, ``>``, ``<=``, ``<``, ``range``.
    planned : float
        What is promised; of a range the lower end.
    value : float
        What there is.
    """
    if comparator == "<":
        return value < planned - _SLACK
    if comparator == "<=":
        return value <= planned + _SLACK
    if comparator == ">":
        return value > planned + _SLACK
    return value >= planned - _SLACK


def upper(target: Target, reading: Reading | None, planned: float) -> float:
    """Most that is promised where ``planned`` is the least: the upper end of a range.

    A yearly range adds up at both ends (3 to 5 each year are 6 to 10 after two years). A step
    on the way to the range's own year has one end only.

    Parameters
    ----------
    target : Target
        For its comparator, number and upper end.
    reading : Reading or None
        The reading that is asked for.
    planned : float
        What is promised by the asked year, the lower end.
    """
    low, high = target.value, target.value_max
    if target.comparator != "range" or low is None or high is None:
        return planned
    if reading is not None and isinstance(reading.schedule, EachYear) and low > 0:
        return planned * high / low
    return high if planned == low else planned


def without_year(target: Target, value: float) -> str:
    """State of a number that has no year: reached, or not yet; never behind, nothing fell due."""
    if target.value is None:
        return "no_number"
    state = compare(target, None, target.value, value).state
    return "not_yet" if state == "behind" else state


def compare(target: Target, reading: Reading | None, planned: float, value: float) -> Compared:
    """Compare a value with what a target promised.

    Parameters
    ----------
    target : Target
        For its comparator and range.
    reading : Reading or None
        The reading that ``planned`` comes from.
    planned, value : float
        Promised and found, in the target's unit.
    """
    kept = reached(target.comparator, planned, value)
    surplus = max(0.0, value - upper(target, reading, planned))
    shortfall = max(0.0, planned - value)
    if target.comparator in ("<=", "<"):
        shortfall, state = 0.0, "met" if kept else "behind"
    elif target.comparator == ">":
        state = "ahead" if kept else "behind"
    else:
        shortfall = 0.0 if kept else shortfall
        state = "behind" if not kept else "ahead" if surplus > _SLACK else "met"
    return Compared(state, surplus, shortfall, value / planned if planned else None)
