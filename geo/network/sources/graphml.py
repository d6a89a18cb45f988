"""A street network that OSMnx saved as GraphML."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat  # declarations of types and entities are refused below

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from geo.crs import STORAGE_CRS
from geo.faults import Fault, InputRefused
from geo.network.sources.build import Ways
from geo.network.sources.unknown_kinds import told
from geo.network.sources.ways import Kind, Tags, WayTable

SUFFIXES = (".graphml",)
_Values = dict[str, str]


@dataclass(slots=True)
class _Document:
    """Nodes and edges with their values by name."""

    graph: _Values = field(default_factory=dict)
    nodes: dict[str, _Values] = field(default_factory=dict)
    edges: list[tuple[str, str, _Values]] = field(default_factory=list)


def read_graphml(path: Path, file: str, table: WayTable) -> tuple[Ways, list[Fault]]:
    """Read the walkable edges of a graph with ``x``, ``y``, ``crs`` and, of edges, ``geometry``.

    Edges meet at the graph's nodes only. An edge that stands there once for each direction
    counts once; lengths are measured anew along the shape.

    Parameters
    ----------
    path : Path
        Where it lies.
    file : str
        Its name for its owner.
    table : WayTable
        What can be walked.

    Raises
    ------
    InputRefused
        ``network.graphml_broken``, ``no_crs``, ``bad_crs``, ``network.no_ways``.
    """
    document = _parse(path, file)
    number = {name: i for i, name in enumerate(document.nodes)}
    at = np.array([_place(values) for values in document.nodes.values()]).reshape(-1, 2)
    faults: list[Fault] = []
    lines, ends, kinds, names = [], [], [], []
    seen: set[bytes] = set()
    bad = 0
    unknown: Counter[str] = Counter()
    for source, target, values in document.edges:
        kind = _kind(values, table)
        if kind is None:
            unknown.update(_unknown(values, table))
            continue
        pair = (number.get(source, -1), number.get(target, -1))
        line = _line(values, at, pair)
        if line is None:
            bad += 1
            continue
        mark = bytes(shapely.to_wkb(shapely.normalize(line)))
        if mark not in seen:
            seen.add(mark)
            lines.append(line)
            ends.append(pair)
            kinds.append(kind)
            names.append(_first(values.get("name", "")))
    if bad:
        faults.append(
            Fault("network.edges_unusable", file, facts={"count": bad}, severity="warning")
        )
    faults += told(unknown, file, "network.unknown_kinds", "notice")
    if not lines:
        raise InputRefused([Fault("network.no_ways", file), *faults])
    return _ways(document, file, table, at, lines, ends, kinds, names), faults


def _parse(path: Path, file: str) -> _Document:
    document = _Document()
    reader = _Reader(document)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text.append
    parser.StartDoctypeDeclHandler = reader.refuse
    parser.buffer_text = True
    try:
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except (expat.ExpatError, ValueError, KeyError) as error:
        facts = {"detail": str(error)[:120]}
        raise InputRefused([Fault("network.graphml_broken", file, facts=facts)]) from None
    return document


class _Reader:
    """What the XML parser calls."""

    def __init__(self, document: _Document) -> None:
        self.document = document
        self.text: list[str] = []
        self._keys: dict[str, str] = {}
        self._values: _Values = document.graph
        self._key = ""

    def start(self, tag: str, given: _Values) -> None:
        if tag == "key":
            self._keys[given["id"]] = given.get("attr.name", given["id"])
        elif tag == "node":
            self._values = self.document.nodes.setdefault(given["id"], {})
        elif tag == "edge":
            self._values = {}
            self.document.edges.append((given["source"], given["target"], self._values))
        elif tag == "data":
            self._key = self._keys.get(given["key"], given["key"])
        self.text.clear()

    def end(self, tag: str) -> None:
        if tag == "data":
            self._values[self._key] = "".join(self.text)
        elif tag in ("node", "edge"):
            self._values = self.document.graph

    def refuse(self, *_declared: object) -> None:
        raise ValueError("a document type is declared")


def _place(values: _Values) -> tuple[float, float]:
    try:
        return float(values["x"]), float(values["y"])
    except (KeyError, ValueError):
        return float("nan"), float("nan")


def _kind(values: _Values, table: WayTable) -> Kind | None:
    """Tell what the edge is; where OSMnx merged several ways, the one that can be walked."""
    others = {name: _first(values.get(name, "")) for name in Tags._fields[1:]}
    for highway in _listed(values.get("highway", "")):
        kind = table.kind(Tags(highway, **others))
        if kind is not None:
            return kind
    return None


def _unknown(values: _Values, table: WayTable) -> list[str]:
    """Kinds of an edge, if the table knows none of them."""
    listed = _listed(values.get("highway", ""))
    return [] if any(map(table.knows, listed)) else listed[:1]


def _listed(value: str) -> list[str]:
    """Values of a cell such as ``['footway', 'steps']``."""
    return [part.strip(" '\"") for part in value.strip("[]").split(",")] if value else []


def _first(value: str) -> str:
    if not value.startswith("["):
        return value
    return next(iter(_listed(value)), "")


def _line(values: _Values, at: np.ndarray, pair: tuple[int, int]) -> shapely.LineString | None:
    if min(pair) < 0:
        return None
    start, end = at[pair[0]], at[pair[1]]
    inner = np.zeros((0, 2))
    if values.get("geometry"):
        shape = shapely.from_wkt(values["geometry"], on_invalid="ignore")
        if shape is None or shape.geom_type != "LineString":
            return None
        inner = shapely.get_coordinates(shape)[1:-1]
    points = np.concatenate([[start], inner, [end]])
    return shapely.LineString(points) if np.isfinite(points).all() else None


def _ways(
    document: _Document,
    file: str,
    table: WayTable,
    at: np.ndarray,
    lines: list[shapely.LineString],
    ends: list[tuple[int, int]],
    kinds: list[Kind],
    names: list[str],
) -> Ways:
    xy, owner = shapely.get_coordinates(lines, return_index=True)
    offsets = np.append(0, np.cumsum(np.bincount(owner))).astype(np.int64)
    vertex = np.arange(len(xy)) + len(at)
    vertex[offsets[:-1]] = [pair[0] for pair in ends]
    vertex[offsets[1:] - 1] = [pair[1] for pair in ends]
    lonlat = _degrees(np.concatenate([at, xy]), document.graph.get("crs", ""), file)
    listed = dict.fromkeys(["", *names])
    position = {name: i for i, name in enumerate(listed)}
    return Ways(
        vertex_lon=lonlat[:, 0],
        vertex_lat=lonlat[:, 1],
        vertex=vertex.astype(np.int64),
        offsets=offsets,
        way=np.array([kind.way for kind in kinds], dtype=np.uint8),
        flags=np.array([kind.flags for kind in kinds], dtype=np.uint8),
        name=np.array([position[name] for name in names], dtype=np.int32),
        ways=table.names,
        names=tuple(listed),
        guarded=_guarded(document, len(lonlat)),
        barriers=np.zeros(0, dtype=object),
    )


def _guarded(document: _Document, size: int) -> np.ndarray:
    lights = [v.get("highway") == "traffic_signals" for v in document.nodes.values()]
    return np.append(np.array(lights, dtype=bool), np.zeros(size - len(lights), dtype=bool))


def _degrees(xy: np.ndarray, crs: str, file: str) -> np.ndarray:
    if not crs:
        raise InputRefused([Fault("no_crs", file)])
    try:
        given = CRS.from_user_input(crs)
    except CRSError:
        raise InputRefused([Fault("bad_crs", file, facts={"got": crs[:60]})]) from None
    if given.is_geographic:
        return xy
    return np.column_stack(
        Transformer.from_crs(given, STORAGE_CRS, always_xy=True).transform(xy[:, 0], xy[:, 1])
    )
