"""Points out of a table's longitude and latitude columns, or shapes out of its WKT column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Floats, Geometries, Mask
from geo.contracts.cells import Unreadable, is_missing, shown
from geo.contracts.columns import normal
from geo.crs import STORAGE_CRS
from geo.datum.degrees import degrees
from geo.datum.lonlat_columns import Pair, pairs, unpaired
from geo.datum.words import Said
from geo.faults import Fact, Fault, InputRefused
from geo.table import Table, row_numbers

_WKT: Final = re.compile(r"wkt|geometry|geom|the_geom|wkt_geom")
_NUMBER: Final = r"[-+]?\d{1,9}(?:\.\d+)?"
_BOTH: Final = re.compile(
    rf"\s*(?:point\s*)?[\[(（]?\s*({_NUMBER})\s*[,，;；\s]\s*({_NUMBER})\s*[\])）]?\s*",
    re.IGNORECASE,
)


def with_points(table: pd.DataFrame, file: str, faults: list[Fault]) -> Table:
    """Turn a table with coordinate columns into a frame; those columns are used up.

    Parameters
    ----------
    table : DataFrame
        Index called ``row``. Longitude and latitude in degrees under their usual names, which may
        say their datum (``lng_gcj02``, ``高德经度``); or both in one column; or a WKT column. Of
        several pairs the one stated best is used, row by row the next where it is blank.
    file : str
        Name of the input.
    faults : list of Fault
        What was noticed so far.

    Raises
    ------
    InputRefused
        ``no_coordinates``; plain ``x`` and ``y`` do not say what they are and are not guessed at.
        ``coordinates_mixed`` where a longitude and a latitude say different datums.
    """
    found = [pair for pair in pairs(list(table.columns)) if _holds(table, pair)]
    names = [normal(str(name)) for name in table.columns]
    wkt = next((i for i, name in enumerate(names) if _WKT.fullmatch(name)), None)
    if found and wkt is not None:
        return _with_shapes(table, wkt, file, faults)
    if found:
        return _from_pairs(table, found, file, faults)
    if wkt is not None:
        geometry, more = _from_wkt(table, wkt, file)
        return _table(_without(table, {wkt}), geometry, [*faults, *more])
    mixed = unpaired(list(table.columns))
    if mixed is not None:
        facts: dict[str, Fact] = {"lon": shown(mixed[0]), "lat": shown(mixed[1])}
        raise InputRefused([*faults, Fault("coordinates_mixed", file, facts=facts)])
    listed = ", ".join(shown(name) for name in table.columns[:12])
    raise InputRefused([*faults, Fault("no_coordinates", file, facts={"got": listed})])


def _with_shapes(table: pd.DataFrame, wkt: int, file: str, faults: list[Fault]) -> Table:
    """Points out of the pairs, but lines and areas as the WKT column beside them draws them."""
    shapes, more = _from_wkt(table, wkt, file)
    points = with_points(_without(table, {wkt}), file, [*faults, *more])
    kinds = shapely.get_type_id(shapes)
    drawn = (kinds != shapely.GeometryType.POINT) & ~shapely.is_missing(shapes)
    geometry = np.where(drawn, shapes, points.frame.geometry.to_numpy())
    return replace(
        points,
        frame=points.frame.set_geometry(
            gpd.GeoSeries(geometry, index=table.index, crs=STORAGE_CRS)
        ),
    )


def _holds(table: pd.DataFrame, pair: Pair) -> bool:
    """Whether a column named like both coordinates really holds pairs of numbers."""
    if not pair.one_column:
        return True
    given = [str(v) for v in table.iloc[:, pair.lon] if not is_missing(v, text=True)]
    return bool(given) and sum(_BOTH.fullmatch(v) is not None for v in given) * 2 > len(given)


def _without(table: pd.DataFrame, used: set[int]) -> pd.DataFrame:
    return table.iloc[:, [i for i in range(len(table.columns)) if i not in used]]


def _table(
    rest: pd.DataFrame,
    geometry: Geometries,
    faults: list[Fault],
    said: Said | pd.Series = "open",
) -> Table:
    series = gpd.GeoSeries(geometry, index=rest.index, crs=STORAGE_CRS)
    return Table(gpd.GeoDataFrame(rest, geometry=series), tuple(faults), said)


def _from_pairs(
    table: pd.DataFrame, found: Sequence[Pair], file: str, faults: list[Fault]
) -> Table:
    x, y = np.full(len(table), np.nan), np.full(len(table), np.nan)
    said = np.full(len(table), found[0].said, dtype=object)
    begun, more = np.zeros(len(table), dtype=bool), list(faults)
    for number, pair in enumerate(found):
        there = _given(table, pair)
        chosen = there & ~begun
        if chosen.any():
            own_x, own_y = _read(table[chosen], pair, file, more)
            x[chosen], y[chosen], said[chosen] = own_x, own_y, pair.said
        if number and there.any():
            more += _other_pair(table, found[0], pair, int(chosen.sum()), file)
        begun |= there
    both = ~np.isnan(x) & ~np.isnan(y)
    out = np.full(len(table), None, dtype=object)
    out[both] = shapely.points(x[both], y[both])
    rest = _without(table, {at for pair in found for at in (pair.lon, pair.lat)})
    one = len(set(said)) == 1
    return _table(rest, out, more, said[0] if one else pd.Series(said, index=table.index))


def _given(table: pd.DataFrame, pair: Pair) -> Mask:
    """Rows in which at least one of the two cells holds something."""
    held = np.zeros(len(table), dtype=bool)
    for at in {pair.lon, pair.lat}:
        held |= np.array([not _blank(raw) for raw in table.iloc[:, at].tolist()], dtype=bool)
    return held


def _blank(raw: object) -> bool:
    return is_missing(raw, text=False) and str(raw).casefold() != "nan"


def _read(table: pd.DataFrame, pair: Pair, file: str, faults: list[Fault]) -> tuple[Floats, Floats]:
    if pair.one_column:
        return _from_one_column(table, pair.lon, file, faults)
    told: list[Fault] = []
    x, read_x = _degrees(table, pair.lon, file, told)
    y, read_y = _degrees(table, pair.lat, file, told)
    if read_x + read_y:
        facts: dict[str, Fact] = {"count": max(read_x, read_y)}
        faults.append(Fault("coordinates_dms", file, facts=facts, severity="notice"))
    named = {fault.row for fault in told}
    rows = row_numbers(table)
    known_x, known_y = ~np.isnan(x), ~np.isnan(y)
    for position in np.flatnonzero(known_x != known_y):
        row = int(rows[position])
        if row not in named:
            column = str(table.columns[pair.lat if known_x[position] else pair.lon])
            told.append(Fault("coordinate_half", file, row, column, {}, "warning"))
    faults += told
    return x, y


def _degrees(
    table: pd.DataFrame, position: int, file: str, faults: list[Fault]
) -> tuple[Floats, int]:
    """Numbers of a column, and how many were degrees, minutes and seconds."""
    source = table.iloc[:, position]
    if pd.api.types.is_float_dtype(source):
        return source.to_numpy(dtype=float, na_value=np.nan), 0
    out = np.full(len(table), np.nan)
    rows, counted = row_numbers(table), 0
    for i, raw in enumerate(source.tolist()):
        try:
            if not _blank(raw):
                out[i] = degrees(raw)
                counted += isinstance(raw, str) and not _is_number(raw)
        except Unreadable:
            row, column = int(rows[i]), str(table.columns[position])
            facts: dict[str, Fact] = {"got": shown(raw)}
            faults.append(Fault("coordinate_not_a_number", file, row, column, facts, "warning"))
    return out, counted


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _from_one_column(
    table: pd.DataFrame, position: int, file: str, faults: list[Fault]
) -> tuple[Floats, Floats]:
    """Numbers of ``120.65,27.78``; latitude first if the header or the numbers say so."""
    header, rows = str(table.columns[position]), row_numbers(table)
    first, second = np.full(len(table), np.nan), np.full(len(table), np.nan)
    for i, raw in enumerate(table.iloc[:, position].tolist()):
        match = _BOTH.fullmatch(str(raw))
        if match is not None:
            first[i], second[i] = float(match[1]), float(match[2])
        elif not _blank(raw):
            facts: dict[str, Fact] = {"got": shown(raw)}
            row = int(rows[i])
            faults.append(Fault("coordinate_not_a_number", file, row, header, facts, "warning"))
    turned = re.match(r"lat|纬", normal(header)) is not None
    with np.errstate(invalid="ignore"):
        north = (np.abs(first) <= 90) & (np.abs(second) > 90) & (np.abs(second) <= 180)
    turned |= bool(north.any()) and int(north.sum()) * 2 > int((~np.isnan(first)).sum())
    return (second, first) if turned else (first, second)


def _other_pair(
    table: pd.DataFrame, used: Pair, other: Pair, filled: int, file: str
) -> list[Fault]:
    """Tell which of several pairs was used, and for how many rows the other stood in."""
    names = [", ".join(dict.fromkeys(str(table.columns[at]) for at in (p.lon, p.lat)))
             for p in (used, other)]  # fmt: skip
    facts: dict[str, Fact] = {"columns": names[0], "other": names[1], "filled": filled}
    return [Fault("coordinates_two_pairs", file, facts=facts, severity="notice")]


def _from_wkt(table: pd.DataFrame, position: int, file: str) -> tuple[Geometries, list[Fault]]:
    given = ["" if is_missing(raw, text=True) else str(raw) for raw in table.iloc[:, position]]
    texts = np.array([text or None for text in given], dtype=object)
    read: Callable[..., Geometries] = shapely.from_wkt
    out = read(texts, on_invalid="ignore")
    lost = np.array([text is not None for text in texts], dtype=bool) & shapely.is_missing(out)
    column = str(table.columns[position])
    rows = row_numbers(table)[lost]
    code = "geometry_unreadable"
    return out, [Fault(code, file, int(row), column, {}, "warning") for row in rows]
