# ruff: noqa: ARG001  the version is a cache key, not an input
"""Everything that costs time, computed once for all viewers.

Keys are plain values: the content's version first, so an edited file is seen at once. What comes
back is shared between viewers: never change it. Works outside a script run too, because the
route that serves map layers asks the same functions.
"""

from __future__ import annotations

from contextlib import suppress

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.faults import Fault, InputRefused
from spaces.content import default_content
from spaces.content.last_good import last_good
from spaces.graphics.burn_up_svg import Lines
from spaces.graphics.burn_up_svg import lines as drawn
from spaces.ledger import Plan
from spaces.ledger.burn_up import kind_lines, kinds
from spaces.ledger.comparison import compare_places
from spaces.ledger.site_counts import NineTotals, nine_totals
from spaces.places import Place, Population
from spaces.places.unread_files import unread_files as find_unread
from spaces.public import load_settings
from spaces.public.settings import Settings
from spaces.reach.statutory_radii import Standard
from spaces.services import FolderInputs, PlaceInputs, load_inputs
from spaces.services.damages import damages as find_damages
from spaces.services.damages import rows_left_out as count_left_out
from spaces.services.folder_reading import Damage
from spaces.sites import Category, SiteList
from spaces.walking import Walkers

_AROUND_DEG = 0.2


def content_version() -> str:
    """Version of the content folder: the first key of every cache."""
    return default_content().version()


@st.cache_resource(max_entries=2, show_spinner=False)
def folder(version: str) -> FolderInputs:
    """Return what the data folder says of all places, one for all viewers."""
    content = default_content()
    return FolderInputs(content, last_good(content))


@st.cache_resource(max_entries=4, show_spinner=False)
def inputs(version: str, place: str) -> PlaceInputs:
    """Return what questions about a place are answered from, for all viewers; with its streets."""
    return load_inputs(folder(version), place)


def categories(version: str) -> dict[str, Category]:
    """Categories by id, in their order."""
    return folder(version).categories


def places(version: str) -> dict[str, Place]:
    """Places by code."""
    return folder(version).places


def walkers(version: str) -> Walkers:
    """Walkers, the default one and the default minutes."""
    return folder(version).walkers


def standards(version: str) -> dict[str, Standard]:
    """Statutory radii by id."""
    return folder(version).standards


def plans(version: str) -> dict[str, Plan]:
    """Sound plans by place code."""
    return folder(version).plans.plans


@st.cache_resource(max_entries=16, show_spinner=False)
def damages(version: str, place: str) -> tuple[Damage, ...]:
    """Files that cannot be read, shared ones and those of a place, for all viewers."""
    with suppress(InputRefused):
        public_settings(version)
    return find_damages(inputs(version, place))


@st.cache_resource(max_entries=16, show_spinner=False)
def rows_left_out(version: str, place: str) -> dict[str, int]:
    """Rows that were left out of the answers, by file."""
    return count_left_out(inputs(version, place))


@st.cache_resource(max_entries=2, show_spinner=False)
def public_settings(version: str) -> Settings:
    """Return what ``public.toml`` says, or said when it could be read last."""
    return folder(version).read_shared("public.toml", load_settings)


def boundaries(version: str) -> gpd.GeoDataFrame:
    """Boundaries of all places and parts, EPSG:4326, indexed by code."""
    return folder(version).boundaries


def all_sites(version: str) -> SiteList:
    """Sites of every place and the faults of the file: read once, not once per place."""
    return folder(version).sites


def sites(version: str, place: str) -> SiteList:
    """Sites of one place and the faults of the file."""
    return inputs(version, place).listed


def population(version: str, place: str) -> Population | None:
    """Child cells of one place, or None if there are none."""
    return inputs(version, place).population


@st.cache_resource(max_entries=4, show_spinner=False)
def unread_files(version: str) -> tuple[Fault, ...]:
    """Files of the data folder that nothing reads, each with what would be read there."""
    content = default_content()
    return tuple(find_unread(content, places(version)))


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
    outline = inputs(version, place).outline
    if outline is None:
        lon, lat = places(version)[place].center
        return (lon - _AROUND_DEG, lat - _AROUND_DEG, lon + _AROUND_DEG, lat + _AROUND_DEG)
    west, south, east, north = outline.bounds
    return (float(west), float(south), float(east), float(north))
