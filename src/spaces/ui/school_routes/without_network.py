"""Ways to school where nothing can be measured yet: what is needed, and what is known already."""

from __future__ import annotations

import streamlit as st

from spaces.school_routes import SCHOOL_KINDS
from spaces.school_routes.query import CROSSING, DROP_OFF, ROUTE
from spaces.text import sentence
from spaces.ui.reach import cache as cached_walk
from spaces.ui.school_routes import cards as school_cards
from spaces.ui.school_routes import maps as school_maps
from spaces.ui.shell import cache as cached
from spaces.ui.shell import frame
from spaces.ui.shell.frame import Context
from spaces.ui.sites import tables
from spaces.ui.sites.selection import FIRST_ROWS


def show(context: Context) -> None:
    """Say that a walking network is missing, how to bring it, and list schools and routes."""
    t, place = context.t, context.view.place
    st.html(school_cards.STYLE)
    st.html(school_cards.lead(t("school_page.bare")))
    frame.plain(t("school_page.bare_why"))
    frame.bullets([sentence(fault, t) for fault in cached_walk.faults(context.version, place)])
    st.html(
        school_cards.steps(
            [t("school_page.bare_1"), t("school_page.bare_2"), t("school_page.bare_3")]
        )
    )
    st.code(
        f"python -m spaces network check FILE --place {place}\n"
        f"python -m spaces network import FILE --place {place}",
        language=None,
    )
    school_maps.bare(context)
    for name, kinds in (
        ("bare_schools", SCHOOL_KINDS),
        ("bare_routes", (ROUTE, CROSSING, DROP_OFF)),
    ):
        _listed(context, name, kinds)


def _listed(context: Context, name: str, kinds: tuple[str, ...]) -> None:
    t, sites = context.t, cached.sites(context.version, context.view.place).frame
    rows = sites[sites["category"].isin(kinds)]
    title = t(f"school_page.{name}", n=len(rows))
    frame.heading(title)
    if rows.empty:
        frame.note(t(f"school_page.{name}_none"))
        return
    tables.show_sites(context, tables.sites(context, rows.iloc[:FIRST_ROWS]), title)
    if len(rows) > FIRST_ROWS:
        frame.note(t("sites.first_rows", n=FIRST_ROWS, total=f"{len(rows):,}"))
