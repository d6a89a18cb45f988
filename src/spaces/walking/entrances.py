"""Where sites are entered, before these entrances are snapped to the streets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Geometries, Longs
from geo.crs import STORAGE_CRS
from geo.network.entrances import entrance_points
from spaces.walking.cache import digest

_LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)


@dataclass(frozen=True, slots=True, eq=False)
class EntrancePoints:
    """Where some sites are entered.

    Parameters
    ----------
    xy : float64[k, 2]
        Entrances in the network's metres.
    owner : int64[k]
        Position of the site of each.
    count : int
        How many sites there are.
    key : str
        Name of this content.
    """

    xy: Floats
    owner: Longs
    count: int
    key: str


def find_entrances(
    sites: gpd.GeoSeries, given: Mapping[str, BaseGeometry], crs: CRS, key: str | None = None
) -> EntrancePoints:
    """Find where sites are entered: where the list says, else by their shape.

    A point is its own entrance; an outline has one every 25 m; a line is entered at its ends.

    Parameters
    ----------
    sites : GeoSeries
        Any CRS, index id.
    given : dict of str to MultiPoint
        Entrances by id of the site, WGS-84.
    crs : CRS
        Metric CRS of the answer.
    key : str, optional
        What :func:`entrances_key` says of the same sites, where it is known.
    """
    gates = _given(sites, given)
    metric = np.array(sites.to_crs(crs).array, dtype=object)
    if gates:
        moved = gpd.GeoSeries(list(gates.values()), crs=STORAGE_CRS).to_crs(crs)
        metric[list(gates)] = np.asarray(moved.array, dtype=object)
    xy, owner = entrance_points(_ends(metric))
    return EntrancePoints(xy, owner, len(metric), key or entrances_key(sites, given))


def entrances_key(sites: gpd.GeoSeries, given: Mapping[str, BaseGeometry]) -> str:
    """Name of what :func:`find_entrances` finds: the same for the same shapes and entrances."""
    wkb = [shape or b"-" for shape in shapely.to_wkb(np.array(sites.array, dtype=object))]
    named = [f"{k} {shape.wkb_hex}" for k, shape in _given(sites, given).items()]
    return digest(b"|".join(wkb), str(sites.crs), *named)


def _given(sites: gpd.GeoSeries, given: Mapping[str, BaseGeometry]) -> dict[int, BaseGeometry]:
    """Entrances that the list names, by position of the site."""
    return {k: given[str(key)] for k, key in enumerate(sites.index) if str(key) in given}


def _ends(shapes: Geometries) -> Geometries:
    """Lines as their ends; a closed line has none and stays."""
    out = shapes.copy()
    line = np.isin(shapely.get_type_id(shapes), _LINES)
    ends = shapely.boundary(shapes[line])
    out[line] = np.where(shapely.is_empty(ends), shapes[line], ends)
    return out
