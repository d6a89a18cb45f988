"""Rows that lie where nothing of this place can be: nowhere, abroad, turned round, elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Floats, Geometries, Longs, Mask
from geo.crs import STORAGE_CRS
from geo.datum.degrees import as_text, looks_packed, unpacked
from geo.distance import beyond_m
from geo.faults import Fact, Fault, Severity
from geo.table import row_numbers

NEAR_M: Final = 100.0
"""A schematic outline is off by tens of metres: nearer than this is not called outside."""
LISTED: Final = 20
"""Rows of one fault that are named one by one; past that they are one line with a count."""
_CHINA: Final = (73.0, 3.0, 136.0, 54.0)
"""Box around the land and islands of China, degrees: west, south, east, north."""
_PACKED_ROWS: Final = 10
_NULL: Final = 1e-9


def null_island(geometry: Geometries) -> Mask:
    """Whether a geometry has a corner at 0, 0: what a failed geocoder writes.

    Parameters
    ----------
    geometry : array of geometry, shape (n,)
        In any CRS; None and empty ones are False.
    """
    out = np.zeros(len(geometry), dtype=bool)
    xy, owner = shapely.get_coordinates(geometry, return_index=True)
    out[owner[(np.abs(xy) <= _NULL).all(axis=1)]] = True
    return out


def one_point_each(frame: gpd.GeoDataFrame) -> tuple[Floats, Longs]:
    """Return a point on each located row, (n, 2) in WGS-84 degrees, and the row numbers."""
    stored = frame
    if frame.crs is not None and not frame.crs.is_geographic:
        stored = frame.to_crs(STORAGE_CRS)
    geometry = np.array(stored.geometry.to_numpy(), dtype=object)
    rows = row_numbers(stored)
    usable = ~shapely.is_missing(geometry) & ~shapely.is_empty(geometry)
    shapes = geometry[usable]
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    first = xy[np.searchsorted(owner, np.arange(len(shapes)))].reshape(-1, 2)
    surface = np.isin(shapely.get_type_id(shapes), (3, 6)) & shapely.is_valid(shapes)
    if surface.any():
        first[surface] = shapely.get_coordinates(shapely.point_on_surface(shapes[surface]))
    finite = np.isfinite(first).all(axis=1)
    return first[finite], rows[usable][finite]


def turned_or_metres(xy: Floats, area: shapely.Geometry, file: str) -> Fault | None:
    """Fault of a file whose numbers are no degrees, or whose axes are swapped; else None.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        As the file gives them.
    area : Polygon or MultiPolygon
        The place, WGS-84.
    file : str
        Name of the input.
    """
    if not len(xy):
        return None
    example: dict[str, Fact] = {"x": round(float(xy[0, 0]), 6), "y": round(float(xy[0, 1]), 6)}
    if (np.abs(xy).max(axis=1) > 360).mean() > 0.5:
        return Fault("metres_as_degrees", file, facts=example)
    share, turned = (
        float(shapely.intersects_xy(area, *pair).mean()) for pair in (xy.T, xy.T[::-1])
    )
    if share < 0.1 and turned > 0.5:
        facts: dict[str, Fact] = {
            "before_percent": round(100 * share, 1),
            "after_percent": round(100 * turned, 1),
        }
        return Fault("swapped_axes_in_place", file, facts={**example, **facts})
    return None


def outside(
    xy: Floats,
    rows: Longs,
    area: shapely.Geometry,
    file: str,
    place: Mapping[str, str] | None = None,
) -> list[Fault]:
    """Name the rows that lie more than 100 m outside an area, with their true distance.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        WGS-84 degrees.
    rows : array of int, shape (n,)
        Row numbers.
    area : Polygon or MultiPolygon
        WGS-84.
    file : str
        Name of the input.
    place : mapping of str to str, optional
        Name of the area by language, where a file has rows of several.
    """
    out_m = beyond_m(area, xy)
    far = np.flatnonzero(out_m > NEAR_M)
    facts = [{"distance_km": _km(float(out_m[at]))} for at in far]
    code = "outside_place" if not place else "outside_own_place"
    named: dict[str, Fact] = {f"place_{lang}": name for lang, name in (place or {}).items()}
    return listed(code, file, rows[far], [{**named, **fact} for fact in facts])


def _km(metres: float) -> Fact:
    """Kilometres: one decimal, none from a hundred on; "" for what is no place on Earth."""
    if not np.isfinite(metres):
        return ""
    return round(metres / 1000, 1) if metres < 100_000 else round(metres / 1000)


def abroad(xy: Floats, rows: Longs, file: str) -> list[Fault]:
    """Name the rows that lie outside China, for a list whose place is not known.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        WGS-84 degrees.
    rows : array of int, shape (n,)
        Row numbers.
    file : str
        Name of the input.
    """
    west, south, east, north = _CHINA
    out = (xy[:, 0] < west) | (xy[:, 0] > east) | (xy[:, 1] < south) | (xy[:, 1] > north)
    facts: list[dict[str, Fact]] = [
        {"x": round(float(x), 6), "y": round(float(y), 6)} for x, y in xy[out]
    ]
    return listed("outside_china", file, rows[out], facts)


def packed_minutes(
    xy: Floats, rows: Longs, file: str, area: shapely.Geometry | None
) -> list[Fault]:
    """Name rows whose decimals seem to be minutes and seconds: 120.3830 for 120°38′30″.

    With an area: rows outside it that lie inside when read so. Without: a row far from all
    others that lies among them when read so. Ten rows and more that could all be packed, and lie
    inside only or also when read so, are told together.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        WGS-84 degrees.
    rows : array of int, shape (n,)
        Row numbers.
    file : str
        Name of the input.
    area : Polygon or MultiPolygon or None
        The place, WGS-84, if known.
    """
    could = looks_packed(xy[:, 0]) & looks_packed(xy[:, 1])
    if not could.any():
        return []
    other = np.column_stack([unpacked(xy[:, 0]), unpacked(xy[:, 1])])
    here, there = (_here(pair, xy, could, area) for pair in (xy, other))
    seems = could & there & ~here
    whole = area is not None and len(xy) >= _PACKED_ROWS and bool((could & there).all())
    if whole and not seems.all():
        facts: dict[str, Fact] = {
            "count": len(xy),
            "got": _plain(xy[0, 0]),
            "read": as_text(other[0, 0]),
        }
        return [Fault("packed_minutes_all", file, facts=facts, severity="warning")]
    found: list[dict[str, Fact]] = [
        {"got": f"{_plain(x)}, {_plain(y)}", "read": f"{as_text(u)}, {as_text(v)}"}
        for (x, y), (u, v) in zip(xy[seems], other[seems], strict=True)
    ]
    return listed("packed_minutes", file, rows[seems], found)


def _here(points: Floats, xy: Floats, could: Mask, area: shapely.Geometry | None) -> Mask:
    if area is None:
        return _among(xy, could, points)
    return np.asarray(shapely.intersects_xy(area, *points.T), dtype=bool)


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _among(xy: Floats, could: Mask, points: Floats) -> Mask:
    """Whether points lie within the spread of the rows that surely are decimal degrees."""
    sure = xy[~could]
    if len(sure) < 3:
        return np.ones(len(points), dtype=bool)
    middle = np.median(sure, axis=0)
    spread = np.maximum(np.quantile(np.abs(sure - middle), 0.9, axis=0) * 2, 0.02)
    out: Mask = (np.abs(points - middle) <= spread).all(axis=1)
    return out


def listed(
    code: str,
    file: str,
    rows: Longs,
    facts: Sequence[dict[str, Fact]],
    severity: Severity = "warning",
    column: str = "geometry",
) -> list[Fault]:
    """One fault a row; past twenty one fault with their number, the first rows and its facts.

    Parameters
    ----------
    code : str
        Code of the fault; of the sum it ends in ``_many``.
    file : str
        Name of the input.
    rows : array of int, shape (n,)
        Row numbers.
    facts : sequence of dict, length n
        What each row's sentence needs.
    severity : {"error", "warning", "notice"}
        How grave it is.
    column : str
        Column that it is about.
    """
    if len(rows) <= LISTED:
        return [
            Fault(code, file, int(row), column, fact, severity)
            for row, fact in zip(rows, facts, strict=True)
        ]
    some = ", ".join(str(int(row)) for row in rows[:5])
    summed: dict[str, Fact] = {**facts[0], "count": len(rows), "rows": some}
    return [Fault(f"{code}_many", file, facts=summed, severity=severity)]
