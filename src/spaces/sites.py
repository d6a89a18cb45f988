"""Sites for children: the contract of their columns, loading, and which of them exist."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd

from geo.china import Datum, geometry_to_wgs84
from geo.contract import Column, Contract, check
from geo.crs import STORAGE_CRS
from geo.faults import Fact, Fault
from geo.io import read_table
from spaces.categories import Category, load_categories
from spaces.content import Content
from spaces.site_words import (
    FACILITIES,
    STATUSES,
    column_position,
    kind_mismatches,
    understand_words,
)

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
    Column("opening", "text", aliases=("开放时间",), default=""),
    Column("source", "text", aliases=("来源",), default=""),
    Column("coord_source", "text", allowed=frozenset({"wgs84", "gcj02", "bd09", "none"})),
    Column("demo", "boolean", default=False),
    Column("verified_on", "date", aliases=("核实日期",)),
    Column("public", "boolean", default=True),
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
    """Sites of the data folder.

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
    loaded = read_sites(content.path("sites.geojson"), content, "")
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
        The data folder, for the known kinds of sites.
    place : str
        Code of the place that rows without a place belong to.
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
    shown = name or path.name
    table = read_table(path, name=shown)
    stated = datum or table.datum or "wgs84"
    loaded = check_sites(table.frame, shown, load_categories(content), place, datum=stated)
    return Loaded(loaded.frame, (*table.faults, *loaded.faults))


def check_sites(
    raw: gpd.GeoDataFrame,
    file: str,
    categories: dict[str, Category],
    place: str,
    *,
    datum: Datum = "wgs84",
) -> Loaded:
    """Bring a frame to the contract; rows keep their order."""
    contract = _contract(categories)
    columns = {column.name: column for column in contract.columns}
    has = {name: column_position(raw, columns[name]) is not None for name in ("status", "place")}
    checked = check(understand_words(raw, columns, categories), contract, file)
    frame, faults = checked.frame.copy(), list(checked.faults)
    faults += _fill_status(frame, file, faults, given=has["status"])
    faults += _fill_place(frame, file, place, given=has["place"])
    named = frame["id"] != ""
    frame["id"] = frame["id"].where(named, "row-" + frame.index.astype(str))
    for flag, neutral in (("demo", False), ("public", True)):
        frame[flag] = frame[flag].fillna(neutral).astype(bool)
    if datum != "wgs84":
        moved = geometry_to_wgs84(frame.geometry.to_numpy(), datum)
        frame = frame.set_geometry(gpd.GeoSeries(moved, frame.index, crs=STORAGE_CRS))
        frame["coord_source"] = datum
    empty = frame.geometry.isna() | frame.geometry.is_empty
    blank = frame["coord_source"] == ""
    frame.loc[blank, "coord_source"] = empty[blank].map({True: "none", False: "wgs84"})
    faults += kind_mismatches(frame, file, categories)
    return Loaded(frame.set_index("id"), tuple(faults))


def _contract(categories: dict[str, Category]) -> Contract:
    kinds = replace(SITE_CONTRACT.columns[_CATEGORY], allowed=frozenset(categories))
    columns = list(SITE_CONTRACT.columns)
    columns[_CATEGORY] = kinds
    return replace(SITE_CONTRACT, columns=tuple(columns))


def _fill_status(
    frame: gpd.GeoDataFrame, file: str, faults: list[Fault], *, given: bool
) -> list[Fault]:
    """Without the column every row is a place that exists; a blank cell promises nothing built."""
    if not given:
        frame["status"] = "built"
        facts: dict[str, Fact] = {"count": len(frame)}
        return [Fault("sites.status_assumed", file, None, "status", facts, "notice")]
    blank = frame.index[frame["status"] == ""]
    told = {fault.row for fault in faults if fault.code == "value_not_allowed"}
    frame.loc[blank, "status"] = "planned"
    return [
        Fault("sites.status_blank", file, int(row), "status", severity="warning")
        for row in blank
        if row not in told
    ]


def _fill_place(frame: gpd.GeoDataFrame, file: str, place: str, *, given: bool) -> list[Fault]:
    blank = frame["place"] == ""
    frame.loc[blank, "place"] = place
    if given or not place:
        return []
    facts: dict[str, Fact] = {"count": len(frame), "place": place}
    return [Fault("sites.place_assumed", file, None, "place", facts, "notice")]


def existing(frame: gpd.GeoDataFrame, year: int | None = None) -> gpd.GeoDataFrame:
    """Sites that children can go to: built or certified, by the end of ``year`` if given.

    A site without a year exists now, but nobody knows since when: it is left out as soon as a
    year is asked.
    """
    there = frame["status"].isin(EXISTING)
    if year is not None:
        there &= (frame["year"].astype("Int64") <= year).fillna(False).astype(bool)
    return frame[there]


def located(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sites with a geometry: a promise that is not yet located cannot be reached."""
    return frame[~(frame.geometry.isna() | frame.geometry.is_empty)]
