"""Opening hours in a short form for tests: ``Mo - | Tu-Su 9-17 ; PH ?``."""

from __future__ import annotations

from spaces.sites.opening_hours import parse_hours
from spaces.sites.opening_hours.rules import Times, Week
from spaces.sites.opening_hours.table import Table

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def short(text: str) -> str:
    """What is understood of a text; ``-`` for closed, ``?`` for not known, ``none`` for nothing."""
    hours = parse_hours(text)
    if hours is None:
        return "none"
    if len(hours.tables) == 1:
        return _table(hours.tables[0])
    return " || ".join(f"{one.first}..{one.last} {_table(one)}" for one in hours.tables)


def _table(one: Table) -> str:
    parts = [_week(one.week), f"PH {_alike(one.holiday)}"]
    parts += [f"{name} {_alike(week)}" for name, week in sorted(one.festivals.items())]
    parts += ["moves"] if one.moves else []
    return " ; ".join(parts)


def _week(week: Week) -> str:
    out, first = [], 0
    for day in range(1, 8):
        if day == 7 or week[day] != week[first]:
            days = DAYS[first] if first == day - 1 else f"{DAYS[first]}-{DAYS[day - 1]}"
            out.append(f"{days} {times(week[first])}")
            first = day
    return " | ".join(out)


def _alike(week: Week) -> str:
    return times(week[0]) if len(set(week)) == 1 else f"({_week(week)})"


def times(said: Times) -> str:
    """Times of one day, such as ``9-17:30``."""
    if said is None:
        return "?"
    return ",".join(f"{_clock(a)}-{_clock(b)}" for a, b in said) or "-"


def _clock(minute: int) -> str:
    hour, rest = divmod(minute, 60)
    return f"{hour}:{rest:02d}" if rest else str(hour)
