"""Small parts of a drawn network that lead nowhere: a street near them leads on."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.arrays import Longs, Mask
from geo.network.graph import Edges

SMALL_M = 1000.0
"""Parts with less street than this are small, as long as another part has twice as much: a
courtyard or a path that somebody forgot to connect, not a village with streets of its own."""


def stub_edges(edges: Edges, drawn: Longs) -> Mask:
    """Edges of small parts.

    Parts are those of the drawing: a shut gate does not make one, and no rule of walking does. Who
    lives behind those is cut off, and not beside a gap of the map.

    Parameters
    ----------
    edges : Edges
        All edges.
    drawn : int64[nodes]
        For each node the one at whose place it stands; see
        :class:`geo.network.sources.gates.Parted`.

    Returns
    -------
    bool[m]
    """
    u, v, size = drawn[edges.u], drawn[edges.v], len(drawn)
    links = coo_array((np.ones(len(u), dtype=np.int8), (u, v)), shape=(size, size))
    _, part = connected_components(links, directed=False)
    metres = np.bincount(part[u], weights=edges.length_m)
    small = (metres < SMALL_M) & (metres <= metres.max() / 2)
    return np.asarray(small[part[u]], dtype=bool)
