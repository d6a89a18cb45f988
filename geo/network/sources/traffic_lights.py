"""Traffic lights: which nodes they stand at, where the map has them a few metres off."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.arrays import Mask
from geo.network.graph import Edges

REACH_M = 25.0
"""Lights guard what lies this near along the streets: a map puts them at the stop line, before the
corner that people cross at."""


def guarded_nodes(edges: Edges, lights: Mask) -> Mask:
    """Nodes that traffic lights guard: their own, and those near them along the streets.

    Parameters
    ----------
    edges : Edges
        Before chains are merged, which drops the nodes at stop lines.
    lights : bool[n]
        Nodes where the map has traffic lights.

    Returns
    -------
    bool[n]
        At most :data:`REACH_M` of street from a light.
    """
    if not lights.any():
        return lights
    size = len(lights)
    # Of parallel edges the shorter one counts; a matrix would add them up.
    order = np.lexsort((edges.length_m, edges.v, edges.u))
    u, v, metres = edges.u[order], edges.v[order], edges.length_m[order]
    first = np.ones(len(u), dtype=bool)
    first[1:] = (u[1:] != u[:-1]) | (v[1:] != v[:-1])
    near = first & (metres <= REACH_M)
    graph = csr_array((metres[near], (u[near], v[near])), shape=(size, size))
    found = dijkstra(
        graph, directed=False, indices=np.flatnonzero(lights), min_only=True, limit=REACH_M
    )
    guarded: Mask = np.isfinite(found) | lights
    return guarded
