"""Points at even spacing, and which segment of the streets is nearest to each.

A distance transform names a segment for every point, and points take over what is nearer from
their neighbours; :mod:`geo.network.raster` says how exact that is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import scipy  # loads the part that is asked for, when it is asked for

from geo.arrays import Floats, Ints, Longs, Mask, Singles
from geo.network.segments import Segments
from geo.network.snap import TOLERANCE_M

Numbers = Ints | Longs
Job = Callable[[Numbers, Singles, Singles], Singles]
_CHUNK = 32_768
"""Points taken at a time: what is computed of them stays in the processor's cache."""
_SWEEPS = ((0, 1), (0, -1), (1, 0), (-1, 0))


@dataclass(frozen=True, slots=True)
class Raster:
    """Points at even spacing: point (row, column) lies at ``low + (column, row) * step_m``.

    Parameters
    ----------
    x, y : float
        Place of the first point, metres.
    step_m : float
        Spacing.
    rows, columns : int
        How many.
    """

    x: float
    y: float
    step_m: float
    rows: int
    columns: int

    @property
    def axes(self) -> tuple[Floats, Floats]:
        """Metres of the columns and of the rows, float64[columns] and float64[rows]."""
        across, up = (np.arange(count, dtype=np.float64) for count in (self.columns, self.rows))
        return self.x + across * self.step_m, self.y + up * self.step_m

    @property
    def size(self) -> int:
        """How many points there are."""
        return self.rows * self.columns

    def at(self, number: Longs | Ints) -> Floats:
        """Places of points by number (row by row), float64[n, 2]."""
        row, column = np.divmod(number, self.columns)
        return np.column_stack([self.x + column * self.step_m, self.y + row * self.step_m])

    def number(self, xy: Floats) -> Longs:
        """Which point is nearest to each place, int64[n]; places must lie on the raster."""
        column, row = np.rint((xy - (self.x, self.y)) / self.step_m).astype(np.int64).T
        return np.asarray(row * self.columns + column)


class Pieces:
    """Segments in single precision, laid out to be read at random."""

    def __init__(self, segments: Segments, raster: Raster) -> None:
        self.raster, self.segments = raster, segments
        start, step = segments.start - (raster.x, raster.y), segments.step
        square = np.maximum((step**2).sum(axis=1), 1e-12)
        columns = [start[:, 0], start[:, 1], step[:, 0], step[:, 1], 1 / square]
        self._rows = np.stack(columns, axis=1, dtype=np.float32)

    def __len__(self) -> int:
        return len(self._rows)

    def square_m2(self, number: Longs, segment: Numbers) -> Singles:
        """Square of the metres from points to a segment each."""
        found: Singles = self._in_parts(number, segment, self._square)[0]
        return found

    def to_ends(self, number: Longs, segment: Longs) -> tuple[Singles, Singles]:
        """Metres from points to the ends of the edge of a segment each, leg included."""
        to_u_m, to_v_m = self._in_parts(number, segment, self._ends, 2)
        return to_u_m, to_v_m

    def _in_parts(self, number: Longs, segment: Numbers, job: Job, columns: int = 1) -> Singles:
        out = np.empty((columns, len(number)), dtype=np.float32)
        for begin in range(0, len(number), _CHUNK):
            part = slice(begin, begin + _CHUNK)
            out[:, part] = job(segment[part], *self._feet(number[part], segment[part]))
        return out

    def _feet(self, number: Longs, segment: Numbers) -> tuple[Singles, Singles]:
        """Place along its segment nearest to each point, from 0 to 1; square of the metres."""
        row, column = np.divmod(number, np.int64(self.raster.columns))
        step, piece = np.float32(self.raster.step_m), self._rows[segment]
        east = column.astype(np.float32) * step - piece[:, 0]
        north = row.astype(np.float32) * step - piece[:, 1]
        along = (east * piece[:, 2] + north * piece[:, 3]) * piece[:, 4]
        np.clip(along, 0, 1, out=along)
        east -= along * piece[:, 2]
        north -= along * piece[:, 3]
        return along, east * east + north * north

    def _square(self, _segment: Numbers, _along: Singles, square: Singles) -> Singles:
        return square

    def _ends(self, segment: Numbers, along: Singles, square: Singles) -> Singles:
        before_m, size_m, length_m = self._measures[segment].T
        leg_m, walked_m = np.sqrt(square), before_m + along * size_m
        return np.stack([leg_m + walked_m, leg_m + np.maximum(length_m - walked_m, 0)])

    @cached_property
    def _measures(self) -> Singles:
        """Metres of the edge before each segment, of the segment, and of the whole edge."""
        return np.stack(self.segments.measures(), axis=1, dtype=np.float32)


def named(pieces: Pieces) -> Ints:
    """Name the nearest of the segments that pass by each point, -1 where none does."""
    raster, segments = pieces.raster, pieces.segments
    number, owner = raster.number(segments.samples), segments.owner
    kept = np.ones(len(number), dtype=bool)
    kept[1:] = (number[1:] != number[:-1]) | (owner[1:] != owner[:-1])
    number, owner = number[kept], owner[kept]
    square = pieces.square_m2(number, owner)
    least = np.full(raster.size, np.inf, dtype=np.float32)
    np.minimum.at(least, number, square)
    best = square == least[number]
    found = np.full(raster.size, -1, dtype=np.int32)
    found[number[best]] = owner[best]
    return found


def nearest(pieces: Pieces, passing: Ints, limit_m: float) -> tuple[Longs, Longs]:
    """Find the points within the limit of a street, and its nearest segment.

    Parameters
    ----------
    pieces : Pieces
        The segments.
    passing : int32[size]
        Segment that passes by each point, -1 for none; see :func:`named`.
    limit_m : float
        Longest way to a street.

    Returns
    -------
    tuple of int64[k], int64[k]
        Numbers of the points, ascending, and the segment of each.
    """
    raster = pieces.raster
    shape = (raster.rows, raster.columns)
    away, (row, column) = scipy.ndimage.distance_transform_edt(
        (passing < 0).reshape(shape), return_indices=True
    )
    # A place of the raster lies up to 0.71 steps from the street that passes by it.
    near = (away <= limit_m / raster.step_m + 1.0).ravel()
    number = np.flatnonzero(near)
    segment = np.full(raster.size, -1, dtype=np.int32)
    segment[number] = passing[row.ravel()[number] * raster.columns + column.ravel()[number]]
    square = np.full(raster.size, np.inf, dtype=np.float32)
    square[number] = pieces.square_m2(number, segment[number])
    segment, square = segment.reshape(shape), square.reshape(shape)
    for down, right in _SWEEPS:
        _take_over(pieces, segment, square, down, right)
    number = np.flatnonzero(square.ravel() <= np.float32((limit_m + TOLERANCE_M) ** 2))
    return number, segment.ravel()[number].astype(np.int64)


def _take_over(pieces: Pieces, segment: Ints, square: Singles, down: int, right: int) -> None:
    """Let every point take its neighbour's segment where that is nearer."""
    rows, columns = segment.shape
    here = (_side(down, rows), _side(right, columns))
    there = (_side(-down, rows), _side(-right, columns))
    offered, own = segment[there], segment[here]
    differ: Mask = (offered != own) & (offered >= 0) & (own >= 0)
    row, column = np.nonzero(differ)
    number = (row + here[0].start) * columns + column + here[1].start
    new = offered[differ]
    metres = pieces.square_m2(number, new)
    nearer = metres < square.ravel()[number]
    segment.ravel()[number[nearer]] = new[nearer]
    square.ravel()[number[nearer]] = metres[nearer]


def _side(shift: int, length: int) -> slice:
    return slice(max(shift, 0), length + min(shift, 0))
