"""Which sites stand behind a number, each once, and why the others do not."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from spaces.ledger.targets import Target
from spaces.sites import Category
from spaces.sites.contract import EXISTING
from spaces.sites.same_site import same_site

WHY_NOT = ("planned", "building", "closed", "unknown", "later", "undated", "kind", "duplicate")
"""Why a site is not counted, the first that fits: its kind does not count; it is only planned;
it is being built; it is closed or cancelled; nobody said whether it is built; it was built after
the asked year; nobody knows its year; it is the same site as one that is counted. Words stand in
the catalogues under ``not_counted``."""

COLUMNS = (
    "name_zh", "name_en", "category", "status", "year", "demo", "counted", "why", "same_as",
)  # fmt: skip


def distinct(sites: pd.DataFrame) -> int:
    """Count the sites, each once."""
    return int(same_site(sites).nunique())


def counted_sites(target: Target, sites: pd.DataFrame) -> pd.DataFrame:
    """Sites that count for a target, each id once: the named ones, else those of its kinds."""
    once = sites[~sites.index.duplicated()]
    if target.sites:
        return once[once.index.isin(target.sites)]
    return once[once["category"].isin(target.counts)]


def existing_by(sites: pd.DataFrame, year: int) -> pd.DataFrame:
    """Sites that stand by the end of a year, each once; those without a year do not count."""
    found = list_sites(sites, set(sites["category"]), year)
    return sites.loc[~sites.index.duplicated()].loc[found.index[found["counted"]]]


def list_sites(sites: pd.DataFrame, kinds: Collection[str], year: int) -> pd.DataFrame:
    """Say of each site whether it is counted among some kinds by the end of a year, and why not.

    Parameters
    ----------
    sites : DataFrame
        Sites, index ``id``.
    kinds : collection of str
        Kinds that count.
    year : int
        The asked year.

    Returns
    -------
    DataFrame
        Index ``id``; columns :data:`COLUMNS`. ``why`` is empty or one of :data:`WHY_NOT`,
        ``same_as`` the id that is counted instead of a duplicate.
    """
    own = sites[~sites.index.duplicated()]
    table = pd.DataFrame(index=pd.Index(own.index, name="id"))
    for name, absent in (("name_zh", ""), ("name_en", ""), ("demo", False)):
        table[name] = own.get(name, absent)
    for name in ("category", "status"):
        table[name] = own[name]
    years = own["year"].astype("Int64")
    table["year"] = years
    why = pd.Series("", index=own.index, dtype="object")
    exists = own["status"].isin(EXISTING)
    why[exists & years.isna()] = "undated"
    why[exists & (years > year).fillna(False)] = "later"
    for status in ("planned", "building", "closed", "unknown"):
        why[own["status"] == status] = status
    why[~own["category"].isin(kinds)] = "kind"
    keys = same_site(own)[why == ""]
    first = keys.index.to_series().groupby(keys).transform("first")
    twice = keys.index[keys.duplicated()]
    why[twice] = "duplicate"
    table["counted"] = (why == "").to_numpy(dtype=bool)
    table["why"] = why.to_numpy(dtype=object)
    table["same_as"] = first[twice].reindex(own.index).fillna("").to_numpy(dtype=object)
    return table[list(COLUMNS)]


@dataclass(frozen=True, slots=True, eq=False)
class NineTotals:
    """九大类 together, each site once.

    Parameters
    ----------
    total : int
        Sites that exist by the year.
    by_kind : DataFrame
        Index ``category`` (the kinds that belong to 九大类, in their order): ``counted``.
    listing : DataFrame
        Every site of the place as :func:`list_sites` lists it, counted or not.
    """

    total: int
    by_kind: pd.DataFrame
    listing: pd.DataFrame


def nine_totals(sites: pd.DataFrame, categories: Mapping[str, Category], year: int) -> NineTotals:
    """Count 九大类 by the end of a year, and list what is counted and what is not.

    Parameters
    ----------
    sites : DataFrame
        Sites of the place, index ``id``.
    categories : mapping of str to Category
        All kinds; those with ``nine`` count.
    year : int
        The asked year.
    """
    nine = [category.id for category in categories.values() if category.nine]
    found = list_sites(sites, nine, year)
    kinds = found.loc[found["counted"], "category"].value_counts()
    by_kind = pd.DataFrame({"counted": kinds.reindex(nine).fillna(0).astype("int64")})
    by_kind.index.name = "category"
    return NineTotals(int(found["counted"].sum()), by_kind, found)
