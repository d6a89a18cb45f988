"""Which sites a view asks for, found once for all viewers: numbers of rows, not copies of them.

A rerun then costs the same whether the file holds 500 sites or 50,000.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import streamlit as st

from geo.arrays import Longs, Mask
from spaces.sites import is_located
from spaces.ui.shell import cache as cached
from spaces.ui.shell.frame import Context

FIRST_ROWS: Final = 500
"""Rows that a page shows of a long list; a download holds them all."""
_SEARCHED: Final = ("name_zh", "name_en", "address", "sub_area")


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a frame that all viewers share.

    Parameters
    ----------
    frame : GeoDataFrame
        Sites of a place; never changed.
    positions : int64[n]
        Which rows, ascending.
    """

    frame: gpd.GeoDataFrame
    positions: Longs

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.positions)

    def first(self) -> gpd.GeoDataFrame:
        """Return the rows that a page shows."""
        return self.frame.iloc[self.positions[:FIRST_ROWS]]

    def all(self) -> gpd.GeoDataFrame:
        """Return every row, for a download: costly when they are many."""
        return self.frame.iloc[self.positions]

    def one(self, name: str) -> gpd.GeoDataFrame:
        """Return the row of the site with this id; no row if it is not among these."""
        at = np.flatnonzero(self.frame.index == name)
        return self.frame.iloc[at[np.isin(at, self.positions)]]


@dataclass(frozen=True, slots=True)
class Listed:
    """Sites that a view asks for: all of them, those with a location, those without."""

    found: Rows
    placed: Rows
    waiting: Rows


def sites(context: Context) -> Listed:
    """Sites that the view asks for; the map's layer keeps to the same rule."""
    view = context.view
    return _asked(context.version, view.place, view.categories, view.status, view.year)


def searched(context: Context) -> Listed:
    """Those of them in whose name, address or area all words of the view stand."""
    view = context.view
    asked = (context.version, view.place, view.categories, view.status, view.year)
    return _asked(*asked, tuple(view.search.split()))


@st.cache_resource(max_entries=64, show_spinner=False)
def kinds(version: str, place: str) -> frozenset[str]:
    """Kinds that the sites of a place have."""
    return frozenset(map(str, cached.sites(version, place).frame["category"].unique()))


@st.cache_resource(max_entries=64, show_spinner=False)
def _asked(
    version: str,
    place: str,
    categories: tuple[str, ...],
    status: tuple[str, ...],
    year: int,
    words: tuple[str, ...] = (),
) -> Listed:
    """Find the rows. A site without a year stays: nothing says that it came later."""
    frame = cached.sites(version, place).frame
    hit = (frame["year"].isna() | (frame["year"] <= year)).to_numpy(dtype=bool, na_value=False)
    if categories:
        hit &= frame["category"].isin(categories).to_numpy(dtype=bool)
    if status:
        hit &= frame["status"].isin(status).to_numpy(dtype=bool)
    for word in words:
        hit &= _holds(frame, word)
    there = is_located(frame).to_numpy(dtype=bool)
    found, placed, waiting = (np.flatnonzero(m) for m in (hit, hit & there, hit & ~there))
    return Listed(Rows(frame, found), Rows(frame, placed), Rows(frame, waiting))


def _holds(frame: pd.DataFrame, word: str) -> Mask:
    hit = np.zeros(len(frame), dtype=bool)
    for column in _SEARCHED:
        texts = frame[column].fillna("")
        hit |= texts.str.contains(word, case=False, regex=False).to_numpy(dtype=bool)
    return hit
