"""What an officer reads first: the three crossings to mend, on cards and on the map beside them."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaces.school_routes import SchoolRoutes
from spaces.school_routes.key_figures import first_words, others
from spaces.school_routes.locations import LocationTeller
from spaces.school_routes.none_words import names_first, no_crossing
from spaces.text import Text
from spaces.text.numbers import children_text
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.school_routes import cards as school_cards
from spaces.ui.school_routes import controls as school_controls
from spaces.ui.school_routes import maps as school_maps
from spaces.ui.school_routes import tables as school_tables
from spaces.ui.school_routes.cards import Fix
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context

FIRST: Final = 3
"""Crossings named before all others."""


def show(context: Context, ways: SchoolRoutes) -> None:
    """Draw the sentence, the cards and the map."""
    school = school_controls.school(context, ways)
    budget = max(FIRST, school_controls.budgets(context)[0])
    picks = cached_school.ranked(context.version, ways.query, budget, school)[:FIRST]
    picks = picks if names_first(ways) else []
    spots = school_tables.where(context, ways, school)
    own = cached_school.for_one_school(context.version, ways, school)
    st.html(school_cards.STYLE)
    st.html(school_cards.lead(_sentence(context, ways, picks, spots, school)))
    with st.container(key="cfs-first"):
        left, right = st.columns([5, 9], gap="medium")
        with left, st.container(key="cfs-fixes", gap="small"):
            for at, key in enumerate(picks, 1):
                _card(context, own, spots, at, key)
            _rest(context, ways, picks)
        with right:
            school_maps.show(context, ways, school)


def _sentence(
    context: Context, ways: SchoolRoutes, picks: list[str], spots: LocationTeller, school: str
) -> str:
    t, name = context.t, spots.names.get(school, "")
    who = t("school_page.of_school", school=name) if school else ""
    if not picks:
        return who + no_crossing(ways, t, school)
    if school:
        return who + first_words(len(picks), t)
    chosen = cached_school.crossings(
        context.version, ways.query, max(FIRST, school_controls.budgets(context)[0])
    )
    gain = 0.0 if chosen is None else float(chosen.chosen["gain"].iloc[: len(picks)].sum())
    if not gain > 0:  # these alone free nobody yet: more must be mended with them
        return first_words(len(picks), t)
    return first_words(len(picks), t, gain=children_text(gain, t, modelled=ways.modelled))


def _card(context: Context, ways: SchoolRoutes, spots: LocationTeller, at: int, key: str) -> None:
    t, row, spot = context.t, ways.crossings.loc[key], spots.crossing(key)
    own = "others" in row  # one school's children alone
    line = others(row["others"], ways, t) if own else _go_to(spots, row["schools"], t)
    item = Fix(
        number=at,
        title=spot.heading[0],
        near=spot.heading[1],
        count=children_text(float(row["children"]), t, modelled=ways.modelled),
        unit=t("school_page.need_own" if own else "school_page.need"),
        line=line,
    )
    key_ = f"cfs-fix-{at}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key_):
        st.html(school_cards.fix(item), width="stretch")
        st.button(
            "",
            key=f"cfs_on_map_{at}",
            icon=":material/my_location:",
            help=t("school_page.on_map", n=at),
            on_click=_pointed,
            args=(key,),
        )


def _go_to(spots: LocationTeller, schools: list[str], t: Text) -> str:
    return t("school_page.go_to", schools=spots.schools(schools))


def _pointed(key: str) -> None:
    view, _ = state.current()
    state.write(view, crossing=key)


def _rest(context: Context, ways: SchoolRoutes, picks: list[str]) -> None:
    """Say how many other crossings wait, so that three are not taken for all."""
    left = int((~ways.crossings["guarded"].astype(bool)).sum()) - len(picks)
    if picks and left > 0 and not context.view.school:
        st.caption(context.t("school_page.others", n=left))
