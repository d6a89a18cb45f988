"""Is a network good enough to measure walks on? Figures, and a plain verdict in codes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.arrays import Floats, Mask
from geo.network.graph import ARTERIAL, FOOTWAY, Network
from geo.network.snap import StreetIndex

Verdict = Literal["ok", "thin", "too_thin"]
FAR_M = 100.0
"""Farther than this from any street, a populated cell counts as not served by the network."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a network begins to be thin, and too thin to measure on; shares from 0 to 1.

    Parameters
    ----------
    far_thin, far_too_thin : float
        Share of populated cells (by weight) farther than ``FAR_M`` from any street.
    outside_thin, outside_too_thin : float
        Share of length outside the largest connected part.
    arterial_too_thin : float
        Share of length on arterials: above it these are main roads, not streets.
    small_thin : float
        Share of length on ways made for walking, service roads and tracks: below it these are
        the roads that cars use. Whole towns have a quarter to a half of such ways.
    sparse_too_thin : float
        Kilometres of street for each square kilometre of the place: below it there is next to
        nothing of the place in it. Provinces of China have 0.1 (Tibet) to 2 of roads alone.
    """

    far_thin: float = 0.2
    far_too_thin: float = 0.5
    outside_thin: float = 0.1
    outside_too_thin: float = 0.4
    arterial_too_thin: float = 0.8
    small_thin: float = 0.05
    sparse_too_thin: float = 0.05


THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class Quality:
    """Figures of a network.

    Parameters
    ----------
    length_km : float
        Length of all edges.
    nodes, edges : int
        How many.
    components : int
        Connected parts.
    share_outside_largest : float
        Share of length outside the part with the greatest length.
    dead_ends : int
        Nodes where one edge ends.
    footway_share : float
        Share of length on ways made for walking.
    arterial_share : float
        Share of length on arterials.
    small_share : float
        Share of length on ways made for walking, service roads and tracks.
    far_share : float or None
        Share of the cells given, by weight, farther than 100 m from any street; None without
        cells.
    verdict : {"ok", "thin", "too_thin"}
        Whether walks can be measured here.
    reasons : tuple of str
        ``roads_only`` (hardly any footway, path or service road: people walk where the map has
        nothing), ``arterials_only``, ``scattered``, ``far_cells``, ``no_junctions`` (one line, or
        several that never meet), ``sparse`` (next to nothing for a place of its size); empty if
        ok.
    """

    length_km: float
    nodes: int
    edges: int
    components: int
    share_outside_largest: float
    dead_ends: int
    footway_share: float
    arterial_share: float
    small_share: float
    far_share: float | None
    verdict: Verdict
    reasons: tuple[str, ...]


def quality(
    network: Network,
    cells_xy: Floats | None = None,
    weights: Floats | None = None,
    *,
    area_km2: float | None = None,
    thresholds: Thresholds = THRESHOLDS,
) -> Quality:
    """Judge a network.

    Parameters
    ----------
    network : Network
        The streets.
    cells_xy : float64[n, 2], optional
        Populated cells of the place, in the network's metres.
    weights : float64[n], optional
        People in each cell; default one each.
    area_km2 : float, optional
        Size of the place.
    thresholds : Thresholds
        Limits of the verdict.
    """
    edges = network.edges
    metres = edges.length_m
    total = float(metres.sum())
    parts, outside = _parts(network)
    ends = np.concatenate([edges.u, edges.v])
    footway = float(metres[network.has(FOOTWAY)].sum()) / total
    arterial = float(metres[network.has(ARTERIAL)].sum()) / total
    far = None if cells_xy is None else _far(network, cells_xy, weights)
    small = float(metres[_small(network)].sum()) / total
    meeting = np.bincount(ends, minlength=network.node_count)
    sparse = area_km2 is not None and total / 1000 < thresholds.sparse_too_thin * area_km2
    levels = {
        "no_junctions": 0 if (meeting > 2).any() else 2,
        "sparse": 2 if sparse else 0,
        "roads_only": 1 if small < thresholds.small_thin else 0,
        "arterials_only": 2 if arterial > thresholds.arterial_too_thin else 0,
        "scattered": (outside > thresholds.outside_thin) + (outside > thresholds.outside_too_thin),
        "far_cells": 0
        if far is None
        else (far > thresholds.far_thin) + (far > thresholds.far_too_thin),
    }
    verdict, reasons = _verdict(levels)
    return Quality(
        length_km=total / 1000,
        nodes=network.node_count,
        edges=network.edge_count,
        components=parts,
        share_outside_largest=outside,
        dead_ends=int((meeting == 1).sum()),
        footway_share=footway,
        arterial_share=arterial,
        small_share=small,
        far_share=far,
        verdict=verdict,
        reasons=reasons,
    )


def _parts(network: Network) -> tuple[int, float]:
    """Count connected parts; share of length outside the longest."""
    edges, size = network.edges, network.node_count
    links = coo_array((np.ones(len(edges), dtype=np.int8), (edges.u, edges.v)), shape=(size, size))
    count, part = connected_components(links, directed=False)
    metres = np.bincount(part[edges.u], weights=edges.length_m, minlength=count)
    return int(count), float(1 - metres.max() / metres.sum())


def _small(network: Network) -> Mask:
    """Which edges are the small ways away from roads that people walk on."""
    small = [i for i, name in enumerate(network.ways) if name in {"service", "track"}]
    found: Mask = network.has(FOOTWAY) | np.isin(network.edges.way, small)
    return found


def _far(network: Network, xy: Floats, weights: Floats | None) -> float | None:
    xy = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
    heavy = np.ones(len(xy)) if weights is None else np.nan_to_num(np.asarray(weights, float))
    located = np.isfinite(xy).all(axis=1)
    if not heavy[located].sum() > 0:
        return None
    near = StreetIndex(network).snap(xy[located], limit_m=FAR_M).edge >= 0
    return float(heavy[located][~near].sum() / heavy[located].sum())


def _verdict(levels: dict[str, int]) -> tuple[Verdict, tuple[str, ...]]:
    """Take the worst of some levels (0: ok, 1: thin, 2: too thin), and name all that are not ok."""
    words: tuple[Verdict, ...] = ("ok", "thin", "too_thin")
    return words[max(levels.values())], tuple(code for code, level in levels.items() if level)
