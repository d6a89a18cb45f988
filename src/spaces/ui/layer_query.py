"""The query of a map layer's address: every value checked before anything is computed."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final

from spaces.analysis import GapQuery
from spaces.site_words import STATUSES
from spaces.text import languages
from spaces.ui import cached

_LONGEST_QUERY: Final = 1000


class BadParameter(ValueError):
    """A query value that we do not take; its text is the parameter's name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked query: plain values, usable as a cache key."""

    name: str
    version: str
    place: str
    lang: str = "zh"
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    walker: str | None = None
    speed_mps: float | None = None
    minutes: int = 15
    year: int | None = None

    def query(self) -> GapQuery:
        """Return the reach question behind the layers of cells, gaps and reach."""
        people = cached.walkers(self.version)
        walker = self.walker if self.walker or self.speed_mps else people.default
        speed = self.speed_mps or people.by_id[str(walker)].speed_mps
        return GapQuery(
            place=self.place,
            categories=self.categories,
            speed_mps=speed,
            walker=walker,
            minutes=self.minutes,
            year=self.year,
        )


def checked(name: str, query: Mapping[str, str], version: str) -> Asked:
    """Check every value of a layer's query.

    Raises
    ------
    BadParameter
        With the name of the first parameter that is not what it may be.
    """
    if sum(len(v) for v in query.values()) > _LONGEST_QUERY:
        raise BadParameter("query")
    return Asked(
        name=name,
        version=version,
        place=_one("place", query.get("place"), cached.places(version)),
        lang=_one("lang", query.get("lang", "zh"), languages()),
        categories=_some("category", query.get("category"), cached.categories(version)),
        statuses=_some("status", query.get("status"), STATUSES),
        walker=_optional("walker", query.get("walker"), cached.walkers(version).by_id),
        speed_mps=_number("speed", query.get("speed"), 0.2, 5.0),
        minutes=int(_number("minutes", query.get("minutes"), 1, 120) or 15),
        year=_year(query.get("year")),
    )


def _one(name: str, value: str | None, allowed: Container[str]) -> str:
    if value is None or value not in allowed:
        raise BadParameter(name)
    return value


def _optional(name: str, value: str | None, allowed: Container[str]) -> str | None:
    return _one(name, value, allowed) if value else None


def _some(name: str, value: str | None, allowed: Container[str]) -> tuple[str, ...]:
    asked = tuple(sorted({part for part in (value or "").split(",") if part}))
    if not all(part in allowed for part in asked):
        raise BadParameter(name)
    return asked


def _number(name: str, value: str | None, low: float, high: float) -> float | None:
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        raise BadParameter(name) from None
    if not low <= number <= high:
        raise BadParameter(name)
    return number


def _year(value: str | None) -> int | None:
    number = _number("year", value, 1990, 2100)
    return None if number is None else int(number)
