"""A list of sites to take away as a table: for people to read, and for the product to read again.

Every column of the contract is there under a header that it is known by, so that the same sites
come back: whole years, longitude and latitude in WGS-84, and a shape as WKT where it is no point.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.contracts.cells import listed
from geo.contracts.columns import Column
from geo.datum.china import DATUMS
from geo.datum.stated import DATUM_COLUMN, ORIGIN_COLUMN
from spaces.sites import Category
from spaces.sites.contract import SITE_CONTRACT
from spaces.text import Text

_DECIMALS: Final = 7  # a centimetre
_OLD: Final = ("beijing54", "xian80")
_PLACE: Final = {"zh": ("经度", "纬度", "坐标系", "原坐标系", "WKT"),
                 "en": ("lon", "lat", DATUM_COLUMN, ORIGIN_COLUMN, "WKT")}  # fmt: skip


def site_list(frame: gpd.GeoDataFrame, kinds: dict[str, Category], t: Text) -> pd.DataFrame:
    """Return sites as a table whose headers and words are understood when it is read again.

    Parameters
    ----------
    frame : GeoDataFrame
        Sites as :func:`spaces.sites.load_sites` gives them: EPSG:4326, index ``id``.
    kinds : dict of str to Category
        Known kinds of sites by id.
    t : Text
        The reader's language: Chinese headers and words, or else English ones.

    Returns
    -------
    DataFrame
        One row a site, in the order of ``frame``; whole numbers are whole, what is unknown is "".
        Longitude and latitude in degrees (WGS-84), of a point on the shape; the coordinates' datum
        beside them, and the one they came from, if another.
    """
    lang = "zh" if t.code == "zh" else "en"
    words: dict[str, Callable[[str], str]] = {
        "category": lambda key: kinds[key].name(t.code) if key in kinds else key,
        "status": lambda key: t(f"site_status.{key}"),
        "facilities": lambda key: t(f"sites.facility_{key}"),
    }
    out: dict[str, list[object]] = {}
    table = frame.reset_index()
    for column in SITE_CONTRACT.columns:
        if column.name == DATUM_COLUMN:
            out |= _where(frame, _PLACE[lang])
            continue
        word = words.get(column.name, str)
        yes_no = (t("download.yes"), t("download.no"))
        values = [_cell(raw, column, word, yes_no) for raw in table[column.name].tolist()]
        out[header(column, lang)] = values
    return pd.DataFrame(out, dtype=object)


def header(column: Column, lang: str) -> str:
    """Header under which a column is written, and known again.

    Parameters
    ----------
    column : Column
        Of :data:`SITE_CONTRACT`.
    lang : str
        ``zh`` for its first Chinese name, else its own.
    """
    chinese = [alias for alias in column.aliases if not alias.isascii()]
    return chinese[0] if lang == "zh" and chinese else column.name


def _cell(
    raw: Any,  # noqa: ANN401  a cell of a frame
    column: Column,
    word: Callable[[str], str],
    yes_no: tuple[str, str],
) -> object:
    if column.kind == "text_list":
        return _listed([word(str(item)) for item in raw])
    if raw is None or raw is pd.NA or (isinstance(raw, float) and np.isnan(raw)):
        return ""
    if column.kind == "boolean":
        return yes_no[0] if raw else yes_no[1]
    if column.kind in ("integer", "number"):
        return int(raw) if float(raw).is_integer() else float(raw)
    return word(str(raw)) if raw != "" else ""


def _listed(items: list[str]) -> str:
    """Items of a list with a mark between them; as JSON where one holds such a mark itself."""
    if all(listed(item) == [item] for item in items):
        return "；".join(items)
    return json.dumps(items, ensure_ascii=False)


def _where(frame: gpd.GeoDataFrame, names: tuple[str, ...]) -> dict[str, list[object]]:
    """Columns of the location: degrees, datum, the datum before, and shapes that are no points."""
    shapes = frame.geometry.to_numpy()
    there = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    single = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    points = shapes.copy()
    points[there & ~single] = shapely.point_on_surface(shapes[there & ~single])
    xy = np.round(np.column_stack([shapely.get_x(points), shapely.get_y(points)]), _DECIMALS)
    origins = frame[DATUM_COLUMN].tolist()
    return {
        names[0]: [float(x) if has else "" for x, has in zip(xy[:, 0], there, strict=True)],
        names[1]: [float(y) if has else "" for y, has in zip(xy[:, 1], there, strict=True)],
        names[2]: [_datum(o) if has else "" for o, has in zip(origins, there, strict=True)],
        names[3]: [o if o in DATUMS[1:] and has else "" for o, has in
                   zip(origins, there, strict=True)],
        names[4]: [shapely.to_wkt(shape, rounding_precision=_DECIMALS) if has else ""
                   for shape, has in zip(shapes, there & ~single, strict=True)],
    }  # fmt: skip


def _datum(origin: str) -> str:
    """Name the datum of coordinates as they are now; "" where nobody stated what they are in."""
    return "wgs84" if origin in DATUMS else origin if origin in _OLD else ""
