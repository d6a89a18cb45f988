"""Walkable ways, water and rail out of an OpenStreetMap file (.osm.pbf, .osm)."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import cast

import numpy as np
import osmium
from numpy.typing import NDArray

from geo.arrays import Floats, Geometries, Longs, Mask
from geo.faults import Fault, InputRefused
from geo.network.sources import barrier_tags as banks
from geo.network.sources.build import Ways
from geo.network.sources.ways import Tags, WayTable

NOTICE = "© OpenStreetMap contributors, ODbL 1.0"
SUFFIXES = (".pbf", ".osm", ".osm.bz2", ".osm.gz")
_SCALE = 1e-7
_REF = attrgetter("ref")
_STORED = np.dtype([("id", "<u8"), ("x", "<i4"), ("y", "<i4")])
"""One row of osmium's file of node locations (``sparse_file_array``)."""

_Refs = list[int]
_Members = tuple[_Refs, _Refs]
"""Ways of the outer banks of a water, and of its islands."""


@dataclass(slots=True)
class _Found:
    """What one pass over the file collects."""

    refs: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    name: list[int] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=lambda: {"": 0})
    guarded: list[int] = field(default_factory=list)
    barriers: list[tuple[_Refs, bool]] = field(default_factory=list)
    waters: list[_Members] = field(default_factory=list)
    banks: dict[int, _Refs] = field(default_factory=dict)
    one_way: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class OsmWays:
    """Ways of a file, and what was noticed.

    Parameters
    ----------
    ways : Ways
        As the file has them.
    faults : tuple of Fault
        Notices.
    missing : int
        Vertices of walkable ways whose place the file does not hold (a clipped extract).
    """

    ways: Ways
    faults: tuple[Fault, ...]
    missing: int


def read_osm(path: Path, file: str, table: WayTable) -> OsmWays:
    """Read the walkable ways of an OpenStreetMap file.

    Ways connect where they share a node of the file, so a bridge does not meet the street under
    it. ``oneway`` is for vehicles and not read. Ways that are one-way for walkers too
    (``oneway:foot``) are rare; they are walked both ways, and counted in a notice.

    Parameters
    ----------
    path : Path
        Where it lies.
    file : str
        Its name for its owner; the suffix says the format.
    table : WayTable
        What can be walked.

    Raises
    ------
    InputRefused
        ``network.osm_broken`` for a file that is cut off or no OpenStreetMap data,
        ``network.no_ways`` when nothing in it can be walked.
    """
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "nodes")
        try:
            found = _scan(path, file, table, store)
            if found.waters:
                _scan_banks(path, file, found)
        except (RuntimeError, ValueError, OSError) as error:
            facts = {"detail": str(error)[:120]}
            raise InputRefused([Fault("network.osm_broken", file, facts=facts)]) from None
        stored = np.fromfile(store, dtype=_STORED)
    if not found.refs:
        raise InputRefused([Fault("network.no_ways", file)])
    return _ways(found, stored, file, table)


def _source(path: Path, file: str) -> osmium.io.File:
    """Tell osmium the format by the owner's name of the file, not by where it lies."""
    suffix = next((s for s in SUFFIXES if file.lower().endswith(s)), "")
    return osmium.io.File(str(path), suffix.lstrip("."))


def _scan(path: Path, file: str, table: WayTable, store: Path) -> _Found:
    """Read ways with the numbers of their nodes; osmium itself files the nodes' locations.

    Asking for each node's longitude and latitude from Python would cost more than all the rest.
    """
    found = _Found()
    objects = (
        osmium.FileProcessor(_source(path, file))
        .with_locations(f"sparse_file_array,{store}")
        .with_filter(osmium.filter.KeyFilter("highway", *banks.KEYS))
    )
    for thing in objects:
        if isinstance(thing, osmium.osm.Way):
            _take_way(found, thing, table)
        elif isinstance(thing, osmium.osm.Node):
            if _has_lights(thing.tags):
                found.guarded.append(thing.id)
        elif isinstance(thing, osmium.osm.Relation) and banks.is_water(_get(thing)):
            ways = [(m.ref, m.role == "inner") for m in thing.members if m.type == "w"]
            sides = [[ref for ref, inner in ways if inner is side] for side in (False, True)]
            found.waters.append((sides[0], sides[1]))
    return found


def _get(thing: osmium.osm.Way | osmium.osm.Relation) -> banks.Get:
    return cast("banks.Get", thing.tags.get)


def _take_way(found: _Found, way: osmium.osm.Way, table: WayTable) -> None:
    get = _get(way)
    highway = get("highway", "")
    if not highway:
        shape = banks.barrier(get)
        if shape is not None:
            found.barriers.append((list(map(_REF, way.nodes)), shape == "area"))
        return
    # Written out, not in a loop: this is run for every way.
    said = get("foot", ""), get("access", ""), get("motorroad", "")
    kind = table.kind(Tags(highway, *said, get("bridge", ""), get("tunnel", "")))
    if kind is None:
        return
    found.refs.extend(map(_REF, way.nodes))
    found.sizes.append(len(found.refs))
    found.kinds.append(kind.way)
    found.flags.append(kind.flags)
    found.name.append(found.names.setdefault(get("name", ""), len(found.names)))
    if get("oneway:foot", "no") != "no":
        found.one_way += 1


def _scan_banks(path: Path, file: str, found: _Found) -> None:
    """Second pass: the banks of waters that consist of several ways."""
    wanted = {ref for sides in found.waters for side in sides for ref in side}
    objects = osmium.FileProcessor(_source(path, file), osmium.osm.WAY).with_filter(
        osmium.filter.IdFilter(wanted)
    )
    for way in objects:
        if isinstance(way, osmium.osm.Way):
            found.banks[way.id] = list(map(_REF, way.nodes))


def _has_lights(tags: osmium.osm.TagList) -> bool:
    highway = tags.get("highway")
    if highway == "crossing":
        return "traffic_signals" in (tags.get("crossing"), tags.get("crossing:signals")) or (
            tags.get("crossing:signals") == "yes"
        )
    return bool(highway == "traffic_signals")


def _ways(found: _Found, stored: NDArray[np.void], file: str, table: WayTable) -> OsmWays:
    refs = np.array(found.refs, dtype=np.int64)
    ids, vertex = np.unique(refs, return_inverse=True)
    lonlat, known = _locate(ids, stored)
    vertex = np.where(known[vertex], vertex, -1).astype(np.int64)
    missing = int((vertex < 0).sum())
    ways = Ways(
        vertex_lon=lonlat[:, 0],
        vertex_lat=lonlat[:, 1],
        vertex=vertex,
        offsets=np.append(0, found.sizes).astype(np.int64),
        way=np.array(found.kinds, dtype=np.uint8),
        flags=np.array(found.flags, dtype=np.uint8),
        name=np.array(found.name, dtype=np.int32),
        ways=table.names,
        names=tuple(found.names),
        guarded=np.isin(ids, np.array(found.guarded, dtype=np.int64)),
        barriers=_barriers(found, stored),
    )
    return OsmWays(ways, tuple(_notices(found, missing, file)), missing)


def _notices(found: _Found, missing: int, file: str) -> list[Fault]:
    counted = {"network.nodes_missing": missing, "network.oneway_foot": found.one_way}
    return [
        Fault(code, file, facts={"count": count}, severity="notice")
        for code, count in counted.items()
        if count
    ]


def _locate(ids: Longs, stored: NDArray[np.void]) -> tuple[Floats, Mask]:
    """Longitude and latitude of nodes, and whether the file holds them."""
    order = np.argsort(stored["id"], kind="stable")
    have = stored["id"][order].astype(np.int64)
    at = np.minimum(np.searchsorted(have, ids, side="right") - 1, len(have) - 1)
    row = order[at]
    x, y = stored["x"][row] * _SCALE, stored["y"][row] * _SCALE
    known = (have[at] == ids) & (np.abs(x) <= 180) & (np.abs(y) <= 90)
    return np.column_stack([x, y]), known


def _barriers(found: _Found, stored: NDArray[np.void]) -> Geometries:
    """Shapes of all water and rail; vertices with unknown places are left out."""
    rows = [row for row, _ in found.barriers] + list(found.banks.values())
    if not rows:
        return np.zeros(0, dtype=object)
    lonlat, known = _locate(np.array([ref for row in rows for ref in row], dtype=np.int64), stored)
    stops = np.cumsum([len(row) for row in rows])
    places = [
        lonlat[stop - len(row) : stop][known[stop - len(row) : stop]]
        for row, stop in zip(rows, stops, strict=True)
    ]
    out = [
        banks.bank(at, closed=area and row[0] == row[-1] and len(at) == len(row))
        for (row, area), at in zip(found.barriers, places, strict=False)
    ]
    own = dict(zip(found.banks, places[len(found.barriers) :], strict=True))
    for sides in found.waters:
        outer, inner = ([own[ref] for ref in side if ref in own] for side in sides)
        out += banks.water(outer, inner)
    return banks.sound(out)
