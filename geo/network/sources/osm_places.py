"""Where the nodes of an OpenStreetMap file lie."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import osmium

from geo.arrays import Floats, Ints, Longs, Mask

_SCALE = 1e-7
_STORED = np.dtype([("id", "<u8"), ("x", "<i4"), ("y", "<i4")])
"""One row of osmium's file of node locations (``sparse_file_array``)."""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Nodes by ascending number, with their places in 1e-7 degrees."""

    number: Longs
    x: Ints
    y: Ints

    def locate(self, wanted: Longs) -> tuple[Floats, Mask]:
        """Longitude and latitude of nodes, and whether the file holds them."""
        if not len(self.number):
            return np.zeros((len(wanted), 2)), np.zeros(len(wanted), dtype=bool)
        at = np.maximum(np.searchsorted(self.number, wanted, side="right") - 1, 0)
        x, y = self.x[at] * _SCALE, self.y[at] * _SCALE
        known = (self.number[at] == wanted) & (np.abs(x) <= 180) & (np.abs(y) <= 90)
        return np.column_stack([x, y]), known


def read_places(store: Path, unsaved: Places, gone: Collection[int]) -> Places:
    """Places of all nodes: those that osmium filed, and those that are only in this file.

    Parameters
    ----------
    store : Path
        osmium's file of locations, which holds no node below 0.
    unsaved : Places
        Nodes below 0; see :func:`unsaved_places`.
    gone : collection of int
        Nodes that were deleted.
    """
    stored = np.fromfile(store, dtype=_STORED)
    number = np.concatenate([unsaved.number, stored["id"].astype(np.int64)])
    x, y = (np.concatenate([getattr(unsaved, axis), stored[axis]]) for axis in "xy")
    order = np.argsort(number, kind="stable")
    if gone:
        order = order[~np.isin(number[order], np.fromiter(gone, np.int64, len(gone)))]
    return Places(number[order], x[order], y[order])


def unsaved_places(source: osmium.io.File | None) -> Places:
    """Nodes that an editor has not uploaded yet: they have numbers below 0.

    Parameters
    ----------
    source : osmium.io.File or None
        The file; None where none of its ways has such a node.
    """
    rows: list[tuple[int, int, int]] = []
    if source is not None:
        for node in osmium.FileProcessor(source, osmium.osm.NODE):
            assert isinstance(node, osmium.osm.Node)
            if node.id < 0 and node.location.valid():
                rows.append((node.id, node.location.x, node.location.y))
    number, x, y = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return Places(number, x.astype(np.int32), y.astype(np.int32))
