"""Children of areas that are too wide to be one point."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Geometries
from geo.distance import M_PER_DEGREE

WIDEST_POINT_M = 300.0
"""An area no longer or wider than this is one point: a building, a cell of 100 to 250 m. The
shortest walk that can be asked for on the pages is 240 m."""
_FINEST_M = 100.0
_MOST_POINTS = 40_000


@dataclass(frozen=True, slots=True)
class Spread:
    """Areas with their children, as points.

    Parameters
    ----------
    row : int64[k]
        Row of the area that each point comes from; areas keep their order.
    points : object[k]
        Points, WGS-84.
    share : float64[k]
        Share of the row's children that lives there; the shares of a row add up to 1.
    areas : int
        Areas that were too wide to be one point.
    apart_m : int
        Metres between the points of such an area; 0 without one.
    """

    row: np.ndarray
    points: Geometries
    share: Floats
    areas: int
    apart_m: int


def spread_evenly(shapes: Geometries) -> Spread:
    """Spread each wide area over evenly spaced points; a small one becomes one point inside it.

    A town of 60 km² held as one point is within a walk of a park as a whole or not at all: 0 or
    100 % of its children, where the park serves 5 %. By points its share is that of its surface,
    by any ruler.

    Parameters
    ----------
    shapes : object[n]
        Points and polygons, WGS-84.
    """
    points = np.array(shapes, dtype=object)
    areal = shapely.get_dimensions(points) == 2
    wide = areal & (_longest_m(points) > WIDEST_POINT_M)
    points[areal & ~wide] = shapely.point_on_surface(points[areal & ~wide])
    if not wide.any():
        rows = np.arange(len(points))
        return Spread(rows, points, np.ones(len(points)), 0, 0)
    surface = float((shapely.area(points[wide]) * _metres_square(points[wide])).sum())
    apart_m = round(max(_FINEST_M, (surface / _MOST_POINTS) ** 0.5))
    held = [_inside(s, apart_m) if w else [s] for s, w in zip(points, wide, strict=True)]
    count = np.array([len(some) for some in held])
    row = np.repeat(np.arange(len(points)), count)
    flat = np.array([point for some in held for point in some], dtype=object)
    return Spread(row, flat, 1.0 / count[row], int(wide.sum()), apart_m)


def spread_rows(frame: pd.DataFrame, found: Spread, heads: list[str]) -> gpd.GeoDataFrame:
    """Return a row for each point of :func:`spread_evenly`, its ids told apart by a number.

    Parameters
    ----------
    frame : DataFrame
        A row for each area, index its id; ``cell_m`` and the columns of ``heads``.
    found : Spread
        Where they live.
    heads : list of str
        Columns of numbers of children.
    """
    rows = frame.iloc[found.row].copy()
    many = np.bincount(found.row, minlength=len(frame))[found.row] > 1
    rows.loc[:, heads] = rows[heads].to_numpy(dtype=float) * found.share[:, None]
    number = pd.Series(found.row).groupby(found.row).cumcount().to_numpy() + 1
    rows.index = pd.Index(
        [f"{i}/{n}" if m else i for i, n, m in zip(rows.index, number, many, strict=True)],
        name=frame.index.name,
    )
    rows["cell_m"] = rows["cell_m"].mask(many, found.apart_m)
    return gpd.GeoDataFrame(rows, geometry=found.points, crs=4326)


def _longest_m(shapes: Geometries) -> Floats:
    """Length of the longer side of each bounding box, in metres."""
    west, south, east, north = shapely.bounds(shapes).T
    across = (east - west) * np.cos(np.radians((south + north) / 2))
    longest: Floats = np.fmax(across, north - south) * M_PER_DEGREE
    return longest


def _metres_square(shapes: Geometries) -> Floats:
    latitude = shapely.get_y(shapely.centroid(shapes))
    square: Floats = M_PER_DEGREE**2 * np.cos(np.radians(latitude))
    return square


def _inside(shape: BaseGeometry, apart_m: float) -> list[BaseGeometry]:
    """Points of an even grid inside a polygon; one point of it if it is too thin for any."""
    west, south, east, north = shape.bounds
    high = apart_m / M_PER_DEGREE
    wide = high / np.cos(np.radians((south + north) / 2))
    x = np.arange(west + wide / 2, east, wide)
    y = np.arange(south + high / 2, north, high)
    at = np.column_stack([side.ravel() for side in np.meshgrid(x, y)])
    shapely.prepare(shape)
    at = at[shapely.contains_xy(shape, at[:, 0], at[:, 1])] if len(at) else at
    return [shapely.Point(*xy) for xy in at] or [shapely.point_on_surface(shape)]
