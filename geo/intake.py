"""A stranger's file, whole way in: read, check, convert, compare with the place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.china import DATUMS, SHIFTED, Datum, geometry_to_wgs84
from geo.columns import normal
from geo.contract import Checked, Contract, check
from geo.datum_check import DatumFinding, detect_datum
from geo.faults import Fault, InputRefused
from geo.io import read_table
from geo.limits import Limits
from geo.table import Table

DATUM_COLUMN = "coord_source"
"""Column in which a row says the datum of its coordinates: wgs84, gcj02 or bd09."""


def take_in(
    path: Path,
    contract: Contract,
    *,
    name: str | None = None,
    layer: str | None = None,
    boundary: shapely.Geometry | None = None,
    datum: Datum | None = None,
    limits: Limits | None = None,
) -> Checked:
    """Read a file and check it against a contract, with all its faults together.

    Coordinates in GCJ-02 or BD-09 are converted when somebody says so: the caller (``datum``),
    the names of the coordinate columns (``lng_gcj02``), or the row (``coord_source``). Files
    that this product wrote are WGS-84, whatever ``coord_source`` says of their origin. With a
    ``boundary`` the result is compared with the place, and a suspected shift is a warning.

    Parameters
    ----------
    path : Path
        Where it lies.
    contract : Contract
        What is asked.
    name : str or None
        Name as its owner knows it; default: the path's name.
    layer : str or None
        Layer of a GeoPackage, Shapefile of a zip.
    boundary : Polygon or MultiPolygon or None
        The place, WGS-84 degrees, if known.
    datum : {"wgs84", "gcj02", "bd09"} or None
        What the user says of the whole file.
    limits : Limits or None
        Bounds other than the settings.

    Returns
    -------
    Checked
        Good rows in EPSG:4326 (index ``row``), all faults.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used; carries every fault found.
    """
    table = read_table(path, name=name, layer=layer, limits=limits)
    file = Path(name or Path(path).name).name
    return check_table(table, contract, file, boundary=boundary, datum=datum)


def check_table(
    table: Table,
    contract: Contract,
    file: str,
    *,
    boundary: shapely.Geometry | None = None,
    datum: Datum | None = None,
) -> Checked:
    """Check what a reader gave; see ``take_in``.

    Parameters
    ----------
    table : Table
        What a reader gave.
    contract : Contract
        The columns, and what they may hold.
    file : str
        Name of the input, for the faults.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84: shifted or swapped coordinates then show.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates are in; default is what the table says of itself.
    """
    try:
        checked = check(table.frame, contract, file)
    except InputRefused as refusal:
        faults = _with_place(refusal.faults, table.frame, boundary, file)
        raise InputRefused(_merged(table.faults, faults)) from None
    told = datum or table.datum
    frame, notices, stated = _to_wgs84(checked.frame, table.frame, told, file)
    finding = detect_datum(frame, boundary, file) if boundary is not None else None
    faults = _merged(table.faults, [*checked.faults, *notices])
    if not stated and (finding is None or finding.kind == "unknown") and _located(frame):
        faults.append(Fault("datum_not_stated", file, severity="notice"))
    if finding is not None:
        faults += finding.faults
        if _refuses(finding):
            raise InputRefused(_sorted(faults))
    return Checked(frame, tuple(_sorted(faults)))


def _to_wgs84(
    frame: gpd.GeoDataFrame, source: gpd.GeoDataFrame, told: Datum | None, file: str
) -> tuple[gpd.GeoDataFrame, list[Fault], bool]:
    """Convert what is said to be shifted; also say whether every located row's datum is stated."""
    if told is not None:
        said = pd.Series(told, index=frame.index, dtype="object")
    else:
        said = _said_by_row(frame, source)
    geometry = np.array(frame.geometry.to_numpy(), dtype=object)
    faults = []
    for datum in SHIFTED:
        chosen = (said == datum).to_numpy(dtype=bool) & ~shapely.is_missing(geometry)
        if chosen.any():
            geometry[chosen] = geometry_to_wgs84(geometry[chosen], datum)
            facts = {"datum": datum, "count": int(chosen.sum())}
            faults.append(Fault("datum_converted", file, facts=facts, severity="notice"))
    out = frame.set_geometry(gpd.GeoSeries(geometry, index=frame.index, crs=frame.crs))
    stated = bool(said[~shapely.is_missing(geometry)].isin(DATUMS).all())
    return out, faults, stated


def _said_by_row(frame: gpd.GeoDataFrame, source: gpd.GeoDataFrame) -> pd.Series:
    if DATUM_COLUMN in frame.columns:
        given = frame[DATUM_COLUMN]
    else:
        headers = [c for c in source.columns if normal(str(c)) == DATUM_COLUMN]
        if not headers:
            return pd.Series("", index=frame.index, dtype="object")
        given = source[headers[0]].reindex(frame.index)
    words = [str(v).strip().lower().replace("-", "") for v in given]
    return pd.Series(words, index=frame.index, dtype="object")


def _located(frame: gpd.GeoDataFrame) -> bool:
    return bool(frame.geometry.notna().any())


def _refuses(finding: DatumFinding) -> bool:
    return any(fault.severity == "error" for fault in finding.faults)


def _with_place(
    faults: Iterable[Fault],
    frame: gpd.GeoDataFrame,
    boundary: shapely.Geometry | None,
    file: str,
) -> list[Fault]:
    """Tell of swapped axes with the shares inside the place, where it is known."""
    out = list(faults)
    if boundary is None or not any(fault.code == "swapped_axes" for fault in out):
        return out
    finding = detect_datum(frame, boundary, file)
    if finding.kind != "swapped_axes":
        return out
    return [*finding.faults, *(fault for fault in out if fault.code != "swapped_axes")]


def _merged(reading: Iterable[Fault], checking: Iterable[Fault]) -> list[Fault]:
    """One fault, not two, for a geometry that could not be read and so is missing."""
    checks = list(checking)
    missing = {f.row for f in checks if f.code == "geometry_missing"}
    reads = list(reading)
    explained = {f.row for f in reads if f.row is not None and f.severity == "warning"}
    kept = [f for f in checks if not (f.code == "geometry_missing" and f.row in explained)]
    raised = [
        replace(f, severity="error") if f.severity == "warning" and f.row in missing else f
        for f in reads
    ]
    return _sorted([*raised, *kept])


def _sorted(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda f: (f.row is not None, f.row or 0))
