"""The ruler "radius": the straight line to the nearest site, and the circle around it.

Points are found through a k-d tree (J. L. Bentley, Communications of the ACM 18, 1975), as
scipy.spatial has it, other shapes through an R-tree of shapely.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import geopandas as gpd
import numpy as np
import shapely
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Geometries, Longs, Mask
from spaces.reach.covered_area import AreaCover, covered_area
from spaces.reach.nearest import Nearest
from spaces.reach.result import STATES
from spaces.reach.rulers import STRAIGHT

_POINT = int(shapely.GeometryType.POINT)


@dataclass(frozen=True, slots=True)
class StraightLine:
    """The straight line as a :class:`spaces.reach.ruler.Ruler`."""

    names: ClassVar[tuple[str, ...]] = (STRAIGHT,)
    states: ClassVar[tuple[str, ...]] = STATES

    def nearest_of(self, xy: Floats, groups: Sequence[gpd.GeoSeries]) -> list[Nearest]:
        """Nearest site of each group for every cell; see :func:`nearest`."""
        return [nearest(xy, group) for group in groups]

    def cover(self, sites: gpd.GeoSeries, outline: BaseGeometry, limit_m: float) -> AreaCover:
        """Split a place by circles; see :func:`spaces.reach.covered_area.covered_area`.

        Parameters
        ----------
        sites : GeoSeries
            Sites in metres.
        outline : Polygon or MultiPolygon
            The place, in the same CRS.
        limit_m : float
            Radius of the circles.
        """
        return covered_area(sites, outline, limit_m)

    def beside(self, xy: Floats, sites: gpd.GeoSeries) -> None:
        """Nothing: the straight line is what others are compared with."""

    def source(self, sites: gpd.GeoSeries) -> None:
        """Nothing: a straight line needs no network."""


STRAIGHT_LINE = StraightLine()


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


def _checked(cells_xy: Floats) -> Floats:
    cells = np.asarray(cells_xy, dtype=np.float64)
    if cells.ndim != 2 or cells.shape[1] != 2:
        raise ValueError(f"cells_xy must be (n, 2), got {cells.shape}")
    return cells


def _split(sites: gpd.GeoSeries) -> tuple[Longs, Longs, Geometries]:
    """Positions of single points, positions of all other shapes, and the bare geometries."""
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
