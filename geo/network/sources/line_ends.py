"""Ends of lines that touch another line where it has no vertex, or nearly: CAD and surveys."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.arrays import Floats, Longs, Mask

JOIN_M = 1.0
"""An end this close to another line meets it, unless the caller says otherwise."""
GAP_M = 5.0
"""An end this close to another line that does not meet it is counted: perhaps it should."""
_OWN_M = 20.0
"""An end meets its own line no nearer than this, along the line."""
_VERTEX_M = 0.1
"""Nearer than this to a vertex, an end meets the vertex."""
_EPS_M = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Lines as rows of places.

    Parameters
    ----------
    vertex, offsets : int64 arrays
        As in :class:`geo.network.sources.build.Ways`.
    lonlat : float64[p, 2]
        Places in degrees.
    """

    vertex: Longs
    offsets: Longs
    lonlat: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """Lines with their ends joined, and what was counted.

    Parameters
    ----------
    lines : Lines
        The same lines; some have a vertex more where another ends on them.
    joined : int
        Ends that met a line without a vertex there, or across a small gap.
    gaps : int
        Ends that come within :data:`GAP_M` of another line and meet none.
    crossings : int
        Places where lines cross in their middles: a bridge, or a crossing that was not drawn.
    """

    lines: Lines
    joined: int
    gaps: int
    crossings: int


def meet(lines: Lines, xy: Floats, apart: Mask, join_m: float) -> Met:
    """Join ends that hang free to the line or vertex nearest to them.

    Parameters
    ----------
    lines : Lines
        Lines whose equal vertices are one place already.
    xy : float64[p, 2]
        Places in metres.
    apart : bool[w]
        Lines whose middle lies above or below the ground: only their ends are met.
    join_m : float
        How near; 0 joins nothing.
    """
    pieces = _Pieces(lines, xy, apart)
    end, piece, metres, share = _nearest(pieces, lines, xy, max(join_m, GAP_M))
    near = (metres <= join_m + _EPS_M) & (join_m > 0)
    crossings = _crossings(pieces, end[near], piece[near])
    gaps = int((~near & (metres <= GAP_M)).sum())
    if not near.any():
        return Met(lines, 0, gaps, crossings)
    made = _with_vertices(lines, pieces, end[near], piece[near], share[near])
    return Met(made, int(near.sum()), gaps, crossings)


class _Pieces:
    """Straight pieces of the lines on the ground, and the ends of those that are not."""

    def __init__(self, lines: Lines, xy: Floats, apart: Mask) -> None:
        count = np.diff(lines.offsets)
        line = np.repeat(np.arange(len(count)), count)
        at = np.flatnonzero((line[1:] == line[:-1]) & ~apart[line[:-1]])
        ends = np.concatenate([lines.offsets[:-1][apart], lines.offsets[1:][apart] - 1])
        self.at = np.concatenate([at, ends])  # position of the first vertex of each piece
        self.line = line[self.at]
        self.a = lines.vertex[self.at]
        self.b = np.concatenate([lines.vertex[at + 1], lines.vertex[ends]])
        self.drawn = len(at)
        self.xy = xy
        self.start, self.step = xy[self.a], xy[self.b] - xy[self.a]
        self.shapes = np.asarray(
            shapely.linestrings(np.stack([xy[self.a], xy[self.b]], axis=1)), dtype=object
        )
        self.tree = shapely.STRtree(self.shapes)
        step_m = np.hypot(*np.diff(xy[lines.vertex], axis=0).T) * (line[1:] == line[:-1])
        self.before_m = np.append(0.0, np.cumsum(step_m))  # along all lines, at each vertex

    def project(self, place: Floats, piece: Longs) -> tuple[Floats, Floats]:
        """Metres from places to a piece each, and where on it (0 to 1) is nearest."""
        step = self.step[piece]
        square = np.maximum((step**2).sum(axis=1), 1e-12)
        share = np.clip(((place - self.start[piece]) * step).sum(axis=1) / square, 0.0, 1.0)
        foot = self.start[piece] + step * share[:, None]
        return np.hypot(*(place - foot).T), share


def _nearest(
    pieces: _Pieces, lines: Lines, xy: Floats, reach_m: float
) -> tuple[Longs, Longs, Floats, Floats]:
    """Find ends that hang free near a piece: position, piece, metres, place on the piece."""
    ends = np.unique(np.concatenate([lines.offsets[:-1], lines.offsets[1:] - 1]))
    used = np.bincount(lines.vertex, minlength=len(xy))
    free = ends[used[lines.vertex[ends]] == 1]
    place = xy[lines.vertex[free]]
    at, piece = pieces.tree.query(shapely.points(place), predicate="dwithin", distance=reach_m)
    metres, share = pieces.project(place[at], piece)
    owner = np.searchsorted(lines.offsets, free, side="right") - 1
    own = owner[at] == pieces.line[piece]
    piece_m = pieces.before_m[pieces.at[piece]] + share * np.hypot(*pieces.step[piece].T)
    along_m = np.abs(pieces.before_m[free[at]] - piece_m)
    kept = np.flatnonzero(~own | (along_m >= _OWN_M))
    order = kept[np.lexsort((piece[kept], metres[kept], at[kept]))]
    _, first = np.unique(at[order], return_index=True)
    chosen = order[first]
    return free[at[chosen]], piece[chosen], metres[chosen], share[chosen]


def _crossings(pieces: _Pieces, end: Longs, met: Longs) -> int:
    """Count pairs of pieces that cross in their middles, but for ends that were joined there."""
    one, other = pieces.tree.query(pieces.shapes[: pieces.drawn], predicate="crosses")
    pair = one < other
    one, other = one[pair], other[pair]
    joined = np.isin(pieces.at, end) | np.isin(pieces.at + 1, end)
    hit = np.zeros(len(pieces.at), dtype=bool)
    hit[met] = True
    through_end = (joined[one] & hit[other]) | (joined[other] & hit[one])
    return int((~through_end).sum())


def _with_vertices(lines: Lines, pieces: _Pieces, end: Longs, piece: Longs, share: Floats) -> Lines:
    """Put the places of some ends on the lines that they meet, as vertices of those."""
    size_m = np.hypot(*pieces.step[piece].T)
    to_a, to_b = share * size_m <= _VERTEX_M, (1 - share) * size_m <= _VERTEX_M
    place = lines.vertex[end]
    vertex = np.where(to_a, pieces.a[piece], pieces.b[piece])
    at_vertex = to_a | to_b
    lonlat = lines.lonlat.copy()
    new = ~at_vertex
    a, b = lonlat[pieces.a[piece[new]]], lonlat[pieces.b[piece[new]]]
    lonlat[place[new]] = a + share[new][:, None] * (b - a)
    # Behind which position each place comes, in the order along its piece.
    order = np.lexsort((share[new], pieces.at[piece[new]]))
    behind, inserted = pieces.at[piece[new]][order], place[new][order]
    longer = np.insert(lines.vertex, behind + 1, inserted)
    offsets = lines.offsets + np.searchsorted(behind + 1, lines.offsets, side="left")
    one = _united(place[at_vertex], vertex[at_vertex], len(lonlat))
    return Lines(one[longer], offsets, lonlat)


def _united(one: Longs, other: Longs, size: int) -> Longs:
    """For each place the first of those that are one with it."""
    links = coo_array((np.ones(len(one), dtype=np.int8), (one, other)), shape=(size, size))
    _, label = connected_components(links, directed=False)
    _, first = np.unique(label, return_index=True)
    return np.asarray(first[label], dtype=np.int64)
