"""GeoJSON read by our own hands: faults by feature, and never a second guess at the content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError
from shapely.errors import ShapelyError

from geo.arrays import Floats
from geo.contracts.cells import shown
from geo.crs import STORAGE_CRS
from geo.faults import Fault, InputRefused
from geo.limits import Limits
from geo.sniff import NotedObject, decode, load_json
from geo.table import Table

DATUM_MEMBER = "datum"
"""Member (GeoJSON), or entry of the metadata (Parquet), in which our own files say WGS-84."""

_GEOMETRY_TYPES = frozenset(
    {
        *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
        "GeometryCollection",
    }
)
_CRS_NAME = re.compile(r"(?:urn:(?:x-)?ogc:def:crs:)?(EPSG|OGC)[:/]{1,2}(?:[\d.]*:)?(\w+)", re.I)


def read_geojson(path: Path, file: str, limits: Limits, _layer: str | None = None) -> Table:
    """Read a FeatureCollection, a Feature or a bare geometry.

    A file without a ``crs`` member is WGS-84 (RFC 7946); the older member is respected.

    Parameters
    ----------
    path : Path
        Where it lies.
    file : str
        Name of the input, for the faults.
    limits : Limits
        The most features.

    Raises
    ------
    InputRefused
        ``truncated_json``, ``not_json``, ``not_geojson``, ``encoding``, ``too_many_rows``,
        ``bad_crs``, ``mixed_crs``.
    """
    text, faults = decode(path.read_bytes(), file)
    document = load_json(text, file)
    features = _features(document, file)
    if len(features) > limits.rows:
        facts = {"count": len(features), "limit": limits.rows}
        raise InputRefused([Fault("too_many_rows", file, facts=facts)])
    crs = _crs(document, features, file)
    good, rows = [], []
    for row, feature in enumerate(features, start=1):
        if isinstance(feature, dict) and feature.get("type") == "Feature":
            good.append(feature)
            rows.append(row)
            faults += _noted(feature, row, file)
        else:
            faults.append(Fault("not_a_feature", file, row))
    geometry, more = _geometries([f.get("geometry") for f in good], rows, file)
    table = pd.DataFrame([_properties(f) for f in good], index=pd.Index(rows, name="row"))
    series = gpd.GeoSeries(geometry, index=table.index, crs=crs)
    frame = gpd.GeoDataFrame(table, geometry=series, crs=crs)
    named = crs is not None and _names_crs(document, features)
    return Table(frame, (*faults, *more), own=is_own(document), crs_named=named)


def is_own(document: object) -> bool:
    """Whether this product wrote a GeoJSON: it marks what it writes as WGS-84."""
    return isinstance(document, dict) and document.get(DATUM_MEMBER) == "wgs84"


def _noted(feature: Mapping[str, object], row: int, file: str) -> list[Fault]:
    """Tell members that a feature names twice, and text in which letters are lost."""
    faults = []
    for part in (feature, feature.get("properties"), feature.get("geometry")):
        if isinstance(part, NotedObject):
            faults += [
                Fault(code, file, row, None, {"got": ", ".join(map(shown, names))}, "warning")
                for code, names in (("member_twice", part.twice), ("text_damaged", part.damaged))
                if names
            ]
    return faults


def _features(document: object, file: str) -> list[object]:
    kind = str(document.get("type")) if isinstance(document, dict) else None
    if isinstance(document, dict):
        if kind == "FeatureCollection" and isinstance(document.get("features"), list):
            return list(document["features"])
        if kind == "Feature":
            return [document]
        if kind in _GEOMETRY_TYPES:
            return [{"type": "Feature", "properties": {}, "geometry": document}]
    raise InputRefused([Fault("not_geojson", file, facts={"got": shown(kind or "-")[:40]})])


def _properties(feature: Mapping[str, object]) -> dict[str, object]:
    given = feature.get("properties")
    named = dict(given) if isinstance(given, dict) else {}
    if "geometry" in named:
        named["properties.geometry"] = named.pop("geometry")
    if "id" in feature and "id" not in named:
        named["id"] = feature["id"]
    return named


def _crs(document: object, features: Iterable[object], file: str) -> CRS | None:
    """CRS of the file: RFC 7946's WGS-84, or the one that an older file names."""
    members = [document, *(f for f in features if f is not document)]
    named = {str(m["crs"]): m["crs"] for m in members if isinstance(m, dict) and "crs" in m}
    if not named:
        return STORAGE_CRS
    found = {text: _named_crs(value, file) for text, value in named.items()}
    distinct = list({str(crs): crs for crs in found.values()}.values())
    if len(distinct) > 1:
        listed = ", ".join(str(crs) for crs in distinct)
        raise InputRefused([Fault("mixed_crs", file, facts={"found": listed})])
    return distinct[0]


def _names_crs(document: object, features: Iterable[object]) -> bool:
    members = [document, *(f for f in features if f is not document)]
    return any(isinstance(m, dict) and m.get("crs") is not None for m in members)


def _named_crs(member: object, file: str) -> CRS | None:
    if member is None:
        return None  # "no CRS can be assumed", says the old standard
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    match = _CRS_NAME.fullmatch(name.strip()) if isinstance(name, str) else None
    if match and match.group(2).upper() in {"CRS84", "4326"}:
        return STORAGE_CRS  # GeoJSON is longitude first under either name
    try:
        if match:
            return CRS.from_authority(match.group(1).upper(), match.group(2))
    except CRSError:
        pass
    raise InputRefused([Fault("bad_crs", file, facts={"got": _called(member)[:60]})])


def _called(member: object) -> str:
    if not isinstance(member, dict):
        return str(member)
    properties = member.get("properties")
    name = properties.get("name") if isinstance(properties, dict) else None
    return str(name or member.get("type") or "crs")


def _geometries(
    given: list[object], rows: list[int], file: str
) -> tuple[list[shapely.Geometry | None], list[Fault]]:
    out: list[shapely.Geometry | None] = []
    faults = []
    points = _points(given)
    for at, (row, value) in enumerate(zip(rows, given, strict=True)):
        if at in points:
            out.append(points[at])
            continue
        if value is None:
            out.append(None)
            continue
        try:
            with np.errstate(invalid="ignore"):
                out.append(_shape(value))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, ShapelyError):
            out.append(None)
            faults.append(Fault("geometry_unreadable", file, row, "geometry", {}, "warning"))
            continue
        if _open_rings(value):
            faults.append(Fault("ring_closed", file, row, "geometry", {}, "notice"))
    return out, faults


def _points(given: list[object]) -> dict[int, shapely.Geometry]:
    """Points by position, those that surely are ones, made at once: ten times as fast as singly."""
    at = [position for position, value in enumerate(given) if _is_plain_point(value)]
    if not at:
        return {}
    pairs: list[Any] = [given[position] for position in at]
    made = np.atleast_1d(shapely.points([pair["coordinates"] for pair in pairs]))
    return dict(zip(at, made, strict=True))


def _is_plain_point(value: object) -> bool:
    if not isinstance(value, dict) or value.get("type") != "Point":
        return False
    pair = value.get("coordinates")
    if type(pair) is not list or len(pair) != 2:
        return False
    return type(pair[0]) is float and type(pair[1]) is float


def _shape(value: object) -> shapely.Geometry:
    if not isinstance(value, dict) or str(value.get("type")) not in _GEOMETRY_TYPES:
        raise ValueError("no geometry type")
    if value["type"] == "Point" and value["coordinates"]:
        return shapely.Point([float(number) for number in value["coordinates"][:3]])
    if value["type"] == "Polygon" and value["coordinates"]:
        return _polygon(value["coordinates"])
    if value["type"] == "MultiPolygon" and value["coordinates"]:
        parts = [_polygon(rings) for rings in value["coordinates"]]
        return shapely.multipolygons(parts)
    shape: shapely.Geometry = shapely.geometry.shape(value)
    return shape


def _polygon(rings: list[object]) -> shapely.Polygon:
    """Build through arrays: outlines have thousands of corners, and so it is much faster."""
    outlines: list[Any] = [shapely.linearrings(_corners(ring)) for ring in rings]
    polygon: shapely.Polygon = shapely.polygons(outlines[0], holes=outlines[1:] or None)
    return polygon


def _corners(ring: object) -> Floats:
    try:
        corners = np.asarray(ring, dtype=float)
    except ValueError:  # some corners with a height, some without
        pairs = [corner[:2] for corner in ring]  # type: ignore[attr-defined]
        corners = np.asarray(pairs, dtype=float)
    if corners.ndim != 2 or corners.shape[1] < 2:
        raise ValueError("corners are pairs of numbers")
    return corners[:, :3]


def _open_rings(value: object) -> bool:
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or kind not in {"Polygon", "MultiPolygon"}:
        return False
    given = value["coordinates"] or []  # null stands for an empty shape
    polygons = given if kind == "MultiPolygon" else [given]
    return any(ring[0] != ring[-1] for polygon in polygons for ring in polygon if ring)
