"""From ways (rows of vertices) to a network: segments, chains, order, flags of nodes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from pyproj import CRS, Transformer

from geo.arrays import Bytes, Floats, Geometries, Ints, Longs, Mask
from geo.crs import STORAGE_CRS, metric_crs
from geo.faults import Fault, InputRefused
from geo.network.graph import (
    ARTERIAL,
    BRIDGE,
    CROSSING,
    GUARDED,
    MEDIAN,
    ON_ARTERIAL,
    STUB,
    TUNNEL,
    Edges,
    Network,
)
from geo.network.sources.carriageways import median_edges
from geo.network.sources.simplify import merge_chains
from geo.network.sources.stubs import stub_edges
from geo.network.sources.traffic_lights import guarded_nodes
from geo.network.z_curve import curve

_MAX_SPAN_DEG = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Ways as a reader found them.

    Parameters
    ----------
    vertex_lon, vertex_lat : float64[p]
        Places where ways have vertices, WGS-84 degrees. Ways connect where they share one.
    vertex : int64[k]
        Vertices of all ways, one way after the other; -1 where the place is not known: the
        way is split there.
    offsets : int64[w + 1]
        Way i has ``vertex[offsets[i]:offsets[i + 1]]``.
    way, flags, name : arrays[w]
        As in :class:`geo.network.graph.Edges`.
    ways, names : tuple of str
        What ``way`` and ``name`` point at.
    guarded : bool[p]
        Vertices with traffic lights.
    barriers : array of geometries
        Water, rail, motorways, walls and fences, WGS-84 degrees.
    drawn : int64[p], optional
        For each vertex the one at whose place it stands; see
        :class:`geo.network.sources.gates.Parted`. Default: each for itself.
    """

    vertex_lon: Floats
    vertex_lat: Floats
    vertex: Longs
    offsets: Longs
    way: Bytes
    flags: Bytes
    name: Ints
    ways: tuple[str, ...]
    names: tuple[str, ...]
    guarded: Mask
    barriers: Geometries
    drawn: Longs | None = None


def build(
    found: Ways,
    file: str,
    *,
    simplify: bool = True,
    notice: str = "",
    demo: bool = False,
    key: str = "",
) -> Network:
    """Make a network of ways.

    Parameters
    ----------
    found : Ways
        Ways and barriers in WGS-84.
    file : str
        Name of the input, for faults.
    simplify : bool
        Merge chains of edges (see :func:`geo.network.sources.simplify.merge_chains`).
    notice, demo, key : str, bool, str
        See :class:`geo.network.graph.Network`.

    Raises
    ------
    InputRefused
        ``network.no_ways`` when no segment of positive length is left, ``too_wide`` past
        12 degrees.
    """
    crs = _metric(found, file)
    project = Transformer.from_crs(STORAGE_CRS, crs, always_xy=True)
    xy = np.column_stack(project.transform(found.vertex_lon, found.vertex_lat))
    raw = _segments(found, xy)
    if not len(raw):
        raise InputRefused([Fault("network.no_ways", file)])
    guarded = guarded_nodes(raw, found.guarded)
    drawn = np.arange(len(xy)) if found.drawn is None else found.drawn
    raw = _flagged(raw, stub_edges(raw, drawn), STUB)
    edges = merge_chains(raw, len(xy)) if simplify else raw
    edges, order = _in_order(edges, xy)
    node_flags = _node_flags(edges, guarded[order])
    edges = _flagged(edges, median_edges(edges, node_flags, xy[order]), MEDIAN)
    barriers = _projected(found.barriers, project)
    return Network(
        crs=crs,
        node_xy=xy[order],
        node_lon=found.vertex_lon[order],
        node_lat=found.vertex_lat[order],
        node_flags=node_flags,
        edges=edges,
        ways=found.ways,
        names=found.names,
        barriers=barriers,
        notice=notice,
        demo=demo,
        key=key,
    )


def _metric(found: Ways, file: str) -> CRS:
    used = np.unique(found.vertex[found.vertex >= 0])
    if not used.size:
        raise InputRefused([Fault("network.no_ways", file)])
    lon, lat = found.vertex_lon[used], found.vertex_lat[used]
    west, east, south, north = lon.min(), lon.max(), lat.min(), lat.max()
    span = float(max(east - west, north - south))
    if span > _MAX_SPAN_DEG:
        raise InputRefused([Fault("too_wide", file, facts={"span_deg": round(span, 2)})])
    return metric_crs(float(west + east) / 2, float(south + north) / 2)


def _segments(found: Ways, xy: Floats) -> Edges:
    """Make an edge of every pair of neighbouring vertices, once however often it is drawn."""
    count = np.diff(found.offsets)
    way = np.repeat(np.arange(len(count)), count)
    inside = way[1:] == way[:-1] if len(way) else np.zeros(0, dtype=bool)
    inside &= (found.vertex[:-1] >= 0) & (found.vertex[1:] >= 0)
    u, v, way = found.vertex[:-1][inside], found.vertex[1:][inside], way[:-1][inside]
    length_m = np.hypot(*(xy[v] - xy[u]).T)
    pair = np.minimum(u, v) * len(xy) + np.maximum(u, v)
    heavy = found.flags[way] & (ARTERIAL | BRIDGE | TUNNEL)  # of two, the one without
    order = np.lexsort((found.flags[way], heavy, pair))
    once = np.ones(len(order), dtype=bool)
    once[1:] = np.diff(pair[order]) != 0
    kept = np.sort(order[once & (length_m[order] > 0)])
    u, v, way, length_m = u[kept], v[kept], way[kept], length_m[kept]
    both = np.column_stack([u, v]).ravel()
    return Edges(
        u=u.astype(np.int32),
        v=v.astype(np.int32),
        length_m=length_m,
        way=found.way[way],
        flags=found.flags[way],
        name=found.name[way],
        coords=xy[both],
        offsets=np.arange(len(u) + 1, dtype=np.int64) * 2,
    )


def _in_order(edges: Edges, xy: Floats) -> tuple[Edges, Longs]:
    """Renumber nodes so that neighbours lie close in memory, whatever the order of the file."""
    used = np.unique(np.concatenate([edges.u, edges.v]))
    x, y = xy[used].T
    order = used[np.lexsort((y, x, curve(xy[used])))]
    number = np.full(len(xy), -1, dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    u, v = number[edges.u], number[edges.v]
    turned = u > v
    u, v = np.minimum(u, v), np.maximum(u, v)
    rank = np.lexsort((edges.name, edges.way, edges.length_m, v, u))
    return picked(replace(edges, u=u, v=v), rank, turned), order.astype(np.int64)


def picked(edges: Edges, rows: Longs, turned: Mask | None = None) -> Edges:
    """Pick edges by position; the shapes of those ``turned`` (by old position) are reversed.

    Parameters
    ----------
    edges : Edges
        The edges.
    rows : int64[k]
        Positions of those that stay, in the order wanted.
    turned : bool[edges], optional
        Edges whose shape is reversed, by old position.
    """
    count = np.diff(edges.offsets)[rows]
    start, stop = edges.offsets[rows], edges.offsets[rows + 1] - 1
    back = np.zeros(len(rows), dtype=bool) if turned is None else turned[rows]
    begin = np.cumsum(count) - count
    local = np.arange(int(count.sum())) - np.repeat(begin, count)
    base, step = np.where(back, stop, start), np.where(back, -1, 1)
    at = np.repeat(base, count) + np.repeat(step, count) * local
    return Edges(
        u=edges.u[rows],
        v=edges.v[rows],
        length_m=edges.length_m[rows],
        way=edges.way[rows],
        flags=edges.flags[rows],
        name=edges.name[rows],
        coords=edges.coords[at],
        offsets=np.append(begin, len(at)).astype(np.int64),
    )


def _flagged(edges: Edges, rows: Mask, flag: int) -> Edges:
    """Give the same edges, some with a flag more."""
    return replace(edges, flags=edges.flags | np.where(rows, flag, 0).astype(np.uint8))


def _node_flags(edges: Edges, guarded: Mask) -> Bytes:
    """Mark where an arterial passes, and where another way meets it."""
    ends = np.concatenate([edges.u, edges.v])
    big = np.concatenate([edges.flags, edges.flags]) & ARTERIAL != 0
    size = len(guarded)
    arterial = np.bincount(ends[big], minlength=size)
    others = np.bincount(ends[~big], minlength=size)
    flags = np.where(arterial > 0, ON_ARTERIAL, 0)
    flags |= np.where((arterial > 1) & (others > 0), CROSSING, 0)
    flags |= np.where(guarded, GUARDED, 0)
    return flags.astype(np.uint8)


def _projected(geometry: Geometries, project: Transformer) -> Geometries:
    if not len(geometry):
        return np.zeros(0, dtype=object)
    moved: Geometries = shapely.transform(
        geometry, lambda lonlat: np.column_stack(project.transform(lonlat[:, 0], lonlat[:, 1]))
    )
    return moved
