"""Two rulers side by side: whom the circle wrongly counts as served, and what a standard says.

*False comfort* is inside the circle and beyond the walk. Who is on no known street is not in it:
nobody measured their walk.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats
from geo.crs import metric_crs_for
from spaces.places.disclosure import hide_small, is_small
from spaces.places.population_cells import metric_xy
from spaces.reach.breakdown import share
from spaces.reach.gap_reasons import false_comfort
from spaces.reach.nearest import is_covered
from spaces.reach.result import GapResult
from spaces.reach.statutory_radii import Standard
from spaces.reach.straight_line import nearest
from spaces.reach.supply import supply_of

_EVERY = slice(None)
_SPLIT = ["children_both", "children_false", "children_unmeasured", "children_outside"]
COLUMNS = ["children_total", "children_circle", *_SPLIT, "share_circle", "share_covered"]
"""Columns of the tables: all; inside the circle; of these within the walk too, beyond the walk
(false comfort), and on no known street; outside the circle; shares by circle and by walk."""


@dataclass(frozen=True, slots=True, eq=False)
class TwoRulers:
    """The circle beside the walk. A figure that could not be computed is None.

    Parameters
    ----------
    radius_m : float
        Radius of the circle, as long as the walk.
    children_circle, children_false, children_unmeasured : float or None
        Heads inside the circle; of these beyond the walk; of these on no known street.
    share_circle : float or None
        Inside the circle, of all that the circle could measure.
    by_band, by_sub_area : DataFrame
        :data:`COLUMNS` and ``hidden``; index as in the tables of the walk.
    area_circle_km2, area_false_km2 : float or None
        Square kilometres inside the circle, and of these beyond the walk.
    false_area : BaseGeometry or None
        That area, WGS-84.
    false_cells : Series of bool
        Index of the cells: whether the circle comforts wrongly.
    standards : DataFrame
        The third line. Index ``standard``: ``category``, ``radius_m``, ``sites_used``,
        ``children_within``, ``share_within``, ``source``, ``check``.
    """

    radius_m: float
    children_circle: float | None
    children_false: float | None
    children_unmeasured: float | None
    share_circle: float | None
    by_band: pd.DataFrame
    by_sub_area: pd.DataFrame
    area_circle_km2: float | None
    area_false_km2: float | None
    false_area: BaseGeometry | None = field(repr=False)
    false_cells: pd.Series = field(repr=False)
    standards: pd.DataFrame


def compare_rulers(
    walk: GapResult,
    sites: gpd.GeoDataFrame,
    *,
    bands: Sequence[str] = (),
    space_categories: Collection[str] | None = None,
    standards: Mapping[str, Standard] | None = None,
) -> TwoRulers:
    """Put the circle beside a walk.

    Parameters
    ----------
    walk : GapResult
        Answer of :func:`spaces.reach.analysis.analyse` on foot.
    sites, space_categories : GeoDataFrame, collection of str
        As they were given to it.
    bands : sequence of str
        Age bands of its population.
    standards : mapping of str to Standard, optional
        Statutory radii; those of the kinds asked become lines.

    Raises
    ------
    ValueError
        If ``walk`` was measured in a straight line.
    """
    if walk.network_source is None:
        raise ValueError("two rulers need an answer measured on foot")
    cells, radius_m = walk.cells, walk.query.radius_m
    measured = walk.children_covered is not None
    table = _split(walk) if measured else None
    hide_few = not walk.modelled
    by_band = _by_band(cells, table, bands, hide_few=hide_few)
    by_part = _by_part(cells, table, walk.by_sub_area, hide_few=hide_few)
    sums = None if table is None else _row(_heads(cells), table)
    return TwoRulers(
        radius_m,
        None if sums is None else sums[1],
        None if sums is None else sums[3],
        None if sums is None else sums[4],
        None if sums is None or np.isnan(sums[6]) else sums[6],
        by_band,
        by_part,
        walk.area_circle_km2,
        walk.area_false_km2,
        walk.false_area,
        false_cells=pd.Series(False if table is None else table["false"], index=cells.index),
        standards=_lines(walk, sites, space_categories, standards or {}, hide_few=hide_few),
    )


def _heads(cells: gpd.GeoDataFrame) -> Floats:
    heads: Floats = np.nan_to_num(cells["children"].to_numpy(dtype=np.float64, na_value=np.nan))
    return heads


def _split(walk: GapResult) -> dict[str, np.ndarray]:
    """Which cells are what."""
    cells = walk.cells
    straight_m = cells["straight_m"].to_numpy(dtype=np.float64)
    circle = is_covered(straight_m, walk.query.radius_m)
    return {
        "circle": circle,
        "both": circle & cells["covered"].to_numpy(dtype=bool, na_value=False),
        "false": false_comfort(cells["covered"], straight_m, walk.query.radius_m),
        "unmeasured": circle & cells["covered"].isna().to_numpy(dtype=bool),
        "outside": ~circle,
        "walked": cells["covered"].to_numpy(dtype=bool, na_value=False),
        "located": ~np.isnan(straight_m),
        "measured": ~cells["covered"].isna().to_numpy(dtype=bool),
    }


def _row(
    heads: Floats, table: dict[str, np.ndarray] | None, at: slice | NDArray[np.intp] = _EVERY
) -> list[float]:
    """One row of :data:`COLUMNS` for some cells."""
    heads = heads[at]
    if table is None:
        return [float(heads.sum()), *[np.nan] * (len(COLUMNS) - 1)]
    some = {name: float(heads[mask[at]].sum()) for name, mask in table.items()}
    return [
        float(heads.sum()),
        *(some[name] for name in ("circle", "both", "false", "unmeasured", "outside")),
        share(some["circle"], some["located"] - some["circle"]),
        share(some["walked"], some["measured"] - some["walked"]),
    ]


def _by_band(
    cells: gpd.GeoDataFrame,
    table: dict[str, np.ndarray] | None,
    bands: Sequence[str],
    *,
    hide_few: bool,
) -> pd.DataFrame:
    rows = [_row(np.nan_to_num(cells[b].to_numpy(dtype=np.float64)), table) for b in bands]
    found = pd.DataFrame(rows, columns=COLUMNS, index=pd.Index(list(bands), name="band"))
    return _shown(found, hide_few)


def _by_part(
    cells: gpd.GeoDataFrame,
    table: dict[str, np.ndarray] | None,
    parts: pd.DataFrame,
    *,
    hide_few: bool,
) -> pd.DataFrame:
    heads = _heads(cells)
    codes = cells["sub_area_code"].fillna("").astype(str).to_numpy(dtype=object)
    rows = [_row(heads, table, np.flatnonzero(codes == code)) for code in parts.index]
    found = pd.DataFrame(rows, columns=COLUMNS, index=parts.index)
    return _shown(found, hide_few).assign(name_zh=parts["name_zh"])


def _shown(table: pd.DataFrame, hide_few: bool) -> pd.DataFrame:
    table = table.astype(float)
    if not hide_few:
        return table.assign(hidden=False)
    derived = ["children_circle", "share_circle", "share_covered"]
    return hide_small(table, "children_total", _SPLIT, derived)


def _lines(
    walk: GapResult,
    sites: gpd.GeoDataFrame,
    space_categories: Collection[str] | None,
    standards: Mapping[str, Standard],
    *,
    hide_few: bool,
) -> pd.DataFrame:
    """Children within the radius of each standard of the kinds asked."""
    # Without standards nothing is chosen: that alone would cost a tenth of the whole answer.
    supply = supply_of(walk.query, sites if standards else sites.iloc[:0], space_categories)
    heads, rows = _heads(walk.cells), {}
    asked = [s for s in standards.values() if s.category in supply.kinds]
    if asked and len(heads):
        crs = metric_crs_for(walk.cells)
        xy, metric = metric_xy(walk.cells, crs), supply.located.geometry.to_crs(crs)
        kinds = supply.located["category"]
        far = {k: nearest(xy, metric[kinds == k]).distance_m for k in {s.category for s in asked}}
    for one in asked:
        used = int((supply.located["category"] == one.category).sum())
        within = float("nan")
        if used and len(heads):
            within = float(heads[is_covered(far[one.category], one.radius_m)].sum())
        part = within / heads.sum() if len(heads) and heads.sum() else float("nan")
        rows[one.id] = (one.category, one.radius_m, used, within, part, one.source, one.check)
    names = ["category", "radius_m", "sites_used", "children_within", "share_within", "source"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=[*names, "check"])
    table.index.name = "standard"
    if hide_few:
        few = is_small(table["children_within"])
        table.loc[few, ["children_within", "share_within"]] = np.nan
    return table
