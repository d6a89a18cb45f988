"""Opening hours as people and OpenStreetMap write them, brought to a week of intervals.

The common part of OpenStreetMap's ``opening_hours`` is understood: ``24/7``, days and ranges of
days, several times a day, times past midnight, ``off``, public holidays (``PH``), a later rule
replacing an earlier one on its days; and what departments write in Chinese for the same, see
:mod:`spaces.public.opening_hours_zh`. Anything else is unknown, and the reader sees the text
itself: a wrong "open now" sends a family to a locked gate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from spaces.public.opening_hours_zh import translated

Interval = tuple[int, int]
Week = tuple[tuple[Interval, ...], ...]
"""Seven days from Monday; intervals in minutes after midnight, end not included, in order."""

DAY_MIN: Final = 24 * 60
_DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_HOLIDAY: Final = 7
_DAY: Final = "(?:mo|tu|we|th|fr|sa|su)"
_SOME_DAYS: Final = rf"(?:{_DAY}(?:-{_DAY})?|ph)"
_RULE: Final = re.compile(
    rf"(?P<days>{_SOME_DAYS}(?:,{_SOME_DAYS})*)?"
    r"(?P<times>(?:\d{1,2}:\d{2}-\d{1,2}:\d{2})(?:,\d{1,2}:\d{2}-\d{1,2}:\d{2})*)?"
    r"(?P<off>off|closed)?"
)
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Hours:
    """When a site is open.

    Parameters
    ----------
    week : tuple of 7 tuples of (int, int)
        From Monday, in minutes after midnight.
    holidays : tuple of (int, int), optional
        Times on public holidays; None where nothing is said of them.
    """

    week: Week
    holidays: tuple[Interval, ...] | None = None


def parse_opening(text: str) -> Week | None:
    """Bring opening hours to a week; None for what is not understood for certain.

    Parameters
    ----------
    text : str
        Such as ``Mo-Fr 07:00-18:00; Sa 09:00-12:00,14:00-17:00``. Full-width signs are fine.

    Returns
    -------
    tuple of 7 tuples of (int, int), or None
        Minutes after midnight; what goes on past midnight is also in the next day.
    """
    hours = parse_hours(text)
    return hours.week if hours else None


def parse_hours(text: str) -> Hours | None:
    """Bring opening hours to a week and to what is said of public holidays.

    Parameters
    ----------
    text : str
        As for :func:`parse_opening`; ``PH off`` or ``PH 09:00-12:00`` speaks of holidays.
    """
    plain = _normal(translated(text)) if len(text) <= _LONGEST else ""
    if not plain:
        return None
    if plain == "24/7":
        always = ((0, DAY_MIN),)
        return Hours((always,) * len(_DAYS), always)
    days: list[list[Interval]] = [[] for _ in _DAYS]
    holidays, said = None, False
    for rule in plain.rstrip(";").split(";"):
        read = _rule(rule)
        if read is None:
            return None
        on, times = read
        said = said or on != [_HOLIDAY]
        for day in on:
            if day == _HOLIDAY:
                holidays = _joined((start, min(end, DAY_MIN)) for start, end in times)
            else:
                days[day] = list(times)
    return Hours(_week(days), holidays) if said else None


def _normal(text: str) -> str:
    """Lower case without blanks, full-width signs as plain ones."""
    plain = text.lower()
    for wide, narrow in (
        ("：", ":"),
        ("；", ";"),
        ("，", ","),
        ("–", "-"),
        ("—", "-"),
        ("－", "-"),
    ):
        plain = plain.replace(wide, narrow)
    return re.sub(r"\s+", "", plain)


def _rule(rule: str) -> tuple[list[int], list[Interval]] | None:
    found = _RULE.fullmatch(rule)
    if not rule or found is None or bool(found["times"]) == bool(found["off"]):
        return None
    if rule[:1] == "," or (found["off"] and not found["days"]):
        return None
    days = _days(found["days"]) if found["days"] else list(range(7))
    times: list[Interval] = []
    for match in _TIME.finditer(found["times"] or ""):
        hour, minute, to_hour, to_minute = map(int, match.groups())
        start, end = hour * 60 + minute, to_hour * 60 + to_minute
        if minute > 59 or to_minute > 59 or start >= DAY_MIN or end > 2 * DAY_MIN or start == end:
            return None
        times.append((start, end if end > start else end + DAY_MIN))
    return days, times


def _days(text: str) -> list[int]:
    out = []
    for part in text.split(","):
        if part == "ph":
            out.append(_HOLIDAY)
            continue
        first, _, last = part.partition("-")
        begin, end = _DAYS.index(first), _DAYS.index(last or first)
        out += [day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)]
    return out


def _week(days: list[list[Interval]]) -> Week:
    """Cut at midnight what goes past it, and join what touches."""
    cut: list[list[Interval]] = [[] for _ in days]
    for day, intervals in enumerate(days):
        for start, end in intervals:
            cut[day].append((start, min(end, DAY_MIN)))
            if end > DAY_MIN:
                cut[(day + 1) % 7].append((0, end - DAY_MIN))
    return tuple(_joined(intervals) for intervals in cut)


def _joined(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    out: list[Interval] = []
    for start, end in sorted(intervals):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)
