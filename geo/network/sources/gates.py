"""Gates that let nobody through: ways end there, on both sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.arrays import Longs, Mask


@dataclass(frozen=True, slots=True, eq=False)
class Parted:
    """Ways that no longer lead through what is shut.

    Parameters
    ----------
    vertex, offsets : int64 arrays
        As in :class:`geo.network.sources.build.Ways`.
    drawn : int64[p]
        For each vertex the one at whose place it stands: several stand at a shut gate, one for
        each way that ends there.
    count : int
        Gates that part something.
    """

    vertex: Longs
    offsets: Longs
    drawn: Longs
    count: int


def part_at(vertex: Longs, offsets: Longs, shut: Mask, size: int) -> Parted:
    """Part ways at some vertices: each way that comes there gets an end of its own.

    Parameters
    ----------
    vertex, offsets : int64 arrays
        As in :class:`geo.network.sources.build.Ways`; -1 for unknown places.
    shut : bool[k]
        Where ways come to a vertex, whether they end there.
    size : int
        How many places there are.
    """
    at = np.flatnonzero(shut)
    if not len(at):
        return Parted(vertex, offsets, np.arange(size), 0)
    ends = np.zeros(len(vertex), dtype=bool)
    filled = np.diff(offsets) > 0
    ends[offsets[:-1][filled]] = ends[offsets[1:][filled] - 1] = True
    # In the middle of a way: an end, a break (-1), and another end.
    copies = np.ones(len(vertex), dtype=np.int64)
    copies[at] = np.where(ends[at], 1, 3)
    begin = np.append(0, np.cumsum(copies))
    out = np.repeat(vertex, copies)
    first = begin[at]
    middle = first[~ends[at]]
    out[middle + 1] = -1
    fresh = np.concatenate([first, middle + 2])
    drawn = np.concatenate([np.arange(size), out[fresh]])
    passed = np.bincount(out[fresh], minlength=size) > 1
    out[fresh] = size + np.arange(len(fresh))
    return Parted(out, begin[offsets], drawn, int(passed.sum()))
