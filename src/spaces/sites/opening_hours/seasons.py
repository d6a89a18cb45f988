"""Parts of the year that have opening hours of their own."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from spaces.sites.opening_hours.rules import Days, Rule

WHOLE_YEAR: Final = (101, 1231)
Span = tuple[int, int]
_YEAR: Final = 2024
"""A leap year, so that 29 February has its place."""
_JANUARY_1: Final = date(_YEAR, 1, 1)
_DAY: Final = timedelta(days=1)


def parts(rules: Sequence[Rule]) -> list[tuple[Span, list[Rule]]]:
    """Cut the year where the hours change, and give each part the rules that hold there.

    Parameters
    ----------
    rules : sequence of Rule
        With their seasons, in order.

    Returns
    -------
    list of ((int, int), list of Rule)
        First and last day of each part, such as ``(401, 1031)``, from January on. A part without
        any rule has an empty list: nothing is known of it.
    """
    if not any(rule.season for rule in rules):
        return [(WHOLE_YEAR, list(rules))]
    edges = {_JANUARY_1, _JANUARY_1.replace(year=_YEAR + 1)}
    for rule in rules:
        if rule.season:
            edges |= {_date(rule.season[0]), _date(rule.season[1]) + _DAY}
    out = [
        ((_number(first), _number(following - _DAY)), [r for r in rules if _holds(r, first)])
        for first, following in pairwise(sorted(edges))
    ]
    if len(out) > 1 and out[0][1] == out[-1][1]:  # winter goes on after New Year
        (_, last), rest = out.pop(0)
        out[-1] = ((out[-1][0][0], last), rest)
    return out


def with_doubt(rules: Sequence[Rule], here: Sequence[Rule]) -> list[Rule]:
    """Add what is said to be closed in other seasons only: here it is not known.

    "11月至次年3月 9:00-17:00，周一闭馆", after the summer's hours, may mean the whole year.

    Parameters
    ----------
    rules : sequence of Rule
        All rules.
    here : sequence of Rule
        Those of one part of the year.
    """
    closed_here = {day for r in here if r.times == () for day in r.days.weekdays}
    out = list(here)
    for rule in rules:
        missing = rule.days.weekdays - closed_here
        if rule.season and rule.times == () and rule not in here and missing:
            out.append(replace(rule, days=Days(missing), times=None))
    return out


def _holds(rule: Rule, day: date) -> bool:
    if rule.season is None:
        return True
    first, last = (_date(edge) for edge in rule.season)
    return first <= day <= last if first <= last else day >= first or day <= last


def _date(number: int) -> date:
    """Day of a leap year; the 31st of a month that is shorter is its last day."""
    month, day = divmod(number, 100)
    return date(_YEAR, month, min(day, monthrange(_YEAR, month)[1]))


def _number(day: date) -> int:
    return day.month * 100 + day.day
