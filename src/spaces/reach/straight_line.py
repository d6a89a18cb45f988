"""The nearest site in a straight line, and how many sites lie within reach."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from scipy.spatial import cKDTree

from geo.arrays import Floats, Geometries, Longs, Mask
from spaces.reach.nearest import TOLERANCE_M, Nearest

_POINT = int(shapely.GeometryType.POINT)


def nearest(cells_xy: Floats, sites: gpd.GeoSeries, *, workers: int = 1) -> Nearest:
    """Nearest site for every cell, in a straight line.

    Points go through a k-d tree. Lines and polygons are measured exactly to their nearest
    part (inside a polygon: 0 m); multi-points likewise. Sites without geometry are skipped.

    Parameters
    ----------
    cells_xy : float64[n, 2]
        Cells in metres, in the CRS of ``sites``.
    sites : GeoSeries
        Sites in a metric CRS.
    workers : int
        Threads for the k-d tree; -1 means all cores.

    Returns
    -------
    Nearest
        Equal distances: a point before a line or polygon. Among points the choice depends
        on the order of ``sites`` only, so sort them to make it independent of a file's order.
    """
    cells_xy = _checked(cells_xy)
    points_at, shapes_at, geometry = _split(sites)
    if not np.isfinite(cells_xy).all():
        located: Mask = np.asarray(np.isfinite(cells_xy).all(axis=1))
        return _spread(nearest(cells_xy[located], sites, workers=workers), located)
    if points_at.size:
        tree = cKDTree(shapely.get_coordinates(geometry[points_at]))
        distance_m, found = tree.query(cells_xy, workers=workers)
        position = points_at[found] if shapes_at.size or sites.size > points_at.size else found
    else:
        distance_m = np.full(len(cells_xy), np.inf)
        position = np.full(len(cells_xy), -1, dtype=np.int64)
    if shapes_at.size and len(cells_xy):
        _improve(distance_m, position, cells_xy, geometry, shapes_at)
    return Nearest(distance_m, position.astype(np.int64, copy=False))


def count_within(cells_xy: Floats, sites: gpd.GeoSeries, radius_m: float) -> Longs:
    """Count the sites within ``radius_m`` of each cell.

    Parameters
    ----------
    cells_xy : float64[n, 2]
        Cells in metres, in the CRS of ``sites``. A cell without a location gets -1.
    sites : GeoSeries
        Sites in a metric CRS; those without geometry are skipped.
    radius_m : float
        Metres; the limit itself counts, as in :func:`is_covered`.
    """
    cells_xy = _checked(cells_xy)
    points_at, shapes_at, geometry = _split(sites)
    located = np.isfinite(cells_xy).all(axis=1)
    here = cells_xy[located]
    limit_m = radius_m + TOLERANCE_M
    found = np.zeros(len(here), dtype=np.int64)
    if points_at.size and len(here):
        tree = cKDTree(shapely.get_coordinates(geometry[points_at]))
        found += tree.query_ball_point(here, limit_m, return_length=True)
    if shapes_at.size and len(here):
        pairs = shapely.STRtree(geometry[shapes_at]).query(
            shapely.points(here), predicate="dwithin", distance=limit_m
        )
        found += np.bincount(pairs[0], minlength=len(here))
    counts = np.full(len(cells_xy), -1, dtype=np.int64)
    counts[located] = found
    return counts


def _checked(cells_xy: Floats) -> Floats:
    cells = np.asarray(cells_xy, dtype=np.float64)
    if cells.ndim != 2 or cells.shape[1] != 2:
        raise ValueError(f"cells_xy must be (n, 2), got {cells.shape}")
    return cells


def _split(sites: gpd.GeoSeries) -> tuple[Longs, Longs, Geometries]:
    """Longs of single points, positions of all other shapes, and the bare geometries."""
    if sites.crs is not None and sites.crs.is_geographic:
        raise ValueError("sites are in degrees; reach is measured in a metric CRS")
    geometry: Geometries = np.asarray(sites.array, dtype=object)
    usable = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    point = shapely.get_type_id(geometry) == _POINT
    return np.flatnonzero(usable & point), np.flatnonzero(usable & ~point), geometry


def _improve(
    distance_m: Floats,
    position: Longs,
    cells_xy: Floats,
    geometry: Geometries,
    shapes_at: Longs,
) -> None:
    """Put the nearest line or polygon in place wherever it beats what stands there."""
    pairs, metres = shapely.STRtree(geometry[shapes_at]).query_nearest(
        shapely.points(cells_xy), return_distance=True, all_matches=False
    )
    better = metres < distance_m[pairs[0]]
    cell = pairs[0][better]
    distance_m[cell] = metres[better]
    position[cell] = shapes_at[pairs[1][better]]


def _spread(found: Nearest, located: Mask) -> Nearest:
    distance_m = np.full(len(located), np.nan)
    position = np.full(len(located), -1, dtype=np.int64)
    distance_m[located] = found.distance_m
    position[located] = found.position
    return Nearest(distance_m, position)
