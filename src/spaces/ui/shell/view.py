"""One view of the product as plain values, and how a link writes it. Pure; no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from spaces.text import DEFAULT

AT_DECIMALS: Final = 5
"""Decimals of a degree that a clicked place is rounded to: about a metre."""
TABS: Final = ("own", "compare")
"""Parts of the progress page."""
_EAST: Final = 180
_NORTH: Final = 90


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
            "radius": _written(self.radius),
            "fix": _written(self.fix),
            "metres": _written(self.metres),
            "within": self.within,
            "routes_by": self.routes_by,
            "lang": self.lang,
        }
        return {name: value for name, value in found.items() if value}


def _written(number: int | None) -> str:
    return "" if number is None else str(number)


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
