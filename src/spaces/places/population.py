"""Children by where they live: cells or points with heads, by age band where known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.contracts.contract import Column, Contract
from geo.datum.china import Datum
from geo.faults import Fact, Fault, InputRefused, summed
from geo.intake import check_table
from geo.io import read_table, suffixes
from geo.table import Table
from spaces.content import Content
from spaces.places.area_codes import area_codes
from spaces.places.population_areas import WIDEST_POINT_M, Spread, spread_evenly, spread_rows
from spaces.places.registry import load_boundaries

BANDS = ("age_0", "age_1_4", "age_5_9", "age_10_14")
"""Age bands in completed years, both ends included."""

FOLDER = "population"
"""Folder of the data with one file of children for each place."""

_TOTAL = ("儿童", "儿童数", "儿童人数", "儿童人口", "0-14岁", "0—14岁", "0-14岁人口")
POPULATION_CONTRACT = Contract(
    name="population",
    columns=(
        Column("id", "text", aliases=("编号", "cell_id"), code=True),
        Column("age_0", "number", aliases=("0岁",), minimum=0, unit="children"),
        Column("age_1_4", "number", aliases=("1-4岁", "1—4岁"), minimum=0, unit="children"),
        Column("age_5_9", "number", aliases=("5-9岁", "5—9岁"), minimum=0, unit="children"),
        Column("age_10_14", "number", aliases=("10-14岁", "10—14岁"), minimum=0, unit="children"),
        Column("children", "number", aliases=_TOTAL, minimum=0, unit="children"),
        Column("sub_area_code", "text", default="", code=True),
        Column("cell_m", "integer", minimum=1, maximum=100_000, unit="m"),
        Column("modelled", "boolean", default=False),
        Column("coord_source", "text", default="", aliases=("坐标来源", "坐标系")),
    ),
    geometry_kinds=frozenset({"Point", "Polygon", "MultiPolygon"}),
    geometry_required=True,
    key="id",
    key_given_anew=True,
)
"""Columns of a table of children: at least one age band, or the total ``children``."""


@dataclass(frozen=True, slots=True)
class Population:
    """Children by where they live.

    Parameters
    ----------
    cells : GeoDataFrame
        EPSG:4326 points (centres of cells, points of an area), index ``id``; float columns
        ``children`` and those of ``bands``, ``sub_area_code``, ``cell_m`` (NA for points without
        a cell size).
    modelled : bool
        Whether heads were spread by a model instead of counted where they live.
    source : str
        Name of the file.
    bands : tuple of str
        Age bands that the table holds, of :data:`BANDS`; empty with the total alone.
    faults : tuple of Fault
        What was left out, not used, repaired or assumed.
    outside : float
        Children of the file who live outside the place: they are in no row of ``cells``.
    areas, apart_m : int
        Areas of the file whose children were spread evenly over points, as they are too wide for
        one point, and the metres between these.
    """

    cells: gpd.GeoDataFrame
    modelled: bool
    source: str
    bands: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    outside: float = 0.0
    areas: int = 0
    apart_m: int = 0


def population_files(content: Content, place: str) -> list[Path]:
    """Where the data folder holds children of a place, in any format that is read."""
    named = (content.path(FOLDER, f"{place}{suffix}") for suffix in suffixes())
    return [path for path in named if path.is_file()]


def load_population(content: Content, place: str) -> Population | None:
    """Children of a place from the data folder, in any format that is read; None without a file.

    The coordinates are what the file or its rows say, and are held against the place's outline;
    a file that this product marked as its own is WGS-84.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used; ``children.two_files`` if there is more than one,
        as nobody said which of them counts.
    """
    found = population_files(content, place)
    if not found:
        return None
    path, *others = found
    if others:
        facts: dict[str, Fact] = {"others": ", ".join(other.name for other in others)}
        raise InputRefused([Fault("children.two_files", path.name, facts=facts)])
    return read_population(path, boundary=load_boundaries(content).geometry.get(place))


def read_population(
    path: Path,
    *,
    name: str | None = None,
    datum: Datum | None = None,
    boundary: BaseGeometry | None = None,
    layer: str | None = None,
) -> Population:
    """Read a table of children: CSV, GeoJSON, GeoPackage, Parquet; cells or points.

    Parameters
    ----------
    path : Path
        The file. A polygon becomes a point inside it, a wide one evenly spaced points.
    name : str, optional
        The file's name as its owner knows it.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates are in; they are converted to WGS-84. Default: what the file says
        of itself, else WGS-84.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84: shifted or swapped coordinates then show.
    layer : str, optional
        Layer of a GeoPackage, Shapefile of a zip.

    Raises
    ------
    InputRefused
        If the file as a whole cannot be used; ``children.no_column`` if it has neither an age
        band nor a total, ``children.none`` if no good row is left.
    """
    shown = name or path.name
    table = read_table(path, name=shown, layer=layer)
    return check_population(table, shown, datum=datum, boundary=boundary)


def check_population(
    table: Table,
    file: str,
    *,
    datum: Datum | None = None,
    boundary: BaseGeometry | None = None,
) -> Population:
    """Bring what a reader gave to the contract; rows keep their order.

    Parameters
    ----------
    table : Table
        What :func:`geo.io.read_table` gave.
    file : str
        Name of the input as its owner knows it.
    datum : {"wgs84", "gcj02", "bd09"}, optional
        What the coordinates are in; default what the table says of itself, else WGS-84.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84.
    """
    checked = check_table(table, POPULATION_CONTRACT, file, boundary=boundary, datum=datum)
    frame = checked.frame
    bands = tuple(band for band in BANDS if frame[band].notna().any())
    total_given = bool(frame["children"].notna().any())
    if not bands and not total_given:
        known = ", ".join(("children", *_TOTAL[:3], *BANDS))
        raise InputRefused([Fault("children.no_column", file, facts={"known_as": known})])
    if frame.empty:
        raise InputRefused([*checked.faults, Fault("children.none", file)])
    cells = frame[["sub_area_code", "cell_m"]].copy()
    cells["sub_area_code"] = area_codes(cells["sub_area_code"])
    for band in bands:
        cells[band] = frame[band].astype(float).fillna(0.0)
    children, faults = _children(frame, cells[list(bands)], file)
    faults += _not_told(frame, bands, file, total_given=total_given)
    cells["children"] = children
    cells.index = _ids(frame)
    spread = spread_evenly(frame.geometry.to_numpy())
    points = spread_rows(cells, spread, ["children", *bands])
    modelled = bool(frame["modelled"].fillna(False).astype(bool).any())
    said = summed((*checked.faults, *faults, *_spread(spread, file)))
    return Population(
        points, modelled, file, bands, said, areas=spread.areas, apart_m=spread.apart_m
    )


def _spread(found: Spread, file: str) -> list[Fault]:
    if not found.areas:
        return []
    facts: dict[str, Fact] = {
        "count": found.areas,
        "widest": f"{WIDEST_POINT_M:g}",
        "apart": found.apart_m,
    }
    return [Fault("children.spread", file, facts=facts, severity="warning")]


def _children(
    frame: gpd.GeoDataFrame, by_band: pd.DataFrame, file: str
) -> tuple[np.ndarray, list[Fault]]:
    """Heads per row: the total where one is given, else the sum of the bands."""
    summed = by_band.sum(axis=1).to_numpy(dtype=float)
    total = frame["children"].astype(float).to_numpy()
    children = np.where(np.isnan(total), summed, total)
    facts: dict[str, Fact] = {"bands": f"{summed.sum():.12g}", "total": f"{children.sum():.12g}"}
    if len(by_band.columns) == len(BANDS) and not np.allclose(summed, children):
        return children, [
            Fault("children.total_not_bands", file, None, "children", facts, "warning")
        ]
    return children, []


def _not_told(
    frame: gpd.GeoDataFrame, bands: tuple[str, ...], file: str, *, total_given: bool
) -> list[Fault]:
    """Say what a total leaves out: rows without a number, and bands that the table lacks."""
    faults = []
    blank = int(frame[[*bands, "children"]].isna().all(axis=1).sum())
    if blank:
        facts: dict[str, Fact] = {"count": blank}
        faults.append(Fault("children.blank", file, facts=facts, severity="warning"))
    absent = [band for band in BANDS if band not in bands]
    if absent and not total_given:
        lacking: dict[str, Fact] = {"lacking": ", ".join(absent)}
        faults.append(Fault("children.bands_absent", file, facts=lacking, severity="warning"))
    return faults


def _ids(frame: gpd.GeoDataFrame) -> pd.Index[str]:
    """Ids as text; a table without ids is named by its rows."""
    given = frame["id"].fillna("").astype(str)
    named = given.where(given != "", "row-" + frame.index.astype(str))
    ids: pd.Index[str] = pd.Index(named.astype(str), name="id")
    return ids
