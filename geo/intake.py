"""A stranger's file, whole way in: read, check, convert, compare with the place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Mask
from geo.contracts.contract import Checked, Contract, check
from geo.datum.china import Datum
from geo.datum.conversion import to_wgs84
from geo.datum.ground import Ground, hold_against
from geo.datum.placing import as_stated
from geo.datum.stated import DATUM_COLUMN
from geo.datum.whereabouts import one_point_each, turned_or_metres
from geo.faults import Fault, InputRefused
from geo.io import read_table
from geo.limits import Limits
from geo.table import Table

__all__ = ["DATUM_COLUMN", "Grounds", "check_table", "take_in"]


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
    the names of the coordinate columns (``lng_gcj02``), or the row (``coord_source``, 坐标系, in
    any usual words). Files that this product wrote are WGS-84, whatever they say of their origin.
    The result is compared with the place, if there is a ``boundary``; a suspected shift, and a
    datum that nobody stated and nothing shows, are warnings.

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


Grounds = Callable[[gpd.GeoDataFrame], Sequence[tuple[Mask, Ground]]]
"""Of checked rows in WGS-84: which of them to hold against which ground."""


def check_table(
    table: Table,
    contract: Contract,
    file: str,
    *,
    boundary: shapely.Geometry | None = None,
    datum: Datum | None = None,
    grounds: Grounds | None = None,
) -> Checked:
    """Check what a reader gave; see :func:`take_in`.

    Parameters
    ----------
    table : Table
        What was read.
    contract : Contract
        What is asked.
    file : str
        Name of the input.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84: shifted or swapped coordinates then show.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the user says of the whole file.
    grounds : callable, optional
        Instead of ``boundary``, for a list with rows of several places.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used.
    """
    stated = as_stated(table, file, datum)
    source = _with_contracts_names(stated.table.frame, contract)
    read = [*table.faults, *stated.faults]
    try:
        checked = check(source, contract, file)
    except InputRefused as refusal:
        faults = _with_place(refusal.faults, source, boundary, file)
        raise InputRefused(_merged(read, faults)) from None
    frame, notices = to_wgs84(checked.frame, stated.said, file)
    faults = _merged(read, [*checked.faults, *notices])
    held = grounds(frame) if grounds is not None else _one_ground(frame, boundary)
    weak, said = table.crs_named and not table.own, stated.said.reindex(frame.index)
    for rows, ground in held:
        try:
            found = hold_against(frame[rows], stated.said, ground, file, crs_named=weak)
        except InputRefused as refusal:
            raise InputRefused(_sorted([*faults, *refusal.faults])) from None
        faults += found.faults
        said[said.index.isin(found.proven)] = "wgs84"
    return Checked(frame, tuple(_sorted(faults)), said)


def _one_ground(
    frame: gpd.GeoDataFrame, boundary: shapely.Geometry | None
) -> list[tuple[Mask, Ground]]:
    return [(np.ones(len(frame), dtype=bool), Ground(boundary))]


def _with_contracts_names(frame: gpd.GeoDataFrame, contract: Contract) -> gpd.GeoDataFrame:
    """Leave out the column of the datum where the contract has none: it has been read."""
    known = {column.name for column in contract.columns}
    return frame if DATUM_COLUMN in known else frame.drop(columns=DATUM_COLUMN, errors="ignore")


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
    found = turned_or_metres(one_point_each(frame)[0], boundary, file)
    if found is None or found.code != "swapped_axes_in_place":
        return out
    return [found, *(fault for fault in out if fault.code != "swapped_axes")]


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
