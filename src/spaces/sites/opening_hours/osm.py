"""Opening hours in the common part of OpenStreetMap's grammar.

Understood: ``24/7``, days and ranges of days, months and days of the year, several times a day,
nights, ``off``, public holidays (``PH``); a later rule replaces an earlier one on its days. What
stands outside of that (``sunrise``, ``SH``, ``week``, comments, open ends) is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spaces.sites.opening_hours.rules import (
    ALL_DAY,
    DAY_MIN,
    EVERY,
    Days,
    Interval,
    NotUnderstood,
    Rule,
    Times,
)
from spaces.sites.opening_hours.seasons import WHOLE_YEAR, parts
from spaces.sites.opening_hours.table import Table, completed

_DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun",
                  "jul", "aug", "sep", "oct", "nov", "dec")  # fmt: skip
_DAY: Final = f"(?:{'|'.join(_DAYS)})"
_SOME: Final = rf"(?:{_DAY}(?:-{_DAY})?|ph)"
_MONTH: Final = f"(?:{'|'.join(_MONTHS)})"
_DATE: Final = rf"{_MONTH}(?:\d{{1,2}}\.)?"
_SPAN: Final = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_RULE: Final = re.compile(
    rf"(?:(?P<begin>{_DATE})(?:-(?P<end>{_DATE}))?:?)?"
    rf"(?P<days>{_SOME}(?:,{_SOME})*)?"
    rf"(?P<times>{_SPAN}(?:,{_SPAN})*)?"
    r"(?P<off>off|closed)?"
)
_NEXT_RULE: Final = re.compile(rf";|(?<=\d),(?={_DAY}|ph)")
_LONG_NAME: Final = re.compile(r"\b(mon|tues?|wed|thu(?:rs)?|fri|sat|sun)(?:day|nesday|urday)?s?\b")
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_LONGEST_MONTH: Final = 31


def read(text: str) -> tuple[Table, ...]:
    """Read opening hours in OpenStreetMap's form.

    Parameters
    ----------
    text : str
        Lower case, full-width signs as plain ones.

    Returns
    -------
    tuple of Table
        One for each part of the year that has hours of its own.

    Raises
    ------
    NotUnderstood
        For what is not of the common part of the grammar.
    """
    text = _LONG_NAME.sub(lambda found: found[1][:2], text)
    # "Oct 31 08:00" must not run together when blanks go.
    text = re.sub(rf"({_MONTH})\s*(\d{{1,2}})(?![\d:])", r"\1\2.", text)
    text = re.sub(r"\s+", "", text)
    if text == "24/7":
        every = Rule(Days(EVERY, holiday=True), ALL_DAY)
        return (_table(*WHOLE_YEAR, [every], opens=True),)
    rules = [_rule(part) for part in _NEXT_RULE.split(text.removesuffix(";"))]
    opens = any(rule.opens and rule.days.weekdays for rule in rules)
    return tuple(_table(*span, some, opens=opens) for span, some in parts(rules))


def _rule(text: str) -> Rule:
    found = _RULE.fullmatch(text)
    if not text or found is None or bool(found["times"]) == bool(found["off"]):
        raise NotUnderstood
    if not found["days"] and found["off"]:
        raise NotUnderstood
    days = _days(found["days"]) if found["days"] else Days(EVERY)
    times = tuple(sorted(_time(*map(int, one)) for one in _TIME.findall(found["times"] or "")))
    season = None
    if found["begin"]:
        last = found["end"] or found["begin"]
        season = (_date(found["begin"], 1), _date(last, _LONGEST_MONTH))
    return Rule(days, times, season=season)


def _time(hour: int, minute: int, to_hour: int, to_minute: int) -> Interval:
    start, end = hour * 60 + minute, to_hour * 60 + to_minute
    if minute > 59 or to_minute > 59 or start >= DAY_MIN or end > 2 * DAY_MIN or start == end:
        raise NotUnderstood
    return (start, end if end > start else end + DAY_MIN)


def _date(text: str, day: int) -> int:
    month, said = _MONTHS.index(text[:3]) + 1, int(text[3:].strip(".") or day)
    if not 1 <= said <= _LONGEST_MONTH:
        raise NotUnderstood
    return month * 100 + said


def _days(text: str) -> Days:
    out = Days()
    for part in text.split(","):
        if part == "ph":
            out |= Days(holiday=True)
            continue
        first, _, last = part.partition("-")
        begin, end = _DAYS.index(first), _DAYS.index(last or first)
        span = range(begin, end + 1 if end >= begin else end + 8)
        out |= Days(frozenset(day % 7 for day in span))
    return out


def _table(first: int, last: int, rules: Sequence[Rule], *, opens: bool) -> Table:
    """One after the other, as the grammar says: a later rule replaces an earlier one.

    The grammar takes what no rule names as closed. Where nothing but closing is said (``opens`` is
    false) that would be a site that never opens: its other days are not known.
    """
    week: list[Times] = [() if opens else None] * 7
    said: list[Times] = []
    for rule in rules:
        times = _in_order(rule.times)  # type: ignore[arg-type]
        for day in rule.days.weekdays:
            week[day] = times
        if rule.days.holiday:
            said = [times]
    return completed(first, last, tuple(week), [*said], [])


def _in_order(times: Sequence[Interval]) -> Times:
    """Join what touches or overlaps, as the grammar does."""
    out: list[Interval] = []
    for start, end in times:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
