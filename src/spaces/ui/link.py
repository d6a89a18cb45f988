"""The link's grammar: what it may say, and how a view is read from it. Pure; no Streamlit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from spaces.text import DEFAULT, languages

STATUSES: Final = ("planned", "building", "built", "certified")
_MINUTES_ALLOWED: Final = range(1, 121)
_QUERY_LENGTH: Final = 80
_WHOLE: Final = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class View:
    """One validated view: place, year, filters, walker and language.

    Parameters
    ----------
    place : str
        Code of a place in ``places.toml``.
    year : int
        Year by which promised and built are compared.
    categories : tuple of str
        Categories asked for; empty means all of them (any space).
    status : tuple of str
        Site states shown; empty means all of them.
    walker : str
        Id in ``walkers.toml``.
    minutes : int
        Walking time, 1 to 120 minutes.
    lang : str
        Language of the screen.
    target : str
        Target opened on the progress page, or empty.
    readings : tuple of (str, str)
        Readings chosen for ambiguous targets: target id, reading id.
    search : str
        Words searched for in the table of sites.
    lead : str
        Department of the sheet as the plan writes it, or empty for the first one.
    """

    place: str
    year: int
    walker: str
    minutes: int
    lang: str = DEFAULT
    categories: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    target: str = ""
    readings: tuple[tuple[str, str], ...] = ()
    search: str = ""
    lead: str = ""

    @property
    def category(self) -> str:
        """The categories as the link writes them: ids with commas, empty for any space."""
        return ",".join(self.categories)

    def params(self) -> dict[str, str]:
        """Return the link's query for this view, short of what is empty."""
        found = {
            "place": self.place,
            "year": str(self.year),
            "category": self.category,
            "status": ",".join(self.status),
            "walker": self.walker,
            "minutes": str(self.minutes),
            "target": self.target,
            "reading": ",".join(f"{target}:{reading}" for target, reading in self.readings),
            "q": self.search,
            "lead": self.lead,
            "lang": self.lang,
        }
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a link may say: everything else falls back to the default with a note."""

    places: tuple[str, ...]
    years: Mapping[str, tuple[int, ...]]
    default_years: Mapping[str, int]
    categories: tuple[str, ...]
    walkers: tuple[str, ...]
    walker: str
    minutes: int
    readings: Mapping[str, Mapping[str, tuple[str, ...]]]
    targets: Mapping[str, tuple[str, ...]]
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def one(raw: str | None, allowed: Iterable[str], default: str) -> tuple[str, bool]:
    """Return ``raw`` if it is allowed, else the default and that it was wrong."""
    if not raw:
        return default, True
    return (raw, True) if raw in allowed else (default, False)


def _whole(raw: str | None, allowed: Iterable[int], default: int) -> tuple[int, bool]:
    if not raw:
        return default, True
    if _WHOLE.fullmatch(raw) and int(raw) in allowed:
        return int(raw), True
    return default, False


def _many(raw: str | None, allowed: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    asked = [part for part in (raw or "").split(",") if part]
    kept = tuple(name for name in allowed if name in asked)
    return kept, set(asked) <= set(allowed)


def _readings(
    raw: str | None, allowed: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[tuple[str, str], ...], bool]:
    pairs = [part.partition(":")[::2] for part in (raw or "").split(",") if part]
    kept = sorted(
        {(target, reading) for target, reading in pairs if reading in allowed.get(target, ())}
    )
    return tuple(kept), len(kept) == len(pairs)


def validated(raw: Mapping[str, str], allowed: Choices) -> tuple[View, tuple[str, ...]]:
    """Return the view that a link asks for, and the names of the parameters it got wrong.

    A wrong value never raises and never reaches a page: its default stands in.
    """
    place, place_ok = one(raw.get("place"), allowed.places, allowed.places[0])
    year, year_ok = _whole(raw.get("year"), allowed.years[place], allowed.default_years[place])
    categories, category_ok = _many(raw.get("category"), allowed.categories)
    status, status_ok = _many(raw.get("status"), STATUSES)
    walker, walker_ok = one(raw.get("walker"), allowed.walkers, allowed.walker)
    minutes, minutes_ok = _whole(raw.get("minutes"), _MINUTES_ALLOWED, allowed.minutes)
    lang, lang_ok = one(raw.get("lang"), languages(), DEFAULT)
    target, target_ok = one(raw.get("target"), allowed.targets.get(place, ()), "")
    lead, lead_ok = one(raw.get("lead"), allowed.leads.get(place, ()), "")
    readings, reading_ok = _readings(raw.get("reading"), allowed.readings.get(place, {}))
    verdicts = {
        "place": place_ok,
        "year": year_ok,
        "category": category_ok,
        "status": status_ok,
        "walker": walker_ok,
        "minutes": minutes_ok,
        "lang": lang_ok,
        "target": target_ok,
        "reading": reading_ok,
        "lead": lead_ok,
    }
    view = View(
        place=place,
        year=year,
        categories=categories,
        status=status,
        walker=walker,
        minutes=minutes,
        lang=lang,
        target=target,
        readings=readings,
        search=raw.get("q", "")[:_QUERY_LENGTH],
        lead=lead,
    )
    return view, tuple(name for name, ok in verdicts.items() if not ok)
