"""Tables with coordinates in columns: CSV as offices write it, and Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.faults import Fault, InputRefused
from geo.geojson import DATUM_MEMBER
from geo.limits import Limits
from geo.points import with_points
from geo.sniff import decode
from geo.table import Table

_DELIMITERS = ",;\t"
_LONGEST_CELL = 1_000_000
_GUARD = re.compile(r"^'(?=\s*[=+\-@\t\r＝＋－＠])")
"""What our own CSV puts before a text that a spreadsheet would take for a formula."""


def read_csv(path: Path, file: str, limits: Limits, _layer: str | None = None) -> Table:
    """Read a CSV with a header and longitude and latitude columns, every cell as text.

    UTF-8 with or without its mark, UTF-16 with it, or GBK / GB 18030; comma, semicolon or tab.
    A blank line counts as a row, so that row numbers match the spreadsheet's (less the header).

    Parameters
    ----------
    path : Path
        Where it lies.
    file : str
        Name of the input, for the faults.
    limits : Limits
        The most rows.

    Raises
    ------
    InputRefused
        ``encoding``, ``no_coordinates``, ``no_header``, ``csv_broken``, ``too_many_rows``.
    """
    table, faults = csv_cells(path, file, limits)
    return with_points(table, file, faults)


def csv_cells(path: Path, file: str, limits: Limits) -> tuple[pd.DataFrame, list[Fault]]:
    """Cells of a CSV as text, index ``row``, and what was noticed; coordinates are not asked.

    Parameters
    ----------
    path : Path
        Where it lies.
    file : str
        Name of the input, for the faults.
    limits : Limits
        The most rows.

    Raises
    ------
    InputRefused
        As :func:`read_csv`, but for ``no_coordinates``.
    """
    text, faults = decode(path.read_bytes(), file)
    header, body, faults = _cells(text, file, limits, faults)
    rows, kept = [], []
    for row, given in enumerate(body, start=1):
        cells = given
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            facts = {"got": len(cells), "expected": len(header)}
            faults.append(Fault("too_many_cells", file, row, facts=facts))
            continue
        if len(cells) < len(header):
            facts = {"got": len(cells), "expected": len(header)}
            faults.append(Fault("too_few_cells", file, row, facts=facts, severity="warning"))
        cells = (cells + [""] * len(header))[: len(header)]
        rows.append(row)
        kept.append([_GUARD.sub("", cell) if cell.strip() else None for cell in cells])
    index = pd.Index(rows, name="row", dtype="int64")
    return pd.DataFrame(kept, index=index, columns=pd.Index(header), dtype="object"), faults


def _cells(
    text: str, file: str, limits: Limits, faults: list[Fault]
) -> tuple[list[str], list[list[str]], list[Fault]]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    if "\0" in text:
        text = text.replace("\0", "")
        faults = [*faults, Fault("control_characters", file, severity="notice")]
    reader = csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=delimiter)
    body: list[list[str]] = []
    begun = 1
    try:
        header = next(reader, [])
        before = reader.line_num
        for cells in reader:
            begun, before = before + 1, reader.line_num
            body.append(cells)
            if len(body) > limits.rows:
                facts = {"count": len(body), "limit": limits.rows}
                raise InputRefused([*faults, Fault("too_many_rows", file, facts=facts)])
        _require_closed(text, body, begun)
    except csv.Error:
        line = {"line": begun}
        raise InputRefused([*faults, Fault("csv_broken", file, facts=line)]) from None
    if not any(cell.strip() for cell in header):
        raise InputRefused([*faults, Fault("no_header", file)])
    return header, body, faults


def _require_closed(text: str, body: list[list[str]], begun: int) -> None:
    """Refuse a quotation mark that never closes: it would swallow every row after it."""
    if text.count('"') % 2 and body and any("\n" in cell for cell in body[-1]):
        raise csv.Error(f"quotation mark open since line {begun}")


def read_parquet(path: Path, file: str, limits: Limits, _layer: str | None = None) -> Table:
    """Read GeoParquet, or plain Parquet with longitude and latitude columns.

    A file whose metadata say ``datum = wgs84`` is this product's own (:attr:`Table.own`).

    Parameters
    ----------
    path : Path
        Where it lies.
    file : str
        Name of the input, for the faults.
    limits : Limits
        The most bytes unpacked, and rows.

    Raises
    ------
    InputRefused
        ``cannot_open``, ``too_large``, ``too_many_rows``, ``no_coordinates``.
    """
    try:
        opened = pq.ParquetFile(path)
        _bounded(opened, file, limits)
        notes = opened.schema_arrow.metadata or {}
        geo, own = notes.get(b"geo"), notes.get(DATUM_MEMBER.encode()) == b"wgs84"
        with np.errstate(invalid="ignore"):  # a coordinate that is no number gets its own sentence
            frame = gpd.read_parquet(path) if geo and json.loads(geo) else opened.read().to_pandas()
    except (pa.ArrowException, ValueError, KeyError, TypeError, OSError) as error:
        if isinstance(error, InputRefused):
            raise
        raise InputRefused([Fault("cannot_open", file)]) from None
    frame = frame.reset_index(drop=isinstance(frame.index, pd.RangeIndex))
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="row")
    if not isinstance(frame, gpd.GeoDataFrame):
        return replace(with_points(frame, file, []), own=own)
    return Table(frame, own=own, crs_named=frame.crs is not None)


def _bounded(opened: pq.ParquetFile, file: str, limits: Limits) -> None:
    meta = opened.metadata
    size = sum(meta.row_group(i).total_byte_size for i in range(meta.num_row_groups))
    if size > limits.unzipped_bytes:
        facts = {"got_mb": round(size / 1e6, 1), "limit_mb": round(limits.unzipped_bytes / 1e6, 1)}
        raise InputRefused([Fault("too_large", file, facts=facts)])
    if meta.num_rows > limits.rows:
        facts = {"count": meta.num_rows, "limit": limits.rows}
        raise InputRefused([Fault("too_many_rows", file, facts=facts)])
