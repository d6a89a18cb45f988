"""Shapes for the browser: whole millionths of a degree, each number the step from the last."""

from __future__ import annotations

from typing import Final, cast

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats
from spaces.places import Place

UNIT_DEG: Final = 1e-6
"""A step of one, about 0.1 m."""
_FINEST_SHARE: Final = 1 / 3000
"""An outline is drawn to this share of its width: finer than a pixel of the whole."""

Path = list[int]


def path(lonlat: Floats) -> Path:
    """One line as ``[lon, lat, step, step, …]`` in millionths of a degree.

    Parameters
    ----------
    lonlat : float64[k, 2]
        WGS-84.
    """
    whole = np.rint(lonlat / UNIT_DEG).astype(np.int64)
    steps = np.vstack([whole[:1], np.diff(whole, axis=0)])
    return [int(step) for step in steps.ravel()]


def paths(geometry: BaseGeometry) -> list[Path]:
    """Rings of areas and lines, in order; points have none."""
    lines = []
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            lines += [part.exterior, *part.interiors]
        elif part.geom_type == "LineString":
            lines.append(part)
    return [path(shapely.get_coordinates(line)) for line in lines]


def outlines(boundaries: gpd.GeoDataFrame, place: Place) -> dict[str, object]:
    """Outline of a place and of its parts one level down, drawn as fine as a screen shows.

    Parameters
    ----------
    boundaries : GeoDataFrame
        EPSG:4326, index division code, column ``parent``.
    place : Place
        Whose.

    Returns
    -------
    dict
        ``own``: rings; ``parts``: list of ``zh, en, at, rings``; both empty without an outline.
    """
    if place.code not in boundaries.index:
        return {"own": [], "parts": []}
    own = boundaries.geometry[place.code]
    west, south, east, north = own.bounds
    finest = max(east - west, north - south) * _FINEST_SHARE
    names = {part.code: part for part in place.parts}
    below = boundaries[(boundaries["parent"] == place.code) & boundaries.index.isin(names)]
    parts = []
    for code, shape in zip(below.index, below.geometry, strict=True):
        at = shapely.point_on_surface(shape)
        parts.append(
            {
                "zh": names[code].name("zh"),
                "en": names[code].name("en"),
                "at": path(np.array([[at.x, at.y]])),
                "rings": paths(_drawn(shape, finest)),
            }
        )
    return {"own": paths(_drawn(own, finest)), "parts": parts}


def _drawn(shape: BaseGeometry, finest_deg: float) -> BaseGeometry:
    """Simplify; islands smaller than a pixel go, but never all of a shape."""
    parts = np.asarray(shapely.get_parts(shape), dtype=object)
    seen = parts[shapely.area(parts) > finest_deg**2]
    kept = shapely.multipolygons(seen) if len(seen) else shape
    return cast(BaseGeometry, shapely.simplify(kept, finest_deg / 2, preserve_topology=True))
