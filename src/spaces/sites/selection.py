"""Which sites children can go to, and which have a place on the map."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import pandas as pd

from spaces.sites.contract import EXISTING

YEARS: Final = (1990, 2100)
"""First and last year that a plan or a question may name."""


def existing(frame: gpd.GeoDataFrame, year: int | None = None) -> gpd.GeoDataFrame:
    """Sites that children can go to: built or certified, by the end of ``year`` if given.

    A site without a year exists now, but nobody knows since when: it is left out as soon as a
    year is asked.
    """
    return frame[is_existing(frame, year)]


def is_existing(frame: gpd.GeoDataFrame, year: int | None = None) -> pd.Series[bool]:
    """Whether children can go to each site; see :func:`existing`."""
    there: pd.Series[bool] = frame["status"].isin(EXISTING)
    if year is not None:
        there &= (frame["year"].astype("Int64") <= year).fillna(False).astype(bool)
    return there


def is_located(frame: gpd.GeoDataFrame) -> pd.Series[bool]:
    """Whether each site has a geometry."""
    there: pd.Series[bool] = ~(frame.geometry.isna() | frame.geometry.is_empty)
    return there


def located(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sites with a geometry: a promise that is not yet located cannot be reached."""
    return frame[is_located(frame)]
