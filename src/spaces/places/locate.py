"""Which area of a place a point or a site lies in: one rule for children, sites and schools.

Of all outlines that hold a point the smallest has it: a county before its city. A point on the
common border of two areas lies in both, so it too belongs to the smaller one; of two that are
equally large, to the one whose code comes first. The order of the rows never matters.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Floats, Geometries, Longs, Names
from geo.crs import STORAGE_CRS
from spaces.places.admin_units import AdminUnits

_COUNTY_DIGITS = 6
_EQUAL_DIGITS = 12
"""Outlines are equally large within a millionth of a millionth of a square degree: 0.01 m²."""


def area_at(points: Geometries, areas: gpd.GeoDataFrame | None) -> Names:
    """Area that each point lies in.

    Parameters
    ----------
    points : object[n]
        Points, WGS-84; None and empty ones lie nowhere.
    areas : GeoDataFrame or None
        Outlines of the areas, any CRS, index code; rows without one hold nothing.

    Returns
    -------
    object[n]
        Code of the smallest area that holds the point, its border included; "" for none.

    Examples
    --------
    A district lies in its city; a point in both lies in the district:

    >>> town, city = shapely.box(120, 27, 121, 28), shapely.box(120, 27, 122, 28)
    >>> areas = gpd.GeoDataFrame(index=["city", "town"], geometry=[city, town], crs=4326)
    >>> area_at(shapely.points([(120.5, 27.5), (121.5, 27.5), (130, 27)]), areas).tolist()
    ['town', 'city', '']
    """
    found: Names = np.full(len(points), "", dtype=object)
    if areas is None or areas.empty or not len(points):
        return found
    outlines = areas.to_crs(STORAGE_CRS)
    shapes = np.asarray(outlines.geometry.array, dtype=object)
    codes = outlines.index.astype(str).to_numpy(dtype=object)
    order = _smallest_first(shapes, codes)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    point, area = shapely.STRtree(shapes).query(points, predicate="intersects")
    first = np.full(len(points), len(order), dtype=np.int64)
    np.minimum.at(first, point, rank[area])
    hit = first < len(order)
    found[hit] = codes[order[first[hit]]]
    return found


def _smallest_first(shapes: Geometries, codes: Names) -> Longs:
    """Order of outlines in degrees by their true size, equal ones by their code."""
    latitude: Floats = shapely.get_y(shapely.centroid(shapes))
    size = np.round(shapely.area(shapes) * np.cos(np.radians(latitude)), _EQUAL_DIGITS)
    return np.lexsort((codes.astype(str), size))


def area_of_cells(
    given: pd.Series, points: Geometries, areas: gpd.GeoDataFrame | None
) -> pd.Series:
    """Area of each cell of a population: the one it names, else the one around its centre.

    Parameters
    ----------
    given : Series of str, n cells
        Codes that the cells name; empty or NA where they name none.
    points : object[n]
        Their centres, WGS-84.
    areas : GeoDataFrame or None
        See :func:`area_at`.

    Returns
    -------
    Series of str
        Codes, index as given; "" where none is known.
    """
    codes = given.fillna("").astype(str)
    blank = np.flatnonzero((codes == "").to_numpy())
    if areas is None or areas.empty or not blank.size:
        return codes
    filled = codes.to_numpy(dtype=object).copy()
    filled[blank] = area_at(points[blank], areas)
    return pd.Series(filled, index=codes.index, name=codes.name)


def area_of_sites(
    sites: gpd.GeoDataFrame, areas: gpd.GeoDataFrame | None, codes: pd.Series | None = None
) -> pd.Series:
    """Area of each site: by its code, else by its name, else by where it lies.

    Parameters
    ----------
    sites : GeoDataFrame
        Sites, WGS-84; ``sub_area_code`` and ``sub_area`` (a name) are used where present.
    areas : GeoDataFrame or None
        Outlines, index code; a name counts if only one of them bears it (``name_zh``).
    codes : Series of str, optional
        Codes by site instead of ``sub_area_code``; "" where there is none.

    Returns
    -------
    Series of str
        Codes, index as ``sites``; "" where none is known. A code of the site's own need not be
        one of ``areas``.
    """
    found = texts(sites, "sub_area_code") if codes is None else codes.astype(object).copy()
    if areas is None or areas.empty:
        return found
    if "name_zh" in areas:
        alone = areas.loc[~areas["name_zh"].duplicated(keep=False), "name_zh"]
        by_name = dict(zip(alone, alone.index.astype(str), strict=True))
        named = texts(sites, "sub_area").map(lambda name: by_name.get(name, ""))
        found = found.where(found != "", named)
    left = np.flatnonzero((found == "").to_numpy())
    if left.size and isinstance(sites, gpd.GeoDataFrame):
        inside = shapely.point_on_surface(np.array(sites.geometry.array, dtype=object)[left])
        found.iloc[left] = area_at(inside, areas)
    return found


def unit_of_sites(sites: gpd.GeoDataFrame, units: AdminUnits, level: str) -> pd.Series:
    """Area of one level that each site belongs to; see :func:`area_of_sites`.

    A site that names an area of a lower level lies in that area's own parents, too.

    Parameters
    ----------
    sites : GeoDataFrame
        Sites, WGS-84.
    units : AdminUnits
        All areas of the place.
    level : str
        Level of the areas asked for, as in ``units``.

    Returns
    -------
    Series of str
        Code by site id; "" where none is known.
    """
    frame = units.frame
    levels, above = frame["level"].to_dict(), frame["parent"].to_dict()
    given = texts(sites, "sub_area_code")
    county = given.str[:_COUNTY_DIGITS]  # a town's code begins with its county's
    known = given.where(given.isin(frame.index), county.where(county.isin(frame.index), ""))
    return area_of_sites(
        sites, units.of(level), known.map(lambda code: _lifted(code, levels, above, level))
    )


def _lifted(code: str, levels: dict[str, str], above: dict[str, str], level: str) -> str:
    """Return the area of the asked level above a code, itself included."""
    seen: set[str] = set()
    while code in levels and code not in seen:
        if levels[code] == level:
            return code
        seen.add(code)
        code = above[code]
    return ""


def texts(frame: pd.DataFrame, column: str) -> pd.Series:
    """Column of a table as text; "" where it is empty, and everywhere if there is none."""
    if column not in frame:
        return pd.Series("", index=frame.index, dtype=object)
    return pd.Series(frame[column].fillna("").astype(str), dtype=object)
