"""Where promises stand, computed once for all viewers; see :mod:`spaces.ui.shell.cache`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from spaces.ledger import ROUTES_BY, Evidence
from spaces.ledger.assessment import COLUMNS
from spaces.ledger.unit_coverage import UnitCoverage, unit_coverage
from spaces.reach import GapQuery, GapResult
from spaces.school_routes import SchoolQuery, SchoolRoutes
from spaces.services import assess_plan
from spaces.services.plan_status import assess_for_sheet, load_evidence
from spaces.services.school_routes import completed
from spaces.ui.reach import cache as cached_walk
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.shell import cache as cached
from spaces.ui.shell.view import View


@st.cache_resource(max_entries=16, show_spinner=False)
def evidence(version: str, place: str) -> Evidence:
    """Return what promises are held against besides sites; its walks are kept here too."""
    found = load_evidence(cached.inputs(version, place))
    reach, routes = partial(_reach, version), partial(_routes, version)
    return replace(found, reach=reach, routes=routes)


def _reach(version: str, query: GapQuery) -> GapResult:
    return cached_walk.gap_result(version, cached_walk.usual(version, query))


def _routes(version: str, query: SchoolQuery) -> SchoolRoutes | None:
    """Answer what a promise asks; unlike the page of ways to school, by every file or not at all.

    Raises
    ------
    InputRefused
        If a file cannot be used: the promise then says so.
    """
    inputs = cached.inputs(version, query.place)
    asked = completed(inputs, query)
    inputs.streets  # noqa: B018  raises if its file is damaged
    return cached_school.ways(version, asked)


@st.cache_resource(max_entries=64, show_spinner=False)
def assessed(
    version: str,
    place: str,
    year: int,
    readings: tuple[tuple[str, str], ...] = (),
    routes_by: str = "",
) -> pd.DataFrame:
    """Return where each promise stands by ``year``; empty for a place without a plan."""
    return _table(assess_plan, version, place, year, readings, routes_by)


@st.cache_resource(max_entries=64, show_spinner=False)
def for_sheet(
    version: str,
    place: str,
    year: int,
    readings: tuple[tuple[str, str], ...] = (),
    routes_by: str = "",
) -> pd.DataFrame:
    """Return the same for the sheet of a department."""
    return _table(assess_for_sheet, version, place, year, readings, routes_by)


def _table(
    assess: Callable[..., pd.DataFrame],
    version: str,
    place: str,
    year: int,
    readings: tuple[tuple[str, str], ...],
    routes_by: str,
) -> pd.DataFrame:
    if place not in cached.plans(version):
        return pd.DataFrame(columns=list(COLUMNS))
    held = replace(evidence(version, place), routes_by=routes_by or ROUTES_BY[0])
    return assess(cached.inputs(version, place), year, dict(readings), evidence=held)


def viewed(version: str, view: View) -> pd.DataFrame:
    """Return where each promise stands as a view asks for it."""
    return assessed(version, view.place, view.year, view.readings, view.routes_by)


@st.cache_resource(max_entries=64, show_spinner=False)
def area_coverage(version: str, place: str, year: int, target: str) -> UnitCoverage:
    """Areas with and without a site behind one promise of coverage."""
    promised = cached.plans(version)[place].target(target)
    areas = evidence(version, place).units
    return unit_coverage(promised, cached.sites(version, place).frame, areas, year)
