"""Areas that a coverage promise is a share of: cities, counties, towns, communities.

The place's registry (``places.toml``, drawn in ``boundaries.geojson``) knows cities and
counties. Towns and communities come from a list of the user's: ``units/<place>.csv`` in the data
folder, with outlines in ``units/<place>.geojson`` if there are any. A list is taken as complete:
the share is of all its rows of one level.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.contracts.cells import shown
from geo.contracts.contract import Column, Contract, check
from geo.crs import STORAGE_CRS
from geo.datum.stated import DATUM_COLUMN, datum_header
from geo.faults import Fact, Fault, InputRefused, summed
from geo.intake import check_table
from geo.io import read_plain_csv, read_table
from spaces.content import Content
from spaces.places.area_codes import area_codes
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
_CODE = Column("code", "text", required=True, aliases=("代码", "区划代码"), code=True)
_DATUM = Column(DATUM_COLUMN, "text", aliases=("坐标来源", "坐标系"), default="")
UNIT_CONTRACT = Contract(
    name="units",
    columns=(
        _CODE,
        Column("name_zh", "text", required=True, aliases=("name", "名称")),
        Column("name_en", "text", default=""),
        _LEVEL,
        Column("parent", "text", aliases=("上级", "上级代码"), default="", code=True),
        _DATUM,
    ),
    geometry_kinds=frozenset({"Polygon", "MultiPolygon"}),
    geometry_required=False,
    key="code",
)
"""Columns of a list of areas; ``level`` is a key of :data:`OF_LEVELS` or its Chinese word.

``coord_source`` says what the outline of an area is in, where the outlines do not."""
OUTLINE_CONTRACT = Contract(
    name="outlines of units",
    columns=(replace(_CODE, required=False), _DATUM),
    geometry_kinds=frozenset({"Polygon", "MultiPolygon"}),
)
"""What is read of a file of outlines."""

_NAMED = 5
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
    drawn = outlines if outlines.is_file() else None
    own = read_units(path, drawn, boundary=load_boundaries(content).geometry.get(place.code))
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


def read_units(
    path: Path, outlines: Path | None = None, *, boundary: BaseGeometry | None = None
) -> AdminUnits:
    """Read a list of areas, and their outlines from a second file with a column ``code``.

    Parameters
    ----------
    path : Path
        A CSV with the columns of :data:`UNIT_CONTRACT`.
    outlines : Path, optional
        Any format of :data:`geo.io.FORMATS`; polygons with a code, in the datum that they or the
        list say.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84: shifted or swapped coordinates then show.

    Raises
    ------
    InputRefused
        If a file as a whole cannot be used; ``column_missing`` if the outlines have no code.
    """
    table = read_plain_csv(path)
    frame = table.frame.copy()
    for column in UNIT_CONTRACT.columns:
        for name in (column.name, *column.aliases):
            if name in frame and column.name == "level":
                frame[name] = [_level(word) for word in frame[name]]
            elif name in frame and column.name in ("code", "parent"):
                frame[name] = area_codes(frame[name])
    checked = check(frame, UNIT_CONTRACT, path.name)
    units, faults = checked.frame.set_index("code"), [*table.faults, *checked.faults]
    if outlines is not None:
        shapes, wrong = _outlines(outlines, units[DATUM_COLUMN], boundary)
        units, faults = units.set_geometry(shapes, crs=STORAGE_CRS), faults + wrong
    return AdminUnits(units[_COLUMNS], summed(faults))


def _level(word: object) -> object:
    given = str(word or "").strip()
    return next((level for level, words in _WORDS.items() if given in words), word)


def _outlines(
    path: Path, said: pd.Series, boundary: BaseGeometry | None
) -> tuple[np.ndarray, list[Fault]]:
    """Outlines in the order of the list, and what of the file is not used: each shape alone."""
    table = read_table(path)
    frame = table.frame
    known = [name for name in ("code", *_CODE.aliases) if name in frame.columns]
    if not known:
        facts: dict[str, Fact] = {"known_as": "code", "got": ", ".join(map(str, frame.columns))}
        raise InputRefused([Fault("column_missing", path.name, column="code", facts=facts)])
    frame = frame.assign(**{known[0]: area_codes(frame[known[0]])})
    if datum_header(frame) is None and (said != "").any():
        frame[DATUM_COLUMN] = [said.get(code, "") for code in frame[known[0]]]
    table = replace(table, frame=frame)
    checked = check_table(table, OUTLINE_CONTRACT, path.name, boundary=boundary)
    held, codes = checked.frame["code"], said.index
    listed, twice = held.isin(list(codes)), held.duplicated() & (held != "")
    unused = {"no_code": held == "", "twice": listed & twice, "unlisted": (held != "") & ~listed}
    faults = [_lost(code, path.name, held[rows]) for code, rows in unused.items() if rows.any()]
    used = checked.frame.geometry[listed & ~twice].set_axis(held[listed & ~twice])
    without = codes.difference(used.index, sort=False)
    if len(without):
        facts = {"count": len(without), "got": shown(", ".join(without[:_NAMED]))}
        faults.append(Fault("units.row_without_shape", path.name, facts=facts, severity="warning"))
    shapes = np.array(used.reindex(list(codes)).to_numpy(), dtype=object)
    return shapes, [*checked.faults, *faults]


def _lost(code: str, file: str, held: pd.Series) -> Fault:
    at = ", ".join(str(row) for row in held.index[:_NAMED])
    names = ", ".join(str(name) for name in held.unique()[:_NAMED])
    facts: dict[str, Fact] = {"count": len(held), "rows": at, "codes": names}
    return Fault(f"units.{code}", file, facts=facts, severity="warning")
