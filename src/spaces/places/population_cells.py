"""Where the cells of a population lie, how large they are, and which of them touch.

A cell stands for its children by one point: itself if it is a point, else its centroid, or,
where a bent polygon's centroid falls outside it, a point inside. It is served when that point
is.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.arrays import Floats, Geometries, Longs
from geo.crs import STORAGE_CRS, mover, require_crs

_DIAGONAL = 1.6
"""Cells link up to 1.6 widths: a diagonal neighbour lies at 1.41, the next ring at 2."""
_EVEN = 0.05
"""Points are a grid when their spacings agree within 5 %."""
_WIDEST_CELL = 1.35
"""A grid of equal degrees is up to 1.35 times as high as wide (42° north)."""
_STRAGGLE = 2.5
"""Scattered points link up to 2.5 typical spacings, about where a random scatter of even
density becomes one piece."""


def centres(cells: gpd.GeoDataFrame) -> Geometries:
    """One point for each cell, in the CRS of ``cells``; None for a cell without geometry."""
    geometry: Geometries = np.asarray(cells.geometry.array, dtype=object)
    flat = shapely.get_type_id(geometry) != shapely.GeometryType.POINT
    flat &= ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    if not flat.any():
        return geometry
    shapes = geometry[flat]
    middle = shapely.centroid(shapes)
    outside = ~shapely.intersects(shapes, middle)
    middle[outside] = shapely.point_on_surface(shapes[outside])
    points = geometry.copy()
    points[flat] = middle
    return points


def metric_xy(cells: gpd.GeoDataFrame, crs: CRS) -> Floats:
    """Centres of the cells in metres.

    Parameters
    ----------
    cells : GeoDataFrame
        Points or polygons, with a CRS.
    crs : CRS
        The metric CRS to measure in.

    Returns
    -------
    float64[n, 2]
        ``nan`` for a cell without geometry.
    """
    points = centres(cells)
    empty = shapely.is_missing(points) | shapely.is_empty(points)
    x, y = shapely.get_x(points), shapely.get_y(points)
    move = mover(require_crs(cells), crs)
    east, north = move.transform(x, y)
    xy = np.column_stack([east, north])
    xy[empty] = np.nan
    return xy


def to_storage(xy: Floats, crs: CRS) -> Floats:
    """Metres of ``crs`` back to WGS-84 longitude and latitude, (n, 2)."""
    move = mover(crs, STORAGE_CRS)
    return np.column_stack(move.transform(xy[:, 0], xy[:, 1]))


@dataclass(frozen=True, slots=True)
class CellGrid:
    """How the cells of one population hang together.

    Parameters
    ----------
    link_m : float64[n]
        Two cells touch when they are no farther apart than the mean of their two ``link_m``.
    area_m2 : float64[n] or None
        Area that each cell stands for; None for scattered points, which stand for none.
    side_m : float64[n] or None
        Side of each cell when the cells are squares of known size.
    """

    link_m: Floats
    area_m2: Floats | None
    side_m: Floats | None


def cell_grid(cells: gpd.GeoDataFrame, xy: Floats, crs: CRS) -> CellGrid:
    """Tell how the cells hang together: by their column ``cell_m``, else by their spacing.

    Parameters
    ----------
    cells : GeoDataFrame
        All cells of the population, also those that are served: spacing is theirs together.
    xy : float64[n, 2]
        Their centres in ``crs``; ``nan`` where unknown.
    crs : CRS
        The metric CRS.
    """
    if "cell_m" in cells and len(cells):
        side_m = cells["cell_m"].to_numpy(dtype=np.float64, na_value=np.nan)
        if (side_m > 0).all():
            return CellGrid(_DIAGONAL * side_m, side_m**2, side_m)
    link_m, area_m2 = _spacing(xy)
    every = np.full(len(cells), link_m)
    kinds = shapely.get_dimensions(np.asarray(cells.geometry.array, dtype=object))
    if len(cells) and (kinds == 2).all():
        return CellGrid(every, cells.geometry.to_crs(crs).area.to_numpy(), None)
    return CellGrid(every, None if area_m2 is None else np.full(len(cells), area_m2), None)


def _spacing(xy: Floats) -> tuple[float, float | None]:
    """Linking distance, and area per point if the points are a grid."""
    at = np.unique(xy[np.isfinite(xy).all(axis=1)], axis=0)
    if len(at) < 2:
        return 0.0, None
    far = cKDTree(at).query(at, k=min(4, len(at)))[0]
    first, last = far[:, 1], far[:, -1]
    width = float(np.median(first))
    low, high = np.quantile(first, [0.1, 0.9])
    height = float(np.median(last))
    even = high - low <= _EVEN * width and height <= _WIDEST_CELL * width
    if len(at) >= 4 and even:
        return 1.1 * float(np.hypot(width, height)), width * height
    return _STRAGGLE * width, None


def pieces(xy: Floats, link_m: Floats, group: Longs) -> Longs:
    """Label the contiguous pieces of some cells, 0 upward.

    Parameters
    ----------
    xy : float64[k, 2]
        Centres of the cells to join.
    link_m : float64[k]
        As in :class:`CellGrid`.
    group : int64[k]
        Cells of different groups are never joined.
    """
    if not len(xy):
        return np.zeros(0, dtype=np.int64)
    # Each group on a floor of its own, out of reach of the next. And many people at one address
    # would make a pair each with each: join addresses, not people.
    stacked = np.column_stack([xy, group * (2.0 * float(link_m.max()) + 1.0)])
    at, inverse = np.unique(stacked, axis=0, return_inverse=True)
    reach = np.zeros(len(at))
    np.maximum.at(reach, inverse, link_m)
    pairs = cKDTree(at).query_pairs(float(reach.max()), output_type="ndarray")
    if np.ptp(reach) > 0:
        apart = np.linalg.norm(at[pairs[:, 0]] - at[pairs[:, 1]], axis=1)
        pairs = pairs[apart <= (reach[pairs[:, 0]] + reach[pairs[:, 1]]) / 2]
    links = coo_array((np.ones(len(pairs), dtype=bool), pairs.T), shape=(len(at), len(at)))
    labels = connected_components(links, directed=False)[1]
    joined: Longs = labels[inverse].astype(np.int64)
    return joined
