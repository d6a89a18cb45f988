"""GeoJSON out: one feature a line, WGS-84, seven decimals, and the datum said in the file."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.atomic import replace_bytes
from geo.crs import STORAGE_CRS, require_crs
from geo.geojson import DATUM_MEMBER

_DECIMALS = 7  # a centimetre


def geojson_bytes(frame: gpd.GeoDataFrame, members: Mapping[str, object] | None = None) -> bytes:
    """Return a FeatureCollection as UTF-8 bytes.

    Parameters
    ----------
    frame : GeoDataFrame
        Any CRS; written in WGS-84. An index with a name (other than ``row``) that is not also a
        column becomes a property. Missing values become null.
    members : Mapping or None
        Further members of the collection, such as a note.

    Raises
    ------
    InputRefused
        ``no_crs``.
    """
    require_crs(frame)
    stored = frame if frame.crs == STORAGE_CRS else frame.to_crs(STORAGE_CRS)
    name = stored.index.name
    table = pd.DataFrame(stored.drop(columns=stored.geometry.name))
    if name is not None and name != "row" and name not in table.columns:
        table.insert(0, name, stored.index)
    rounded = shapely.transform(stored.geometry.to_numpy(), lambda xy: np.round(xy, _DECIMALS))
    shapes = [text or "null" for text in shapely.to_geojson(rounded)]
    head = {"type": "FeatureCollection", DATUM_MEMBER: "wgs84", **(members or {})}
    lines = []
    columns = [str(column) for column in table.columns]
    for values, shape in zip(table.itertuples(index=False, name=None), shapes, strict=True):
        properties = {k: _plain(v) for k, v in zip(columns, values, strict=True)}
        text = json.dumps(properties, ensure_ascii=False, allow_nan=False)
        lines.append(f'{{"type": "Feature", "properties": {text}, "geometry": {shape}}}')
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    body = ",\n".join(lines)
    return f'{opening}, "features": [\n{body}\n]}}\n'.encode()


def write_geojson(
    frame: gpd.GeoDataFrame, path: Path, members: Mapping[str, object] | None = None
) -> None:
    """Write a frame as GeoJSON, all or nothing and onto the disk; see ``geojson_bytes``.

    Parameters
    ----------
    frame : GeoDataFrame
        What is written; EPSG:4326.
    path : Path
        Where it goes; an old file is replaced as a whole.
    members : mapping of str to object, optional
        Further members of the collection, such as a note.
    """
    replace_bytes(Path(path), geojson_bytes(frame, members))


def _plain(value: object) -> object:
    """Value as JSON knows it."""
    if type(value) is str or type(value) is int:
        return value
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, np.ndarray | list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if isinstance(value, str | int | float | bool) else str(value)
