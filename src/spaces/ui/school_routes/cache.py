"""Ways to school, computed once for all viewers; see :mod:`spaces.ui.shell.cache`."""

from __future__ import annotations

import math
from dataclasses import replace

import shapely
import streamlit as st
from shapely.geometry.base import BaseGeometry

from geo.distance import M_PER_DEGREE
from geo.faults import Fault, InputRefused
from geo.network.rules import Arterials
from spaces.graphics import school_map_symbols
from spaces.school_routes import SCHOOL_KINDS, Priorities, SchoolQuery, SchoolRoutes
from spaces.school_routes import one_school as school_own
from spaces.school_routes import priorities as mending
from spaces.school_routes.catchments import Catchments
from spaces.school_routes.one_school import crossings_to_mend, gates
from spaces.school_routes.query import CENTRE, EVERYWHERE, USUAL_RADIUS_M
from spaces.services import answer_school_routes
from spaces.sites import SafeRouteType
from spaces.ui.reach import cache as cached_walk
from spaces.ui.shell import cache as cached

_AROUND = 1.3
_NAMED, _NEAR_DEG = 3, 0.012


def safe_route_types(version: str) -> dict[str, SafeRouteType]:
    """Kinds of routes and of spots by id, in their order."""
    return cached.folder(version).safe_route_types


@st.cache_resource(max_entries=8, show_spinner=False)
def _centre(version: str, place: str) -> tuple[BaseGeometry | None, tuple[Fault, ...]]:
    try:
        found = cached.inputs(version, place).centre
    except InputRefused as refused:
        return None, refused.faults
    return None if found is None else found.outline, ()


def centre(version: str, place: str) -> BaseGeometry | None:
    """Boundary of the central district, WGS-84; None if there is none to use."""
    return _centre(version, place)[0]


@st.cache_resource(max_entries=16, show_spinner=False)
def _catchments(
    version: str, place: str, kinds: tuple[str, ...]
) -> tuple[Catchments | None, tuple[Fault, ...]]:
    try:
        found = cached.inputs(version, place).catchments(kinds)
    except InputRefused as refused:
        return None, refused.faults
    return found, () if found is None else found.faults


def completed(version: str, query: SchoolQuery) -> SchoolQuery:
    """Name in a question the catchments that the data folder holds for its place, if any can be.

    The page says beside its answer why some cannot.
    """
    used = _catchments(version, query.place, query.kinds)[0] is not None
    name = cached.inputs(version, query.place).catchments_name
    return replace(query, catchment=name if used else "")


def faults(version: str, place: str) -> tuple[Fault, ...]:
    """Say why boundary or catchments cannot be used; empty if they can, or if there are none."""
    return _centre(version, place)[1] + _catchments(version, place, SCHOOL_KINDS)[1]


def asked(
    version: str,
    place: str,
    *,
    year: int | None,
    radius_m: float | None = None,
    arterials: Arterials = "allowed",
    kinds: tuple[str, ...] = (),
    within: str = "",
) -> SchoolQuery:
    """Return the question; where a central district is drawn, schools in it count.

    Parameters
    ----------
    version, place : str
        Version of the content, and the place.
    year : int or None
        Year by which routes and facilities exist.
    radius_m : float, optional
        Metres around a gate; None for :data:`USUAL_RADIUS_M`.
    arterials : str
        What children may do with arterials.
    kinds : tuple of str
        Categories that count as schools; empty for all.
    within : str
        ``centre``, ``place`` or "" for what suits the place.
    """
    drawn = within != EVERYWHERE and centre(version, place) is not None
    query = SchoolQuery(
        place=place,
        year=year,
        radius_m=float(radius_m or USUAL_RADIUS_M),
        arterials=arterials,
        kinds=kinds or SCHOOL_KINDS,
        within=CENTRE if drawn else "",
    )
    return completed(version, query)


@st.cache_resource(max_entries=16, show_spinner=False)
def ways(version: str, query: SchoolQuery) -> SchoolRoutes | None:
    """Answer one question; None for a place without a walking network."""
    if cached_walk.streets(version, query.place) is None:
        return None
    return answer_school_routes(cached.inputs(version, query.place), query)


@st.cache_resource(max_entries=16, show_spinner=False)
def _alone(version: str, query: SchoolQuery, school: str) -> SchoolRoutes | None:
    found = ways(version, query)
    return None if found is None else school_own.for_one_school(found, school)


def for_one_school(version: str, found: SchoolRoutes, school: str) -> SchoolRoutes:
    """Return an answer with the children of one school alone; itself where none is named."""
    own = _alone(version, found.query, school) if school else None
    return found if own is None else own


@st.cache_resource(max_entries=32, show_spinner=False)
def crossings(version: str, query: SchoolQuery, budget: int) -> Priorities | None:
    """Return which crossings to mend first; None without a network."""
    found = ways(version, query)
    return None if found is None else mending.rank(found, crossings=budget)


@st.cache_resource(max_entries=32, show_spinner=False)
def streets(version: str, query: SchoolQuery, budget_m: int) -> Priorities | None:
    """Return which streets to treat first; None without a network."""
    found = ways(version, query)
    return None if found is None else mending.rank(found, metres=float(budget_m))


def ranked(version: str, query: SchoolQuery, budget: int, school: str = "") -> list[str]:
    """Ids of the crossings that the map numbers, the first to mend first.

    Of the place by what mending them brings; of one school its unguarded crossings by its own
    children who need them.

    Parameters
    ----------
    version : str
        Version of the content.
    query : SchoolQuery
        The question.
    budget : int
        How many at most.
    school : str
        Id of a school, or "".
    """
    found = ways(version, query)
    if found is None or found.figures.children is None:
        return []
    if not school:
        chosen = crossings(version, query, budget)
        return [] if chosen is None else [str(key) for key in chosen.chosen.index]
    return crossings_to_mend(for_one_school(version, found, school), school)[:budget]


def limits(found: SchoolRoutes) -> tuple[float, float, float]:
    """Children a day at which the next wider line begins."""
    return school_map_symbols.limits(found.streets["children"])


def around(
    version: str, query: SchoolQuery, school: str
) -> tuple[float, float, float, float] | None:
    """West, south, east and north of a school's surroundings and its first crossings to mend."""
    own, found = gates(cached.sites(version, query.place).frame, school), ways(version, query)
    if own.is_empty or found is None:
        return None
    middle = own.centroid
    high = query.radius_m * _AROUND / M_PER_DEGREE
    wide = high / math.cos(math.radians(middle.y))
    west, south, east, north = own.bounds
    seen = shapely.box(west - wide, south - high, east + wide, north + high)
    first = found.crossings.geometry.loc[ranked(version, query, _NAMED, school)]
    near = [point.buffer(high / 4) for point in first if point.distance(seen) < _NEAR_DEG]
    west, south, east, north = shapely.union_all([seen, *near]).bounds
    return float(west), float(south), float(east), float(north)
