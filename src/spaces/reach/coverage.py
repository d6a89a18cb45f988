"""Which sites serve, and which children they serve."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Floats, Geometries
from spaces.places import Population
from spaces.places.disclosure import hide_small
from spaces.places.locate import area_of_cells
from spaces.reach.breakdown import share, tally
from spaces.reach.nearest import Nearest, closer, is_covered
from spaces.reach.query import GapQuery
from spaces.reach.result import STATES
from spaces.reach.ruler import Ruler
from spaces.reach.straight_line import STRAIGHT_LINE
from spaces.reach.supply import Supply, why_not

_CHILDREN = ["children_total", "children_covered", "children_uncovered"]


def cover_cells(
    query: GapQuery,
    supply: Supply,
    metric: gpd.GeoSeries,
    population: Population,
    xy: Floats,
    points: Geometries,
    parts: gpd.GeoDataFrame | None,
    ruler: Ruler = STRAIGHT_LINE,
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Measure every cell once for each kind; all kinds together follow without a new search.

    Parameters
    ----------
    query, supply : GapQuery, Supply
        The question, and the sites it asks for.
    metric : GeoSeries
        Geometry of ``supply.located`` in metres.
    population : Population
        The children.
    xy, points : float64[n, 2], object[n]
        Centres of the cells in metres, and as points in WGS-84.
    parts : GeoDataFrame, optional
        Outlines of the sub-areas.
    ruler : Ruler
        What is measured by.

    Returns
    -------
    tuple of GeoDataFrame and DataFrame
        ``cells`` and ``by_category`` of :class:`spaces.reach.result.GapResult`.
    """
    children = population.cells["children"].to_numpy(dtype=np.float64, na_value=np.nan)
    kind_of = supply.located["category"].to_numpy(dtype=object)
    best = Nearest(np.full(len(xy), np.inf), np.full(len(xy), -1, dtype=np.int64))
    heads = {}
    rows = {kind: np.flatnonzero(kind_of == kind) for kind in supply.kinds}
    rows = {kind: at for kind, at in rows.items() if at.size}
    answers = ruler.nearest_of(xy, [metric.iloc[at] for at in rows.values()])
    for (kind, at), found in zip(rows.items(), answers, strict=True):
        position = np.where(found.position < 0, -1, at[found.position])
        found = Nearest(found.distance_m, position, found.state)
        within = is_covered(found.distance_m, query.radius_m)
        known = ~np.isnan(found.distance_m)
        heads[kind] = tally(children, within, known & ~within)
        best = closer(best, found)
    cells = _with_reach(population.cells, best, query.radius_m, supply, ruler.states)
    codes = cells.get("sub_area_code", pd.Series("", index=cells.index, dtype=object))
    cells["sub_area_code"] = area_of_cells(codes, points, parts)
    total = float(np.nansum(children))
    return cells, by_category(supply, heads, total, hide_few=not population.modelled)


def covered_flags(found: Nearest, radius_m: float) -> pd.Series:
    """Covered, not covered, or NA where no distance is known."""
    flags = pd.Series(is_covered(found.distance_m, radius_m), dtype="boolean")
    flags[np.isnan(found.distance_m)] = pd.NA
    return flags


def _with_reach(
    cells: gpd.GeoDataFrame,
    best: Nearest,
    radius_m: float,
    supply: Supply,
    states: tuple[str, ...],
) -> gpd.GeoDataFrame:
    covered = covered_flags(best, radius_m)
    if supply.why_not:
        covered[:] = pd.NA
    ids = pd.Series(supply.located.index, dtype="str").array
    return cells.assign(
        distance_m=best.distance_m,
        covered=covered.array,
        nearest_site=ids.take(best.position, allow_fill=True),
        state=_states(best, covered, states).array,
    )


def _states(best: Nearest, covered: pd.Series, words: tuple[str, ...]) -> pd.Series:
    """Class of each cell, in the words of the ruler."""
    yes = covered.fillna(False).to_numpy(dtype=bool)
    unknown = covered.isna().to_numpy(dtype=bool)
    if words == STATES:
        codes = np.where(unknown, 2, np.where(yes, 0, 1))
    elif best.state is None:  # there was no site to measure to
        codes = np.full(len(yes), words.index("unknown"))
    else:
        codes = np.where((best.state == 0) & ~yes, words.index("beyond"), best.state)
    kinds = pd.Categorical.from_codes(codes.astype(np.int8), categories=pd.Index(words))
    return pd.Series(kinds, index=covered.index)


def by_category(
    supply: Supply,
    heads: Mapping[str, tuple[float, float, float]],
    children_total: float,
    *,
    hide_few: bool,
) -> pd.DataFrame:
    """Sites and children by kind; see :class:`spaces.reach.result.GapResult`.

    Parameters
    ----------
    supply : Supply
        The sites.
    heads : Mapping
        Kind to children in total, covered and uncovered, for the kinds that were measured.
    children_total : float
        All children; ``nan`` without a population.
    hide_few : bool
        Hide counts too small to show (:data:`spaces.places.small_counts.LEAST_SHOWN`).
    """
    every = supply.all["category"].value_counts()
    usable = supply.located["category"].value_counts()
    index = pd.Index(supply.kinds, name="category", dtype=object)
    table = pd.DataFrame(index=index)
    table["sites_used"] = [int(usable.get(kind, 0)) for kind in supply.kinds]
    table["sites_unlocated"] = [int(every.get(k, 0) - usable.get(k, 0)) for k in supply.kinds]
    nothing = (children_total, np.nan, np.nan)
    rows = [heads.get(kind, nothing) for kind in supply.kinds]
    table[_CHILDREN] = np.array(rows, dtype=np.float64).reshape(-1, 3)
    table["share_covered"] = [share(served, unserved) for _, served, unserved in rows]
    table["why_not"] = [
        why_not(
            int(every.get(kind, 0)), int(usable.get(kind, 0)), supply.undated_by_kind.get(kind, 0)
        )
        for kind in supply.kinds
    ]
    if not hide_few:
        return table.assign(hidden=False)
    return hide_small(table, _CHILDREN[0], _CHILDREN[1:], ["share_covered"])
