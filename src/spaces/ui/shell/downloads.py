"""Files to take away: CSV that opens well in Excel, and GeoJSON. Both say what is demonstration.

A file is made only when its button is pressed.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import streamlit as st

from geo.geojson import DATUM_MEMBER
from spaces.text import Text
from spaces.ui.shell.frame import Context

_BOM: Final = b"\xef\xbb\xbf"
# What a spreadsheet takes for a formula when a cell begins with it.
_FORMULA: Final = re.compile(r"^[\s]*[=+\-@\t\r＝＋－＠]")
_NOT_IN_NAMES: Final = re.compile(r"[^\w\-]+")


def safe_cell(value: object) -> object:
    """Return ``value`` so that a spreadsheet shows it and never calculates it."""
    if isinstance(value, list | tuple):
        value = "；".join(str(item) for item in value)
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value


def csv_bytes(frame: pd.DataFrame, note: str = "", note_column: str = "") -> bytes:
    """Return ``frame`` as CSV for Excel: UTF-8 with BOM, no formulas.

    Parameters
    ----------
    frame : DataFrame
        Columns under the names that the reader shall see.
    note : str
        What every row must say, such as that data are for demonstration; empty for nothing.
    note_column : str
        Name of the first column, which holds ``note``.
    """
    out = frame.copy()
    out.columns = [str(safe_cell(str(name))) for name in out.columns]
    for at, name in enumerate(out.columns):
        if not pd.api.types.is_numeric_dtype(out[name]):
            out.isetitem(at, [safe_cell(value) for value in out.iloc[:, at]])
    if note:
        out.insert(0, note_column, note, allow_duplicates=True)
    return _BOM + out.to_csv(index=False, lineterminator="\r\n").encode("utf-8")


def geojson_bytes(frame: gpd.GeoDataFrame, note: str = "", sources: Sequence[str] = ()) -> bytes:
    """Return ``frame`` (EPSG:4326) as GeoJSON, with datum, ``note`` and ``sources`` at its head."""
    shapes = [None if g is None else g.__geo_interface__ for g in frame.geometry]
    columns = [name for name in frame.columns if name != frame.geometry.name]
    ids = [str(name) for name in frame.index]
    rows = zip(*(frame[name] for name in columns), strict=True) if columns else iter(())
    features = [
        {
            "type": "Feature",
            "id": ids[at],
            "properties": {name: _json(value) for name, value in zip(columns, row, strict=True)},
            "geometry": shapes[at],
        }
        for at, row in enumerate(rows)
    ]
    head: dict[str, Any] = {
        "type": "FeatureCollection",
        DATUM_MEMBER: "wgs84",
        **({"note": note, "demo": True} if note else {}),
    }
    head |= {"sources": list(sources)} if sources else {}
    return json.dumps({**head, "features": features}, ensure_ascii=False).encode("utf-8")


def _json(value: Any) -> Any:  # noqa: ANN401  a cell of a frame, a value of JSON
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, bool | int | str) else str(value)


def file_name(context: Context, subject: str, suffix: str) -> str:
    """Return a name that says place, subject, year and whether data are for demonstration."""
    t = context.t
    parts = [context.place_name, t(f"download.{subject}"), str(context.view.year)]
    if context.demo:
        parts.append(t("demo.file"))
    return "_".join(_NOT_IN_NAMES.sub("-", part).strip("-") for part in parts) + suffix


def _note(context: Context) -> tuple[str, str]:
    t: Text = context.t
    return (t("demo.note"), t("demo.column")) if context.demo else ("", "")


def buttons(
    context: Context,
    tables: Mapping[str, Callable[[], pd.DataFrame]],
    layers: Mapping[str, Callable[[], gpd.GeoDataFrame]] | None = None,
    sources: Sequence[str] = (),
) -> None:
    """Draw a row of download buttons.

    Parameters
    ----------
    context : Context
        The page.
    tables, layers : Mapping[str, callable]
        Subject (key in ``download``) to what gives its frame, for CSV and for GeoJSON.
    sources : sequence of str
        Whose data the layers rest on besides our own; stands at the head of each GeoJSON.
    """
    t = context.t
    with st.container(horizontal=True):
        for subject, frame in tables.items():
            _button(context, subject, ".csv", "text/csv", partial(_csv, frame, context))
        for subject, layer in (layers or {}).items():
            data = partial(_geojson, layer, context, sources)
            _button(context, subject, ".geojson", "application/geo+json", data)
    st.caption(t("download.hint"))


def _csv(frame: Callable[[], pd.DataFrame], context: Context) -> bytes:
    return csv_bytes(frame(), *_note(context))


def _geojson(
    frame: Callable[[], gpd.GeoDataFrame], context: Context, sources: Sequence[str]
) -> bytes:
    return geojson_bytes(frame(), _note(context)[0], sources)


def _button(
    context: Context, subject: str, suffix: str, mime: str, data: Callable[[], bytes]
) -> None:
    kind = suffix[1:].upper() if suffix == ".csv" else "GeoJSON"
    st.download_button(
        context.t("download.button", what=context.t(f"download.{subject}"), kind=kind),
        data,
        file_name=file_name(context, subject, suffix),
        mime=mime,
        key=f"cfs_download_{subject}_{suffix}",
        icon=":material/download:",
        on_click="ignore",
    )
