"""Schools, sub-areas, routes, and what did not match; files to take away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import geopandas as gpd
import pandas as pd
import streamlit as st

from spaces.school_routes import SchoolRoutes
from spaces.sites import site_names
from spaces.ui.school_routes import priorities as school_mend
from spaces.ui.school_routes import tables as school_tables
from spaces.ui.shell import downloads, frame
from spaces.ui.shell.frame import Context
from spaces.ui.sites import tables


def show(context: Context, ways: SchoolRoutes) -> None:
    """Draw the tables of the place."""
    t = context.t
    frame.heading(t("school_page.schools", n=len(ways.schools)))
    frame.note(t("school_page.schools_note"))
    _table(context, school_tables.schools(context, ways), "school_page.schools_alt")
    if len(ways.by_sub_area) > 1:
        with st.expander(t("school_page.sub_areas")):
            _table(context, school_tables.sub_areas(context, ways), "school_page.sub_areas")
    _routes(context, ways)
    _unmatched(context, ways)


def _table(context: Context, shown: pd.DataFrame, alt: str) -> None:
    tables.show(shown, context.t(alt, n=""))


def _routes(context: Context, ways: SchoolRoutes) -> None:
    t = context.t
    frame.heading(t("school_page.routes", n=len(ways.routes)))
    if ways.routes.empty:
        frame.note(t("school_page.no_route"))
    else:
        frame.note(t("school_page.weakest_note"))
        _table(context, school_tables.routes(context, ways, ways.routes), "school_page.routes_alt")
    if len(ways.planned):
        with st.expander(t("school_page.planned", n=len(ways.planned))):
            _table(
                context, school_tables.routes(context, ways, ways.planned), "school_page.routes_alt"
            )


def _unmatched(context: Context, ways: SchoolRoutes) -> None:
    """Say what could not be laid on the streets: it treats and guards nothing."""
    t = context.t
    rows, off = ways.routes[ways.routes["missed_m"] > 0], ways.facilities_off
    if rows.empty and off.empty:
        return
    frame.heading(t("school_page.unmatched"))
    frame.note(t("school_page.unmatched_note"))
    names = site_names(rows, context.view.lang)
    frame.bullets(
        [
            t("school_page.missed", route=str(names.loc[key]), metres=f"{row['missed_m']:,.0f}")
            for key, row in rows.iterrows()
        ]
    )
    if len(off):
        _table(context, school_tables.off_network(context, ways), "school_page.unmatched")


def files(context: Context, ways: SchoolRoutes, sources: tuple[str, ...]) -> None:
    """Draw the buttons: both ranked lists as CSV and GeoJSON, and the schools as CSV."""
    made_up = replace(context, demo=context.demo or ways.demo)
    crossings, streets = school_mend.lists(context, ways)
    csv: dict[str, Callable[[], pd.DataFrame]] = {}
    layers: dict[str, Callable[[], gpd.GeoDataFrame]] = {}
    if crossings is not None and len(crossings.chosen):
        table = partial(school_tables.crossings_to_mend, context, ways, crossings, plain=True)
        csv["fix_crossings"] = table
        layers["fix_crossings"] = partial(school_tables.shapes, ways.crossings, table, crossings)
    if streets is not None and len(streets.chosen):
        table = partial(school_tables.streets_to_mend, context, ways, streets, plain=True)
        csv["fix_streets"] = table
        layers["fix_streets"] = partial(school_tables.shapes, ways.streets, table, streets)
    csv["schools"] = partial(school_tables.schools, context, ways, plain=True)
    downloads.buttons(made_up, csv, layers, sources)
