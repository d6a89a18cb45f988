"""The network itself: nodes, edges with their shape, and what each edge is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from pyproj import CRS, Transformer

from geo.arrays import Bytes, Floats, Geometries, Ints, Longs, Mask
from geo.crs import STORAGE_CRS

ARTERIAL, STEPS, BRIDGE, TUNNEL, FOOTWAY, MEDIAN, STUB = 1, 2, 4, 8, 16, 32, 64
"""Bits of ``Network.flags``: a road with heavy traffic, stairs, a bridge, a tunnel, a way made for
walking (footway, path, pedestrian street, steps), what lies between two carriageways of one road,
a small part of the drawing that leads nowhere (joined only where no other street is near)."""

ON_ARTERIAL, CROSSING, GUARDED = 1, 2, 4
"""Bits of ``Network.node_flags``: an arterial passes here; another way meets it here, so that it
can be crossed; the crossing has traffic lights."""


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Edges as plain columns.

    Parameters
    ----------
    u, v : int32[m]
        Node at either end.
    length_m : float64[m]
        Metres along the edge.
    way : uint8[m]
        Position of the kind of way in a list of names.
    flags : uint8[m]
        See ``ARTERIAL`` and the others.
    name : int32[m]
        Position of the street's name in a list of names; 0 is "".
    coords : float64[k, 2]
        Shapes of all edges, one after the other, each from ``u`` to ``v``; metres.
    offsets : int64[m + 1]
        Edge e has the shape ``coords[offsets[e]:offsets[e + 1]]``.
    """

    u: Ints
    v: Ints
    length_m: Floats
    way: Bytes
    flags: Bytes
    name: Ints
    coords: Floats
    offsets: Longs

    def __len__(self) -> int:
        return len(self.u)


@dataclass(frozen=True, eq=False)
class Network:
    """A street network in metres, walked in both directions.

    Two networks are the same when their ``key`` is. Nothing in it may be changed.

    Parameters
    ----------
    crs : CRS
        Metric CRS of ``node_xy`` and ``coords``.
    node_xy : float64[n, 2]
        Nodes in metres.
    node_lon, node_lat : float64[n]
        Nodes in WGS-84 degrees.
    node_flags : uint8[n]
        See ``ON_ARTERIAL`` and the others.
    edges : Edges
        With ``u <= v``; an edge from a node to itself is a closed loop. Edges may be parallel.
    ways, names : tuple of str
        What ``edges.way`` and ``edges.name`` point at.
    barriers : array of geometries
        Water, rail, motorways, walls and fences in ``crs``, lines and polygons: nobody joins a
        street across them.
    notice : str
        Whose data this is; belongs on every picture.
    demo : bool
        Whether it is made up.
    key : str
        Hash of the content it was made of.
    """

    crs: CRS
    node_xy: Floats
    node_lon: Floats
    node_lat: Floats
    node_flags: Bytes
    edges: Edges
    ways: tuple[str, ...]
    names: tuple[str, ...]
    barriers: Geometries
    notice: str = ""
    demo: bool = False
    key: str = ""

    @property
    def node_count(self) -> int:
        """How many nodes there are."""
        return len(self.node_xy)

    @property
    def edge_count(self) -> int:
        """How many edges there are."""
        return len(self.edges)

    @property
    def length_km(self) -> float:
        """Length of all edges."""
        return float(self.edges.length_m.sum()) / 1000

    def has(self, flag: int) -> Mask:
        """Whether each edge has a flag."""
        found: Mask = (self.edges.flags & flag) != 0
        return found

    def shape(self, edge: int) -> Floats:
        """Shape of one edge from ``u`` to ``v``, float64[k, 2] in metres."""
        start, stop = self.edges.offsets[edge], self.edges.offsets[edge + 1]
        return self.edges.coords[start:stop]

    def lines(self) -> Geometries:
        """Give every edge as a LineString in metres, in order."""
        count = np.diff(self.edges.offsets)
        owner = np.repeat(np.arange(self.edge_count), count)
        return np.asarray(shapely.linestrings(self.edges.coords, indices=owner), dtype=object)

    def to_metres(self, lon: Floats, lat: Floats) -> Floats:
        """Bring WGS-84 degrees into the network's metres, float64[k, 2]."""
        return np.column_stack(self._from_degrees.transform(lon, lat))

    def to_degrees(self, xy: Floats) -> Floats:
        """Bring the network's metres into WGS-84 degrees (lon, lat), float64[k, 2]."""
        xy = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
        return np.column_stack(self._to_degrees.transform(xy[:, 0], xy[:, 1]))

    @cached_property
    def _from_degrees(self) -> Transformer:
        return Transformer.from_crs(STORAGE_CRS, self.crs, always_xy=True)

    @cached_property
    def _to_degrees(self) -> Transformer:
        return Transformer.from_crs(self.crs, STORAGE_CRS, always_xy=True)
