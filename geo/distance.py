"""True distances between degrees, near and far: along the ellipsoid, not on a local plane alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from pyproj import Geod, Transformer

from geo.arrays import Floats
from geo.crs import STORAGE_CRS, metric_crs, mover

GEOD: Final = Geod(ellps="WGS84")
M_PER_DEGREE: Final = 111_320.0
"""Metres of a degree of the equator; one of latitude is at most 0.7 % shorter in China."""
_PLANE_DEG: Final = 1.5
"""Within this of an area its own plane measures to 0.05 %; beyond, only the ellipsoid does."""
_STEP_DEG: Final = 0.02
_KEPT: Final = 256


def apart_m(one: Floats, other: Floats) -> Floats:
    """Metres between points, pair by pair.

    Parameters
    ----------
    one, other : array of float, shape (n, 2)
        WGS-84 longitude and latitude.
    """
    _, _, out = GEOD.inv(one[:, 0], one[:, 1], other[:, 0], other[:, 1])
    return np.asarray(out, dtype=np.float64)


def beyond_m(area: shapely.Geometry, xy: Floats) -> Floats:
    """Metres from points to an area, 0 inside it.

    Parameters
    ----------
    area : Polygon or MultiPolygon
        WGS-84 degrees.
    xy : array of float, shape (n, 2)
        WGS-84 longitude and latitude; what is no place on Earth is infinitely far.

    Returns
    -------
    array of float, shape (n,)
        By a plane of the area's own up to 1.5 degrees away, beyond along the ellipsoid to the
        nearest of points 2 km apart on the outline.
    """
    out = np.full(len(xy), np.inf)
    with np.errstate(invalid="ignore"):
        sound = (np.abs(xy[:, 0]) <= 360) & (np.abs(xy[:, 1]) <= 90)
    shapely.prepare(area)
    inside = np.zeros(len(xy), dtype=bool)
    inside[sound] = shapely.intersects_xy(area, xy[sound, 0], xy[sound, 1])
    out[inside] = 0.0
    west, south, east, north = shapely.bounds(area)
    aside = np.maximum.reduce(
        [west - xy[:, 0], xy[:, 0] - east, south - xy[:, 1], xy[:, 1] - north]
    )
    near = sound & ~inside & (aside <= _PLANE_DEG)
    if near.any():
        plane, move = _on_its_plane(area)
        points = shapely.points(np.column_stack(move.transform(xy[near, 0], xy[near, 1])))
        out[near] = shapely.distance(points, plane)
    far = sound & ~inside & ~near
    if far.any():
        out[far] = _around_the_earth_m(area, xy[far])
    return out


@lru_cache(maxsize=_KEPT)
def _on_its_plane(area: shapely.Geometry) -> tuple[shapely.Geometry, Transformer]:
    west, south, east, north = shapely.bounds(area)
    move = mover(STORAGE_CRS, metric_crs((west + east) / 2, (south + north) / 2))
    plane = shapely.transform(area, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
    shapely.prepare(plane)
    return plane, move


def _around_the_earth_m(area: shapely.Geometry, xy: Floats) -> Floats:
    from scipy.spatial import cKDTree  # only here: few lists lie that far away

    rim = shapely.get_coordinates(shapely.segmentize(area, _STEP_DEG))
    _, nearest = cKDTree(_on_a_sphere(rim)).query(_on_a_sphere(xy))
    return apart_m(xy, rim[nearest])


def _on_a_sphere(xy: Floats) -> Floats:
    lon, lat = np.radians(xy[:, 0]), np.radians(xy[:, 1])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
