"""What is missing from the answer on ways to school, and how it was measured."""

from __future__ import annotations

import streamlit as st

from spaces.school_routes import SchoolRoutes
from spaces.school_routes import words as school_words
from spaces.school_routes.key_figures import apart
from spaces.text import sentence
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import ruler_controls
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.school_routes import priorities as school_mend
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame
from spaces.ui.shell.frame import Context


def sources(context: Context) -> tuple[str, ...]:
    """Whose streets these are: goes with every picture and every file."""
    return ruler_controls.sources(context)


def missing(context: Context, ways: SchoolRoutes, school: str) -> None:
    """Say what is missing or weak, below the figures that it makes weaker."""
    t, version, place = context.t, context.version, context.view.place
    if not school:
        frame.note(apart(ways, t))
    said = list(school_words.reasons(ways, t))
    if cached_school.centre(version, place) is None and "no_centre_boundary" not in ways.why_not:
        said.append(t("school_ways.why_not.no_centre_boundary"))
    faults = (*cached_school.faults(version, place), *cached_walk.faults(version, place))
    said += [sentence(fault, t) for fault in faults]
    said += ruler_controls.caution(context)
    if said:
        frame.bullets(said)


def definitions(context: Context, ways: SchoolRoutes) -> None:
    """Say how everything was measured, behind one tap."""
    t = context.t
    said = school_words.definitions(
        ways,
        t,
        route_kinds=cached_school.safe_route_types(context.version),
        categories=cached.categories(context.version),
        within_name=t("school_page.within_centre") if ways.query.within else "",
    )
    mended = [
        school_words.mending_definition(found, t)
        for found in school_mend.lists(context, ways)
        if found is not None
    ]
    with st.expander(t("school_page.definitions")):
        frame.bullets([*said.values(), *mended])
