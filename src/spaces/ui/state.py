"""What the viewer is looking at, held in the link and nowhere else.

Every control writes the link; a page reads it through ``read``. The last view is remembered for
the session only to survive a page switch that drops the link's query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from spaces.plans import Plan
from spaces.text import DEFAULT, languages
from spaces.ui import cached

_REMEMBERED: Final = "cfs_last_view"
STATUSES: Final = ("planned", "building", "built", "certified")
MINUTES: Final = (5, 10, 15, 20, 30)
_MINUTES_ALLOWED: Final = range(1, 121)
_QUERY_LENGTH: Final = 80
_WHOLE: Final = re.compile(r"[0-9]{1,4}")
# A change of the first makes the second meaningless: it falls back to its default.
_DROPPED_WITH: Final = {"place": ("year", "target", "reading")}


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


def default_year(plan: Plan | None, today: int) -> int:
    """Return this year if the plan's period holds it, else the plan's last year."""
    if plan is None:
        return today
    first, last = plan.period
    return today if first <= today <= last else last


def choices(version: str) -> Choices:
    """Return what the content of ``version`` lets a link say."""
    plans = cached.plans(version)
    walkers = cached.walkers(version)
    places = tuple(cached.places(version))
    today = date.today().year  # noqa: DTZ011  the viewer's own calendar year is meant
    years, default_years = {}, {}
    for place in places:
        plan = plans.get(place)
        default_years[place] = default_year(plan, today)
        first, last = plan.period if plan else (today - 5, today)
        years[place] = tuple(range(min(first, today), max(last, today) + 1))
    return Choices(
        places=places,
        years=years,
        default_years=default_years,
        categories=tuple(cached.categories(version)),
        walkers=tuple(walkers.by_id),
        walker=walkers.default,
        minutes=walkers.minutes,
        targets={p: tuple(target.id for target in plan.targets) for p, plan in plans.items()},
        readings={
            p: {target.id: tuple(r.id for r in target.readings) for target in plan.targets}
            for p, plan in plans.items()
        },
    )


def _one(raw: str | None, allowed: Iterable[str], default: str) -> tuple[str, bool]:
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
    kept = sorted({(target, reading) for target, reading in pairs if reading in allowed.get(target, ())})
    return tuple(kept), len(kept) == len(pairs)


def validated(raw: Mapping[str, str], allowed: Choices) -> tuple[View, tuple[str, ...]]:
    """Return the view that a link asks for, and the names of the parameters it got wrong.

    A wrong value never raises and never reaches a page: its default stands in.
    """
    place, place_ok = _one(raw.get("place"), allowed.places, allowed.places[0])
    year, year_ok = _whole(raw.get("year"), allowed.years[place], allowed.default_years[place])
    categories, category_ok = _many(raw.get("category"), allowed.categories)
    status, status_ok = _many(raw.get("status"), STATUSES)
    walker, walker_ok = _one(raw.get("walker"), allowed.walkers, allowed.walker)
    minutes, minutes_ok = _whole(raw.get("minutes"), _MINUTES_ALLOWED, allowed.minutes)
    lang, lang_ok = _one(raw.get("lang"), languages(), DEFAULT)
    target, target_ok = _one(raw.get("target"), allowed.targets.get(place, ()), "")
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
    )
    return view, tuple(name for name, ok in verdicts.items() if not ok)


def _raw() -> dict[str, str]:
    """What the link says; one without a place goes on with the session's last view."""
    said = st.query_params.to_dict()
    if "place" in said:
        return said
    remembered: dict[str, str] = st.session_state.get(_REMEMBERED, {})
    return {**remembered, **said}


def current() -> tuple[View, tuple[str, ...]]:
    """Return the view that the link asks for now, for callbacks."""
    return validated(_raw(), choices(cached.content_version()))


def language() -> str:
    """Language asked for by the link, for the router, which needs it before anything else."""
    return _one(_raw().get("lang"), languages(), DEFAULT)[0]


def read(version: str) -> tuple[View, tuple[str, ...]]:
    """Return the present view and the names of the link's wrong parameters."""
    view, wrong = validated(_raw(), choices(version))
    st.session_state[_REMEMBERED] = view.params()
    return view, wrong


def write(view: View, **changed: str) -> None:
    """Put ``view`` with some parameters changed into the link; an empty value removes one."""
    params = view.params()
    for name, value in changed.items():
        for dropped in _DROPPED_WITH.get(name, ()):
            if params.get(name) != value:
                params.pop(dropped, None)
        params[name] = value
    params = {name: value for name, value in params.items() if value}
    st.session_state[_REMEMBERED] = params
    st.query_params.from_dict(params)


def remember(key: str, value: object) -> None:
    """Make the control named ``key`` show what the link says."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value


def chosen(param: str, key: str) -> None:
    """Write what the viewer just chose into the link; the callback of every control."""
    view, _ = current()
    value = st.session_state[key]
    if isinstance(value, list | tuple):
        value = ",".join(str(item) for item in value)
    write(view, **{param: "" if value is None else str(value)})
