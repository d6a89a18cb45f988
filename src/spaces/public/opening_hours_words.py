"""A week of opening times in words, as the card of the public map says it."""

from __future__ import annotations

from typing import Final

from spaces.public.opening_hours import DAY_MIN, Hours, Interval, Week
from spaces.text import Text

_NIGHT_MIN: Final = DAY_MIN // 2
"""What ends by noon belongs to the evening before."""


def hours_words(hours: Hours, t: Text) -> str:
    """Say a week, neighbouring days with the same times together, and what holds on holidays.

    Parameters
    ----------
    hours : Hours
        What :func:`spaces.public.opening_hours.parse_hours` gives.
    t : Text
        Words of the language.
    """
    days = _nights(hours.week)
    out: list[str] = []
    first = 0
    for day in range(1, 8):
        if day < 7 and days[day] == days[first]:
            continue
        out.append(f"{_days(first, day - 1, t)} {_times(days[first], t)}")
        first = day
    special = hours.holidays is not None and any(day != hours.holidays for day in hours.week)
    if special:
        out.append(f"{t('public.holidays')} {_times(list(hours.holidays or ()), t)}")
    return "; ".join(out)


def _nights(week: Week) -> list[list[Interval]]:
    """Take a night past midnight as one opening, on its first day."""
    out = [list(times) for times in week]
    for day in range(7):
        following = out[(day + 1) % 7]
        late = [k for k, (start, end) in enumerate(out[day]) if end == DAY_MIN and start > 0]
        early = [k for k, (start, end) in enumerate(following) if start == 0 and end <= _NIGHT_MIN]
        if late and early:
            start, _ = out[day][late[0]]
            _, end = following.pop(early[0])
            out[day][late[0]] = (start, DAY_MIN + end)
    return out


def _days(first: int, last: int, t: Text) -> str:
    if (first, last) == (0, 6):
        return t("public.every_day")
    names = [t(f"public.day_{day}") for day in (first, last)]
    return names[0] if first == last else t("public.days", **{"from": names[0], "to": names[1]})


def _times(times: list[Interval], t: Text) -> str:
    if not times:
        return t("public.closed")
    if times == [(0, DAY_MIN)]:
        return t("public.all_day")
    return t("public.comma").join(
        f"{_clock(start)}–"
        + (t("public.next_day", time=_clock(end - DAY_MIN)) if end > DAY_MIN else _clock(end))
        for start, end in times
    )


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
