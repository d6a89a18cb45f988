"""Reading a street network, whatever its format; what is wrong with it is said, not guessed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import shapely
from pyproj import CRS

from geo.archives import companions
from geo.crs import STORAGE_CRS
from geo.datum.check import judge, metres_off, percent_inside
from geo.datum.china import DATUMS, SHIFTED, Datum, bd09_to_wgs84, gcj02_to_wgs84
from geo.datum.conversion import to_wgs84
from geo.datum.ground import refuse_elsewhere
from geo.datum.placing import as_stated
from geo.datum.stated import DATUM_COLUMN
from geo.datum.witnesses import Areas
from geo.faults import Fact, Fault, InputRefused
from geo.io import read_table
from geo.io import suffixes as table_suffixes
from geo.limits import limits_from_environment
from geo.network.graph import Network
from geo.network.sources import graphml, osm
from geo.network.sources.build import Ways, build
from geo.network.sources.line_ends import JOIN_M
from geo.network.sources.lines import read_lines
from geo.network.sources.osm_columns import from_openstreetmap
from geo.network.sources.ways import WayTable, load_ways

VERSION = 3
"""Raise it when the same file would give another network: old caches are then made anew."""
_READS = 2
"""Raise it when the same file would be read otherwise, but what was kept before is still sound."""
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is read.

    Parameters
    ----------
    datum : {"wgs84", "gcj02", "bd09"} or None
        What its owner says of its coordinates; None: nothing said, WGS-84.
    crs : str or None
        CRS of a file that does not name its own, such as ``"EPSG:4547"``.
    layer : str or None
        Layer of a GeoPackage.
    join_m : float
        See :func:`geo.network.sources.lines.read_lines`.
    kinds : tuple of (str, str)
        Words for kinds of street, and known ones; see :meth:`.ways.WayTable.with_words`.
    simplify : bool
        See :func:`geo.network.sources.build.build`.
    notice : str
        Whose data it is; OpenStreetMap's own notice is added by itself.
    demo : bool
        Whether it is made up.
    """

    datum: Datum | None = None
    crs: str | None = None
    layer: str | None = None
    join_m: float = JOIN_M
    kinds: tuple[tuple[str, str], ...] = ()
    simplify: bool = True
    notice: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A network and what was noticed while it was read."""

    network: Network
    faults: tuple[Fault, ...] = ()


def suffixes() -> tuple[str, ...]:
    """All endings that a network can have."""
    tables = tuple(s for s in table_suffixes() if s not in {".csv", ".tsv", ".txt"})
    return (*osm.SUFFIXES, *graphml.SUFFIXES, *tables)


def read_network(
    path: Path,
    *,
    name: str | None = None,
    boundary: shapely.Geometry | None = None,
    options: Options | None = None,
    table: WayTable | None = None,
) -> Read:
    """Read a network and compare it with its place.

    Parameters
    ----------
    path : Path
        Where it lies.
    name : str, optional
        Name for its owner; its suffix decides the format. Default: the path's name.
    boundary : Polygon or MultiPolygon, optional
        The place, WGS-84. A network that lies elsewhere is refused; one that fits better after
        a shift gets a warning.
    options : Options, optional
        How it is read.
    table : WayTable, optional
        What can be walked; default the shipped one.

    Raises
    ------
    InputRefused
        If nothing of it can be used, with every reason found.
    """
    path, chosen = Path(path), options or Options()
    file = Path(name or path.name).name
    known = (table or load_ways()).with_words(chosen.kinds)
    size_limit = limits_from_environment().file_bytes
    if not path.is_file():
        raise InputRefused([Fault("file_missing", file)])
    size = path.stat().st_size
    if not size:
        raise InputRefused([Fault("empty_file", file)])
    if size > size_limit:
        facts = {"got_mb": round(size / 1e6, 1), "limit_mb": round(size_limit / 1e6, 1)}
        raise InputRefused([Fault("too_large", file, facts=facts)])
    ways, faults, notice, stated = _ways(path, file, known, chosen)
    _require_degrees(ways, file)
    faults += _compare(ways, boundary, file, stated)
    network = build(
        ways,
        file,
        simplify=chosen.simplify,
        notice="; ".join(part for part in (notice, chosen.notice) if part),
        demo=chosen.demo,
        key=content_key(path, chosen, known),
    )
    return Read(network, tuple(faults))


def content_key(path: Path, options: Options, table: WayTable) -> str:
    """Hash of everything a network is made of: the file, how it is read, the table of ways.

    Parameters
    ----------
    path : Path
        The file.
    options : Options
        How it is read.
    table : WayTable
        Kinds of street, and who may walk on them.
    """
    made = hashlib.sha256(f"{VERSION} {_READS} {options} {table.key}".encode())
    path = Path(path)
    others = companions(path) if path.suffix.lower() == ".shp" else {}
    for part in (path, *(other for _, other in sorted(others.items()) if other != path)):
        with part.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                made.update(chunk)
    return made.hexdigest()[:32]


def _ways(
    path: Path, file: str, table: WayTable, options: Options
) -> tuple[Ways, list[Fault], str, Datum | None]:
    """Ways in WGS-84, what was noticed, whose they are, and the datum that somebody stated."""
    lower = file.lower()
    if lower.endswith((*osm.SUFFIXES, *graphml.SUFFIXES)):
        if lower.endswith(osm.SUFFIXES):
            found = osm.read_osm(path, file, table)
            ways, faults = found.ways, list(found.faults)
        else:
            ways, faults = graphml.read_graphml(path, file, table)
        # OpenStreetMap is WGS-84; only its user may know better of a copy.
        return _to_wgs84(ways, options.datum), faults, osm.NOTICE, options.datum or "wgs84"
    if not lower.endswith(suffixes()):
        facts = {"suffix": Path(file).suffix or "-", "known": ", ".join(suffixes())}
        raise InputRefused([Fault("unknown_suffix", file, facts=facts)])
    read = read_table(path, name=file, layer=options.layer)
    if read.frame.crs is None and options.crs:
        frame = read.frame.set_crs(CRS.from_user_input(options.crs))
        read = replace(read, frame=frame, crs_named=True)
    stated = as_stated(read, file, options.datum)
    given = set(stated.said[~stated.table.frame.geometry.isna()])
    frame, notices = stated.table.frame, stated.faults
    if given & set(SHIFTED) and frame.crs is not None:
        frame, converted = to_wgs84(frame.to_crs(STORAGE_CRS), stated.said, file)
        notices += converted
    frame = frame.drop(columns=DATUM_COLUMN, errors="ignore")  # it has been read
    ways, faults = read_lines(frame, file, table, join_m=options.join_m)
    notice = osm.NOTICE if from_openstreetmap(read.frame) else ""
    known: Datum | None = "wgs84" if given and given <= set(DATUMS) else None
    if len(given) == 1 and given <= set(SHIFTED):
        known = "gcj02" if "gcj02" in given else "bd09"
    return ways, [*read.faults, *notices, *faults], notice, known


def _require_degrees(ways: Ways, file: str) -> None:
    used = ways.vertex[ways.vertex >= 0]
    lon, lat = ways.vertex_lon[used], ways.vertex_lat[used]
    if not len(used) or not (np.isfinite(lon) & np.isfinite(lat)).all():
        raise InputRefused([Fault("network.no_ways", file)])
    if np.abs(lon).max() > 180 or np.abs(lat).max() > 85:
        facts = {"x": round(float(lon[0]), 6), "y": round(float(lat[0]), 6)}
        raise InputRefused([Fault("metres_as_degrees", file, facts=facts)])


def _to_wgs84(ways: Ways, datum: Datum | None) -> Ways:
    if datum not in SHIFTED:
        return ways
    shift = gcj02_to_wgs84 if datum == "gcj02" else bd09_to_wgs84
    lon, lat = shift(ways.vertex_lon, ways.vertex_lat)
    barriers = ways.barriers
    if len(barriers):
        barriers = shapely.transform(
            barriers, lambda xy: np.column_stack(shift(xy[:, 0], xy[:, 1]))
        )
    return replace(ways, vertex_lon=lon, vertex_lat=lat, barriers=barriers)


def _compare(
    ways: Ways, boundary: shapely.Geometry | None, file: str, stated: Datum | None
) -> list[Fault]:
    """Faults of a network that lies elsewhere, or whose datum is wrong or cannot be told.

    A network may well reach beyond its place: that alone is no fault.
    """
    used = np.unique(ways.vertex[ways.vertex >= 0])
    used = used[:: max(1, len(used) // _SAMPLE)]
    xy = np.column_stack([ways.vertex_lon[used], ways.vertex_lat[used]])
    if boundary is not None:
        refuse_elsewhere(xy, boundary, file)
    witnesses = [] if boundary is None else [Areas(boundary)]
    found = judge(xy, stated or "wgs84", witnesses)
    if found.verdict == "wrong" and boundary is not None:
        facts: dict[str, Fact] = {
            "used": found.used,
            "datum": " / ".join(found.open),
            "off_m": metres_off(found),
        }
        facts |= percent_inside(boundary, xy, found)
        return [Fault("network.shifted", file, facts=facts, severity="warning")]
    if stated is None and found.verdict in ("unclear", "torn"):
        facts = {"datum": " / ".join(d for d in found.open if d != "wgs84") or "gcj02"}
        facts["off_m"] = metres_off(found)
        return [Fault("network.datum_unclear", file, facts=facts, severity="warning")]
    return []
