"""Opening hours in words, as the card of the public map says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spaces.sites.opening_hours import Hours
from spaces.sites.opening_hours.rules import ALL_DAY, DAY_MIN, Times, Week
from spaces.sites.opening_hours.table import Table
from spaces.text import Text


def hours_words(hours: Hours, t: Text) -> str:
    """Say hours in one line, neighbouring days with the same times together.

    Parameters
    ----------
    hours : Hours
        What :func:`spaces.sites.opening_hours.parse_hours` gives.
    t : Text
        Words of the language.
    """
    out, season = [], ""
    for days, times in hours_rows(hours, t):
        if times:
            out.append(f"{season}{days} {times}")
        season = "" if times else f"{days} "
    return "; ".join(out)


def hours_rows(hours: Hours, t: Text) -> list[tuple[str, str]]:
    """Say hours as rows of days and times; ``say.js`` writes the same for the card.

    Where parts of the year differ, each begins with a row that names it and has no times.
    """
    several = len(hours.tables) > 1
    return [
        row
        for one in hours.tables
        for row in ([(_season(one, t), "")] if several else []) + list(_rows(one, t))
    ]


def _rows(one: Table, t: Text) -> Iterator[tuple[str, str]]:
    yield from _week_rows(one.week, t)
    if len({*one.week, *one.holiday}) > 1:
        yield t("public.holidays"), _on_holidays(one.holiday, one.week, t)
    for name in sorted(one.festivals):
        yield t(f"public.festival_{name}"), _on_holidays(one.festivals[name], one.week, t)
    worked = set(one.makeup)
    if len(worked) == 1 and None not in worked and len({*one.week[5:], *worked}) > 1:
        yield t("public.makeup"), _times(one.makeup[0], t)


def _week_rows(week: Week, t: Text) -> Iterator[tuple[str, str]]:
    first = 0
    for day in range(1, 8):
        if day == 7 or week[day] != week[first]:
            yield _days(first, day - 1, t), _times(week[first], t)
            first = day


def _on_holidays(free: Week, week: Week, t: Text) -> str:
    """Say the times of holidays in a word, or that they are open as usual."""
    if len(set(free)) == 1:
        return _times(free[0], t)
    usual = all(said is None or said == week[day] for day, said in enumerate(free))
    return t("public.as_usual" if usual else "public.not_said")


def _season(one: Table, t: Text) -> str:
    ends = {"from": one.first, "to": one.last}
    days = {
        key: t("public.day_of_year", name=t(f"public.month_{day // 100}"), d=day % 100)
        for key, day in ends.items()
    }
    return t("public.season", **days)


def _days(first: int, last: int, t: Text) -> str:
    if (first, last) == (0, 6):
        return t("public.every_day")
    names = [t(f"public.day_{day}") for day in (first, last)]
    return names[0] if first == last else t("public.days", **{"from": names[0], "to": names[1]})


def _times(times: Times, t: Text) -> str:
    if times is None:
        return t("public.not_said")
    if not times:
        return t("public.closed")
    if times == ALL_DAY:
        return t("public.all_day")
    return t("public.comma").join(_spans(times, t))


def _spans(times: Sequence[tuple[int, int]], t: Text) -> Iterator[str]:
    for start, end in times:
        late = end > DAY_MIN
        last = t("public.next_day", time=_clock(end - DAY_MIN)) if late else _clock(end)
        yield f"{_clock(start)}–{last}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
