# ruff: noqa: ARG001  the version is a cache key, not an input
"""Everything that costs time, computed once for all viewers.

Keys are plain values: the content's version first, so an edited file is seen at once. What comes
back is shared between viewers: never change it. Works outside a script run too, because the
route that serves map layers asks the same functions.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.faults import Fault, InputRefused
from spaces.content.folder import default_content
from spaces.graphics.burn_up_svg import Lines
from spaces.graphics.burn_up_svg import lines as drawn
from spaces.ledger.burn_up import kind_lines, kinds
from spaces.ledger.comparison import compare_places
from spaces.ledger.plan_files import PlanFiles, read_plans
from spaces.ledger.site_counts import NineTotals, nine_totals
from spaces.ledger.targets import Plan
from spaces.places.population import Population, load_population
from spaces.places.registry import Place, load_boundaries, load_places
from spaces.places.unread_files import unread_files as find_unread
from spaces.reach.analysis import analyse
from spaces.reach.query import GapQuery
from spaces.reach.result import GapResult
from spaces.reach.statutory_radii import Standard, load_standards
from spaces.sites.categories import Category, load_categories, space_ids
from spaces.sites.loading import SiteList, load_sites
from spaces.walking.walkers import Walkers, load_walkers

_AROUND_DEG = 0.2


def content_version() -> str:
    """Version of the content folder: the first key of every cache."""
    return default_content().version()


@st.cache_resource(max_entries=4, show_spinner=False)
def categories(version: str) -> dict[str, Category]:
    """Categories by id, in their order."""
    return load_categories(default_content())


@st.cache_resource(max_entries=4, show_spinner=False)
def places(version: str) -> dict[str, Place]:
    """Places by code."""
    return load_places(default_content())


@st.cache_resource(max_entries=4, show_spinner=False)
def walkers(version: str) -> Walkers:
    """Walkers, the default one and the default minutes."""
    return load_walkers(default_content())


@st.cache_resource(max_entries=4, show_spinner=False)
def standards(version: str) -> dict[str, Standard]:
    """Statutory radii by id."""
    return load_standards(default_content())


@st.cache_resource(max_entries=4, show_spinner=False)
def _plan_files(version: str) -> PlanFiles:
    return read_plans(default_content())


def plans(version: str) -> dict[str, Plan]:
    """Sound plans by place code."""
    return _plan_files(version).plans


def plan_faults(version: str, place: str) -> tuple[Fault, ...]:
    """Say why a place has no plan to show: its own file is faulty, or one that may be its own."""
    try:
        _plan_files(version).of(place)
    except InputRefused as refused:
        return tuple(refused.faults)
    return ()


@st.cache_resource(max_entries=4, show_spinner=False)
def boundaries(version: str) -> gpd.GeoDataFrame:
    """Boundaries of all places and parts, EPSG:4326, indexed by code."""
    return load_boundaries(default_content())


@st.cache_resource(max_entries=2, show_spinner=False)
def all_sites(version: str) -> SiteList:
    """Sites of every place and the faults of the file: read once, not once per place."""
    return load_sites(default_content())


@st.cache_resource(max_entries=16, show_spinner=False)
def sites(version: str, place: str) -> SiteList:
    """Sites of one place and the faults of the file."""
    loaded = all_sites(version)
    return SiteList(loaded.frame[loaded.frame["place"] == place], loaded.faults)


@st.cache_resource(max_entries=8, show_spinner=False)
def population(version: str, place: str) -> Population | None:
    """Child cells of one place, or None if there are none."""
    return load_population(default_content(), place)


@st.cache_resource(max_entries=4, show_spinner=False)
def unread_files(version: str) -> tuple[Fault, ...]:
    """Files of the data folder that nothing reads, each with what would be read there."""
    content = default_content()
    return tuple(find_unread(content, places(version)))


@st.cache_resource(max_entries=24, show_spinner=False)
def gap_result(version: str, query: GapQuery) -> GapResult:
    """Reach and gaps for one question."""
    frames = boundaries(version)
    outline = frames.geometry.get(query.place)
    parts = frames[(frames["place"] == query.place) & (frames.index != query.place)]
    return analyse(
        query,
        sites(version, query.place).frame,
        population(version, query.place),
        outline,
        parts,
        space_categories=space_ids(categories(version)),
    )


@st.cache_resource(max_entries=16, show_spinner=False)
def lines(version: str, place: str) -> dict[str, Lines]:
    """Promised, built and building over the years, by kind of sites, in the plan's order."""
    plan, frame = plans(version).get(place), sites(version, place).frame
    return {kind: drawn(kind_lines(plan, frame, kind)) for kind in kinds(plan)} if plan else {}


@st.cache_resource(max_entries=32, show_spinner=False)
def nine(version: str, place: str, year: int) -> NineTotals:
    """九大类 by ``year``, each site once, and what is not counted."""
    return nine_totals(sites(version, place).frame, categories(version), year)


@st.cache_resource(max_entries=16, show_spinner=False)
def compared(version: str, year: int | None) -> pd.DataFrame:
    """Places side by side per 10,000 children; without a year at the end of each plan."""
    frame = all_sites(version).frame
    return compare_places(plans(version), frame, places(version), categories(version), year)


@st.cache_resource(max_entries=32, show_spinner=False)
def bounds(version: str, place: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a place in degrees; around its centre without an outline."""
    outline = boundaries(version).geometry.get(place)
    if outline is None:
        lon, lat = places(version)[place].center
        return (lon - _AROUND_DEG, lat - _AROUND_DEG, lon + _AROUND_DEG, lat + _AROUND_DEG)
    west, south, east, north = outline.bounds
    return (float(west), float(south), float(east), float(north))
