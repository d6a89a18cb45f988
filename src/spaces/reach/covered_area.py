"""How much of a place lies within reach of a site, and how much does not."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.arrays import Geometries
from geo.geometry import equal_area_buffer

_M2_PER_KM2 = 1e6


@dataclass(frozen=True, slots=True)
class AreaCover:
    """A place split in the part within reach and the part beyond it.

    Parameters
    ----------
    area_km2, area_covered_km2 : float
        Square kilometres of the place, and of the part within reach.
    covered, uncovered : BaseGeometry
        The two parts, in the metric CRS of the input. They share only their border.
    area_unknown_km2 : float or None
        Square kilometres where nothing could be measured; None for a ruler that measures
        everywhere, as the straight line does.
    unknown : BaseGeometry or None
        That part.
    area_circle_km2, area_false_km2 : float or None
        On foot: square kilometres inside the circle as long as the walk, and of these beyond the
        walk (false comfort).
    false_area : BaseGeometry or None
        The area of false comfort.
    """

    area_km2: float
    area_covered_km2: float
    covered: BaseGeometry
    uncovered: BaseGeometry
    area_unknown_km2: float | None = None
    unknown: BaseGeometry | None = None
    area_circle_km2: float | None = None
    area_false_km2: float | None = None
    false_area: BaseGeometry | None = None

    @property
    def share(self) -> float:
        """Share of the area within reach, 0 to 1."""
        return self.area_covered_km2 / self.area_km2


def reach_zones(sites: gpd.GeoSeries, radius_m: float) -> Geometries:
    """One zone per different location: everything within ``radius_m`` of that site.

    Parameters
    ----------
    sites : GeoSeries
        Sites in a metric CRS; those without geometry are skipped.
    radius_m : float
        Metres.

    Returns
    -------
    object[k]
        Polygons, true in area; see :func:`geo.geometry.equal_area_buffer`.
    """
    if not (np.isfinite(radius_m) and radius_m > 0):
        raise ValueError(f"radius must be above 0 m, got {radius_m}")
    geometry: Geometries = np.asarray(sites.array, dtype=object)
    geometry = geometry[~(shapely.is_missing(geometry) | shapely.is_empty(geometry))]
    point = shapely.get_type_id(geometry) == shapely.GeometryType.POINT
    at = np.unique(shapely.get_coordinates(geometry[point]), axis=0)
    different = np.concatenate([shapely.points(at), geometry[~point]])
    zones: Geometries = equal_area_buffer(different, radius_m)
    return zones


def covered_area(sites: gpd.GeoSeries, boundary: BaseGeometry, radius_m: float) -> AreaCover:
    """Exact covered and uncovered area of a place.

    Parameters
    ----------
    sites : GeoSeries
        Sites in the metric CRS of ``boundary``. Sites outside the place count where their
        reach enters it.
    boundary : Polygon or MultiPolygon
        The place, in metres.
    radius_m : float
        Metres.

    Raises
    ------
    ValueError
        If the boundary has no area, or the radius is not above 0.
    """
    place = boundary if boundary.is_valid else shapely.make_valid(boundary)
    area_m2 = float(place.area)
    if not area_m2 > 0:
        raise ValueError(f"boundary has no area ({boundary.geom_type})")
    within = _within(sites, place, radius_m)
    covered = shapely.intersection(place, within)
    uncovered = shapely.difference(place, within)
    covered_m2 = min(float(covered.area), area_m2)
    return AreaCover(area_m2 / _M2_PER_KM2, covered_m2 / _M2_PER_KM2, covered, uncovered)


def circles(sites: gpd.GeoSeries, place: BaseGeometry, radius_m: float) -> BaseGeometry:
    """Part of a valid place within the circles: :func:`covered_area` without what is beyond.

    Parameters
    ----------
    sites : GeoSeries
        Sites in the metric CRS of ``place``.
    place : Polygon or MultiPolygon
        The place, in metres; valid.
    radius_m : float
        Metres.
    """
    covered: BaseGeometry = shapely.intersection(place, _within(sites, place, radius_m))
    return covered


def _within(sites: gpd.GeoSeries, place: BaseGeometry, radius_m: float) -> BaseGeometry:
    zones = reach_zones(sites, radius_m)
    shapely.prepare(place)
    within: BaseGeometry = shapely.union_all(zones[shapely.intersects(place, zones)])
    return within
