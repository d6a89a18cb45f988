"""Do coordinates lie where their place is? Swapped axes and shifted datums show at the border."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Floats, Longs, Mask
from geo.china import Datum, bd09_to_wgs84, gcj02_to_wgs84
from geo.crs import STORAGE_CRS, metric_crs
from geo.faults import Fact, Fault
from geo.table import row_numbers

Kind = Literal["ok", "swapped_axes", "gcj02", "bd09", "metres_as_degrees", "outside", "unknown"]

_NEAR_M = 100.0
"""A schematic outline is off by tens of metres: nearer than this is not called outside."""
_LISTED = 20
_FEWEST = 2
_TIMES = 4
_MOST_INSIDE = 0.9


@dataclass(frozen=True, slots=True)
class DatumFinding:
    """What the place's outline says about the coordinates.

    Parameters
    ----------
    kind : str
        ``ok``: inside, and a shifted reading would fit worse. ``unknown``: inside under every
        reading (or nothing to test), so the outline cannot tell. ``gcj02``, ``bd09``: more fall
        inside once that shift is taken out. ``swapped_axes``, ``metres_as_degrees``,
        ``outside``: most lie elsewhere.
    share_inside : float
        Share of located rows that lie inside as the file gives them, 0 to 1; NaN for none.
    faults : tuple of Fault
        Errors refuse the file; a suspected shift is a warning: nothing is converted on a guess.
    """

    kind: Kind
    share_inside: float
    faults: tuple[Fault, ...] = ()


def detect_datum(
    frame: gpd.GeoDataFrame, boundary: shapely.Geometry, file: str = "frame"
) -> DatumFinding:
    """Compare a frame with the outline of its place, as given and under each other reading.

    Parameters
    ----------
    frame : GeoDataFrame, n rows
        Any CRS. Rows without a usable geometry are passed over.
    boundary : Polygon or MultiPolygon
        The place, WGS-84 degrees.
    file : str
        Name of the input, for the faults.

    Returns
    -------
    DatumFinding
    """
    stored = frame
    if frame.crs is not None and not frame.crs.is_geographic:
        stored = frame.to_crs(STORAGE_CRS)
    xy, rows = _one_point_each(stored)
    if not len(rows):
        return DatumFinding("unknown", float("nan"))
    shapely.prepare(boundary)
    x, y = xy[:, 0], xy[:, 1]
    raw = _inside(boundary, x, y)
    share = float(raw.mean())
    example: dict[str, Fact] = {"x": round(float(x[0]), 6), "y": round(float(y[0]), 6)}
    if (np.maximum(np.abs(x), np.abs(y)) > 360).mean() > 0.5:
        return _refused("metres_as_degrees", share, file, example)
    turned = float(_inside(boundary, y, x).mean())
    if share < 0.1 and turned > 0.5:
        return _refused("swapped_axes", share, file, {**example, **_shares(share, turned)})
    readings: dict[Datum, Mask] = {
        "gcj02": _inside(boundary, *gcj02_to_wgs84(x, y)),
        "bd09": _inside(boundary, *bd09_to_wgs84(x, y)),
    }
    shifted = _better(raw, readings)
    if shifted:
        after = float(readings[shifted[0]].mean())
        facts: dict[str, Fact] = {"datum": " / ".join(shifted), **_shares(share, after)}
        warning = Fault("shifted_datum", file, facts=facts, severity="warning")
        return DatumFinding("gcj02" if shifted[0] == "gcj02" else "bd09", share, (warning,))
    if share == 0:
        return _refused("outside", share, file, example)
    faults = _outside(boundary, xy, ~raw, rows, file)
    if share < 0.5:
        return DatumFinding("outside", share, faults)
    told_apart = any((raw & ~reading).any() for reading in readings.values())
    return DatumFinding("ok" if told_apart else "unknown", share, faults)


def _one_point_each(frame: gpd.GeoDataFrame) -> tuple[Floats, Longs]:
    """Return a point on each located row, and the row numbers."""
    geometry = np.array(frame.geometry.to_numpy(), dtype=object)
    rows = row_numbers(frame)
    usable = ~shapely.is_missing(geometry) & ~shapely.is_empty(geometry)
    points = geometry[usable]
    first = np.array([shapely.get_coordinates(g)[0] for g in points]).reshape(-1, 2)
    surface = np.isin(shapely.get_type_id(points), (3, 6)) & shapely.is_valid(points)
    first[surface] = shapely.get_coordinates(shapely.point_on_surface(points[surface]))
    finite = np.isfinite(first).all(axis=1)
    return first[finite], rows[usable][finite]


def _inside(boundary: shapely.Geometry, x: Floats, y: Floats) -> Mask:
    out: Mask = shapely.intersects_xy(boundary, x, y)
    return out


def _better(raw: Mask, readings: dict[Datum, Mask]) -> list[Datum]:
    """Find the readings that bring clearly more rows inside than they push out; the best, or a tie.

    A list that simply reaches beyond the border gains on one side what it loses on the other;
    only a true shift gains several times what it loses, and then nearly all lie inside.
    """
    gains: dict[Datum, int] = {}
    for datum, reading in readings.items():
        fixed, broken = int((~raw & reading).sum()), int((raw & ~reading).sum())
        if fixed >= _FEWEST and fixed > _TIMES * broken and reading.mean() >= _MOST_INSIDE:
            gains[datum] = fixed - broken
    best = max(gains.values(), default=0)
    return [datum for datum, gain in gains.items() if gain == best]


def _shares(before: float, after: float) -> dict[str, Fact]:
    return {"before_percent": round(100 * before, 1), "after_percent": round(100 * after, 1)}


def _refused(kind: Kind, share: float, file: str, facts: dict[str, Fact]) -> DatumFinding:
    codes = {"outside": "outside_place_all", "swapped_axes": "swapped_axes_in_place"}
    code = codes.get(kind, str(kind))
    return DatumFinding(kind, share, (Fault(code, file, facts=facts),))


def _outside(
    boundary: shapely.Geometry,
    xy: Floats,
    outside: Mask,
    rows: Longs,
    file: str,
) -> tuple[Fault, ...]:
    """Name the rows that lie outside, or only their number when they are many."""
    if not outside.any():
        return ()
    local = metric_crs(*shapely.get_coordinates(shapely.centroid(boundary))[0])
    place = gpd.GeoSeries([boundary], crs=STORAGE_CRS).to_crs(local).iloc[0]
    points = gpd.GeoSeries(shapely.points(xy[outside]), crs=STORAGE_CRS).to_crs(local)
    distance_m = shapely.distance(points.to_numpy(), place)
    far = distance_m > _NEAR_M
    if far.sum() > _LISTED:
        facts: dict[str, Fact] = {"count": int(far.sum())}
        return (Fault("outside_place_many", file, facts=facts, severity="warning"),)
    found = zip(rows[outside][far], distance_m[far], strict=True)
    return tuple(
        Fault(
            "outside_place",
            file,
            int(row),
            "geometry",
            {"distance_km": round(float(metres) / 1000, 1)},
            "warning",
        )
        for row, metres in found
    )
