"""A table of lines (GeoPackage, GeoParquet, Shapefile, GeoJSON) as walkable ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.arrays import Floats, Geometries, Longs, Mask
from geo.contract import Column, Contract, check
from geo.crs import metric_crs
from geo.faults import Fault, InputRefused
from geo.network.graph import BRIDGE, TUNNEL
from geo.network.sources import barrier_tags as banks
from geo.network.sources.build import Ways
from geo.network.sources.osm_columns import unpacked
from geo.network.sources.ways import Kind, Tags, WayTable

SNAP_M = 0.1
"""Ends of lines that are this close meet: what drawing and projecting leave behind."""
_PLAIN = "road"
"""Kind of a line whose file does not say, or says something that no table knows."""

CONTRACT = Contract(
    "streets",
    (
        Column("highway", "text", aliases=("fclass", "road_class", "道路类型", "道路等级")),
        Column("foot", "text"),
        Column("access", "text"),
        Column("motorroad", "text"),
        Column("bridge", "text"),
        Column("tunnel", "text"),
        Column("layer", "number"),
        Column("name", "text", aliases=("name_zh", "道路名称", "路名", "名称")),
        *(Column(name, "text") for name in banks.KEYS),
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
    frame: gpd.GeoDataFrame, file: str, table: WayTable, *, snap_m: float = SNAP_M
) -> tuple[Ways, list[Fault]]:
    """Make ways of a frame of lines.

    Lines meet where they share a vertex, or where the end of one lies within ``snap_m`` of a
    vertex of another. Lines that merely cross do not meet, nor does the middle of a line with a
    bridge, a tunnel or a layer meet what it crosses.

    Parameters
    ----------
    frame : GeoDataFrame
        Any CRS; columns as in OpenStreetMap, all optional. Without ``highway`` every line is a
        street without a pavement; where some rows have one, those without are none: rivers and
        rails among them become barriers, the others are left out.
    file : str
        Its name for its owner.
    table : WayTable
        What can be walked.
    snap_m : float
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
        If there is no CRS, no row, no line, or nothing to walk on.
    """
    checked = check(unpacked(frame), CONTRACT, file)
    if checked.frame.empty:
        raise InputRefused([Fault("network.no_lines", file), *checked.faults])
    rows, kinds, barriers, faults = _parted(checked.frame, file, table)
    faults = [*checked.faults, *faults]
    if rows.empty:
        raise InputRefused([Fault("network.no_ways", file), *faults])
    parts = _parts(rows)
    level = rows["layer"].fillna(0).to_numpy(dtype=np.float64)
    flags = np.array([kind.flags for kind in kinds], dtype=np.uint8)
    apart = (level != 0) | ((flags & (BRIDGE | TUNNEL)) != 0)
    vertex, lonlat = _vertices(parts, np.where(apart, level * 2 + 1, 0.0), snap_m)
    names, name = np.unique(rows["name"].fillna("").to_numpy(dtype=str), return_inverse=True)
    ways = Ways(
        vertex_lon=lonlat[:, 0],
        vertex_lat=lonlat[:, 1],
        vertex=vertex,
        offsets=parts.offsets,
        way=np.array([kind.way for kind in kinds], dtype=np.uint8)[parts.row],
        flags=flags[parts.row],
        name=(name + 1).astype(np.int32)[parts.row],
        ways=table.names,
        names=("", *map(str, names)),
        guarded=np.zeros(len(lonlat), dtype=bool),
        barriers=barriers,
    )
    return ways, faults


def _parted(
    rows: gpd.GeoDataFrame, file: str, table: WayTable
) -> tuple[gpd.GeoDataFrame, list[Kind], Geometries, list[Fault]]:
    """Part rows into streets that can be walked, with their kinds, and barriers."""
    bars, named = _bars(rows), (rows["highway"].fillna("") != "").to_numpy(dtype=bool)
    street = ~bars & (named if named.any() else True)
    kinds, unknown = _kinds(rows.loc[street], table)
    faults = _notices(file, int((~street & ~bars).sum()), unknown)
    walkable = np.array([kind is not None for kind in kinds], dtype=bool)
    kept = [kind for kind in kinds if kind is not None]
    return rows.loc[street].loc[walkable], kept, _barriers(rows.loc[bars]), faults


def _tags(rows: gpd.GeoDataFrame, names: Sequence[str]) -> list[dict[str, str]]:
    columns = [rows[name].fillna("").astype(str) for name in names]
    return [
        {name: _yes_no(value) for name, value in zip(names, values, strict=True) if value}
        for values in zip(*columns, strict=True)
    ]


def _bars(rows: gpd.GeoDataFrame) -> Mask:
    """Which rows are water or rail and no street."""
    if not any((rows[name].fillna("") != "").any() for name in banks.KEYS):
        return np.zeros(len(rows), dtype=bool)
    tags = _tags(rows, ("highway", "bridge", "tunnel", *banks.KEYS))
    found = ["highway" not in one and banks.barrier(one.get) is not None for one in tags]
    return np.array(found, dtype=bool)


def _barriers(rows: gpd.GeoDataFrame) -> Geometries:
    tags = _tags(rows, ("bridge", "tunnel", *banks.KEYS))
    single, row = shapely.get_parts(rows.geometry.to_numpy(), return_index=True)
    closed = shapely.is_closed(single)
    return banks.sound(
        [
            banks.bank(
                shapely.get_coordinates(line), closed=ring and banks.barrier(tags[at].get) == "area"
            )
            for line, ring, at in zip(single, closed, row, strict=True)
        ]
    )


def _notices(file: str, others: int, unknown: Sequence[str]) -> list[Fault]:
    faults = []
    if others:
        facts: dict[str, str | int | float] = {"count": others}
        faults.append(Fault("network.no_streets", file, facts=facts, severity="notice"))
    if unknown:
        facts = {"count": len(unknown), "examples": ", ".join(sorted(set(unknown))[:5])}
        faults.append(Fault("network.unknown_kinds", file, facts=facts, severity="notice"))
    return faults


def _kinds(rows: gpd.GeoDataFrame, table: WayTable) -> tuple[list[Kind | None], list[str]]:
    """Tell what each row is (None: nobody walks there), and the kinds that no table knows."""
    kinds, unknown = [], []
    for said in _tags(rows, Tags._fields):
        given = said.get("highway", "")
        tags = Tags(**{**said, "highway": table.same.get(given, given)})
        if not table.knows(tags.highway):
            if given:
                unknown.append(given)
            tags = tags._replace(highway=_PLAIN)
        kinds.append(table.kind(tags))
    return kinds, unknown


def _yes_no(value: str) -> str:
    """Geofabrik and others write T and F, databases 1 and 0."""
    given = value.strip().lower()
    return {"t": "yes", "true": "yes", "1": "yes", "f": "no", "false": "no", "0": "no"}.get(
        given, given
    )


def _parts(rows: gpd.GeoDataFrame) -> _Parts:
    single, row = shapely.get_parts(rows.geometry.to_numpy(), return_index=True)
    lonlat = shapely.get_coordinates(single)
    count = shapely.get_num_coordinates(single)
    return _Parts(row, lonlat, np.append(0, np.cumsum(count)).astype(np.int64))


def _vertices(parts: _Parts, level: Floats, snap_m: float) -> tuple[Longs, Floats]:
    """Find the places where lines can meet; the middle of a bridge has a level of its own."""
    is_end = np.zeros(len(parts.lonlat), dtype=bool)
    is_end[parts.offsets[:-1]] = is_end[parts.offsets[1:] - 1] = True
    owner = np.repeat(parts.row, np.diff(parts.offsets))
    keyed = np.column_stack([parts.lonlat.round(9), np.where(is_end, 0.0, level[owner])])
    keyed += 0.0  # -0.0 and 0.0 are one place
    places, vertex = np.unique(keyed, axis=0, return_inverse=True)
    vertex = vertex.reshape(-1)
    lonlat = places[:, :2]
    if snap_m > 0:
        ends = np.zeros(len(places), dtype=bool)
        ends[vertex[is_end]] = True
        group = _snapped(lonlat, ends, places[:, 2] == 0, snap_m)
        vertex = group[vertex]
    return vertex.astype(np.int64), lonlat


def _snapped(lonlat: Floats, ends: Mask, ground: Mask, snap_m: float) -> Longs:
    """For each place the first of those it is joined with; only ends of lines are drawn in."""
    mid = lonlat.mean(axis=0)
    project = metric_crs(float(mid[0]), float(mid[1]))
    xy = gpd.GeoSeries.from_xy(lonlat[:, 0], lonlat[:, 1], crs=4326).to_crs(project)
    tree = cKDTree(np.column_stack([xy.x, xy.y]))
    a, b = tree.query_pairs(snap_m, output_type="ndarray").reshape(-1, 2).T
    meet = (ends[a] | ends[b]) & (ground[a] & ground[b])
    ones = np.ones(int(meet.sum()), dtype=np.int8)
    linked = coo_array((ones, (a[meet], b[meet])), shape=(len(lonlat), len(lonlat)))
    _, label = connected_components(linked, directed=False)
    _, first = np.unique(label, return_index=True)
    return np.asarray(first[label], dtype=np.int64)
