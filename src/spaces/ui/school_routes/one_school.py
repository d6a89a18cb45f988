"""One school: its crossings, its streets by load, its routes, and the sheet to print."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from spaces.reports.school import pdf as school_sheet
from spaces.school_routes import SchoolQuery, SchoolRoutes
from spaces.school_routes.locations import school_names
from spaces.school_routes.one_school import crossings_of, routes_of, streets_of
from spaces.text import text
from spaces.ui.reach import cache as cached_walk
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.school_routes import one_school_tables as school_one_tables
from spaces.ui.school_routes import tables as school_tables
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context

_FIRST_STREETS: Final = 30
_NOT_IN_NAMES: Final = re.compile(r"[^\w\-]+")


def buttons(context: Context, ways: SchoolRoutes, school: str) -> None:
    """Draw the buttons to print the school's sheet and to leave it."""
    t, name = context.t, school_names(ways.schools, context.view.lang)[school]
    st.download_button(
        t("school_page.sheet"),
        partial(_pdf, context.version, ways.query, school, context.view.lang),
        file_name=_file_name(context, name, demo=context.demo or ways.demo),
        mime="application/pdf",
        key="cfs_school_pdf",
        icon=":material/print:",
        on_click="ignore",
    )
    back = t("school_page.back")
    st.button(back, key="cfs_school_back", icon=":material/close:", on_click=_forget)


def show(context: Context, ways: SchoolRoutes, school: str) -> None:
    """Draw what belongs to one school."""
    t, row = context.t, ways.schools.loc[school].to_dict()
    spots = school_tables.where(context, ways)
    frame.heading(spots.names[school])
    facts = [t("school_page.gates", n=int(row["gates"]))]
    if row["walk_m_median"] == row["walk_m_median"]:
        facts.append(t("school_page.median_walk", metres=f"{row['walk_m_median']:,.0f}"))
    if not row["on_network"]:
        facts.append(t("school_page.not_on_network"))
    same = spots.schools(row["same_gate"])
    if same:
        facts.append(t("school_page.same_gate", schools=same))
    frame.plain(" ".join(facts))
    alone = cached_school.for_one_school(context.version, ways, school)
    _crossings(context, alone, school)
    _streets(context, alone, school)
    own = routes_of(ways, school)
    st.markdown(f"**{t('school_page.own_routes')}**")
    if own.empty:
        frame.note(t("school_page.no_own_route"))
        return
    shown = school_tables.routes(context, ways, own)
    st.dataframe(shown, hide_index=True, alt=t("school_page.own_routes"))


def _crossings(context: Context, ways: SchoolRoutes, school: str) -> None:
    t, keys = context.t, crossings_of(ways, school)
    st.markdown(f"**{t('school_page.own_crossings')}**")
    if not keys:
        frame.note(t("school_page.no_own_crossing"))
        return
    shown = school_one_tables.crossings(context, ways, keys, school)
    st.dataframe(shown, hide_index=True, alt=t("school_page.own_crossings"))


def _streets(context: Context, ways: SchoolRoutes, school: str) -> None:
    t, keys = context.t, streets_of(ways, school)
    st.markdown(f"**{t('school_page.own_streets')}**")
    if not keys:
        frame.note(t("school_page.no_own_street"))
        return
    frame.note(t("school_page.own_streets_note", n=min(len(keys), _FIRST_STREETS), total=len(keys)))
    shown = school_one_tables.streets(context, ways, keys[:_FIRST_STREETS], school)
    st.dataframe(shown, hide_index=True, alt=t("school_page.own_streets"))


def _forget() -> None:
    view, _ = state.current()
    state.write(view, school="", crossing="")


def _pdf(version: str, query: SchoolQuery, school: str, lang: str) -> bytes:
    found = cached_school.ways(version, query)
    if found is None:
        return b""
    return school_sheet.school_pdf_bytes(
        found,
        school,
        text(lang),
        made=date.today(),
        sites=cached.sites(version, query.place).frame,
        streets=cached_walk.streets(version, query.place),
        kinds=cached_school.safe_route_types(version),
    )


def _file_name(context: Context, name: str, *, demo: bool) -> str:
    parts = [name, context.t("school_page.file"), str(context.view.year)]
    parts += [context.t("demo.file")] if demo else []
    return "_".join(_NOT_IN_NAMES.sub("-", part).strip("-") for part in parts) + ".pdf"
