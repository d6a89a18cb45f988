"""The question about ways to school: which school, and how things are measured."""

from __future__ import annotations

import streamlit as st

from geo.network.rules import ARTERIALS
from spaces.school_routes import SCHOOL_KINDS, SchoolQuery, SchoolRoutes
from spaces.school_routes.locations import school_names
from spaces.school_routes.query import (
    CENTRE,
    EVERYWHERE,
    RADII_M,
    USUAL_CROSSINGS,
    USUAL_METRES,
    USUAL_RADIUS_M,
    WITHIN,
)
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.school_routes import one_school as school_one
from spaces.ui.shell import cache as cached
from spaces.ui.shell import filters
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context
from spaces.walking.walkers import arterials_of


def query(context: Context) -> SchoolQuery:
    """Return the question of the page, as the link says it."""
    view = context.view
    return cached_school.asked(
        context.version,
        view.place,
        year=view.year,
        radius_m=view.radius,
        arterials=arterials_of(view.arterials) or "allowed",
        kinds=view.schools,
        within=view.within,
    )


def budgets(context: Context) -> tuple[int, int]:
    """Return how many crossings, and how many metres of street, can be mended."""
    return context.view.fix or USUAL_CROSSINGS, context.view.metres or USUAL_METRES


def school(context: Context, ways: SchoolRoutes) -> str:
    """Return the school that the link names if it is one of the answer's, or empty."""
    return context.view.school if context.view.school in ways.schools.index else ""


def controls(context: Context, ways: SchoolRoutes | None) -> None:
    """Draw the choice of a school and, behind one tap, of how things are measured."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="cfs-schools"):
        if ways is not None and len(ways.schools):
            _school(context, ways)
        asked = query(context)
        label = context.t("school_page.settings", radius=f"{asked.radius_m:g}", year=asked.year)
        with st.popover(label, icon=":material/tune:"):
            _settings(context, asked)
        chosen = school(context, ways) if ways is not None else ""
        if ways is not None and chosen:
            school_one.buttons(context, ways, chosen)


def _school(context: Context, ways: SchoolRoutes) -> None:
    t = context.t
    names = school_names(ways.schools, t.code)
    ordered = ["", *sorted(names, key=lambda key: (names[key], key))]
    state.remember("cfs_school", school(context, ways))
    st.selectbox(
        t("school_page.choose"),
        ordered,
        key="cfs_school",
        format_func=lambda key: names[key] if key else t("school_page.every", n=len(names)),
        label_visibility="collapsed",
        width=330,
        on_change=_chosen_school,
    )


def _chosen_school() -> None:
    view, _ = state.current()
    state.write(view, school=st.session_state["cfs_school"], crossing="")


def _settings(context: Context, asked: SchoolQuery) -> None:
    t, lang = context.t, context.view.lang
    number(context, "radius", round(asked.radius_m), RADII_M, round(USUAL_RADIUS_M), 50)
    filters.year(context)
    kinds = cached.categories(context.version)
    there = [kind for kind in SCHOOL_KINDS if kind in kinds]
    state.remember("cfs_schools", list(context.view.schools))
    st.multiselect(
        t("filter.schools"),
        there,
        key="cfs_schools",
        format_func=lambda name: kinds[name].name(lang),
        placeholder=t("filter.all_kinds"),
        on_change=state.chosen,
        args=("schools", "cfs_schools"),
    )
    state.remember("cfs_arterials", asked.arterials)
    st.selectbox(
        t("walk.arterials"),
        ARTERIALS,
        key="cfs_arterials",
        format_func=lambda name: t(f"walk.arterials_{name}"),
        on_change=_chosen,
        args=("arterials", "allowed"),
    )
    if cached_school.centre(context.version, context.view.place) is not None:
        _within(context, asked)


def _within(context: Context, asked: SchoolQuery) -> None:
    t = context.t
    state.remember("cfs_within", CENTRE if asked.within else EVERYWHERE)
    st.segmented_control(
        t("filter.within"),
        WITHIN,
        key="cfs_within",
        required=True,
        format_func=lambda name: t(f"school_page.within_{name}"),
        on_change=_chosen,
        args=("within", CENTRE),
    )


def number(
    context: Context, param: str, shown: int, allowed: tuple[int, int], usual: int, step: int
) -> None:
    """Draw a whole number that the link names ``param``; the usual one goes without saying."""
    state.remember(f"cfs_{param}", shown)
    st.number_input(
        context.t(f"filter.{param}"),
        min_value=allowed[0],
        max_value=allowed[1],
        step=step,
        key=f"cfs_{param}",
        on_change=_chosen,
        args=(param, usual),
    )


def _chosen(param: str, usual: object) -> None:
    view, _ = state.current()
    value = st.session_state[f"cfs_{param}"]
    state.write(view, **{param: "" if value == usual else str(value)})
