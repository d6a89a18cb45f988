"""Public holidays and weekends that are worked in their place (调休), day by day.

The State Council announces each year's days in the autumn before it; ``chinesecalendar`` carries
them. For years after the last one announced only the law's own days are certain (全国年节及纪念日
放假办法, as amended 2024); around them it is not known which days are free and which are worked.
A city can list days of its own, and those of a year that the package does not know yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from typing import Any, Final

from borax.calendars.lunardate import LunarDate
from chinese_calendar import constants
from chinese_calendar.solar_terms import SolarTerms
from chinese_calendar.utils import get_solar_terms

FESTIVALS: Final = (
    "new_year", "spring", "tomb_sweeping", "labour", "dragon_boat", "mid_autumn", "national",
)  # fmt: skip
"""元旦, 春节, 清明节, 劳动节, 端午节, 中秋节, 国庆节."""
HOLIDAY: Final = "holiday"
"""A public holiday without a name: the city listed it."""
WORK: Final = "work"
"""A day, mostly of a weekend, that is worked in place of another one."""
MAY_REST: Final = "may_rest"
"""Not announced yet: this day may be free."""
MAY_WORK: Final = "may_work"
"""Not announced yet: this day of a weekend may be worked."""

AHEAD_YEARS: Final = 2
_BY_WORDS: Final = {
    "new year": "new_year",
    "spring": "spring",
    "tomb": "tomb_sweeping",
    "labour": "labour",
    "dragon": "dragon_boat",
    "mid-autumn": "mid_autumn",
    "national": "national",
}
_LONG: Final = ("spring", "labour", "national")
_REST_WITHIN: Final = {True: 7, False: 3}
_WORK_WITHIN: Final = {True: 10, False: 6}
"""Days from a festival that were ever moved, with a day to spare; by whether it is a long one."""
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are not ordinary ones.

    Parameters
    ----------
    days : dict of str to str
        By day, such as ``2026-10-01``: a name of :data:`FESTIVALS`, :data:`HOLIDAY`,
        :data:`WORK`, :data:`MAY_REST` or :data:`MAY_WORK`.
    first, last : str
        Days between which it speaks, both included; outside of them nothing is known.
    known_year : int
        Last year whose days were announced.
    source : str
        Package that carries them, with its version.
    """

    days: dict[str, str]
    first: str
    last: str
    known_year: int
    source: str

    def as_json(self) -> dict[str, Any]:
        """Give the calendar as the map's scripts read it."""
        return {
            "days": self.days,
            "first": self.first,
            "last": self.last,
            "known": self.known_year,
            "source": self.source,
        }


def calendar(year: int, holidays: Iterable[str] = (), workdays: Iterable[str] = ()) -> Calendar:
    """Say what is known of the days from a year on.

    Parameters
    ----------
    year : int
        First year; the one before it is told as well, whose last night reaches into it.
    holidays, workdays : iterable of str
        Days that a city lists, such as ``2027-01-01``. They go before the package's, and a year
        with a listed holiday counts as announced.
    """
    announced = _announced()
    years = {day.year for day in announced} | {int(day[:4]) for day in holidays}
    last = max(*years, year) + AHEAD_YEARS
    days: dict[date, str] = {}
    for beyond in range(year, last + 2):  # next New Year reaches into this December
        if beyond not in years:
            days = _in_doubt(beyond) | days
    days |= announced
    for beyond in range(year, last + 1):
        if beyond not in years:
            days |= _by_law(beyond)
    named = {day: name for day, name in days.items() if name in FESTIVALS}
    days |= {(day := date.fromisoformat(one)): named.get(day, HOLIDAY) for one in holidays}
    days |= {date.fromisoformat(one): WORK for one in workdays}
    first = date(year - 1, 1, 1)
    told = {d.isoformat(): days[d] for d in sorted(days) if first <= d <= date(last, 12, 31)}
    source = f"chinesecalendar {version('chinesecalendar')}"
    return Calendar(told, first.isoformat(), f"{last}-12-31", max(years), source)


@cache
def _announced() -> dict[date, str]:
    """All days that the package carries."""
    free = {day: _festival(name) for day, name in constants.holidays.items()}
    return free | dict.fromkeys(constants.workdays, WORK)


def _festival(name: str) -> str:
    return next((key for word, key in _BY_WORDS.items() if word in name.lower()), HOLIDAY)


@cache
def _by_law(year: int) -> dict[date, str]:
    """Festivals of a year by law, whether or not their free days were announced."""
    eve = LunarDate(year, 1, 1).to_solar_date() - timedelta(days=1)
    terms = get_solar_terms(date(year, 4, 1), date(year, 4, 10))
    tomb = next(day for day, name in terms if name == SolarTerms.pure_brightness.value[1])
    dragon, moon = LunarDate(year, 5, 5).to_solar_date(), LunarDate(year, 8, 15).to_solar_date()
    return {
        date(year, 1, 1): "new_year",
        **{eve + timedelta(days=k): "spring" for k in range(4)},
        tomb: "tomb_sweeping",
        **{date(year, 5, k): "labour" for k in (1, 2)},
        dragon: "dragon_boat",
        moon: "mid_autumn",
        **{date(year, 10, k): "national" for k in (1, 2, 3)},
    }


def _in_doubt(year: int) -> dict[date, str]:
    """Days around the festivals of a year that may be free or worked."""
    rest: dict[date, str] = {}
    work: dict[date, str] = {}
    for day, name in _by_law(year).items():
        long = name in _LONG
        rest |= dict.fromkeys(_around(day, _REST_WITHIN[long]), MAY_REST)
        weekends = (d for d in _around(day, _WORK_WITHIN[long]) if d.weekday() >= _SATURDAY)
        work |= dict.fromkeys(weekends, MAY_WORK)
    return work | rest


def _around(day: date, within: int) -> Iterator[date]:
    return (day + timedelta(days=k) for k in range(-within, within + 1))
