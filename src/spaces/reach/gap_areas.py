"""Gap areas: where children live together beyond the reach of any site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from geo.arrays import Floats, Geometries, Longs, Mask, Names
from geo.crs import STORAGE_CRS, metric_crs_for
from spaces.places.disclosure import hide_small, is_small
from spaces.places.population_cells import CellGrid, cell_grid, metric_xy, pieces, to_storage
from spaces.reach.best_location import best_points
from spaces.reach.nearest import is_covered

_ALIGNED = 0.02
"""Squares count as one grid when their centres fit it within 2 % of a side."""
_M2_PER_KM2 = 1e6


def gap_areas(
    cells: gpd.GeoDataFrame,
    distance_m: Floats,
    radius_m: float,
    *,
    nearest_site: Sequence[object] | pd.Series | None = None,
    bands: Sequence[str] = (),
    crs: CRS | None = None,
    xy: Floats | None = None,
    hide_few: bool = False,
    new_site_m: float | None = None,
    shares: Mapping[str, Mask] | None = None,
) -> gpd.GeoDataFrame:
    """Contiguous uncovered populated cells, ranked by children.

    Squares touch by a side or a corner. Scattered points belong together when they are no
    farther apart than 2.5 times the typical distance to the next point. A gap ends where its
    sub-area ends, so each has one that answers for it, and the fields around a few islands of
    reach do not become one gap as large as a province.

    Parameters
    ----------
    cells : GeoDataFrame
        Points or polygons with a CRS and a column ``children``; ``sub_area_code`` and
        ``cell_m`` are used where present. Cells without children belong to no gap.
    distance_m : float64[n]
        Distance of each cell to its nearest site by any ruler; ``nan`` (unknown) is in no gap.
    radius_m : float
        The limit, in the same measure.
    nearest_site : sequence, optional
        Name of the nearest site of each cell.
    bands : sequence of str
        Columns with children by age band.
    crs, xy : CRS and float64[n, 2], optional
        Metric CRS and the centres in it, where the caller has them already.
    hide_few : bool
        Hide counts too small to show (real children, not modelled ones).
    new_site_m : float, optional
        How far a new site would reach in a straight line; without it no best point is sought.
    shares : mapping of str to bool[n], optional
        Things that are true of some cells: for each a column ``share_<name>`` says of which
        share of the gap's children.

    Returns
    -------
    GeoDataFrame
        EPSG:4326, one row per gap, index ``rank`` (1 = most children): ``children``, the
        ``bands``, ``cells`` (how many), ``area_km2`` (cells times their size; ``nan`` for
        scattered points, which have none), ``center_lon``, ``center_lat`` (of the gap's cell
        nearest to the mean of its children, so it lies in the gap), ``nearest_site`` and
        ``nearest_m`` from there, ``farthest_m`` (its worst cell), ``sub_area`` (code),
        ``best_lon``, ``best_lat``, ``best_children`` (the cell where one new site would reach
        most of the children now beyond reach, and how many; ``nan`` where it was not sought),
        ``hidden``, and an outline to draw.
    """
    crs = crs if crs is not None else metric_crs_for(cells)
    xy = metric_xy(cells, crs) if xy is None else xy
    children = cells["children"].to_numpy(dtype=np.float64, na_value=np.nan)
    wanted = np.isfinite(distance_m) | np.isposinf(distance_m)
    wanted &= ~is_covered(distance_m, radius_m) & (children > 0) & np.isfinite(xy).all(axis=1)
    at = np.flatnonzero(wanted)
    at = at[np.lexsort(_mm(xy[at]).T[::-1])]  # the order of the file must not matter
    shape = cell_grid(cells, xy, crs)
    codes, names = _sub_areas(cells, at)
    labels = _ranked(pieces(xy[at], shape.link_m[at], codes), children[at])
    centre = _centre(xy[at], children[at], labels)
    table = _table(cells, at, labels, bands)
    for name, holds in (shares or {}).items():
        table[f"share_{name}"] = _sum(labels, children[at] * holds[at]) / table["children"]
    table["sub_area"] = names[codes[centre]]
    table["area_km2"] = (
        _sum(labels, shape.area_m2[at]) / _M2_PER_KM2 if (shape.area_m2 is not None) else np.nan
    )
    lonlat = to_storage(xy[at[centre]], crs)
    table["center_lon"], table["center_lat"] = lonlat[:, 0], lonlat[:, 1]
    table = table.join(_best(xy[at], children[at], labels, new_site_m, crs))
    sites = pd.Series([None] * len(cells) if nearest_site is None else nearest_site, dtype=object)
    table["nearest_site"] = sites.to_numpy()[at[centre]]
    table["nearest_m"] = distance_m[at[centre]]
    farthest = np.full(len(table), -np.inf)
    np.maximum.at(farthest, labels, distance_m[at])
    table["farthest_m"] = farthest
    outline = _outlines(cells, xy, at, labels, shape, crs)
    if hide_few:
        table = hide_small(table, "children", bands)
        table["best_children"] = table["best_children"].mask(is_small(table["best_children"]))
    else:
        table = table.assign(hidden=False)
    table.index = pd.RangeIndex(1, len(table) + 1, name="rank")
    return gpd.GeoDataFrame(table, geometry=outline, crs=crs).to_crs(STORAGE_CRS)


def _mm(metres: Floats) -> Floats:
    """Round to millimetres, so that equals are told apart by their place and not by noise."""
    rounded: Floats = np.round(metres, 3)
    return rounded


def _sum(labels: Longs, values: Floats) -> Floats:
    out: Floats = np.bincount(labels, weights=values).astype(np.float64, copy=False)
    return out


def _ranked(labels: Longs, children: Floats) -> Longs:
    """Give the pieces numbers by children, most first; equal ones keep their cells' order."""
    if not len(labels):
        return labels
    first = np.unique(labels, return_index=True)[1]
    order = np.lexsort((first, -np.round(_sum(labels, children), 6)))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    ranked: Longs = rank[labels]
    return ranked


def _centre(xy: Floats, children: Floats, labels: Longs) -> Longs:
    """Position of the cell of each gap that is nearest to the mean of its children."""
    if not len(labels):
        return labels
    weight = _sum(labels, children)
    mean = np.column_stack([_sum(labels, xy[:, k] * children) / weight for k in (0, 1)])
    off = np.hypot(*(xy - mean[labels]).T)
    x, y = _mm(xy).T
    order = np.lexsort((y, x, _mm(off), labels))
    starts = np.unique(labels[order], return_index=True)[1]
    found: Longs = order[starts]
    return found


def _best(
    xy: Floats, children: Floats, labels: Longs, new_site_m: float | None, crs: CRS
) -> pd.DataFrame:
    columns = ["best_lon", "best_lat", "best_children"]
    if new_site_m is None or not len(labels):
        return pd.DataFrame(columns=columns, dtype=float)
    best = best_points(xy, children, labels, new_site_m)
    lonlat = to_storage(xy[best["position"]], crs)
    found = [lonlat[:, 0], lonlat[:, 1], best["children"].to_numpy()]
    return pd.DataFrame(dict(zip(columns, found, strict=True)), index=best.index)


def _table(cells: gpd.GeoDataFrame, at: Longs, labels: Longs, bands: Sequence[str]) -> pd.DataFrame:
    table = pd.DataFrame(index=pd.RangeIndex(int(labels.max()) + 1 if len(labels) else 0))
    for column in ("children", *bands):
        values = cells[column].to_numpy(dtype=np.float64, na_value=np.nan)[at]
        table[column] = _sum(labels, values)
    table["cells"] = np.bincount(labels)
    return table


def _sub_areas(cells: gpd.GeoDataFrame, at: Longs) -> tuple[Longs, Names]:
    """Sub-area of each cell as a number, and the codes that the numbers stand for."""
    if "sub_area_code" not in cells:
        return np.zeros(len(at), dtype=np.int64), np.array([""], dtype=object)
    named = cells["sub_area_code"].iloc[at].fillna("").astype(str)
    numbers, names = pd.factorize(named, sort=True)
    return numbers.astype(np.int64), np.asarray(names, dtype=object)


def _outlines(
    cells: gpd.GeoDataFrame,
    xy: Floats,
    at: Longs,
    labels: Longs,
    shape: CellGrid,
    crs: CRS,
) -> Geometries:
    """Draw each gap: its squares joined, its polygons joined, or discs around its points."""
    if not len(at):
        return np.empty(0, dtype=object)
    order = np.argsort(labels, kind="stable")
    at, edges = at[order], np.searchsorted(labels[order], np.arange(1, labels.max() + 1))
    exact = False
    if shape.side_m is not None:
        drawn, exact = _squares(xy[at], shape.side_m[at])
    else:
        picked = cells.geometry.iloc[at]
        if (shapely.get_dimensions(np.asarray(picked.array, dtype=object)) == 2).all():
            drawn = np.asarray(picked.to_crs(crs).array, dtype=object)
        else:
            drawn = shapely.buffer(shapely.points(xy[at]), shape.link_m[at] / 2, quad_segs=4)
    join = shapely.coverage_union_all if exact else shapely.union_all
    return np.array([join(group) for group in np.split(drawn, edges)], dtype=object)


def _squares(xy: Floats, side_m: Floats) -> tuple[Geometries, bool]:
    """Squares around the centres, and whether they share their corners exactly.

    Shared corners let them be joined twenty times as fast.
    """
    side = float(side_m[0])
    steps = (xy - xy[:1]) / side
    index = np.round(steps)
    if np.ptp(side_m) == 0 and np.abs(steps - index).max() <= _ALIGNED:
        corner = [xy[0, k] + (index[:, k, None] + np.array([-0.5, 0.5])) * side for k in (0, 1)]
        (west, east), (south, north) = corner[0].T, corner[1].T
        return np.asarray(shapely.box(west, south, east, north), dtype=object), True
    half = side_m * 0.505  # a little more than half, so that neighbours surely overlap
    boxes = shapely.box(*(xy - half[:, None]).T, *(xy + half[:, None]).T)
    return np.asarray(boxes, dtype=object), False
