"""Sites for children: the contract of their columns, loading, and which of them exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.china import Datum
from geo.contract import Column, Contract
from geo.faults import Fault
from geo.intake import check_table
from geo.io import read_table
from geo.table import Table
from spaces.categories import Category, load_categories
from spaces.content import Content
from spaces.places import load_boundaries
from spaces.route_kinds import RouteKind, load_route_kinds
from spaces.site_blanks import fill_place, fill_status
from spaces.site_entrances import check_entrances, normalised
from spaces.site_kinds import check_kinds, kinds_as_categories
from spaces.site_words import (
    FACILITIES,
    STATUSES,
    column_position,
    header_of,
    kind_mismatches,
    understand_words,
    with_plain_choices,
)
from spaces.walking_bus import check_stops

EXISTING = ("built", "certified")
"""Status of a site that children can go to."""

_COLUMNS = (
    Column("id", "text", aliases=("编号", "site_id")),
    Column("place", "text", aliases=("地方代码",)),
    Column("name_zh", "text", required=True, aliases=("name", "名称", "场地名称", "项目名称")),
    Column("name_en", "text", default=""),
    Column("category", "text", required=True, aliases=("类别", "场地类别", "类型")),
    Column("status", "text", aliases=("状态", "建设状态"), allowed=frozenset(STATUSES)),
    Column("year", "integer", aliases=("年份", "建成年份"), minimum=1900, maximum=2100),
    Column("address", "text", aliases=("地址",), default=""),
    Column("sub_area", "text", aliases=("adname", "乡镇", "街道", "区县"), default=""),
    Column("sub_area_code", "text", default=""),
    Column("lead", "text_list", aliases=("牵头单位",)),
    Column("partners", "text_list", aliases=("配合单位",)),
    Column("age_min", "number", aliases=("最小年龄",), minimum=0, maximum=18, unit="years"),
    Column("age_max", "number", aliases=("最大年龄",), minimum=0, maximum=18, unit="years"),
    Column("facilities", "text_list", aliases=("设施",), allowed=frozenset(FACILITIES)),
    Column("capacity", "number", aliases=("容量", "托位数", "床位数"), minimum=0),
    Column("opening", "text", aliases=("开放时间",), default=""),
    Column("source", "text", aliases=("来源",), default=""),
    Column(
        "coord_source",
        "text",
        aliases=("坐标来源", "坐标系"),
        allowed=frozenset({"wgs84", "gcj02", "bd09", "none"}),
    ),
    Column("demo", "boolean", default=False),
    Column("verified_on", "date", aliases=("核实日期",)),
    Column("verified_by", "text", aliases=("核实单位", "核实人单位"), default=""),
    Column(
        "public",
        "boolean",
        aliases=("公开", "是否公开", "对外公开", "是否对外公开", "向社会公开"),
        default=False,  # only what is marked public goes out
    ),
    Column("entrances", "text", default="", max_length=2500),
    Column("kind", "text", aliases=("种类", "路线类型", "设施类型"), default=""),
    Column("stops", "text", aliases=("站点", "停靠站", "站点时刻"), default="", max_length=2500),
    Column("evidence", "text", aliases=("依据", "佐证", "佐证材料"), default=""),
)
SITE_CONTRACT = Contract(
    name="sites",
    columns=_COLUMNS,
    geometry_kinds=frozenset(
        {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}
    ),
    geometry_required=False,
    key="id",
    ordered=(("age_min", "age_max"),),
)
"""Columns of a list of sites. A row without a geometry is a promise not yet located."""

SITE_COLUMNS = tuple(column.name for column in _COLUMNS)
_CATEGORY = SITE_COLUMNS.index("category")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A list of sites and what was found wrong with it.

    Parameters
    ----------
    frame : GeoDataFrame
        EPSG:4326, index ``id``, the other columns of :data:`SITE_CONTRACT`; good rows only.
    faults : tuple of Fault
        Everything that was left out, not used, repaired or assumed.
    """

    frame: gpd.GeoDataFrame
    faults: tuple[Fault, ...]


def load_sites(content: Content, place: str | None = None) -> Loaded:
    """Sites of the data folder; they are stored in WGS-84, wherever they came from.

    Parameters
    ----------
    content : Content
        The data folder.
    place : str, optional
        Code of a place, to get its sites only.

    Raises
    ------
    InputRefused
        If ``sites.geojson`` as a whole cannot be used.
    """
    path = content.path("sites.geojson")
    categories, kinds = load_categories(content), load_route_kinds(content)
    loaded = check_sites(read_table(path), path.name, categories, datum="wgs84", kinds=kinds)
    if place is None:
        return loaded
    return Loaded(loaded.frame[loaded.frame["place"] == place], loaded.faults)


def read_sites(
    path: Path,
    content: Content,
    place: str,
    *,
    name: str | None = None,
    datum: Datum | None = None,
) -> Loaded:
    """Read a user's list of sites.

    A bare list is enough: name, category and geometry. What is missing is filled in openly: an
    id from the row number, status ``built``, the place asked; each with a notice.

    Parameters
    ----------
    path : Path
        A file in one of the formats of :data:`geo.io.FORMATS`.
    content : Content
        The data folder, for the known kinds of sites and the outline of the place.
    place : str
        Code of the place that rows without a place belong to; ``""`` for none.
    name : str, optional
        The file's name as its owner knows it.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates are in; they are converted to WGS-84. Default: what the file says
        of itself, else WGS-84.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used.
    """
    shown, categories = name or path.name, load_categories(content)
    kinds = load_route_kinds(content)
    outlines = load_boundaries(content) if place else None
    known = outlines is not None and place in outlines.index
    boundary = outlines.geometry[place] if outlines is not None and known else None
    table = read_table(path, name=shown)
    return check_sites(table, shown, categories, place, boundary=boundary, datum=datum, kinds=kinds)


def check_sites(
    table: Table,
    file: str,
    categories: dict[str, Category],
    place: str = "",
    *,
    boundary: BaseGeometry | None = None,
    datum: Datum | None = None,
    kinds: Mapping[str, RouteKind] | None = None,
) -> Loaded:
    """Bring what a reader gave to the contract; rows keep their order. See :func:`read_sites`."""
    contract = _contract(categories)
    columns = {column.name: column for column in contract.columns}
    raw = table.frame
    has = {name: column_position(raw, columns[name]) is not None for name in ("status", "place")}
    headers = {name: header_of(raw, columns[name]) for name in ("kind", "stops")}
    read, told = kinds_as_categories(normalised(raw), columns, categories, kinds or {}, file)
    table = replace(table, frame=understand_words(read, columns, categories))
    checked = check_table(table, contract, file, boundary=boundary, datum=datum)
    frame, faults = checked.frame.copy(), with_plain_choices(checked.faults, categories) + told
    faults += fill_status(frame, file, faults, given=has["status"])
    faults += fill_place(frame, file, place, given=has["place"])
    frame["id"] = frame["id"].where(frame["id"] != "", "row-" + frame.index.astype(str))
    for flag in ("demo", "public"):
        frame[flag] = frame[flag].fillna(False).astype(bool)
    frame["entrances"], wrong = check_entrances(frame, file, datum or table.datum)
    faults += wrong
    frame["kind"], wrong = check_kinds(frame, file, categories, kinds or {}, headers["kind"])
    faults += wrong
    frame["stops"], wrong = check_stops(frame, file, datum or table.datum, headers["stops"])
    faults += wrong
    empty, blank = ~is_located(frame), frame["coord_source"] == ""
    stated = datum or table.datum or "wgs84"
    frame.loc[blank, "coord_source"] = empty[blank].map({True: "none", False: stated})
    faults += kind_mismatches(frame, file, categories)
    return Loaded(frame.set_index("id"), tuple(faults))


def _contract(categories: dict[str, Category]) -> Contract:
    kinds = replace(SITE_CONTRACT.columns[_CATEGORY], allowed=frozenset(categories))
    columns = list(SITE_CONTRACT.columns)
    columns[_CATEGORY] = kinds
    return replace(SITE_CONTRACT, columns=tuple(columns))


def existing(frame: gpd.GeoDataFrame, year: int | None = None) -> gpd.GeoDataFrame:
    """Sites that children can go to: built or certified, by the end of ``year`` if given.

    A site without a year exists now, but nobody knows since when: it is left out as soon as a
    year is asked.
    """
    return frame[is_existing(frame, year)]


def is_existing(frame: gpd.GeoDataFrame, year: int | None = None) -> pd.Series[bool]:
    """Whether children can go to each site; see :func:`existing`."""
    there: pd.Series[bool] = frame["status"].isin(EXISTING)
    if year is not None:
        there &= (frame["year"].astype("Int64") <= year).fillna(False).astype(bool)
    return there


def is_located(frame: gpd.GeoDataFrame) -> pd.Series[bool]:
    """Whether each site has a geometry."""
    there: pd.Series[bool] = ~(frame.geometry.isna() | frame.geometry.is_empty)
    return there


def located(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sites with a geometry: a promise that is not yet located cannot be reached."""
    return frame[is_located(frame)]
