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
from spaces.content.folder import default_content
from spaces.reach.analysis import analyse
from spaces.reach.default_ruler import by_ruler, usual_ruler
from spaces.reach.false_comfort import TwoRulers, compare_rulers
from spaces.reach.from_point import Way, ways_from
from spaces.reach.on_foot import OnFoot
from spaces.reach.query import GapQuery
from spaces.reach.result import GapResult
from spaces.reach.walk_classes import heads_within
from spaces.sites.categories import space_ids
from spaces.sites.entrances import gates_of
from spaces.sites.selection import existing, located
from spaces.ui.shell import cache as cached
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import judge, walk_network

BANDS_MIN = (5, 10, 15)
"""Minutes of the walks drawn around a place."""


@st.cache_resource(max_entries=4, show_spinner=False)
def _read(version: str, place: str) -> tuple[WalkNetwork | None, tuple[Fault, ...]]:
    try:
        return walk_network(default_content(), place), ()
    except InputRefused as refused:
        return None, tuple(refused.faults)


def streets(version: str, place: str) -> WalkNetwork | None:
    """Return the walking network of a place, one for all viewers; None if there is none to use."""
    return _read(version, place)[0]


def faults(version: str, place: str) -> tuple[Fault, ...]:
    """Say why the network's file cannot be used; empty if it can, or if there is none."""
    return _read(version, place)[1]


@st.cache_resource(max_entries=8, show_spinner=False)
def quality(version: str, place: str) -> Quality | None:
    """How good the network is for the children of a place; None without a network."""
    found = streets(version, place)
    return None if found is None else judge(found.network, cached.population(version, place))


def asked(
    version: str, query: GapQuery, ruler: str, arterials: Arterials | None = None
) -> GapQuery:
    """Return a question with a ruler; see :func:`spaces.reach.default_ruler.by_ruler`."""
    return by_ruler(query, cached.walkers(version), ruler, arterials)


def usual(version: str, query: GapQuery) -> GapQuery:
    """Return a question by the ruler that its place is measured with when nobody chose one."""
    return asked(version, query, usual_ruler(quality(version, query.place)))


@st.cache_resource(max_entries=24, show_spinner=False)
def _walked(version: str, query: GapQuery) -> GapResult:
    found = streets(version, query.place)
    if found is None:
        raise ValueError(f"no walking network for {query.place}")
    frames, frame = cached.boundaries(version), cached.sites(version, query.place).frame
    return analyse(
        query,
        frame,
        cached.population(version, query.place),
        frames.geometry.get(query.place),
        frames[(frames["place"] == query.place) & (frames.index != query.place)],
        space_categories=space_ids(cached.categories(version)),
        ruler=OnFoot.for_query(query, found, gates_of(frame)),
    )


def gap_result(version: str, query: GapQuery) -> GapResult:
    """Reach and gaps by any ruler; both rulers on foot share one computation."""
    if not query.on_foot:
        return cached.gap_result(version, query)
    found = _walked(version, replace(query, ruler="both"))
    return found if query.ruler == "both" else replace(found, query=query)


@st.cache_resource(max_entries=24, show_spinner=False)
def two_rulers(version: str, query: GapQuery) -> TwoRulers:
    """Put the circle beside the walk."""
    people = cached.population(version, query.place)
    return compare_rulers(
        gap_result(version, query),
        cached.sites(version, query.place).frame,
        bands=() if people is None else people.bands,
        space_categories=space_ids(cached.categories(version)),
    )


@st.cache_resource(max_entries=24, show_spinner=False)
def _standard_lines(
    version: str, place: str, categories: tuple[str, ...], year: int | None, _query: GapQuery
) -> pd.DataFrame:
    return compare_rulers(
        gap_result(version, _query),
        cached.sites(version, place).frame,
        space_categories=space_ids(cached.categories(version)),
        standards=cached.standards(version),
    ).standards


def standard_lines(version: str, query: GapQuery) -> pd.DataFrame:
    """Children within the radius of each standard: the same for every walker and time."""
    return _standard_lines(version, query.place, query.categories, query.year, query)


@st.cache_resource(max_entries=64, show_spinner=False)
def ways(version: str, query: GapQuery, at: tuple[float, float]) -> tuple[Way, ...]:
    """Ways from a place to the nearest site of each kind asked; of every kind if none is."""
    found = streets(version, query.place)
    there = located(existing(cached.sites(version, query.place).frame, query.year))
    if query.categories:
        there = there[there["category"].isin(query.categories)]
    if found is None:
        return ()
    return tuple(
        ways_from(found, query.rules, at, there, speed_mps=query.speed_mps, limit_m=query.radius_m)
    )


@st.cache_resource(max_entries=64, show_spinner=False)
def site_heads(version: str, query: GapQuery, site: str) -> pd.Series | None:
    """Children within some minutes of one site, by minutes; None where nobody knows."""
    found, people = streets(version, query.place), cached.population(version, query.place)
    if found is None or people is None:
        return None
    one = cached.sites(version, query.place).frame.loc[[site]]
    ruler = OnFoot.for_query(query, found, gates_of(one))
    return heads_within(ruler, one, people, query.speed_mps, BANDS_MIN)
