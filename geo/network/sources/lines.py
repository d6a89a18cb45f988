"""A table of lines (GeoPackage, GeoParquet, Shapefile, GeoJSON) as walkable ways."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.arrays import Floats, Longs, Mask
from geo.contracts.columns import normal
from geo.contracts.contract import Column, Contract, check
from geo.crs import STORAGE_CRS, metric_crs
from geo.faults import Fault, InputRefused
from geo.network.graph import BRIDGE, TUNNEL
from geo.network.sources import line_kinds as kinds
from geo.network.sources.build import Ways
from geo.network.sources.line_ends import GAP_M, JOIN_M, Lines, Met, meet
from geo.network.sources.osm_columns import unpacked
from geo.network.sources.ways import WayTable

_SAME_M = 0.1
"""Vertices this close are one: what drawing and projecting leave behind."""

CONTRACT = Contract(
    "streets",
    (
        Column(kinds.KIND_COLUMN, "text", aliases=kinds.ALIASES),
        *(Column(name, "text") for name in kinds.ROW_TAGS),
        Column("layer", "number"),
        Column("name", "text", aliases=("name_zh", "道路名称", "路名", "名称")),
        *(Column(name, "text") for name in kinds.MORE_TAGS),
    ),
    frozenset({"LineString", "MultiLineString"}),
)


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """Single lines: which row each is of, its vertices and where they begin."""

    row: Longs
    lonlat: Floats
    offsets: Longs


def read_lines(
    frame: gpd.GeoDataFrame, file: str, table: WayTable, *, join_m: float = JOIN_M
) -> tuple[Ways, list[Fault]]:
    """Make ways of a frame of lines.

    Lines meet where they share a vertex, and where an end that meets none comes within ``join_m``
    of another line or of its vertex. Lines that merely cross do not meet, nor does the middle of a
    line with a bridge, a tunnel or a layer meet what it crosses. How many ends were joined so, and
    what nearly meets, is told.

    Parameters
    ----------
    frame : GeoDataFrame
        Any CRS; columns as in OpenStreetMap, all optional. Without ``highway``, the column with
        words of the table is the one of kinds; without any, every line is a street without a
        pavement, and told. Where some rows have a kind, those without are none: what bars walks
        is a barrier, the others are left out. So is a kind that the table does not know.
    file : str
        Its name for its owner.
    table : WayTable
        What can be walked.
    join_m : float
        Metres; 0 joins equal vertices only.

    Returns
    -------
    ways : Ways
        Only what can be walked.
    faults : list of Fault
        Rows left out, and what was noticed.

    Raises
    ------
    InputRefused
        If there is no CRS, no row, no line, nothing to walk on, or more than half of the kinds
        of street are not known.
    """
    frame, faults = _with_kinds(unpacked(frame), file, table)
    checked = check(frame, CONTRACT, file)
    faults += checked.faults
    if checked.frame.empty:
        raise InputRefused([Fault("network.no_lines", file), *faults])
    parted = kinds.parted(checked.frame, file, table)
    faults += parted.notices(file)
    if not parted.streets:
        raise InputRefused([Fault("network.no_ways", file), *faults])
    rows = checked.frame.iloc[parted.streets]
    parts = _parts(rows)
    level = rows["layer"].fillna(0).to_numpy(dtype=np.float64)
    flags = np.array([kind.flags for kind in parted.kinds], dtype=np.uint8)
    apart = (level != 0) | ((flags & (BRIDGE | TUNNEL)) != 0)
    met = _met(parts, np.where(apart, level * 2 + 1, 0.0), apart, join_m)
    faults += _told(met, join_m, file)
    names, name = np.unique(rows["name"].fillna("").to_numpy(dtype=str), return_inverse=True)
    lonlat = met.lines.lonlat
    ways = Ways(
        vertex_lon=lonlat[:, 0],
        vertex_lat=lonlat[:, 1],
        vertex=met.lines.vertex,
        offsets=met.lines.offsets,
        way=np.array([kind.way for kind in parted.kinds], dtype=np.uint8)[parts.row],
        flags=flags[parts.row],
        name=(name + 1).astype(np.int32)[parts.row],
        ways=table.names,
        names=("", *map(str, names)),
        guarded=np.zeros(len(lonlat), dtype=bool),
        barriers=kinds.barriers(checked.frame.geometry.to_numpy(), parted.bars, parts.lonlat),
    )
    return ways, faults


def _with_kinds(
    frame: gpd.GeoDataFrame, file: str, table: WayTable
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Name the column of kinds where the file calls it something of its own."""
    headers = [header for column in CONTRACT.columns for header in (column.name, *column.aliases)]
    known = {normal(header) for header in (kinds.KIND_COLUMN, *kinds.ALIASES)}
    if any(normal(str(name)) in known for name in frame.columns):
        return frame, []
    found = kinds.kind_column(frame, headers, table)
    if found is None:
        return frame, []
    said = Fault("network.kind_column", file, column=found, severity="notice")
    return frame.rename(columns={found: kinds.KIND_COLUMN}), [said]


def _told(met: Met, join_m: float, file: str) -> list[Fault]:
    """Say what was joined, and what nearly meets."""
    counted = {
        "network.ends_joined": met.joined,
        "network.ends_apart": met.gaps,
        "network.crossings_unmet": met.crossings,
    }
    return [
        Fault(code, file, facts={"count": n, "metres": join_m, "gap": GAP_M}, severity="notice")
        for code, n in counted.items()
        if n
    ]


def _parts(rows: gpd.GeoDataFrame) -> _Parts:
    single, row = shapely.get_parts(rows.geometry.to_numpy(), return_index=True)
    lonlat = shapely.get_coordinates(single)
    count = shapely.get_num_coordinates(single)
    return _Parts(row, lonlat, np.append(0, np.cumsum(count)).astype(np.int64))


def _met(parts: _Parts, level: Floats, apart: Mask, join_m: float) -> Met:
    """Find the places where lines meet; the middle of a bridge has a level of its own."""
    is_end = np.zeros(len(parts.lonlat), dtype=bool)
    is_end[parts.offsets[:-1]] = is_end[parts.offsets[1:] - 1] = True
    owner = np.repeat(parts.row, np.diff(parts.offsets))
    keyed = np.column_stack([parts.lonlat.round(9), np.where(is_end, 0.0, level[owner])])
    keyed += 0.0  # -0.0 and 0.0 are one place
    places, vertex = np.unique(keyed, axis=0, return_inverse=True)
    vertex = vertex.reshape(-1).astype(np.int64)
    lonlat = places[:, :2]
    mid = lonlat.mean(axis=0)
    project = metric_crs(float(mid[0]), float(mid[1]))
    series = gpd.GeoSeries.from_xy(lonlat[:, 0], lonlat[:, 1], crs=STORAGE_CRS).to_crs(project)
    xy = np.column_stack([series.x, series.y])
    if join_m > 0:
        ends = np.zeros(len(places), dtype=bool)
        ends[vertex[is_end]] = True
        vertex = _same(xy, ends, places[:, 2] == 0, min(join_m, _SAME_M))[vertex]
    return meet(Lines(vertex, parts.offsets, lonlat), xy, apart[parts.row], join_m)


def _same(xy: Floats, ends: Mask, ground: Mask, same_m: float) -> Longs:
    """For each place the first of those that are one with it; only ends of lines are drawn in."""
    a, b = cKDTree(xy).query_pairs(same_m, output_type="ndarray").reshape(-1, 2).T
    near = (ends[a] | ends[b]) & (ground[a] & ground[b])
    ones = np.ones(int(near.sum()), dtype=np.int8)
    linked = coo_array((ones, (a[near], b[near])), shape=(len(xy), len(xy)))
    _, label = connected_components(linked, directed=False)
    _, first = np.unique(label, return_index=True)
    return np.asarray(first[label], dtype=np.int64)
