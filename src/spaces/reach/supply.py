"""Which sites serve: the existing ones of the kinds asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from spaces.reach.query import GapQuery
from spaces.sites.same_site import same_site
from spaces.sites.selection import is_existing


@dataclass(frozen=True, slots=True, eq=False)
class Supply:
    """Existing sites of the kinds asked, in the order of their ids.

    Parameters
    ----------
    kinds : tuple of str
        The kinds asked for, also those without a site.
    all, located : GeoDataFrame
        All such sites, and those with a location.
    undated_by_kind : mapping of str to int
        How many more there are that a year's question leaves out, for lack of their own.
    """

    kinds: tuple[str, ...]
    all: gpd.GeoDataFrame
    located: gpd.GeoDataFrame
    undated_by_kind: Mapping[str, int]

    @property
    def undated(self) -> int:
        """How many sites a year's question leaves out, for lack of their own."""
        return sum(self.undated_by_kind.values())

    @property
    def why_not(self) -> str:
        """Why nothing can be measured to these sites, or ""."""
        return why_not(len(self.all), len(self.located), self.undated)

    @property
    def demo(self) -> bool:
        """Whether any of the sites is demonstration data."""
        return "demo" in self.all and bool(self.all["demo"].fillna(False).astype(bool).any())


def supply_of(
    query: GapQuery, sites: gpd.GeoDataFrame, space_categories: Collection[str] | None
) -> Supply:
    """Existing sites of the kinds that a query asks for, in the order of their ids, each once.

    Parameters
    ----------
    query : GapQuery
        The question; of it the kinds and the year are asked.
    sites : GeoDataFrame
        Sites of the place, index ``id``, with ``category``, ``status``, ``year``.
    space_categories : collection of str or None
        Kinds that count as any space when the query names none; None for all that ``sites`` has.
    """
    now, kind = is_existing(sites), sites["category"]
    kinds = query.categories
    if not kinds:
        known = kind[now].unique() if space_categories is None else space_categories
        kinds = tuple(sorted(set(known)))
    asked = kind.isin(kinds)
    there = sites[is_existing(sites, query.year) & asked].sort_index()
    twice = pd.MultiIndex.from_arrays([same_site(there), there["category"]]).duplicated()
    there = there[~twice]
    empty = there.geometry.isna() | there.geometry.is_empty
    undated: dict[str, int] = {}
    if query.year is not None:
        counts = kind[now & asked & sites["year"].isna()].value_counts()
        undated = {str(name): int(count) for name, count in counts.items()}
    return Supply(kinds, there, there[~empty], undated)


def why_not(sites: int, located: int, undated: int = 0) -> str:
    """Say why nothing can be measured to some sites; or "".

    Parameters
    ----------
    sites, located : int
        How many sites were asked, and how many of them have a location.
    undated : int
        How many more there may have been in the year asked: nobody wrote theirs.
    """
    if located:
        return ""
    if sites:
        return "no_located_sites"
    return "only_undated" if undated else "no_sites"
