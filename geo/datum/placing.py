"""A table as it was read to WGS-84 rows, by what the file, its columns and its rows say."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from geo.crs import STORAGE_CRS, is_wgs84, require_crs, shift_error_m
from geo.datum.china import SHIFTED, Datum
from geo.datum.conversion import to_wgs84
from geo.datum.stated import Stated, read_statements
from geo.datum.whereabouts import listed, null_island
from geo.datum.words import Said, understand
from geo.faults import Fact, Fault
from geo.table import Table


def as_stated(table: Table, file: str, told: Datum | None = None) -> Stated:
    """Read all statements of a table, and take out locations at 0, 0.

    Parameters
    ----------
    table : Table
        As a reader gave it.
    file : str
        Name of the input.
    told : {"wgs84", "gcj02", "bd09"} or None
        What the user says of the whole file.

    Returns
    -------
    Stated
        Its faults tell of words that are not understood, of contradictions, of a CRS whose datum
        is not known, and of every row at 0, 0, which has no geometry any more.
    """
    faults: list[Fault] = []
    table = _crs_as_word(table)
    geometry = np.array(table.frame.geometry.to_numpy(), dtype=object)
    nowhere = null_island(geometry)
    if nowhere.any():
        rows = table.frame.index.to_numpy()[nowhere]
        faults += listed("null_island", file, rows, [{} for _ in rows])
        geometry[nowhere] = None
        shapes = gpd.GeoSeries(geometry, index=table.frame.index, crs=table.frame.crs)
        table = replace(table, frame=table.frame.set_geometry(shapes))
    stated = read_statements(table, file, told)
    said, crs = stated.said, table.frame.crs
    if crs is not None and not is_wgs84(crs):
        faults += _unsure(crs, file)
        said = said.where(said != "open", "wgs84")  # whoever projects says on what
    return Stated(stated.table, said, (*stated.faults, *faults))


def placed(
    table: Table, file: str, told: Datum | None = None
) -> tuple[gpd.GeoDataFrame, pd.Series, tuple[Fault, ...]]:
    """Rows in WGS-84, for a reader that has no contract.

    Parameters
    ----------
    table : Table
        As a reader gave it.
    file : str
        Name of the input.
    told : {"wgs84", "gcj02", "bd09"} or None
        What the user says of the whole file.

    Returns
    -------
    frame : GeoDataFrame
        EPSG:4326.
    said : Series of str
        What each row says of its datum.
    faults : tuple of Fault
        What was converted, and what was not understood.

    Raises
    ------
    InputRefused
        ``no_crs``: the file names no CRS and its rows no datum.
    """
    stated = as_stated(table, file, told)
    require_crs(stated.table.frame, file)
    frame, notices = to_wgs84(stated.table.frame.to_crs(STORAGE_CRS), stated.said, file)
    return frame, stated.said, (*stated.faults, *notices)


def _crs_as_word(table: Table) -> Table:
    """Take a CRS that is called after a shifted datum, such as "GCJ-02", at its word."""
    crs = table.frame.crs
    if crs is None or not crs.is_geographic or is_wgs84(crs):
        return table
    names = (crs.name, crs.datum.name if crs.datum is not None else "")
    found: list[Said] = [said for name in names if (said := understand(name)) in SHIFTED]
    if not found:
        return table
    frame = table.frame.set_crs(STORAGE_CRS, allow_override=True)
    unsaid = table.said == "open" if isinstance(table.said, str) else False
    return replace(table, frame=frame, said=found[0] if unsaid else table.said)


def _unsure(crs: CRS, file: str) -> list[Fault]:
    error_m = shift_error_m(crs)
    if error_m is None:
        return []
    facts: dict[str, Fact] = {"crs": crs.name, "error_m": round(error_m)}
    return [Fault("crs_datum_unsure", file, facts=facts, severity="warning")]
