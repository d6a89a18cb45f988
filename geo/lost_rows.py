"""Rows and shapes that GDAL leaves out without a word: found beside what it read, and named."""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from pathlib import Path
from typing import Final

import geopandas as gpd
import pandas as pd

from geo.faults import MOST_LISTED, OTHERS, Fact, Fault

_SHX_HEAD, _SHX_ENTRY = 100, 8
_DBF_COUNTS: Final = struct.Struct("<4xIHH")
_DELETED: Final = ord("*")


def named(path: Path, layer: str, frame: pd.DataFrame, file: str) -> tuple[Fault, ...]:
    """Name what a Shapefile or a GeoPackage holds and what was read of it does not.

    Parameters
    ----------
    path : Path
        The ``.shp`` or the GeoPackage.
    layer : str
        Its layer.
    frame : DataFrame
        What was read of it, indexed by the number of each feature.
    file : str
        Name of the input.
    """
    if path.suffix.lower() == ".shp":
        return tuple(of_shapefile(path, file))
    if isinstance(frame, gpd.GeoDataFrame):
        return tuple(of_geopackage(path, layer, frame, file))
    return ()


def of_shapefile(shp: Path, file: str) -> list[Fault]:
    """Name shapes without a row in the table, rows without a shape, and rows marked as deleted.

    Parameters
    ----------
    shp : Path
        The ``.shp``, with its ``.shx`` and ``.dbf`` beside it.
    file : str
        Name of the input.

    Returns
    -------
    list of Fault
        An error for each row that is lost; one notice for all that their owner has deleted.
    """
    table = shp.with_suffix(".dbf").read_bytes()
    if len(table) < _DBF_COUNTS.size:
        return []
    rows, head, width = _DBF_COUNTS.unpack_from(table)
    shapes = max(0, shp.with_suffix(".shx").stat().st_size - _SHX_HEAD) // _SHX_ENTRY
    code = "shape_without_row" if shapes > rows else "row_without_shape"
    lost = range(min(shapes, rows) + 1, max(shapes, rows) + 1)
    # The head may claim four thousand million rows: very many are one fault from the start.
    others: dict[str, Fact] = {OTHERS: len(lost) - 1}
    faults = [Fault(code, file, row) for row in lost[:MOST_LISTED]]
    faults = [Fault(code, file, lost[0], facts=others)] if len(lost) > MOST_LISTED else faults
    marks = table[head : head + min(shapes, rows) * width : max(width, 1)]
    deleted = marks.count(_DELETED)
    if deleted:
        facts: dict[str, Fact] = {"count": deleted}
        faults.append(Fault("rows_deleted", file, facts=facts, severity="notice"))
    return faults


def of_geopackage(path: Path, layer: str, frame: gpd.GeoDataFrame, file: str) -> list[Fault]:
    """Name geometries that are there and could not be read; GDAL gives none for them.

    Parameters
    ----------
    path : Path
        The GeoPackage.
    layer : str
        Its layer.
    frame : GeoDataFrame
        What was read of it, indexed by the number of each feature.
    file : str
        Name of the input.
    """
    missing = frame.geometry.isna()
    if not missing.any():
        return []
    there: set[int] = set()
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_opened(path)) as database:
        (column,) = database.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
        ).fetchone() or (None,)
        if column is not None:
            asked = f"SELECT rowid FROM {_quoted(layer)} WHERE {_quoted(column)} IS NOT NULL"  # noqa: S608  quoted
            there = {int(number) for (number,) in database.execute(asked)}
    lost = pd.Series(frame.index.isin(list(there)), index=frame.index) & missing
    rows = [position for position, bad in enumerate(lost, start=1) if bad]
    return [Fault("geometry_unreadable", file, row, "geometry", {}, "warning") for row in rows]


def _opened(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA trusted_schema = OFF")  # a stranger's file calls no function
    return database


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
