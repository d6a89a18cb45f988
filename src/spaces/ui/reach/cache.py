# ruff: noqa: ARG001  the version is a cache key, not an input
"""Walks along the streets, computed once for all viewers.

As in :mod:`spaces.ui.shell.cache`. One network per place is shared: it keeps what was joined and
searched, so another walker or other minutes only compare again.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.faults import Fault, InputRefused
from geo.network.quality import Quality
from geo.network.rules import Arterials
from spaces.reach import GapQuery, GapResult, TwoRulers
from spaces.reach.from_point import Way
from spaces.reach.rulers import kind_of
from spaces.services import answer_reach
from spaces.services.from_point import children_near_site, ways_from_point
from spaces.services.reach import answer_two_rulers, by_chosen_ruler
from spaces.ui.shell import cache as cached
from spaces.walking import WalkNetwork

BANDS_MIN = (5, 10, 15)
"""Minutes of the walks drawn around a place."""


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(version: str, place: str) -> tuple[WalkNetwork | None, tuple[Fault, ...]]:
    try:
        return cached.inputs(version, place).streets, ()
    except InputRefused as refused:
        return None, tuple(refused.faults)


def streets(version: str, place: str) -> WalkNetwork | None:
    """Return the walking network of a place, one for all viewers; None if there is none to use."""
    return _read(version, place)[0]


def faults(version: str, place: str) -> tuple[Fault, ...]:
    """Say why the network's file cannot be used; empty if it can, or if there is none."""
    return _read(version, place)[1]


def quality(version: str, place: str) -> Quality | None:
    """How good the network is for the children of a place; None without a network."""
    return cached.inputs(version, place).quality


def asked(
    version: str, query: GapQuery, ruler: str, arterials: Arterials | None = None
) -> GapQuery:
    """Return a question with a ruler; see :func:`spaces.services.reach.by_chosen_ruler`."""
    return by_chosen_ruler(cached.inputs(version, query.place), query, ruler, arterials)


def usual(version: str, query: GapQuery) -> GapQuery:
    """Return a question by the ruler that its place is measured with when nobody chose one."""
    return by_chosen_ruler(cached.inputs(version, query.place), query)


@st.cache_resource(max_entries=48, show_spinner=False)
def _answered(version: str, query: GapQuery) -> GapResult:
    return answer_reach(cached.inputs(version, query.place), query)


def gap_result(version: str, query: GapQuery) -> GapResult:
    """Reach and gaps for one question; the walk alone and both rulers share one answer."""
    same = kind_of(query.ruler).measured_as
    if not same:
        return _answered(version, query)
    return replace(_answered(version, replace(query, ruler=same)), query=query)


@st.cache_resource(max_entries=24, show_spinner=False)
def two_rulers(version: str, query: GapQuery) -> TwoRulers:
    """Put the circle beside the walk."""
    inputs = cached.inputs(version, query.place)
    return answer_two_rulers(inputs, gap_result(version, query), standards=False)


@st.cache_resource(max_entries=24, show_spinner=False)
def _standard_lines(
    version: str, place: str, categories: tuple[str, ...], year: int | None, _query: GapQuery
) -> pd.DataFrame:
    inputs = cached.inputs(version, place)
    return answer_two_rulers(inputs, gap_result(version, _query)).standards


def standard_lines(version: str, query: GapQuery) -> pd.DataFrame:
    """Children within the radius of each standard: the same for every walker and time."""
    return _standard_lines(version, query.place, query.categories, query.year, query)


@st.cache_resource(max_entries=64, show_spinner=False)
def ways(version: str, query: GapQuery, at: tuple[float, float]) -> tuple[Way, ...]:
    """Ways from a place to the nearest site of each kind asked; none without a network."""
    if streets(version, query.place) is None:
        return ()
    return ways_from_point(cached.inputs(version, query.place), query, at)


@st.cache_resource(max_entries=64, show_spinner=False)
def site_heads(version: str, query: GapQuery, site: str) -> pd.Series | None:
    """Children within some minutes of one site, by minutes; None where nobody knows."""
    if streets(version, query.place) is None:
        return None
    return children_near_site(cached.inputs(version, query.place), query, site, BANDS_MIN)
