"""Which sites serve, and which children they serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Floats, Geometries
from spaces.places.disclosure import hide_small
from spaces.reach.breakdown import share, sub_area_of, tally
from spaces.reach.nearest import Nearest, closer, is_covered
from spaces.reach.on_foot import WalkRuler
from spaces.reach.query import GapQuery
from spaces.reach.result import STATES, WALK_STATES
from spaces.reach.straight_line import nearest

if TYPE_CHECKING:
    from spaces.places.population import Population
from spaces.reach.supply import Supply, _why_not

Measure = Callable[[Floats, gpd.GeoSeries], Nearest]
"""A ruler: cells and sites in metres in, the nearest site of each cell out."""

_CHILDREN = ["children_total", "children_covered", "children_uncovered"]


def cover_cells(
    query: GapQuery,
    chosen: Supply,
    metric: gpd.GeoSeries,
    population: Population,
    xy: Floats,
    points: Geometries,
    parts: gpd.GeoDataFrame | None,
    measure: Measure = nearest,
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:
    """Measure every cell once for each kind; all kinds together follow without a new search.

    Parameters
    ----------
    query, chosen : GapQuery, Supply
        The question, and the sites it asks for.
    metric : GeoSeries
        Geometry of ``chosen.located`` in metres.
    population : Population
        The children.
    xy, points : float64[n, 2], object[n]
        Centres of the cells in metres, and as points in WGS-84.
    parts : GeoDataFrame, optional
        Outlines of the sub-areas.
    measure : Measure
        The ruler.

    Returns
    -------
    tuple of GeoDataFrame and DataFrame
        ``cells`` and ``by_category`` of :class:`spaces.reach.result.GapResult`.
    """
    children = population.cells["children"].to_numpy(dtype=np.float64, na_value=np.nan)
    kind_of = chosen.located["category"].to_numpy(dtype=object)
    best = Nearest(np.full(len(xy), np.inf), np.full(len(xy), -1, dtype=np.int64))
    heads = {}
    rows = {kind: np.flatnonzero(kind_of == kind) for kind in chosen.kinds}
    rows = {kind: at for kind, at in rows.items() if at.size}
    for (kind, at), found in zip(
        rows.items(), _measured(measure, xy, [metric.iloc[at] for at in rows.values()]), strict=True
    ):
        position = np.where(found.position < 0, -1, at[found.position])
        found = Nearest(found.distance_m, position, found.state)
        within = is_covered(found.distance_m, query.radius_m)
        known = ~np.isnan(found.distance_m)
        heads[kind] = tally(children, within, known & ~within)
        best = closer(best, found)
    cells = _with_reach(
        population.cells, best, query.radius_m, chosen, on_foot=isinstance(measure, WalkRuler)
    )
    codes = cells.get("sub_area_code", pd.Series("", index=cells.index, dtype=object))
    cells["sub_area_code"] = sub_area_of(codes, points, parts)
    total = float(np.nansum(children))
    return cells, by_category(chosen, heads, total, hide_few=not population.modelled)


def _measured(measure: Measure, xy: Floats, groups: list[gpd.GeoSeries]) -> list[Nearest]:
    """Ask the ruler for each group; a walk searches them all on one graph."""
    if isinstance(measure, WalkRuler):
        return measure.many(xy, groups)
    return [measure(xy, group) for group in groups]


def covered_flags(found: Nearest, radius_m: float) -> pd.Series:
    """Covered, not covered, or NA where no distance is known."""
    flags = pd.Series(is_covered(found.distance_m, radius_m), dtype="boolean")
    flags[np.isnan(found.distance_m)] = pd.NA
    return flags


def _with_reach(
    cells: gpd.GeoDataFrame, best: Nearest, radius_m: float, chosen: Supply, *, on_foot: bool
) -> gpd.GeoDataFrame:
    covered = covered_flags(best, radius_m)
    if chosen.why_not:
        covered[:] = pd.NA
    ids = pd.Series(chosen.located.index, dtype="str").array
    return cells.assign(
        distance_m=best.distance_m,
        covered=covered.array,
        nearest_site=ids.take(best.position, allow_fill=True),
        state=_states(best, covered, on_foot=on_foot).array,
    )


def _states(best: Nearest, covered: pd.Series, *, on_foot: bool) -> pd.Series:
    """Class of each cell, in the words of the ruler."""
    yes = covered.fillna(False).to_numpy(dtype=bool)
    unknown = covered.isna().to_numpy(dtype=bool)
    words: tuple[str, ...] = STATES
    codes = np.where(unknown, 2, np.where(yes, 0, 1))
    if on_foot:
        words, codes = WALK_STATES, np.full(len(yes), WALK_STATES.index("unknown"))
    if on_foot and best.state is not None:
        codes = np.where((best.state == 0) & ~yes, WALK_STATES.index("beyond"), best.state)
    kinds = pd.Categorical.from_codes(codes.astype(np.int8), categories=pd.Index(words))
    return pd.Series(kinds, index=covered.index)


def by_category(
    chosen: Supply,
    heads: Mapping[str, tuple[float, float, float]],
    children_total: float,
    *,
    hide_few: bool,
) -> pd.DataFrame:
    """Sites and children by kind; see :class:`spaces.reach.result.GapResult`.

    Parameters
    ----------
    chosen : Supply
        The sites.
    heads : Mapping
        Kind to children in total, covered and uncovered, for the kinds that were measured.
    children_total : float
        All children; ``nan`` without a population.
    hide_few : bool
        Hide counts of one to four.
    """
    every = chosen.all["category"].value_counts()
    usable = chosen.located["category"].value_counts()
    index = pd.Index(chosen.kinds, name="category", dtype=object)
    table = pd.DataFrame(index=index)
    table["sites_used"] = [int(usable.get(kind, 0)) for kind in chosen.kinds]
    table["sites_unlocated"] = [int(every.get(k, 0) - usable.get(k, 0)) for k in chosen.kinds]
    nothing = (children_total, np.nan, np.nan)
    rows = [heads.get(kind, nothing) for kind in chosen.kinds]
    table[_CHILDREN] = np.array(rows, dtype=np.float64).reshape(-1, 3)
    table["share_covered"] = [share(served, unserved) for _, served, unserved in rows]
    table["why_not"] = [
        _why_not(int(every.get(kind, 0)), int(usable.get(kind, 0))) for kind in chosen.kinds
    ]
    if not hide_few:
        return table.assign(hidden=False)
    return hide_small(table, _CHILDREN[0], _CHILDREN[1:], ["share_covered"])
