"""Walkable ways, and what bars walks, out of an OpenStreetMap file (.osm.pbf, .osm)."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium

from geo.arrays import Floats, Geometries, Longs, Mask
from geo.faults import Fault, InputRefused
from geo.network.graph import FOOTWAY
from geo.network.sources import barrier_tags as banks
from geo.network.sources.build import Ways
from geo.network.sources.gates import part_at
from geo.network.sources.osm_edits import deleted
from geo.network.sources.osm_places import Places, read_places, unsaved_places
from geo.network.sources.osm_scan import Found, scan, scan_members
from geo.network.sources.unknown_kinds import told
from geo.network.sources.ways import WayTable

NOTICE = "© OpenStreetMap contributors, ODbL 1.0"
SUFFIXES = (".pbf", ".osm", ".osm.bz2", ".osm.gz")


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
    it. Platforms, piers and plazas are walked, an area along its edge. Nobody passes a node that
    is a locked gate or closed to walkers. ``oneway`` is for vehicles and not read. Ways that are
    one-way for walkers too (``oneway:foot``) are rare; they are walked both ways, and counted in
    a notice. What an editor deleted is not there; what it drew and has not uploaded is.

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
    suffix = next((s for s in SUFFIXES if file.lower().endswith(s)), "")
    source = osmium.io.File(str(path), suffix.lstrip("."))
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "nodes")
        try:
            gone = deleted(path, suffix)
            found = scan(source, table, store, gone)
            scan_members(source, found, gone)
            unsaved = unsaved_places(source if found.unsaved else None)
        except (RuntimeError, ValueError, OSError, EOFError) as error:
            facts = {"detail": str(error)[:120]}
            raise InputRefused([Fault("network.osm_broken", file, facts=facts)]) from None
        places = read_places(store, unsaved, gone.nodes)
    if not found.refs:
        unknown = told(found.unknown, file, "network.unknown_kinds", "notice")
        raise InputRefused([Fault("network.no_ways", file), *unknown])
    return _ways(found, places, file, table)


def _ways(found: Found, places: Places, file: str, table: WayTable) -> OsmWays:
    refs = np.array(found.refs, dtype=np.int64)
    ids, vertex = np.unique(refs, return_inverse=True)
    lonlat, known = places.locate(ids)
    vertex = np.where(known[vertex], vertex, -1).astype(np.int64)
    missing = int((vertex < 0).sum())
    offsets = np.append(0, found.sizes).astype(np.int64)
    flags = np.array(found.flags, dtype=np.uint8)
    made = part_at(vertex, offsets, _shut(found, ids, vertex, offsets, flags), len(ids))
    ways = Ways(
        vertex_lon=lonlat[made.drawn, 0],
        vertex_lat=lonlat[made.drawn, 1],
        vertex=made.vertex,
        offsets=made.offsets,
        way=np.array(found.kinds, dtype=np.uint8),
        flags=flags,
        name=np.array(found.name, dtype=np.int32),
        ways=table.names,
        names=tuple(found.names),
        guarded=_among(ids, found.guarded)[made.drawn],
        barriers=_barriers(found, places, lonlat[known]),
        drawn=made.drawn,
    )
    counted = {
        "network.nodes_missing": missing,
        "network.oneway_foot": found.one_way,
        "network.gates_shut": made.count,
    }
    notices = [
        Fault(code, file, facts={"count": count}, severity="notice")
        for code, count in counted.items()
        if count
    ]
    notices += told(found.unknown, file, "network.unknown_kinds", "notice")
    return OsmWays(ways, tuple(notices), missing)


def _among(ids: Longs, wanted: list[int]) -> Mask:
    return np.isin(ids, np.array(wanted, dtype=np.int64))


def _shut(found: Found, ids: Longs, vertex: Longs, offsets: Longs, flags: np.ndarray) -> Mask:
    """Vertices of ways, as ways come to them, that nobody passes."""
    closed = np.append(_among(ids, found.shut), False)[vertex]  # -1, unknown, is the last
    if found.shut_on_foot:
        footway = np.repeat(flags & FOOTWAY != 0, np.diff(offsets))
        closed |= footway & np.append(_among(ids, found.shut_on_foot), False)[vertex]
    return closed


def _barriers(found: Found, places: Places, streets: Floats) -> Geometries:
    """Shapes of all that bars walks; vertices with unknown places are left out."""
    rows = found.rows
    if not rows:
        return np.zeros(0, dtype=object)
    lonlat, known = places.locate(np.array([ref for row in rows for ref in row], dtype=np.int64))
    stops = np.cumsum([len(row) for row in rows])
    at = [
        lonlat[stop - len(row) : stop][known[stop - len(row) : stop]]
        for row, stop in zip(rows, stops, strict=True)
    ]
    out, rings = [], []
    for (row, bar), place in zip(found.barriers, at, strict=False):
        closed = row[0] == row[-1] and len(place) == len(row) and len(row) >= 4
        if bar == "wall" and closed:
            rings.append(place)
        else:
            out.append(banks.bank(place, closed=closed and bar == "area"))
    out += banks.walls(rings, streets)
    own = dict(zip(found.members, at[len(found.barriers) :], strict=True))
    for sides in found.waters:
        outer, inner = ([own[ref] for ref in side if ref in own] for side in sides)
        out += banks.water(outer, inner)
    return banks.sound(out)
