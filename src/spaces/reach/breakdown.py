"""Children served and not served, by age band and by sub-area."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.arrays import Floats, Mask
from spaces.places.disclosure import hide_small
from spaces.reach.result import WALK_STATES

PARTS = ["children_covered", "children_uncovered"]
COLUMNS = ["children_total", *PARTS, "share_covered"]

WALK_CLASSES = {
    "children_beyond": "beyond",
    "children_unreachable": "unreachable",
    "children_unsnapped": "unsnapped",
    "children_unknown": "unknown",
}
"""Further columns on foot: with the covered children they add up to the total; the first two
are the uncovered ones, the last two were not measured."""


def tally(children: Floats, yes: Mask, no: Mask) -> tuple[float, float, float]:
    """Sum all children, the covered ones and the uncovered ones.

    Where nothing could be measured (neither ``yes`` nor ``no``) they count in the total only.

    Parameters
    ----------
    children : float64[n]
        Children of each cell; ``nan`` counts nowhere.
    yes, no : bool[n]
        Cells that are covered, and cells that are measured and not covered.
    """
    total, served, unserved = np.nansum(children), np.nansum(children[yes]), np.nansum(children[no])
    return float(total), float(served), float(unserved)


def answers(covered: pd.Series) -> tuple[Mask, Mask]:
    """Split a boolean column that may be NA into where it is true and where it is false."""
    yes = covered.to_numpy(dtype=bool, na_value=False)
    no = ~covered.to_numpy(dtype=bool, na_value=True)
    return yes, no


def share(covered: float, uncovered: float) -> float:
    """Share of the children that could be measured; ``nan`` if there are none."""
    measured = covered + uncovered
    return covered / measured if measured > 0 else float("nan")


def _row(children: Floats, yes: Mask, no: Mask, measured: bool) -> list[float]:
    total, served, unserved = tally(children, yes, no)
    if not measured:
        return [total, np.nan, np.nan, np.nan]
    return [total, served, unserved, share(served, unserved)]


def by_band(
    cells: gpd.GeoDataFrame, bands: Sequence[str], *, measured: bool, hide_few: bool
) -> pd.DataFrame:
    """Children by age band.

    Parameters
    ----------
    cells : GeoDataFrame
        With ``covered`` (boolean, NA where not measured) and the columns ``bands``.
    bands : sequence of str
        Age bands to report; none gives an empty table.
    measured : bool
        False when reach could not be computed at all: only totals are given then.
    hide_few : bool
        Hide counts too small to show (:data:`spaces.places.small_counts.LEAST_SHOWN`).

    Returns
    -------
    DataFrame
        Index ``band``; ``children_total``, ``children_covered``, ``children_uncovered``,
        ``share_covered``, ``hidden``; on foot also :data:`WALK_CLASSES`. What is not known is
        ``nan``.
    """
    yes, no = answers(cells["covered"])
    heads = [cells[b].to_numpy(dtype=np.float64) for b in bands]
    rows = [_row(some, yes, no, measured) for some in heads]
    table = pd.DataFrame(rows, columns=COLUMNS, index=pd.Index(list(bands), name="band"))
    every = slice(None)
    return _shown(_classed(table, cells, [(some, every) for some in heads], measured), hide_few)


def by_sub_area(
    cells: gpd.GeoDataFrame,
    parts: gpd.GeoDataFrame | None,
    *,
    measured: bool,
    hide_few: bool,
) -> pd.DataFrame:
    """Children by sub-area, in the order of the codes.

    Parameters
    ----------
    cells : GeoDataFrame
        With ``covered``, ``children`` and ``sub_area_code`` (empty: in none).
    parts : GeoDataFrame, optional
        Sub-areas by code; a column ``name_zh`` gives their names.
    measured, hide_few : bool
        As in :func:`by_band`.

    Returns
    -------
    DataFrame
        As :func:`by_band`, index ``sub_area_code``, and ``name_zh``.
    """
    codes = cells["sub_area_code"].fillna("").astype(str).to_numpy(dtype=object)
    children = cells["children"].to_numpy(dtype=np.float64, na_value=np.nan)
    groups = pd.Series(np.arange(len(codes))).groupby(codes, sort=True).indices
    yes, no = answers(cells["covered"])
    rows = [_row(children[at], yes[at], no[at], measured) for at in groups.values()]
    index = pd.Index(list(groups), name="sub_area_code", dtype=object)
    table = pd.DataFrame(rows, columns=COLUMNS, index=index)
    heads = [(children[at], np.asarray(at)) for at in groups.values()]
    table = _shown(_classed(table, cells, heads, measured), hide_few)
    known = {} if parts is None or "name_zh" not in parts else parts["name_zh"].to_dict()
    table["name_zh"] = [str(known.get(code, "")) for code in table.index]
    return table


def by_state(children: Floats, states: pd.Series, where: slice | NDArray[np.intp]) -> list[float]:
    """Children of the cells ``where`` by state, in the order of the states' categories.

    Parameters
    ----------
    children : float64[k]
        Children of the cells ``where``; ``nan`` counts as none.
    states : Series of category, n cells
        State of every cell.
    where : slice or int[k]
        Which cells ``children`` are those of.
    """
    codes = states.cat.codes.to_numpy()[where]
    size = len(states.cat.categories)
    return [float(v) for v in np.bincount(codes, np.nan_to_num(children), minlength=size)]


def _classed(
    table: pd.DataFrame,
    cells: gpd.GeoDataFrame,
    heads: Sequence[tuple[Floats, slice | NDArray[np.intp]]],
    measured: bool,
) -> pd.DataFrame:
    """Add the classes of a walk, if the cells were walked from."""
    table = table.astype(float)
    if not on_foot(cells):
        return table
    states = cells["state"]
    order = list(states.cat.categories)
    sums = np.array([by_state(some, states, where) for some, where in heads])
    sums = sums.reshape(-1, len(order)) if measured else np.full((len(heads), len(order)), np.nan)
    for column, state in WALK_CLASSES.items():
        table[column] = sums[:, order.index(state)]
    return table


def on_foot(cells: gpd.GeoDataFrame) -> bool:
    """Whether the states of cells are those of a walk."""
    kind = cells["state"].dtype if "state" in cells else None
    return isinstance(kind, pd.CategoricalDtype) and list(kind.categories) == list(WALK_STATES)


def _shown(table: pd.DataFrame, hide_few: bool) -> pd.DataFrame:
    if not hide_few:
        return table.assign(hidden=False)
    if "children_beyond" in table:
        parts = ["children_covered", *WALK_CLASSES]
        return hide_small(table, "children_total", parts, ["children_uncovered", "share_covered"])
    return hide_small(table, "children_total", PARTS, ["share_covered"])
