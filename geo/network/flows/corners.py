"""The corners between the arterials that meet at a node, and the two sides of a street."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.arrays import Floats, Ints, Longs
from geo.network.graph import ARTERIAL, Network
from geo.network.snap import Snapped

Sides = NDArray[np.int8]
LEFT, RIGHT, FREE = 0, 1, -1
"""Side of a street, seen from its ``u`` to its ``v``; ``FREE``: on the street, or not known."""
SIDE_M = 1.0
"""A point this near to a street lies on it, and so on neither side."""


class Corners:
    """Which streets meet a node in the same corner, so that no arterial lies between them.

    The arterials at a node divide what is around it: two make two corners (both sides of the
    road), four make four. Where only one ends, it divides nothing. Corners are numbered
    counterclockwise from 0.

    Parameters
    ----------
    network : Network
        The streets.

    Attributes
    ----------
    low, high : int32[2 m]
        Corner on the clockwise and on the counterclockwise side of each street's end; end
        ``2 e`` is edge e at its ``u``, ``2 e + 1`` at its ``v``. Both are the same for a street
        that is no arterial.
    """

    def __init__(self, network: Network) -> None:
        node, angle = _ends(network)
        arm = np.flatnonzero(np.repeat(network.has(ARTERIAL), 2))
        arm = arm[np.lexsort((angle[arm], node[arm]))]
        self._node, self._angle = node[arm], angle[arm]
        self.arms: Longs = np.bincount(self._node, minlength=network.node_count)
        self._first = np.cumsum(self.arms) - self.arms
        self.low = self.toward(node, angle)
        self.high = self.low.copy()
        rank = np.arange(len(arm)) - self._first[self._node]
        self.low[arm] = rank % np.maximum(self.arms[self._node], 1)
        self.high[arm] = (rank + 1) % np.maximum(self.arms[self._node], 1)

    def toward(self, node: Ints | Longs, angle: Floats) -> Ints:
        """Corner of a node that lies in a direction (radians from east, counterclockwise)."""
        corner = np.zeros(len(node), dtype=np.int32)
        rows = np.flatnonzero(self.arms[node] > 1)
        # One number line for all nodes: node 3 fills 24 to 24 + 2 pi, so no two of them meet.
        line = 8.0 * self._node + self._angle
        before = np.searchsorted(line, 8.0 * node[rows] + angle[rows], side="right")
        corner[rows] = (before - self._first[node[rows]]) % self.arms[node[rows]]
        return corner

    def around(self, network: Network, node: Ints | Longs, xy: Floats) -> Ints:
        """Corner of a node in which a point lies; see :meth:`toward`.

        Parameters
        ----------
        network : Network
            The streets.
        node : int[n]
            The nodes.
        xy : float64[n, 2]
            A point near each, metres in the network's projection.
        """
        east, north = (xy - network.node_xy[node]).T
        return self.toward(node, np.arctan2(north, east) % (2 * np.pi))


def _ends(network: Network) -> tuple[Ints, Floats]:
    """Node and direction of every end of a street, seen from the node."""
    edges = network.edges
    first, last = edges.offsets[:-1], edges.offsets[1:] - 1
    way = np.stack(
        [edges.coords[first + 1] - edges.coords[first], edges.coords[last - 1] - edges.coords[last]]
    )
    angle = np.arctan2(way[..., 1], way[..., 0]).T.ravel() % (2 * np.pi)
    return np.column_stack([edges.u, edges.v]).ravel(), angle


def sides(network: Network, snapped: Snapped, xy: Floats, *, near_m: float = SIDE_M) -> Sides:
    """On which side of an arterial points lie that joined it.

    Parameters
    ----------
    network : Network
        The streets.
    snapped : Snapped, n points
        Where they meet the streets.
    xy : float64[n, 2]
        Where they are, metres.
    near_m : float
        Points no farther than this from the street are on neither side.

    Returns
    -------
    int8[n]
        ``LEFT``, ``RIGHT`` or ``FREE``; ``FREE`` on a street that is no arterial.
    """
    out = np.full(len(snapped), FREE, dtype=np.int8)
    on = np.flatnonzero(snapped.edge >= 0)
    on = on[network.has(ARTERIAL)[snapped.edge[on]]]
    away = xy[on] - snapped.xy[on]
    on, away = on[np.hypot(*away.T) > near_m], away[np.hypot(*away.T) > near_m]
    used, at = np.unique(snapped.edge[on], return_inverse=True)
    shapes = np.array([shapely.LineString(network.shape(int(e))) for e in used], dtype=object)
    place = snapped.share[on] * network.edges.length_m[snapped.edge[on]]
    behind, ahead = (
        shapely.get_coordinates(
            shapely.line_interpolate_point(shapes[at], np.maximum(place + d, 0))
        )
        for d in (-0.5, 0.5)
    )
    way = ahead - behind
    turn = way[:, 0] * away[:, 1] - way[:, 1] * away[:, 0]
    out[on] = np.where(turn > 0, LEFT, np.where(turn < 0, RIGHT, FREE))
    return out
