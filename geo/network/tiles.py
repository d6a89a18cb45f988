"""Very large networks, tile by tile: the same answers, with what is near kept near in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from geo.arrays import Longs
from geo.network.adjacency import SourceArcs, attach, source_arcs
from geo.network.entrances import Entrances
from geo.network.search import Router, search
from geo.network.walks import DistanceField

TILE_NODES = 60_000
"""Nodes that a tile should hold, about: what fits in a processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A part of the plane, and the network around it.

    Parameters
    ----------
    own : int64[k]
        Nodes whose distance this tile gives.
    nodes : int64[j]
        Those and all within the halo, ascending.
    own_at : int64[k]
        Where ``own`` stands in ``nodes``.
    graph : csr_array, j x j
        Arcs among ``nodes``.
    """

    own: Longs
    nodes: Longs
    own_at: Longs
    graph: csr_array


class Tiles:
    """A network cut into tiles, each with a halo as wide as the longest walk.

    No walk within the limit leaves the halo, so that a search in the tile finds what a search in
    the whole network would.

    Parameters
    ----------
    router : Router
        The network with its rules.
    limit_m : float
        Longest walk.
    tile_nodes : int
        Size of a tile.
    """

    def __init__(self, router: Router, limit_m: float, *, tile_nodes: int = TILE_NODES) -> None:
        if not np.isfinite(limit_m):
            raise ValueError("tiles need a finite limit")
        self.router = router
        self.limit_m = limit_m
        self._halo_m = (limit_m + 1.0) * _stretch(router)
        self.tiles = list(self._cut(tile_nodes))

    def _cut(self, tile_nodes: int) -> Iterator[Tile]:
        xy = self.router.network.node_xy
        side = max(1, round(np.sqrt(len(xy) / tile_nodes)))
        # Strips and then pieces of equal numbers of nodes: dense quarters get small tiles.
        for strip in np.array_split(np.argsort(xy[:, 0], kind="stable"), side):
            for own in np.array_split(strip[np.argsort(xy[strip, 1], kind="stable")], side):
                if len(own):
                    yield self._tile(np.sort(own))

    def _tile(self, own: Longs) -> Tile:
        xy = self.router.network.node_xy
        low, high = xy[own].min(axis=0) - self._halo_m, xy[own].max(axis=0) + self._halo_m
        inside = ((xy >= low) & (xy <= high)).all(axis=1)
        nodes = np.flatnonzero(inside)
        graph = self.router.adjacency.graph[nodes][:, nodes]
        return Tile(own, nodes, np.searchsorted(nodes, own), graph)

    def field(self, entrances: Entrances) -> DistanceField:
        """Give what :meth:`Router.fields` gives for one group and the tiles' limit."""
        count = self.router.network.node_count
        distance_m, entrance = np.full(count, np.inf), np.full(count, -1, dtype=np.int32)
        sources = source_arcs(self.router.network, self.router.costs, entrances)
        for tile in self.tiles:
            local, rows = _inside(sources, tile)
            if len(rows):
                graph = attach(tile.graph, [local])
                metres, found = search(graph, len(tile.nodes), rows, self.limit_m)
                distance_m[tile.own] = metres[tile.own_at]
                entrance[tile.own] = found[tile.own_at]
        return DistanceField(distance_m, entrance, entrances, self.limit_m)


def _inside(sources: SourceArcs, tile: Tile) -> tuple[SourceArcs, Longs]:
    """Arcs of the sources that enter the tile, by its own numbers, and whose they are."""
    at = np.searchsorted(tile.nodes, sources.end)
    there = tile.nodes[np.minimum(at, len(tile.nodes) - 1)] == sources.end
    source = np.repeat(np.arange(len(sources.entrance)), sources.count)[there]
    used, count = np.unique(source, return_counts=True)
    rows = sources.entrance[used]
    return SourceArcs(rows, at[there], sources.cost[there], count), rows


def _stretch(router: Router) -> float:
    """How much farther apart, at most, nodes lie than the length of the edge between them says."""
    edges, xy = router.network.edges, router.network.node_xy
    straight = np.hypot(*(xy[edges.v] - xy[edges.u]).T)
    return float(max(1.0, (straight / edges.length_m).max(initial=1.0)))
