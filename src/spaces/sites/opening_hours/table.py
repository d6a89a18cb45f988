"""The table that follows from the rules of a text.

A table answers for every kind of day: the seven weekdays, public holidays, festivals by name and
weekends that are worked. What no rule answers for certain is None: a wrong "open now" sends a
family to a locked gate, a wrong "closed" keeps it at home.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from spaces.sites.opening_hours.rules import (
    ALL_DAY,
    EVERY,
    USUAL,
    WEEKEND,
    Interval,
    Rule,
    Times,
    Week,
)

_MOST_OF_WORKDAYS: Final = 3


@dataclass(frozen=True, slots=True)
class Table:
    """What holds in one part of the year.

    Parameters
    ----------
    first, last : int
        Days of the year, both included, such as 401 for 1 April; ``last`` may lie in the next year.
    week, holiday : tuple of 7 Times
        Ordinary days, and public holidays by the weekday that they fall on.
    festivals : mapping of str to tuple of 7 Times
        Festivals for which something else is said than for public holidays.
    makeup : tuple of 2 Times
        Saturday and Sunday that are worked in place of another day (调休上班日).
    moves : bool
        Whether a day of rest that falls on a holiday is taken after it (顺延).
    """

    first: int
    last: int
    week: Week
    holiday: Week
    festivals: Mapping[str, Week]
    makeup: tuple[Times, Times]
    moves: bool = False


def table(rules: Sequence[Rule], first: int = 101, last: int = 1231, *, moves: bool) -> Table:
    """Say what holds on every kind of day, as people write: the narrower statement wins.

    Parameters
    ----------
    rules : sequence of Rule
        Those of one part of the year; their order does not matter.
    first, last : int
        That part of the year.
    moves : bool
        See :class:`Table`.
    """
    week = _week(rules)
    opens = [rule for rule in rules if rule.opens and rule.days.weekdays]
    work = bool(opens) and all(rule.days.work for rule in opens)
    said = _said_of_holidays(rules, opens)
    return completed(first, last, week, said, opens, by_work=work, moves=moves, rules=rules)


def completed(
    first: int,
    last: int,
    week: Week,
    said: list[_OfHoliday],
    opens: Sequence[Rule],
    *,
    by_work: bool = False,
    moves: bool = False,
    rules: Sequence[Rule] = (),
) -> Table:
    """Fill in holidays, festivals and worked weekends for a week that is known.

    Parameters
    ----------
    first, last : int
        The part of the year.
    week : Week
        Times of Monday to Sunday; None where not known.
    said : list
        What is stated for public holidays: times, ``usual`` or ``always``.
    opens : sequence of Rule
        Rules that open on weekdays.
    by_work : bool
        Whether all of them speak of working days.
    moves : bool
        See :class:`Table`.
    rules : sequence of Rule
        All rules of that part, for what they say of festivals.
    """
    if not said and by_work:
        said = [()]  # a holiday is no day of work
    holiday = _on_holidays(said, week)
    festivals = _on_festivals(rules, week, holiday)
    return Table(first, last, week, holiday, festivals, _makeup(week, opens), moves)


_OfHoliday = Times | Literal["usual", "always"]
"""``usual``: as on that weekday; ``always``: as on other days even where that weekday is closed."""


def _week(rules: Sequence[Rule]) -> Week:
    """Broad statements first, each narrower one in its place."""
    opens = any(rule.opens and rule.days.weekdays for rule in rules)
    week: list[Times] = [() if opens else None] * 7  # what is only denied leaves the rest open
    owner: dict[int, Rule] = {}
    for rule in sorted(rules, key=lambda r: -len(r.days.weekdays)):
        for day in rule.days.weekdays:
            if rule.times == USUAL:
                continue
            before = owner.get(day)
            week[day] = rule.times if before is None else _settled(week[day], before, rule)
            owner[day] = rule
    for rule in rules:
        for day in rule.without.weekdays & rule.days.weekdays:
            week[day] = () if rule.opens else None
        if rule.days.loose and rule.opens:
            for day in WEEKEND - set(owner):
                week[day] = None
    return tuple(week)


def _settled(now: Times, before: Rule, rule: Rule) -> Times:
    """Settle a day of which two rules speak, the broader one first."""
    if rule.times == USUAL:
        return now
    if rule.days.weekdays == before.days.weekdays and rule.stated == before.stated:
        if not rule.times and not before.times:
            return now
        return joined([*now, *rule.times]) if now and rule.times else None
    if rule.days.weekdays > before.days.weekdays or not rule.days.weekdays <= before.days.weekdays:
        return None
    if not rule.times or not now:
        return rule.times
    # Another opening of that day, or one more? Only what meets the first replaces it.
    return rule.times if _meet(now, rule.times) else None


def _meet(one: Sequence[Interval], other: Sequence[Interval]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def joined(intervals: Sequence[Interval]) -> Times:
    """Put intervals in order; None where they overlap, which is a slip of somebody's pen."""
    out = sorted(intervals)
    return None if any(b > c for (_, b), (c, _) in pairwise(out)) else tuple(out)


def _said_of_holidays(rules: Sequence[Rule], opens: Sequence[Rule]) -> list[_OfHoliday]:
    said: list[_OfHoliday] = []
    for rule in rules:
        if rule.days.holiday:
            said.append("usual" if rule.times == USUAL else rule.times)
        if rule.without.holiday:
            said.append(() if rule.times else "always" if rule.times == () else None)
    if not said and opens and all(r.times == ALL_DAY for r in opens):
        always = any(rule.days.weekdays == EVERY for rule in opens)
        closed = any(not rule.times for rule in rules)
        return [ALL_DAY] if always and not closed else said
    return said


def _on_holidays(said: Sequence[_OfHoliday], week: Week) -> Week:
    if not said or any(one != said[0] for one in said):
        return (None,) * 7
    return tuple(_as(said[0], day, week) for day in range(7))


def _as(said: _OfHoliday, day: int, week: Week) -> Times:
    if not isinstance(said, str):
        return said
    if week[day]:
        return week[day]
    open_days = {times for times in week if times}
    return open_days.pop() if said == "always" and len(open_days) == 1 else None


def _on_festivals(rules: Sequence[Rule], week: Week, holiday: Week) -> dict[str, Week]:
    out: dict[str, Week] = {}
    for rule in rules:
        for days, times in ((rule.days, rule.times), (rule.without, _turned(rule.times))):
            said: Week = tuple(_as(times, day, week) for day in range(7))
            for name in days.festivals:
                doubt = days.part or out.get(name, said) != said
                out[name] = (None,) * 7 if doubt else said
    return {name: said for name, said in out.items() if said != holiday}


def _turned(times: Times | Literal["usual"]) -> Times | Literal["usual"]:
    return () if times else "usual"


def _makeup(week: Week, opens: Sequence[Rule]) -> tuple[Times, Times]:
    """Saturday and Sunday as days of work.

    Hours of work hold there. Hours by the names of weekdays hold only where the day is open alike
    both as what it is called and as what it stands for.
    """
    work = {rule.times for rule in opens if rule.days.work}
    if work:
        times = week[0] if len(set(week[:5])) == 1 else None
        return (times, times)
    if any(rule.days.rest for rule in opens):
        times = week[0] if len(set(week[:5])) == 1 else None
        return (times, times)
    open_days = [times for times in week[:5] if times]
    if len(open_days) < _MOST_OF_WORKDAYS and (open_days or None in week[:5]):
        return (None, None)
    on_work = set(open_days) or {()}
    saturday, sunday = (times if on_work == {times} else None for times in week[5:])
    return (saturday, sunday)
