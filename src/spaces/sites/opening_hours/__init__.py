"""Opening hours as departments and OpenStreetMap write them, brought to what holds on each day.

The modules ``chinese`` and ``osm`` tell what is understood. Anything else is unknown, and the
reader sees the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from spaces.sites.opening_hours import chinese, osm
from spaces.sites.opening_hours.rules import NotUnderstood, Times, Week
from spaces.sites.opening_hours.table import Table

_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Hours:
    """When a site is open.

    Parameters
    ----------
    tables : tuple of Table
        One for each part of the year that has hours of its own.
    more : bool
        Whether the text says more that a visitor needs, such as the last admission.
    """

    tables: tuple[Table, ...]
    more: bool = False

    @property
    def week(self) -> Week:
        """Ordinary days of a site whose hours are the same all year; else not known."""
        return self.tables[0].week if len(self.tables) == 1 else (None,) * 7

    @property
    def holidays(self) -> Times:
        """Public holidays, where all are alike; empty for closed, None for not known."""
        days = {day for one in self.tables for day in one.holiday}
        return days.pop() if len(days) == 1 else None


@lru_cache(maxsize=4096)
def parse_hours(text: str) -> Hours | None:
    """Bring opening hours to what holds on each day; None for what is not understood for certain.

    Parameters
    ----------
    text : str
        Such as ``Mo-Fr 07:00-18:00; Sa 09:00-12:00`` or ``周二至周日 9:00—17:00（周一闭馆）``.
    """
    plain = chinese.normal(text) if len(text) <= _LONGEST else ""
    try:
        if re.search("[a-z]|24/7", plain) and plain.isascii() and plain != "24h":
            hours = Hours(osm.read(plain))
        else:
            hours = Hours(*chinese.read(plain))
    except NotUnderstood:
        return None
    return hours if any(_known(one) for one in hours.tables) else None


def _known(one: Table) -> bool:
    said = (*one.week, *one.holiday, *(times for week in one.festivals.values() for times in week))
    return any(times is not None for times in said)


def as_json(hours: Hours | None) -> list[dict[str, Any]] | None:
    """Give hours as the map's scripts read them; None where nothing was understood."""
    if hours is None:
        return None
    return [
        {
            "from": one.first,
            "to": one.last,
            "week": one.week,
            "holiday": one.holiday,
            "festivals": dict(one.festivals),
            "makeup": one.makeup,
            "moves": one.moves,
        }
        for one in hours.tables
    ]
