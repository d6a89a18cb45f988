"""The geometry column of a stranger's frame, checked and brought to WGS-84."""

from __future__ import annotations

from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Geometries, Longs, Mask
from geo.crs import STORAGE_CRS
from geo.faults import Fact, Fault, Severity
from geo.geometry import repair_array, repair_faults

_NAMES = np.array(  # by shapely's type id; a missing geometry has id -1, the last
    [
        "Point",
        "LineString",
        "LinearRing",
        "Polygon",
        "MultiPoint",
        "MultiLineString",
        "MultiPolygon",
        "GeometryCollection",
        "",
    ]
)
_SINGLE = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}


@dataclass(frozen=True, slots=True)
class Shapes:
    """Checked geometries on an index of row numbers; ``bad`` marks rows to leave out."""

    geometry: gpd.GeoSeries
    bad: Mask
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Work:
    """Geometries on their way through the checks; a bad one becomes None with a fault."""

    geometry: Geometries
    rows: Longs
    file: str
    severity: Severity
    bad: Mask
    faults: list[Fault] = field(default_factory=list)

    def drop(self, mask: Mask, code: str, facts: list[dict[str, Fact]] | None = None) -> None:
        for i, position in enumerate(np.flatnonzero(mask)):
            row = int(self.rows[position])
            fact = facts[i] if facts else {}
            self.faults.append(Fault(code, self.file, row, "geometry", fact, self.severity))
        self.geometry[mask] = None
        self.bad |= mask

    def refuse(self, code: str, **facts: Fact) -> None:
        self.faults.append(Fault(code, self.file, facts=facts))

    def present(self) -> Mask:
        return ~shapely.is_missing(self.geometry)


def check_geometry(
    frame: gpd.GeoDataFrame,
    rows: Longs,
    kinds: frozenset[str],
    required: bool,
    file: str,
) -> Shapes:
    """Check kinds, coordinates and validity, repair what can be, and reproject to EPSG:4326.

    Parameters
    ----------
    frame : GeoDataFrame, n rows
        Any CRS.
    rows : array of int, shape (n,)
        Row numbers as the owner counts.
    kinds : frozenset of str
        Allowed shapely type names.
    required : bool
        True: a bad or missing geometry is an error and marks its row bad. False: a bad one
        becomes None with a warning, and a missing one is fine.
    file : str
        Name of the input.

    Returns
    -------
    Shapes
        Faults of the whole file (``no_crs``, ``metres_as_degrees``, ``degrees_as_metres``,
        ``swapped_axes``) have ``row=None``; the caller refuses the file.
    """
    geometry = np.array(frame.geometry.to_numpy(), dtype=object)
    severity: Severity = "error" if required else "warning"
    work = _Work(geometry, rows, file, severity, np.zeros(len(frame), dtype=bool))
    empty = work.present() & shapely.is_empty(work.geometry)
    if required:
        work.drop(~work.present(), "geometry_missing")
    work.drop(empty, "geometry_empty")
    _flatten(work)
    lost = _not_finite(work)
    work.drop(lost, "coordinate_not_a_number", [{"got": "NaN"}] * int(lost.sum()))
    if frame.crs is None:
        work.refuse("no_crs")
        return _done(work, required)
    _check_numbers(work, geographic=bool(frame.crs.is_geographic))
    _check_kinds(work, kinds)
    done = repair_array(work.geometry)
    work.faults += [f for f in repair_faults(done, rows, file) if f.severity == "notice"]
    work.geometry = done.geometry
    work.drop(done.collapsed, "geometry_collapsed")
    if frame.crs != STORAGE_CRS and not any(
        f.row is None and f.severity == "error" for f in work.faults
    ):
        series = gpd.GeoSeries(work.geometry, crs=frame.crs).to_crs(STORAGE_CRS)
        given, work.geometry = work.geometry, np.array(series.to_numpy(), dtype=object)
        lost = _not_finite(work)
        work.drop(lost, "out_of_range", _firsts(given[lost]))
    return _done(work, required)


def _done(work: _Work, required: bool) -> Shapes:
    series = gpd.GeoSeries(work.geometry, index=work.rows, crs=STORAGE_CRS)
    bad = work.bad if required else np.zeros_like(work.bad)
    return Shapes(series, bad, tuple(work.faults))


def _flatten(work: _Work) -> None:
    high = work.present() & shapely.has_z(work.geometry)
    if high.any():
        work.geometry[high] = shapely.force_2d(work.geometry[high])
        facts: dict[str, Fact] = {"count": int(high.sum())}
        work.faults.append(Fault("heights_left_out", work.file, facts=facts, severity="notice"))


def _firsts(geometry: Geometries) -> list[dict[str, Fact]]:
    """First coordinate of each geometry, for the message."""
    first = [shapely.get_coordinates(shape)[0] for shape in geometry]
    return [{"x": round(float(x), 6), "y": round(float(y), 6)} for x, y in first]


def _any_vertex(work: _Work, test: Mask, owner: Longs) -> Mask:
    out = np.zeros(len(work.geometry), dtype=bool)
    out[owner[test]] = True
    return out


def _not_finite(work: _Work) -> Mask:
    xy, owner = shapely.get_coordinates(work.geometry, return_index=True)
    return _any_vertex(work, ~(np.isfinite(xy[:, 0]) & np.isfinite(xy[:, 1])), owner)


def _check_numbers(work: _Work, *, geographic: bool) -> None:
    """Compare the numbers with what the CRS claims: degrees have bounds, metres rarely fit them."""
    xy, owner = shapely.get_coordinates(work.geometry, return_index=True)
    count = int(work.present().sum())
    if not count:
        return
    x, y = np.abs(xy[:, 0]), np.abs(xy[:, 1])
    out = _any_vertex(work, (x > 180) | (y > 90), owner)
    example = {"x": round(float(xy[0, 0]), 6), "y": round(float(xy[0, 1]), 6)}
    if not geographic:
        if not out.any() and count > 1:
            work.refuse("degrees_as_metres", **example)
        return
    metres = _any_vertex(work, (x > 360) | (y > 360), owner)
    turned = _any_vertex(work, (x <= 90) & (y > 90) & (y <= 180), owner)
    if metres.sum() * 2 > count:
        work.refuse("metres_as_degrees", **example)
    elif turned.sum() * 2 > count:
        work.refuse("swapped_axes", share=round(float(turned.sum()) / count, 3), **example)
    else:
        work.drop(metres, "row_in_metres", _firsts(work.geometry[metres]))
        rest = out & ~metres
        work.drop(rest, "out_of_range", _firsts(work.geometry[rest]))


def _check_kinds(work: _Work, kinds: frozenset[str]) -> None:
    names = _NAMES[shapely.get_type_id(work.geometry)]
    wrong = work.present() & ~np.isin(names, sorted(kinds))
    for position in np.flatnonzero(wrong):
        shape = work.geometry[position]
        if _SINGLE.get(names[position]) in kinds and shapely.get_num_geometries(shape) == 1:
            work.geometry[position] = shapely.get_geometry(shape, 0)
            wrong[position] = False
    allowed = ", ".join(sorted(kinds))
    facts: list[dict[str, Fact]] = [{"got": n, "allowed": allowed} for n in names[wrong].tolist()]
    work.drop(wrong, "geometry_kind", facts)
