"""The query of a map layer's address: every value checked before anything is computed."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Final

from geo.network.rules import ARTERIALS, Arterials
from spaces.reach import RULERS, GapQuery
from spaces.reach.query import USUAL_MINUTES
from spaces.reach.rulers import STRAIGHT, kind_of
from spaces.school_routes import SCHOOL_KINDS
from spaces.school_routes.query import CROSSINGS_SHOWN, RADII_M, WITHIN
from spaces.sites.selection import YEARS
from spaces.sites.statuses import STATUSES
from spaces.text import DEFAULT, languages
from spaces.ui.reach import cache as cached_walk
from spaces.ui.shell import cache as cached
from spaces.ui.shell.view import AT_DECIMALS
from spaces.walking.walkers import DELAY_S, MINUTES, SPEED_MPS, arterials_of

_LONGEST_QUERY: Final = 1000
_AROUND_DEG: Final = 0.05
ON_STREETS: Final = frozenset(
    {"walk_cells", "walk_reach", "false_comfort", "isochrones", "ways", "streets"}
    | {"school_streets", "school_crossings", "school_gates", "school_shed", "school_missed"}
)
"""Layers that only a place with a walking network has."""


class BadParameter(ValueError):
    """A query value that we do not take; its text is the parameter's name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A checked query: plain values, usable as a cache key."""

    name: str
    version: str
    place: str
    lang: str = DEFAULT
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    walker: str | None = None
    speed_mps: float | None = None
    minutes: int = USUAL_MINUTES
    year: int | None = None
    ruler: str = STRAIGHT
    arterials: str = ""
    delay_s: float | None = None
    site: str = ""
    at: tuple[float, float] | None = None
    school: str = ""
    schools: tuple[str, ...] = ()
    radius_m: float | None = None
    fix: int = 0
    within: str = ""

    @property
    def rule(self) -> Arterials:
        """What walkers may do with arterials."""
        return arterials_of(self.arterials)

    def query(self) -> GapQuery:
        """Return the reach question behind the layers of cells, gaps and reach."""
        people = cached.walkers(self.version)
        walker = self.walker if self.walker or self.speed_mps else people.default
        speed = self.speed_mps or people.by_id[str(walker)].speed_mps
        question = GapQuery(
            place=self.place,
            categories=self.categories,
            speed_mps=speed,
            walker=walker,
            minutes=self.minutes,
            year=self.year,
        )
        walked = cached_walk.asked(self.version, question, self.ruler, self.rule)
        if self.delay_s is None or not walked.on_foot:
            return walked
        return replace(walked, crossing_delay_s=self.delay_s)


def checked(name: str, query: Mapping[str, str], version: str) -> Asked:
    """Check every value of a layer's query.

    Raises
    ------
    BadParameter
        With the name of the first parameter that is not what it may be.
    """
    if sum(len(v) for v in query.values()) > _LONGEST_QUERY:
        raise BadParameter("query")
    place = _one("place", query.get("place"), cached.places(version))
    ruler = _ruler(name, version, place, query.get("ruler"))
    return Asked(
        name=name,
        version=version,
        place=place,
        ruler=ruler,
        arterials=_optional("arterials", query.get("arterials"), ARTERIALS) or "",
        delay_s=_number("delay", query.get("delay"), 0, DELAY_S),
        site=_site(version, place, query.get("site")),
        at=_at(version, place, query.get("at")),
        lang=_one("lang", query.get("lang", DEFAULT), languages()),
        categories=_some("category", query.get("category"), cached.categories(version)),
        statuses=_some("status", query.get("status"), STATUSES),
        walker=_optional("walker", query.get("walker"), cached.walkers(version).by_id),
        speed_mps=_number("speed", query.get("speed"), *SPEED_MPS),
        minutes=int(_number("minutes", query.get("minutes"), *MINUTES) or USUAL_MINUTES),
        year=_year(query.get("year")),
        school=_site(version, place, query.get("school"), "school"),
        schools=_some("schools", query.get("schools"), SCHOOL_KINDS),
        radius_m=_number("radius", query.get("radius"), *RADII_M),
        fix=int(_number("fix", query.get("fix"), *CROSSINGS_SHOWN) or 0),
        within=_optional("within", query.get("within"), WITHIN) or "",
    )


def _ruler(name: str, version: str, place: str, value: str | None) -> str:
    """Return the ruler of a layer; one on streets by the walk, whatever else is said."""
    ruler = _one("ruler", value or STRAIGHT, RULERS)
    kind = kind_of(ruler)
    walked = kind.on_streets
    if (name in ON_STREETS or walked) and cached_walk.streets(version, place) is None:
        raise BadParameter("place" if name in ON_STREETS else "ruler")
    return "both" if name in ON_STREETS and not walked else kind.measured_as or ruler


def _site(version: str, place: str, value: str | None, name: str = "site") -> str:
    return _optional(name, value, cached.sites(version, place).frame.index) or ""


def _at(version: str, place: str, value: str | None) -> tuple[float, float] | None:
    """Longitude and latitude to the metre, near the place; so few addresses name one layer."""
    if not value:
        return None
    west, south, east, north = cached.bounds(version, place)
    try:
        lon, lat = (round(float(part), AT_DECIMALS) for part in value.split(","))
    except ValueError:
        raise BadParameter("at") from None
    inside = west - _AROUND_DEG <= lon <= east + _AROUND_DEG
    if not (inside and south - _AROUND_DEG <= lat <= north + _AROUND_DEG):
        raise BadParameter("at")
    return lon, lat


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
    number = _number("year", value, *YEARS)
    return None if number is None else int(number)
