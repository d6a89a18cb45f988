"""What to mend first under a budget: crossings by children, streets by child-metres."""

from __future__ import annotations

from typing import Final

import streamlit as st

from spaces.graphics import priority_chart
from spaces.school_routes import Priorities, SchoolRoutes
from spaces.school_routes.key_figures import gives_few
from spaces.school_routes.none_words import names_first, no_crossing, no_street
from spaces.school_routes.query import (
    CROSSINGS_SHOWN,
    METRES_SHOWN,
    USUAL_CROSSINGS,
    USUAL_METRES,
)
from spaces.text.numbers import children_text, km_text, share_text
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.school_routes import controls as school_controls
from spaces.ui.school_routes import tables as school_tables
from spaces.ui.shell import frame
from spaces.ui.shell.frame import Context

_STEP_M: Final = 100
_METRES_KM: Final = 1000.0


def show(context: Context, ways: SchoolRoutes) -> None:
    """Draw both lists with their budgets, curves and bounds."""
    t = context.t
    whole = context.view.school in ways.schools.index  # below one school: all of them again
    place = context.place_name
    frame.heading(t("school_page.mend_all", place=place) if whole else t("school_page.mend"))
    if ways.figures.children is None:
        st.info(t("school_page.mend_unknown"), icon=":material/help:")
        return
    if not names_first(ways):
        st.info(no_crossing(ways, t), icon=":material/help:")
        return
    frame.note(t("school_page.mend_note"))
    left, right = st.columns(2, gap="large")
    with left:
        _crossings(context, ways)
    with right:
        _streets(context, ways)


def lists(context: Context, ways: SchoolRoutes) -> tuple[Priorities | None, Priorities | None]:
    """Return the ranked crossings and streets under the budgets of the link."""
    crossings, metres = school_controls.budgets(context)
    return (
        cached_school.crossings(context.version, ways.query, crossings),
        cached_school.streets(context.version, ways.query, metres),
    )


def _crossings(context: Context, ways: SchoolRoutes) -> None:
    t, budget = context.t, school_controls.budgets(context)[0]
    st.markdown(f"**{t('school_page.mend_crossings')}**")
    school_controls.number(context, "fix", budget, CROSSINGS_SHOWN, USUAL_CROSSINGS, 1)
    found = lists(context, ways)[0]
    if found is None or found.chosen.empty:
        st.info(no_crossing(ways, t), icon=":material/info:")
        return
    gain = children_text(found.gain, t, modelled=ways.modelled)
    n, share = len(found.chosen), _share(found)
    frame.plain(t("school_page.crossings_gain", n=n, gain=gain, share=share))
    if not gives_few(found, modelled=ways.modelled):
        _curve(context, found, "crossing")
    school_tables.show_ranked(context, school_tables.crossings_to_mend(context, ways, found))


def _streets(context: Context, ways: SchoolRoutes) -> None:
    t, budget = context.t, school_controls.budgets(context)[1]
    st.markdown(f"**{t('school_page.mend_streets')}**")
    school_controls.number(context, "metres", budget, METRES_SHOWN, USUAL_METRES, _STEP_M)
    found = lists(context, ways)[1]
    if found is None or found.chosen.empty:
        st.info(no_street(ways, t), icon=":material/info:")
        return
    metres = f"{found.chosen['cost'].sum():,.0f}"
    gain = km_text(found.gain)
    frame.plain(
        t(
            "school_page.streets_gain",
            n=len(found.chosen),
            metres=metres,
            gain=gain,
            share=_share(found),
        )
    )
    _curve(context, found, "street")
    school_tables.show_ranked(context, school_tables.streets_to_mend(context, ways, found))


def _share(found: Priorities) -> str:
    spent = found.curve[found.curve["cost"] <= found.budget + 1e-9]
    return share_text(float(spent["share"].iloc[-1]) if len(spent) else None)


def _curve(context: Context, found: Priorities, kind: str) -> None:
    """Draw what each more brings; the sentence beside it says how far from the best this is."""
    t = context.t
    unit = _METRES_KM if kind == "street" else 1.0
    words = {name: t(f"school_page.{kind}_{name}") for name in ("cost", "gain", "share")}
    alt = t(
        f"school_page.{kind}_curve",
        first=share_text(float(found.curve["share"].iloc[0])),
        last=_share(found),
        n=f"{found.chosen['cost'].sum():,.0f}",
    )
    st.altair_chart(priority_chart.gain_curve(found.curve, words, unit), alt=alt)
    best = f"{int(found.of_bound * 100)}"
    frame.note(t("school_page.bound", share=best) + t("school_page.together"))
