"""What the viewer is looking at, held in the link and nowhere else.

Every control writes the link; a page reads it through ``read``. The last view is remembered for
the session only to survive a page switch that drops the link's query.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

import streamlit as st

from spaces.ledger.default_year import default_year
from spaces.ledger.departments import departments
from spaces.text import DEFAULT, languages
from spaces.ui.shell import cache as cached
from spaces.ui.shell.link import Choices, one, validated
from spaces.ui.shell.view import View

__all__ = ["MINUTES", "Choices", "View", "validated"]

_REMEMBERED: Final = "cfs_last_view"
MINUTES: Final = (5, 10, 15, 20, 30)
# A change of the first makes the second meaningless: it falls back to its default.
_DROPPED_WITH: Final = {
    "place": ("year", "target", "reading", "lead", "spot", "school", "crossing"),
}


def choices(version: str) -> Choices:
    """Return what the content of ``version`` lets a link say."""
    return _choices(version, date.today().year)


@lru_cache(maxsize=4)
def _choices(version: str, today: int) -> Choices:
    plans = cached.plans(version)
    walkers = cached.walkers(version)
    places = tuple(cached.places(version))
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
        leads={p: departments(plan) for p, plan in plans.items()},
        readings={
            p: {target.id: tuple(r.id for r in target.readings) for target in plan.targets}
            for p, plan in plans.items()
        },
    )


def _raw() -> dict[str, str]:
    """Read what the link says; one without a place goes on with the session's last view."""
    said = st.query_params.to_dict()
    if "place" in said:
        return said
    remembered: dict[str, str] = st.session_state.get(_REMEMBERED, {})
    return {**remembered, **said}


def usual(version: str) -> dict[str, str]:
    """Return what a link need not say.

    It always says the year: next year the usual one is another, and a link that somebody kept
    must show what it showed.
    """
    known = choices(version)
    return {"walker": known.walker, "minutes": str(known.minutes)}


def _viewed(version: str) -> tuple[View, tuple[str, ...]]:
    return _validated(version, date.today().year, tuple(_raw().items()))


@lru_cache(maxsize=256)
def _validated(
    version: str, today: int, said: tuple[tuple[str, str], ...]
) -> tuple[View, tuple[str, ...]]:
    """Read a link once: viewers ask the same few again and again."""
    return validated(dict(said), _choices(version, today))


def current() -> tuple[View, tuple[str, ...]]:
    """Return the view that the link asks for now, for callbacks."""
    return _viewed(cached.content_version())


def language() -> str:
    """Language asked for by the link, for the router, which needs it before anything else."""
    return one(_raw().get("lang"), languages(), DEFAULT)[0]


def read(version: str) -> tuple[View, tuple[str, ...]]:
    """Return the present view and the names of the link's wrong parameters."""
    view, wrong = _viewed(version)
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
