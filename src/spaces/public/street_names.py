"""Named streets as spots to walk from: whoever knows only the name of their street finds it."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geo.arrays import Floats
from geo.network.graph import Network
from spaces.public.outlines import UNIT_DEG
from spaces.public.pinyin import readings

APART_M: Final = 1000.0
"""Pieces of one name farther apart than this are two streets: every town has its Renmin Road."""


def street_names(network: Network) -> dict[str, Any]:
    """List the named streets of a network.

    Parameters
    ----------
    network : Network
        Streets in metres, with their names.

    Returns
    -------
    dict
        ``names``: a row ``[name, lon, lat]`` for each street, the spot lying on it near its
        middle, in whole millionths of a degree; sorted. ``pinyin``: readings of their letters.
    """
    edges = network.edges
    middle = (edges.offsets[:-1] + edges.offsets[1:]) // 2
    at = edges.coords[middle]
    order = np.argsort(edges.name, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(edges.name[order])) + 1)
    rows = [
        (network.names[edges.name[pieces[0]]], spot)
        for pieces in groups
        if len(pieces) and network.names[edges.name[pieces[0]]]
        for spot in _spots(pieces, at)
    ]
    if not rows:
        return {"names": [], "pinyin": {}}
    lonlat = network.to_degrees(at[[spot for _, spot in rows]])
    whole = np.rint(lonlat / UNIT_DEG).astype(np.int64).tolist()
    names = sorted([name, lon, lat] for (name, _), (lon, lat) in zip(rows, whole, strict=True))
    return {"names": names, "pinyin": readings(name for name, _ in rows)}


def _spots(pieces: NDArray[np.intp], at: Floats) -> list[int]:
    """One piece for each street of a name: the one nearest to the middle of them all."""
    pairs = cKDTree(at[pieces]).query_pairs(APART_M, output_type="ndarray")
    near = coo_array(
        (np.ones(len(pairs), dtype=bool), (pairs[:, 0], pairs[:, 1])), shape=(len(pieces),) * 2
    )
    _, street = connected_components(near, directed=False)
    out = []
    for number in np.unique(street):
        own = pieces[street == number]
        off = at[own] - at[own].mean(axis=0)
        out.append(int(own[np.argmin((off**2).sum(axis=1))]))
    return out
