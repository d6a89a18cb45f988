"""What is asked of one place on the map, computed once for all viewers; see ``cached``."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from spaces.reach.from_point import sites_within
from spaces.reach.query import GapQuery
from spaces.sites.selection import existing, located
from spaces.ui.reach import cache as cached_walk
from spaces.ui.shell import cache as cached


@st.cache_resource(max_entries=64, show_spinner=False)
def within(version: str, query: GapQuery, at: tuple[float, float]) -> pd.DataFrame:
    """Every site of the kinds asked within the walk from a place; of every kind if none is."""
    found = cached_walk.streets(version, query.place)
    there = located(existing(cached.sites(version, query.place).frame, query.year))
    if query.categories:
        there = there[there["category"].isin(query.categories)]
    if found is None:
        raise ValueError(f"no walking network for {query.place}")
    speed_mps, limit_m = query.speed_mps, query.radius_m
    return sites_within(found, query.rules, at, there, speed_mps=speed_mps, limit_m=limit_m)
