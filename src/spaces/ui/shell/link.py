"""The link's grammar: what it may say, and how a view is read from it. Pure; no Streamlit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from geo.network.rules import ARTERIALS
from spaces.ledger.deadlines import DEADLINES
from spaces.ledger.departments import ROLES
from spaces.ledger.progress import STATES
from spaces.ledger.school_route_shares import ROUTES_BY
from spaces.reach.query import RULERS
from spaces.school_routes.query import SCHOOL_KINDS
from spaces.text import DEFAULT, languages
from spaces.walking.walkers import DELAY_S

AT_DECIMALS: Final = 5
"""Decimals of a degree that a clicked place is rounded to: about a metre."""

PROMISE_KINDS: Final = (
    *("count", "coverage", "ratio", "circle"),
    *("project", "event", "unnumbered"),
)
"""Kinds of promises that can be listed, all but baselines, which promise nothing."""
TABS: Final = ("own", "compare")
STATUSES: Final = ("planned", "building", "built", "certified")
_MINUTES_ALLOWED: Final = range(1, 121)
_DELAYS_S: Final = range(DELAY_S + 1)
RADII_M: Final = range(50, 3001)
"""Metres of walking around a gate whose streets count, as a link may name them."""
CROSSINGS: Final = range(1, 101)
METRES: Final = range(50, 50_001)
"""Budgets that a link may name."""
CENTRE, EVERYWHERE = "centre", "place"
_QUERY_LENGTH: Final = 80
_EAST: Final = 180
_NORTH: Final = 90
# Parameter to the values that it takes; none means all of them, or what suits the place.
_LISTED: Final[Mapping[str, tuple[str, ...]]] = {
    "role": ROLES[1:],
    "kind": PROMISE_KINDS,
    "state": STATES,
    "due": DEADLINES,
    "ruler": RULERS,
    "arterials": ARTERIALS,
    "within": (CENTRE, EVERYWHERE),
    "routes_by": ROUTES_BY,
}
_SPOT: Final = re.compile(r"[0-9A-Za-z_.,:\-\u4e00-\u9fff]{1,80}")
_WHOLE: Final = re.compile(r"[0-9]{1,5}")


_NUMBERS: Final = {"radius": RADII_M, "fix": CROSSINGS, "metres": METRES}


def _written(number: int | None) -> str:
    return "" if number is None else str(number)


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
        Department as the plan writes it; empty for the first one on its sheet and for all of
        them on the progress page.
    role : str
        ``lead`` or ``partner`` to keep only what that department leads or takes part in.
    kind, state, due : str
        Kind of promise, progress state and deadline state listed; empty for all of them.
    ruler, arterials : str
        How reach is measured and what the walker may do with arterials; empty for what suits
        the place and the walker.
    delay : int or None
        Seconds lost at each crossing of an arterial; None for what the content says.
    spot : str
        What was clicked on the map of gaps: ``lon,lat`` in degrees, or the id of a site.
    tab : str
        Part of the progress page: this place alone, or the places side by side.
    school, crossing : str
        School and crossing looked at on the page of ways to school; empty for none.
    schools : tuple of str
        Categories that count as schools; empty for all of them.
    radius : int or None
        Metres around a gate whose streets count; None for the usual.
    fix, metres : int or None
        How many crossings, and how many metres of street, can be mended; None for the usual.
    within : str
        ``centre`` or ``place``: where schools count; empty for what suits the place.
    routes_by : str
        What promised shares of safe ways to school are shares of; empty for the usual.
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
    role: str = ""
    kind: str = ""
    state: str = ""
    due: str = ""
    ruler: str = ""
    arterials: str = ""
    delay: int | None = None
    spot: str = ""
    tab: str = TABS[0]
    school: str = ""
    crossing: str = ""
    schools: tuple[str, ...] = ()
    radius: int | None = None
    fix: int | None = None
    metres: int | None = None
    within: str = ""
    routes_by: str = ""

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
            "role": self.role,
            "kind": self.kind,
            "state": self.state,
            "due": self.due,
            "ruler": self.ruler,
            "arterials": self.arterials,
            "delay": _written(self.delay),
            "spot": self.spot,
            "tab": self.tab if self.tab != TABS[0] else "",
            "school": self.school,
            "crossing": self.crossing,
            "schools": ",".join(self.schools),
            **{name: _written(getattr(self, name)) for name in _NUMBERS},
            "within": self.within,
            "routes_by": self.routes_by,
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


def _spot(raw: str | None) -> tuple[str, bool]:
    """Return what was clicked if it can be a place or an id; whether it is one the page asks."""
    if not raw:
        return "", True
    return (raw, True) if _SPOT.fullmatch(raw) else ("", False)


def place_of(spot: str) -> tuple[float, float] | None:
    """Longitude and latitude in degrees that a click names; None if it names a site or nothing."""
    lon, comma, lat = spot.partition(",")
    try:
        found = (float(lon), float(lat)) if comma else None
    except ValueError:
        return None
    if found is None or not (abs(found[0]) <= _EAST and abs(found[1]) <= _NORTH):
        return None
    return found


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
    listed = {name: one(raw.get(name), offered, "") for name, offered in _LISTED.items()}
    spot, spot_ok = _spot(raw.get("spot"))
    delay, delay_ok = _whole(raw.get("delay"), _DELAYS_S, -1)
    tab, tab_ok = one(raw.get("tab"), TABS, TABS[0])
    named = {name: _spot(raw.get(name)) for name in ("school", "crossing")}
    schools, schools_ok = _many(raw.get("schools"), SCHOOL_KINDS)
    numbers = {name: _whole(raw.get(name), known, -1) for name, known in _NUMBERS.items()}
    others: dict[str, Any] = {name: value for name, (value, _) in {**listed, **named}.items()}
    others |= {name: None if value < 0 else value for name, (value, _) in numbers.items()}
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
        **{name: ok for name, (_, ok) in listed.items()},
        "delay": delay_ok,
        "spot": spot_ok,
        "tab": tab_ok,
        "schools": schools_ok,
        **{name: ok for name, (_, ok) in {**named, **numbers}.items()},
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
        delay=None if delay < 0 else delay,
        spot=spot,
        tab=tab,
        schools=schools,
        **others,
    )
    return view, tuple(name for name, ok in verdicts.items() if not ok)
