"""What is asked of one place on the map, computed once for all viewers; see ``cached``."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from spaces.reach import GapQuery
from spaces.services.from_point import sites_near_point
from spaces.ui.shell import cache as cached


@st.cache_resource(max_entries=64, show_spinner=False)
def within(version: str, query: GapQuery, at: tuple[float, float]) -> pd.DataFrame:
    """Every site of the kinds asked within the walk from a place; of every kind if none is."""
    return sites_near_point(cached.inputs(version, query.place), query, at)
