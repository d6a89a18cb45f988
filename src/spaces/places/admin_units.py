"""Areas that a coverage promise is a share of: cities, counties, towns, communities.

The place's registry (``places.toml``, drawn in ``boundaries.geojson``) knows cities and
counties. Towns and communities come from a list of the user's: ``units/<place>.csv`` in the data
folder, with outlines in ``units/<place>.geojson`` if there are any. A list is taken as complete:
the share is of all its rows of one level.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.contract import Column, Contract, check
from geo.crs import STORAGE_CRS
from geo.faults import Fault, InputRefused
from geo.io import read_frame, read_plain_csv
from spaces.content import Content
from spaces.places.registry import Place, load_boundaries

OF_LEVELS = {"city": "prefecture", "county": "county", "town": "town", "community": "community"}
"""Word of the plans (field ``of``) to the level in ``places.toml``."""

_WORDS = {
    "city": ("设区市", "地级市", "市", "prefecture"),
    "county": ("县", "区", "县级", "辖市区", "district"),
    "town": ("乡镇", "街道", "镇", "乡", "街镇", "township", "sub-district"),
    "community": ("村", "社区", "村社区", "village"),
}
_LEVEL = Column(
    "level", "text", required=True, aliases=("级别", "层级"), allowed=frozenset(OF_LEVELS)
)
UNIT_CONTRACT = Contract(
    name="units",
    columns=(
        Column("code", "text", required=True, aliases=("代码", "区划代码")),
        Column("name_zh", "text", required=True, aliases=("name", "名称")),
        Column("name_en", "text", default=""),
        _LEVEL,
        Column("parent", "text", aliases=("上级", "上级代码"), default=""),
    ),
    geometry_kinds=frozenset({"Polygon", "MultiPolygon"}),
    geometry_required=False,
    key="code",
)
"""Columns of a list of areas; ``level`` is a key of :data:`OF_LEVELS` or its Chinese word."""

_COLUMNS = ["name_zh", "name_en", "level", "parent", "geometry"]


@dataclass(frozen=True, slots=True, eq=False)
class AdminUnits:
    """All areas inside a place that are known.

    Parameters
    ----------
    frame : GeoDataFrame
        Index ``code``; ``name_zh``, ``name_en``, ``level`` (key of :data:`OF_LEVELS`),
        ``parent`` (code), ``geometry`` (EPSG:4326, None where there is no outline).
    faults : tuple of Fault
        What was wrong with the user's list.
    """

    frame: gpd.GeoDataFrame
    faults: tuple[Fault, ...] = ()

    def of(self, level: str) -> gpd.GeoDataFrame:
        """Areas of one level; empty when no list of them was given."""
        return self.frame[self.frame["level"] == level]


def load_admin_units(content: Content, place: Place) -> AdminUnits:
    """Areas of a place: its registry, and the user's list where the folder has one.

    A level that the list has replaces that level of the registry: the list is the place's own.

    Raises
    ------
    InputRefused
        If the list or its outlines cannot be used as a whole.
    """
    known = _registry(content, place)
    path = content.path("units", f"{place.code}.csv")
    if not path.is_file():
        return AdminUnits(known)
    outlines = content.path("units", f"{place.code}.geojson")
    own = read_units(path, outlines if outlines.is_file() else None)
    kept = known[~known["level"].isin(own.frame["level"].unique())]
    kept = kept[~kept.index.isin(own.frame.index)]
    both = [frame for frame in (kept, own.frame) if len(frame)]
    return AdminUnits(_joined(both), own.faults)


def _joined(frames: list[gpd.GeoDataFrame]) -> gpd.GeoDataFrame:
    if not frames:
        return _empty()
    table = pd.concat([pd.DataFrame(frame) for frame in frames])
    return gpd.GeoDataFrame(table, geometry="geometry", crs=STORAGE_CRS)


def _empty() -> gpd.GeoDataFrame:
    columns = {name: pd.Series(dtype="object") for name in _COLUMNS[:-1]}
    frame = gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries([], crs=STORAGE_CRS))
    frame.index = pd.Index([], name="code", dtype="object")
    return frame


def _registry(content: Content, place: Place) -> gpd.GeoDataFrame:
    words = {level: word for word, level in OF_LEVELS.items()}
    rows = {
        part.code: [part.name_zh, part.name_en, words[part.level], part.parent]
        for part in place.parts
        if part.level in words
    }
    if not rows:
        return _empty()
    table = pd.DataFrame.from_dict(rows, orient="index", columns=_COLUMNS[:-1])
    table.index.name = "code"
    shapes = load_boundaries(content).geometry.reindex(table.index)
    return gpd.GeoDataFrame(table, geometry=shapes, crs=STORAGE_CRS)


def read_units(path: Path, outlines: Path | None = None) -> AdminUnits:
    """Read a list of areas, and their outlines from a second file with a column ``code``.

    Parameters
    ----------
    path : Path
        A CSV with the columns of :data:`UNIT_CONTRACT`.
    outlines : Path, optional
        Any format of :data:`geo.io.FORMATS`; polygons, WGS-84.

    Raises
    ------
    InputRefused
        If a file as a whole cannot be used; ``column_missing`` if the outlines have no code.
    """
    table = read_plain_csv(path)
    frame = table.frame.copy()
    for name in ("level", "级别", "层级"):
        if name in frame:
            frame[name] = [_level(word) for word in frame[name]]
    checked = check(frame, UNIT_CONTRACT, path.name)
    units = checked.frame.set_index("code")
    if outlines is not None:
        units = units.set_geometry(_outlines(outlines, units.index), crs=STORAGE_CRS)
    return AdminUnits(units[_COLUMNS], (*table.faults, *checked.faults))


def _level(word: object) -> object:
    given = str(word or "").strip()
    return next((level for level, words in _WORDS.items() if given in words), word)


def _outlines(path: Path, codes: Collection[str]) -> np.ndarray:
    drawn = read_frame(path).to_crs(STORAGE_CRS)
    if "code" not in drawn.columns:
        facts = {"known_as": "code", "got": ", ".join(map(str, drawn.columns))}
        raise InputRefused([Fault("column_missing", path.name, column="code", facts=facts)])
    drawn = drawn[~drawn["code"].astype(str).duplicated()]
    shapes = drawn.set_index(drawn["code"].astype(str)).geometry
    return np.array(shapes.reindex(list(codes)).to_numpy(), dtype=object)
