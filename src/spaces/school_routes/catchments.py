"""Which school children go to, where a place says so: areas on a map, or a list.

Without either, children go to the nearest school on foot.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.contracts.contract import Column, Contract, check
from geo.crs import metric_crs_for
from geo.datum.china import Datum
from geo.faults import Fact, Fault, InputRefused, summed
from geo.intake import check_table
from geo.io import FORMATS, read_plain_csv, read_table
from spaces.content import Content
from spaces.places import Population, load_boundaries
from spaces.sites.vocabulary import header_of

SCHOOL = "school"
_SCHOOL = Column(
    SCHOOL, "text", required=True, aliases=("school_id", "学校", "学校编号", "学校名称"), code=True
)
AREA_CONTRACT = Contract(
    name="catchments",
    columns=(_SCHOOL, Column("coord_source", "text", aliases=("坐标来源", "坐标系"), default="")),
    geometry_kinds=frozenset({"Polygon", "MultiPolygon"}),
)
"""Columns of catchments as areas: a school may have several."""
LIST_CONTRACT = Contract(
    name="catchment list",
    columns=(
        Column(
            "code",
            "text",
            required=True,
            aliases=("cell", "cell_id", "sub_area_code", "代码", "编号", "小区编号", "区域代码"),
            code=True,
        ),
        _SCHOOL,
    ),
    geometry_kinds=frozenset(),
    geometry_required=False,
)
"""Columns of catchments as a list: the id of a cell, or the code of a sub-area of the children."""

_OVERLAP_SHARE = 0.01
"""Areas of two schools that share less of the smaller one than this only touch."""
_PLAIN = next(f.suffixes for f in FORMATS if f.name == "CSV")
FOLDER: Final = "catchments"
_SUFFIXES: Final = (".csv", ".geojson", ".gpkg", ".zip")


@dataclass(frozen=True, slots=True, eq=False)
class Catchments:
    """Which school children go to.

    Parameters
    ----------
    areas : GeoDataFrame or None
        Polygons with a column ``school`` (id of the site), any CRS; None for a list.
    cells : dict of str to str or None
        Id of a cell of children to the id of its school; None for areas.
    faults : tuple of Fault
        What was left out or is doubtful, by row.
    """

    areas: gpd.GeoDataFrame | None = None
    cells: Mapping[str, str] | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def schools(self) -> tuple[str, ...]:
        """Ids of the schools that have a catchment, sorted."""
        named = self.areas[SCHOOL] if self.areas is not None else (self.cells or {}).values()
        return tuple(sorted(set(named)))


def catchments_path(content: Content, place: str) -> Path | None:
    """Where the data folder holds catchments of a place; None if it holds none."""
    named = (content.path(FOLDER, place + suffix) for suffix in _SUFFIXES)
    return next((path for path in named if path.is_file()), None)


def load_catchments(
    content: Content, place: str, schools: pd.DataFrame, population: Population | None
) -> Catchments | None:
    """Catchments of the data folder; None if it holds none. See :func:`read_catchments`.

    Parameters
    ----------
    content, place : Content, str
        The data folder, and the code of a place.
    schools, population : DataFrame, Population or None
        As :func:`read_catchments` takes them.
    """
    path = catchments_path(content, place)
    if path is None:
        return None
    outline = load_boundaries(content).geometry.get(place)
    return read_catchments(path, schools, population, boundary=outline)


def read_catchments(
    path: Path,
    schools: pd.DataFrame,
    population: Population | None = None,
    *,
    name: str | None = None,
    boundary: BaseGeometry | None = None,
    datum: Datum | None = None,
    layer: str | None = None,
) -> Catchments:
    """Read catchments: polygons in any format of :data:`geo.io.FORMATS`, or a CSV.

    Parameters
    ----------
    path : Path
        Polygons with the school (its id, or its name where only one has it); or a CSV with the
        code of a cell or sub-area and the school.
    schools : DataFrame
        Sites that count as schools, index id, column ``name_zh``.
    population : Population, optional
        The children: a list names their cells or sub-areas.
    name : str, optional
        The file's name as its owner knows it.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates are in.
    layer : str, optional
        Layer of a GeoPackage, Shapefile of a zip.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used, or no row of it is left.
    """
    shown = name or path.name
    if path.suffix.lower() in _PLAIN:
        table = read_plain_csv(path, name=shown)
        checked = check(table.frame, LIST_CONTRACT, shown)
        faults = [*table.faults, *checked.faults]
    else:
        table = read_table(path, name=shown, layer=layer)
        checked = check_table(table, AREA_CONTRACT, shown, boundary=boundary, datum=datum)
        faults = list(checked.faults)
    columns = {c.name: c for c in (*LIST_CONTRACT.columns, _SCHOOL)}
    headers = {key: header_of(table.frame, column) for key, column in columns.items()}
    frame, wrong = _known_schools(checked.frame, schools, shown, headers[SCHOOL])
    faults += wrong
    found = Catchments(frame)
    if "code" in frame:
        cells, wrong = _cells(frame, population, shown, headers["code"])
        found = Catchments(cells=cells)
    else:
        wrong = _overlaps(frame, shown)
    faults += wrong
    if not found.schools:
        raise InputRefused([*faults, Fault("catchments.none", shown)])
    return Catchments(found.areas, found.cells, summed(faults))


def _known_schools(
    frame: gpd.GeoDataFrame, schools: pd.DataFrame, file: str, header: str
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Put ids where names stand, and leave out rows of schools that are not known."""
    ids = {str(key): str(key) for key in schools.index}
    names = schools["name_zh"].astype(str)
    once = names[~names.duplicated(keep=False)]
    by_name = {name: str(key) for key, name in once.items() if name}
    found = [ids.get(word) or by_name.get(word, "") for word in frame[SCHOOL]]
    faults: list[Fault] = []
    for row, word, key in zip(frame.index, frame[SCHOOL], found, strict=True):
        if not key:
            several = bool((names == word).any())
            code = "catchments.name_twice" if several else "catchments.no_such_school"
            faults.append(Fault(code, file, int(row), header, {"got": str(word)[:60]}))
    kept = frame.assign(**{SCHOOL: found})
    return kept[np.array([bool(key) for key in found], dtype=bool)], faults


def _cells(
    frame: pd.DataFrame, population: Population | None, file: str, header: str
) -> tuple[dict[str, str], list[Fault]]:
    """School of each cell; a cell's own row goes before that of its sub-area."""
    if population is None:
        return {}, [Fault("catchments.no_population", file)]
    ids = population.cells.index.astype(str)
    areas = population.cells["sub_area_code"].fillna("").astype(str).to_numpy()
    by_area = pd.Series(ids, index=areas).groupby(level=0).agg(list).to_dict()
    own: dict[str, str] = {}
    wide: dict[str, str] = {}
    first: dict[str, int] = {}
    faults: list[Fault] = []
    known: Collection[str] = set(ids)
    for row, code, school in zip(frame.index, frame["code"], frame[SCHOOL], strict=True):
        facts: dict[str, Fact] = {"got": str(code)[:60]}
        if code in first:
            facts["first_row"] = first[code]
            faults.append(Fault("catchments.code_twice", file, int(row), header, facts))
        elif code in known:
            own[code] = school
        elif code in by_area:
            wide |= dict.fromkeys(by_area[code], school)
        else:
            faults.append(Fault("catchments.no_such_code", file, int(row), header, facts))
        first.setdefault(code, int(row))
    return wide | own, faults


def _overlaps(frame: gpd.GeoDataFrame, file: str) -> list[Fault]:
    """Warn where areas of two schools share ground: children there belong to both."""
    if len(frame) < 2:
        return []
    shapes = frame.geometry.to_crs(metric_crs_for(frame)).to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    schools = frame[SCHOOL].to_numpy()
    other = (left < right) & (schools[left] != schools[right])
    left, right = left[other], right[other]
    shared = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    smaller = np.minimum(shapely.area(shapes[left]), shapely.area(shapes[right]))
    faults = []
    for k in np.flatnonzero(shared > _OVERLAP_SHARE * smaller):
        first, row = int(frame.index[left[k]]), int(frame.index[right[k]])
        facts: dict[str, Fact] = {
            "first_row": first,
            "percent": round(100 * shared[k] / smaller[k]),
        }
        faults.append(Fault("catchments.overlap", file, row, "geometry", facts, "warning"))
    return faults
