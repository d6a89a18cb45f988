"""What tells of a person stays in the house, whatever is marked public.

The check of a list names each such cell with its row and column
(:func:`geo.contracts.personal.tells_of_persons`); here the same cells are kept off the public map,
so that no door leads around the check.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import geopandas as gpd
import pandas as pd

from geo.contracts.personal import tells_of_persons
from spaces.sites.contract import SITE_CONTRACT

_NAMES: Final = ("name_zh", "name_en")
_KINDS: Final = {column.name: column.private for column in SITE_CONTRACT.columns if column.private}


def named_after_nobody(sites: gpd.GeoDataFrame) -> pd.Series[bool]:
    """Whether the names of each site tell of nobody: a site without its name cannot be shown."""
    return ~(_tells(sites, _NAMES[0]) | _tells(sites, _NAMES[1]))


def without_persons(sites: gpd.GeoDataFrame, columns: Sequence[str]) -> gpd.GeoDataFrame:
    """Empty the texts that tell of a person.

    Parameters
    ----------
    sites : GeoDataFrame
        Sites that go out; not changed.
    columns : sequence of str
        Columns that go out; those in which people write freely are looked through.
    """
    out = sites.copy()
    for name in columns:
        if name in _KINDS and name not in _NAMES:
            out[name] = sites[name].mask(_tells(sites, name), "")
    return out


def _tells(sites: gpd.GeoDataFrame, name: str) -> pd.Series[bool]:
    """Whether each text of a column tells of a person; equal texts are looked at once."""
    kinds = _KINDS[name]
    found = {text: bool(tells_of_persons(text, kinds)) for text in set(sites[name])}
    told: pd.Series[bool] = sites[name].map(found).astype(bool)
    return told
