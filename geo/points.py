"""Points out of a table's longitude and latitude columns, or shapes out of its WKT column."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.cells import Unreadable, is_missing, number, shown
from geo.china import Datum
from geo.columns import normal
from geo.crs import STORAGE_CRS
from geo.faults import Fault, InputRefused
from geo.table import Table, row_numbers

_DATUM = r"(?:_?(wgs_?84|gcj_?02|bd_?09))?"
_LON = re.compile(rf"(?:lon|lng|long|longitude|经度){_DATUM}")
_LAT = re.compile(rf"(?:lat|latitude|纬度){_DATUM}")
_WKT = re.compile(r"wkt|geometry|geom|the_geom|wkt_geom")


def with_points(table: pd.DataFrame, file: str, faults: list[Fault]) -> Table:
    """Turn a table with coordinate columns into a frame; those columns are used up.

    Parameters
    ----------
    table : DataFrame
        Index called ``row``. Longitude and latitude in degrees under their usual names, with
        ``_gcj02`` or ``_bd09`` behind the name where they are in that datum; or a WKT column.
    file : str
        Name of the input.
    faults : list of Fault
        What was noticed so far.

    Raises
    ------
    InputRefused
        ``no_coordinates``. Plain ``x`` and ``y`` do not say what they are and are not guessed at.
    """
    names = [normal(str(name)) for name in table.columns]
    lon, lat = _column(names, _LON), _column(names, _LAT)
    if lon is not None and lat is not None:
        datum = _LON.fullmatch(names[lon])
        stated = re.sub("_", "", datum.group(1)) if datum and datum.group(1) else None
        geometry, more = _points(table, lon, lat, file)
        rest = table.iloc[:, [i for i in range(len(names)) if i not in (lon, lat)]]
        return _table(rest, geometry, [*faults, *more], cast("Datum | None", stated))
    wkt = _column(names, _WKT)
    if wkt is not None:
        geometry, more = _from_wkt(table, wkt, file)
        rest = table.iloc[:, [i for i in range(len(names)) if i != wkt]]
        return _table(rest, geometry, [*faults, *more], None)
    listed = ", ".join(shown(name) for name in table.columns[:12])
    raise InputRefused([*faults, Fault("no_coordinates", file, facts={"got": listed})])


def _column(names: list[str], pattern: re.Pattern[str]) -> int | None:
    found = [i for i, name in enumerate(names) if pattern.fullmatch(name)]
    return found[0] if found else None


def _table(
    rest: pd.DataFrame, geometry: np.ndarray, faults: list[Fault], datum: Datum | None
) -> Table:
    series = gpd.GeoSeries(geometry, index=rest.index, crs=STORAGE_CRS)
    return Table(gpd.GeoDataFrame(rest, geometry=series), tuple(faults), datum)


def _points(table: pd.DataFrame, lon: int, lat: int, file: str) -> tuple[np.ndarray, list[Fault]]:
    faults: list[Fault] = []
    x = _degrees(table, lon, file, faults)
    y = _degrees(table, lat, file, faults)
    rows = row_numbers(table)
    told = {fault.row for fault in faults}
    known_x, known_y = ~np.isnan(x), ~np.isnan(y)
    for position in np.flatnonzero(known_x != known_y):
        row = int(rows[position])
        if row not in told:
            column = str(table.columns[lat if known_x[position] else lon])
            faults.append(Fault("coordinate_half", file, row, column, {}, "warning"))
    both = known_x & known_y
    out = np.full(len(table), None, dtype=object)
    out[both] = shapely.points(x[both], y[both])
    return out, faults


def _degrees(table: pd.DataFrame, position: int, file: str, faults: list[Fault]) -> np.ndarray:
    source = table.iloc[:, position]
    if pd.api.types.is_float_dtype(source):
        return source.to_numpy(dtype=float, na_value=np.nan)
    out = np.full(len(table), np.nan)
    rows = row_numbers(table)
    for i, raw in enumerate(source.tolist()):
        try:
            if not (is_missing(raw, text=False) and str(raw).casefold() != "nan"):
                out[i] = number(raw)
        except Unreadable:
            row, column = int(rows[i]), str(table.columns[position])
            facts = {"got": shown(raw)}
            faults.append(Fault("coordinate_not_a_number", file, row, column, facts, "warning"))
    return out


def _from_wkt(table: pd.DataFrame, position: int, file: str) -> tuple[np.ndarray, list[Fault]]:
    given = ["" if is_missing(raw, text=True) else str(raw) for raw in table.iloc[:, position]]
    texts = np.array([text or None for text in given], dtype=object)
    read: Callable[..., np.ndarray] = shapely.from_wkt
    out = read(texts, on_invalid="ignore")
    lost = np.array([text is not None for text in texts], dtype=bool) & shapely.is_missing(out)
    column = str(table.columns[position])
    rows = row_numbers(table)[lost]
    code = "geometry_unreadable"
    return out, [Fault(code, file, int(row), column, {}, "warning") for row in rows]
