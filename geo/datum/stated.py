"""What a table says of its coordinates, row by row, and the conversion that follows from it.

One rule for every door: what is said is done, what is not understood is named, and what says
nothing stays ``open`` until somebody holds it against the ground (:mod:`geo.datum.check`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from geo.arrays import Geometries, Mask
from geo.contracts.cells import is_missing, shown
from geo.contracts.columns import normal
from geo.contracts.cut_names import cut_from
from geo.crs import STORAGE_CRS, shift_error_m
from geo.datum.china import DATUMS, Datum
from geo.datum.conversion import degrees_of_metres
from geo.datum.words import Said, understand
from geo.faults import Fact, Fault
from geo.table import Table

DATUM_COLUMN: Final = "coord_source"
"""Column in which a row says what its coordinates are in."""
ORIGIN_COLUMN: Final = "coord_origin"
"""Column in which our own files say what the coordinates were before they became WGS-84."""
_HEADERS: Final = frozenset(
    {DATUM_COLUMN, "coord_system", "coord_sys", "coord_type", "coordinate_system"}
    | {"coordinate_source", "coordinate_type", "coordsys", "coordtype", "coordsource", "datum"}
    | {
        "crs",
        "srs",
        "坐标来源",
        "坐标系",
        "坐标系统",
        "坐标类型",
        "坐标系类型",
        "坐标系名称",
        "坐标基准",
    }
    | {
        "坐标体系",
        "坐标标准",
        "坐标说明",
        "坐标数据来源",
        "空间参考",
        "空间参考系",
        "大地基准",
        "基准面",
    }
    | {"地图坐标系", "坐标参考系", "坐标参考系统", "大地坐标系", "地理坐标系", "坐标系来源"}
)
_ORIGINS: Final = frozenset({ORIGIN_COLUMN, "原坐标系"})
_DEGREES: Final = frozenset(DATUMS)
_OLD: Final = {"beijing54": 4214, "xian80": 4610}


@dataclass(frozen=True, slots=True)
class Stated:
    """A table whose statements were read.

    Parameters
    ----------
    table : Table
        Metres of Baidu and of an EPSG code are degrees now; shifted degrees are still shifted. A
        table without a CRS whose rows all say their datum has one. The column ``coord_source``, if
        there is such a column under any name, holds the words of :data:`geo.datum.words.Said`.
    said : Series of str
        Per row: ``wgs84``, ``gcj02``, ``bd09``, ``beijing54``, ``xian80``, ``open``, ``unknown``.
    faults : tuple of Fault
        Words that are not understood, statements that contradict each other.
    """

    table: Table
    said: pd.Series
    faults: tuple[Fault, ...]


def read_statements(table: Table, file: str, told: Datum | None = None) -> Stated:
    """Find out what each row's coordinates are in.

    Parameters
    ----------
    table : Table
        As a reader gave it.
    file : str
        Name of the input.
    told : {"wgs84", "gcj02", "bd09"} or None
        What the user says of the whole file. It goes before what rows say, with a warning where
        they differ; it does not go before this product's own mark.
    """
    header = datum_header(table.frame)
    words = _words(table.frame, header)
    by_row = pd.Series([understand(w) for w in words], index=table.frame.index, dtype=object)
    by_row[by_row == "none"] = "open"
    located = pd.Series(_usable(table.frame), index=table.frame.index)
    faults: list[Fault] = []
    if table.own:
        said = pd.Series("wgs84", index=by_row.index, dtype=object)
        said[by_row == "unknown"] = "open"
        if told not in (None, "wgs84"):
            facts: dict[str, Fact] = {"told": str(told)}
            faults.append(Fault("datum_own_file", file, facts=facts, severity="warning"))
    else:
        said, more = _agreed(by_row, table.said, told, located, file, header)
        faults += more + _not_understood(words, said, located, file, header)
    frame, said = degrees_of_metres(table.frame, said, words, file, faults)
    if frame.crs is None and located.any() and bool(said[located].isin(_DEGREES).all()):
        frame = frame.set_crs(STORAGE_CRS)
    faults += _old_datums(said, located, file, header)
    frame = _one_column(frame, header, by_row if table.own else said)
    return Stated(replace(table, frame=frame), said, tuple(faults))


def _usable(frame: gpd.GeoDataFrame) -> Mask:
    geometry: Geometries = np.array(frame.geometry.to_numpy(), dtype=object)
    return np.asarray(~shapely.is_missing(geometry) & ~shapely.is_empty(geometry), dtype=bool)


def datum_header(frame: gpd.GeoDataFrame) -> str | None:
    """Header of the column that says the datum, also when a Shapefile has cut its name."""
    headers = [str(c) for c in frame.columns if c != frame.geometry.name]
    whole = [h for h in headers if normal(h) in _HEADERS]
    cut = [h for h in headers if cut_from(h, _HEADERS)]
    ranked = sorted(whole, key=lambda h: normal(h) != DATUM_COLUMN) + cut
    return ranked[0] if ranked else None


def _words(frame: pd.DataFrame, header: str | None) -> list[str]:
    if header is None:
        return [""] * len(frame)
    given = frame.iloc[:, [str(c) for c in frame.columns].index(header)]
    return ["" if is_missing(v, text=True) else _text(v) for v in given.tolist()]


def _text(value: object) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value).strip()  # type: ignore[call-overload]


def _agreed(
    by_row: pd.Series,
    by_header: Said | pd.Series,
    told: Datum | None,
    located: pd.Series,
    file: str,
    header: str | None,
) -> tuple[pd.Series, list[Fault]]:
    """Bring together what the rows, the names of the columns and the user say."""
    names = pd.Series(by_header, index=by_row.index, dtype=object)
    said = by_row.where(by_row != "open", names)
    torn = (by_row != names) & ~by_row.isin(["open", "unknown"]) & ~names.isin(["open", "unknown"])
    torn &= ~((by_row == "bd09") & (names == "bd09mc"))
    said[torn] = "unknown"
    said[(by_row == "bd09") & (names == "bd09mc")] = "bd09mc"
    faults: list[Fault] = []
    if told is not None:
        other = located & ~said.isin(["open", told]) & ~((said == "bd09mc") & (told == "bd09"))
        if other.any():
            facts: dict[str, Fact] = {"told": told, "said": _listed(by_row[other], names[other])}
            facts |= {"count": int(other.sum()), "first_row": int(other.index[other][0])}
            faults.append(
                Fault("datum_told_otherwise", file, None, header, facts, severity="warning")
            )
        keep = (said == "bd09mc") & (told == "bd09")
        return said.where(keep, told), faults
    if (torn & located).any():
        first = int(torn.index[torn & located][0])
        facts = {"named": str(names[first]), "said": str(by_row[first])}
        facts |= {"count": int((torn & located).sum()), "first_row": first}
        faults.append(Fault("datum_contradicted", file, None, header, facts, severity="warning"))
    return said, faults


def _listed(rows: pd.Series, names: pd.Series) -> str:
    found = Counter(str(r if r != "open" else n) for r, n in zip(rows, names, strict=True))
    return ", ".join(word for word, _ in found.most_common(3))


def _not_understood(
    words: list[str], said: pd.Series, located: pd.Series, file: str, header: str | None
) -> list[Fault]:
    """One warning for each word that is not understood, with how many rows and the first."""
    rows: dict[str, list[int]] = {}
    for row, word, meaning, there in zip(said.index, words, said, located, strict=True):
        if meaning == "unknown" and there and understand(word) == "unknown":
            rows.setdefault(word, []).append(int(row))
    return [
        _at(
            Fault("datum_word_unknown", file, column=header, severity="warning"),
            at,
            got=shown(word),
        )
        for word, at in rows.items()
    ]


def _at(fault: Fault, rows: list[int], **facts: Fact) -> Fault:
    """One row is named; of several their number and the first."""
    if len(rows) == 1:
        return replace(fault, row=rows[0], facts=facts)
    code = f"{fault.code}_many"
    return replace(fault, code=code, facts={**facts, "count": len(rows), "first_row": rows[0]})


def _old_datums(said: pd.Series, located: pd.Series, file: str, header: str | None) -> list[Fault]:
    """Say of 北京54 and 西安80 that they are used as they are, and how far off that may be."""
    faults = []
    for old, code in _OLD.items():
        rows = [int(row) for row in said.index[(said == old) & located]]
        if rows:
            fault = Fault("datum_old", file, column=header, severity="warning")
            error = shift_error_m(CRS.from_epsg(code))
            faults.append(_at(fault, rows, datum=old, error_m=error or 0))
    return faults


def _one_column(frame: gpd.GeoDataFrame, header: str | None, words: pd.Series) -> gpd.GeoDataFrame:
    """Leave one column ``coord_source`` with plain ids: what the coordinates came from."""
    names = [str(c) for c in frame.columns]
    origin = [n for n in names if normal(n) in _ORIGINS or cut_from(n, {ORIGIN_COLUMN})]
    used = [c for c, n in zip(frame.columns, names, strict=True) if n == header or n in origin]
    if not used:
        return frame
    plain = words
    if origin:
        before = [understand(word) for word in _words(frame, origin[0])]
        first = pd.Series(before, index=frame.index, dtype=object)
        plain = first.where(~first.isin(["open", "none", "unknown"]), words)
    plain = plain.where(~plain.isin(["open", "epsg"]), "")
    return frame.drop(columns=used).assign(**{DATUM_COLUMN: plain})
