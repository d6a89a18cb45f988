"""The link's grammar: what it may say, and how a view is read from it. Pure; no Streamlit.

What each word may be is said where the question is: :mod:`spaces.reach.query`,
:mod:`spaces.school_routes.query`, the ledger. Here stands only how a link says it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from geo.network.rules import ARTERIALS
from spaces.ledger import ROUTES_BY
from spaces.ledger.deadlines import DEADLINES
from spaces.ledger.departments import ROLES
from spaces.ledger.progress import STATES
from spaces.ledger.targets import PROMISE_KINDS
from spaces.reach import RULERS
from spaces.school_routes import SCHOOL_KINDS
from spaces.school_routes.query import CROSSINGS_SHOWN, METRES_SHOWN, RADII_M, WITHIN
from spaces.sites.statuses import STATUSES
from spaces.text import DEFAULT, languages
from spaces.ui.shell.view import TABS, View
from spaces.walking.walkers import DELAY_S, MINUTES

_QUERY_LENGTH: Final = 80
_SPOT: Final = re.compile(r"[0-9A-Za-z_.,:\-\u4e00-\u9fff]{1,80}")
_WHOLE: Final = re.compile(r"[0-9]{1,5}")


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


def _whole(
    raw: str, allowed: Container[int], default: int | None = None
) -> tuple[int | None, bool]:
    if not raw:
        return default, True
    if _WHOLE.fullmatch(raw) and int(raw) in allowed:
        return int(raw), True
    return default, False


def _many(raw: str, allowed: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    asked = [part for part in raw.split(",") if part]
    kept = tuple(name for name in allowed if name in asked)
    return kept, set(asked) <= set(allowed)


def _readings(
    raw: str, allowed: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[tuple[str, str], ...], bool]:
    pairs = [part.partition(":")[::2] for part in raw.split(",") if part]
    kept = sorted(
        {(target, reading) for target, reading in pairs if reading in allowed.get(target, ())}
    )
    return tuple(kept), len(kept) == len(pairs)


def _spot(raw: str) -> tuple[str, bool]:
    """Return what was clicked if it can be a place or an id; whether it is one the page asks."""
    if not raw:
        return "", True
    return (raw, True) if _SPOT.fullmatch(raw) else ("", False)


def _searched(raw: str) -> tuple[str, bool]:
    return raw[:_QUERY_LENGTH], True


Read = Callable[[str], tuple[Any, bool]]


def _of_content(allowed: Choices, place: str) -> dict[str, tuple[str, Read]]:
    """Return for each parameter whose values the content names: the view's field, its reader."""
    years, year = allowed.years[place], allowed.default_years[place]
    return {
        "year": ("year", partial(_whole, allowed=years, default=year)),
        "category": ("categories", partial(_many, allowed=allowed.categories)),
        "walker": ("walker", partial(one, allowed=allowed.walkers, default=allowed.walker)),
        "minutes": ("minutes", _number(MINUTES, allowed.minutes)),
        "target": ("target", partial(one, allowed=allowed.targets.get(place, ()), default="")),
        "reading": ("readings", partial(_readings, allowed=allowed.readings.get(place, {}))),
        "lead": ("lead", partial(one, allowed=allowed.leads.get(place, ()), default="")),
    }


def _word(*allowed: str) -> Read:
    """Read one of some words; "" for all of them, or for what suits the place."""
    return partial(one, allowed=allowed, default="")


def _number(bounds: tuple[int, int], default: int | None = None) -> Read:
    """Read a whole number within bounds, both included."""
    return partial(_whole, allowed=range(bounds[0], bounds[1] + 1), default=default)


_OF_OURS: Final[Mapping[str, tuple[str, Read]]] = {
    "status": ("status", partial(_many, allowed=tuple(STATUSES))),
    "q": ("search", _searched),
    "role": ("role", _word(*ROLES[1:])),
    "kind": ("kind", _word(*PROMISE_KINDS)),
    "state": ("state", _word(*STATES)),
    "due": ("due", _word(*DEADLINES)),
    "ruler": ("ruler", _word(*RULERS)),
    "arterials": ("arterials", _word(*ARTERIALS)),
    "delay": ("delay", _number((0, DELAY_S))),
    "spot": ("spot", _spot),
    "tab": ("tab", partial(one, allowed=TABS, default=TABS[0])),
    "school": ("school", _spot),
    "crossing": ("crossing", _spot),
    "schools": ("schools", partial(_many, allowed=SCHOOL_KINDS)),
    "radius": ("radius", _number(RADII_M)),
    "fix": ("fix", _number(CROSSINGS_SHOWN)),
    "metres": ("metres", _number(METRES_SHOWN)),
    "within": ("within", _word(*WITHIN)),
    "routes_by": ("routes_by", _word(*ROUTES_BY)),
}
"""Parameter to the view's field and its reader, where the values are the product's own."""


def validated(raw: Mapping[str, str], allowed: Choices) -> tuple[View, tuple[str, ...]]:
    """Return the view that a link asks for, and the names of the parameters it got wrong.

    A wrong value never raises and never reaches a page: its default stands in.
    """
    place, place_right = one(raw.get("place"), allowed.places, allowed.places[0])
    lang, lang_right = one(raw.get("lang"), languages(), DEFAULT)
    fields: dict[str, Any] = {"place": place, "lang": lang}
    wrong = [] if place_right else ["place"]
    for name, (of_view, read) in (_of_content(allowed, place) | dict(_OF_OURS)).items():
        fields[of_view], right = read(raw.get(name) or "")
        wrong += [] if right else [name]
    return View(**fields), (*wrong, *(() if lang_right else ("lang",)))
