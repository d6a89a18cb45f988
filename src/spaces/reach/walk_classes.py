"""Heads of a walk: within some minutes of one site, and by class."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.crs import metric_crs_for
from spaces.places import Population
from spaces.places.disclosure import hide_small, is_small
from spaces.places.population_cells import metric_xy
from spaces.reach.nearest import is_covered
from spaces.reach.result import GapResult
from spaces.reach.ruler import Ruler

CLASSES = ("reached", "beyond", "false_comfort", "unreachable", "unsnapped", "unknown")
"""States of a walk (:data:`spaces.reach.result.WALK_STATES`), with those apart whom the circle
counts as served and the walk does not."""


def heads_within(
    ruler: Ruler,
    site: gpd.GeoDataFrame,
    population: Population,
    speed_mps: float,
    minutes: Sequence[float],
) -> pd.Series:
    """Children within each of some walks to a site.

    Parameters
    ----------
    ruler : Ruler
        What is measured by.
    site : GeoDataFrame
        One located site, EPSG:4326, index id.
    population : Population
        Children of the place.
    speed_mps : float
        Walking speed.
    minutes : sequence of float
        Lengths of the walks.

    Returns
    -------
    Series of float
        Heads, index ``minutes``; ``nan`` where a small count of real children is hidden.
    """
    crs = metric_crs_for(population.cells)
    xy = metric_xy(population.cells, crs)
    far_m = ruler.nearest_of(xy, [site.geometry.to_crs(crs)])[0].distance_m
    heads = np.nan_to_num(population.cells["children"].to_numpy(dtype=np.float64, na_value=np.nan))
    within = [float(heads[is_covered(far_m, speed_mps * 60 * m)].sum()) for m in minutes]
    found = pd.Series(within, index=pd.Index(list(minutes), name="minutes"), dtype=float)
    return found if population.modelled else found.mask(is_small(found))


def classes(
    walk: GapResult, false: pd.Series | None, bands: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Children by class of the walk, each child in one class only.

    Parameters
    ----------
    walk : GapResult
        Answer measured on foot.
    false : Series of bool, optional
        Which cells the circle comforts wrongly (:class:`spaces.reach.false_comfort.TwoRulers`):
        they become a class of their own, whether the way is too long or there is none.
    bands : sequence of str
        Age bands of the population.

    Returns
    -------
    by_band, by_sub_area : DataFrame
        Index as in the tables of the walk; ``children_total`` and a column for each of
        :data:`CLASSES`, which add up to it; ``nan`` where small counts of real children are
        hidden.
    """
    cells = walk.cells
    state = cells["state"].astype(str)
    if false is not None:
        state = state.mask(false.reindex(cells.index).fillna(False).astype(bool), "false_comfort")
    heads = cells[list(bands)].fillna(0.0).astype(float)
    by_band = heads.groupby(state).sum().T
    by_band.index.name = "band"
    codes = cells["sub_area_code"].fillna("").astype(str)
    children = cells["children"].fillna(0.0).astype(float)
    table = pd.DataFrame({"part": codes, "state": state, "children": children})
    by_part = table.pivot_table("children", "part", "state", aggfunc="sum", fill_value=0.0)
    by_part = by_part.reindex(walk.by_sub_area.index, fill_value=0.0)
    known = bool(walk.modelled)
    return _whole(by_band, hide_few=not known), _whole(by_part, hide_few=not known)


def _whole(table: pd.DataFrame, *, hide_few: bool) -> pd.DataFrame:
    table = table.reindex(columns=list(CLASSES), fill_value=0.0)
    table.insert(0, "children_total", table.sum(axis=1))
    if not hide_few:
        return table
    return hide_small(table, "children_total", list(CLASSES)).drop(columns="hidden")
