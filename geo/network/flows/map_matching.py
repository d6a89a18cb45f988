"""Drawn lines laid on the streets that they run along."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.arrays import Floats, Geometries, Ints, Longs, Mask
from geo.network.flows.loads import tally
from geo.network.graph import Network
from geo.network.stretches import Stretches, union

TOLERANCE_M = 20.0
STEP_M = 4.0
"""Lines are looked at in pieces no longer than this, cut at their corners and beside nodes."""
ALONG_DEG = 40.0
"""A street runs along a line where their directions differ by no more than this."""
_SLACK_M = 1.0
_STRAIGHT_M = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """Lines on streets.

    Parameters
    ----------
    line : int64[k]
        Position of the line, ascending.
    edge : int32[k]
        Street that it runs along.
    start, stop : float64[k]
        The part of it, as shares of its length; ``start < stop``; one line's parts of one edge
        do not overlap.
    missed : array of MultiLineString, shape (n,)
        Parts of each line that run along no street; None where there is no such part.
    missed_m, matched_m : float64[n]
        Metres of each line that run along none, and along one. Together its length.
    """

    line: Longs
    edge: Ints
    start: Floats
    stop: Floats
    missed: Geometries
    missed_m: Floats
    matched_m: Floats

    def stretches(self, lines: Mask | None = None) -> Stretches:
        """Unite the matched parts of all lines, or of those that a mask over the lines picks."""
        kept = slice(None) if lines is None else lines[self.line]
        return union(self.edge[kept], self.start[kept], self.stop[kept])


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """Straight pieces of lines, in order: which line, where each begins and ends."""

    line: Longs
    start: Floats
    stop: Floats


def match_lines(network: Network, lines: Geometries, tolerance_m: float = TOLERANCE_M) -> Matched:
    """Lay lines on the streets that run along them.

    Each short piece of a line takes the nearest street within the tolerance whose direction there
    agrees within :data:`ALONG_DEG`: of a road and a parallel one the nearer, and a street that is
    merely crossed is none. Where a line goes on from one street into the next, both are taken as
    far as the corner.

    Parameters
    ----------
    network : Network
        The streets; all of them, also those that a walk may not use.
    lines : array of LineString or MultiLineString, shape (n,)
        In the network's metres; None and empty ones match nothing.
    tolerance_m : float
        Farthest distance of a line from its street; the tolerance itself is within.
    """
    if not tolerance_m > 0:
        raise ValueError(f"tolerance_m must be above 0, got {tolerance_m}")
    given = np.asarray(lines, dtype=object)
    cut = _pieces(network, given, tolerance_m)
    edge = _nearest_along(network, cut, tolerance_m + 0.0005)
    start, stop = _shares(network, cut, edge)
    _to_corners(network, cut, edge, start, stop, tolerance_m)
    size = np.hypot(*(cut.stop - cut.start).T)
    on = edge >= 0
    count = len(given)
    missed_m = tally(cut.line[~on], size[~on], count)
    matched_m = tally(cut.line[on], size[on], count)
    line, edges, low, high = _united(cut.line[on], edge[on], start[on], stop[on])
    return Matched(line, edges, low, high, _missed(cut, ~on, count), missed_m, matched_m)


def _pieces(network: Network, lines: Geometries, tolerance_m: float) -> _Cut:
    """Cut lines at their corners, beside every node near them, and every few metres."""
    parts, owner = shapely.get_parts(lines, return_index=True)
    line, ends = [np.zeros(0, dtype=np.int64)], [np.zeros((0, 2, 2))]
    tree = shapely.STRtree(_objects(shapely.points(network.node_xy)))
    for part, own in zip(parts, owner, strict=True):
        if shapely.get_type_id(part) != shapely.GeometryType.LINESTRING or part.length == 0:
            continue
        near = tree.query(part, predicate="dwithin", distance=tolerance_m)
        at = [shapely.line_locate_point(part, shapely.points(network.node_xy[near]))]
        corners = shapely.get_coordinates(part)
        at.append(np.append(0.0, np.cumsum(np.hypot(*np.diff(corners, axis=0).T))))
        place = np.unique(np.clip(np.concatenate(at), 0.0, part.length))
        place = place[np.append(True, np.diff(place) > 1e-6)]
        steps = np.maximum(1, np.ceil(np.diff(place) / STEP_M)).astype(np.int64)
        local = np.arange(steps.sum()) - np.repeat(np.cumsum(steps) - steps, steps)
        inner = np.repeat(place[:-1], steps) + local * np.repeat(np.diff(place) / steps, steps)
        xy = shapely.get_coordinates(
            shapely.line_interpolate_point(part, np.append(inner, place[-1]))
        )
        ends.append(np.stack([xy[:-1], xy[1:]], axis=1))
        line.append(np.full(len(inner), own, dtype=np.int64))
    both = np.concatenate(ends)
    return _Cut(np.concatenate(line), both[:, 0], both[:, 1])


def _nearest_along(network: Network, cut: _Cut, tolerance_m: float) -> Ints:
    """Nearest street within the tolerance that has the direction of each piece; -1 for none."""
    found = np.full(len(cut.line), -1, dtype=np.int32)
    if not len(found):
        return found
    begin, end, owner = _segments_near(network, cut, tolerance_m)
    middle = (cut.start + cut.stop) / 2
    tree = shapely.STRtree(_objects(shapely.linestrings(np.stack([begin, end], axis=1))))
    piece, segment = tree.query(shapely.points(middle), predicate="dwithin", distance=tolerance_m)
    way, run = cut.stop - cut.start, end - begin
    dot = np.abs((way[piece] * run[segment]).sum(axis=1))
    size = np.hypot(*way[piece].T) * np.hypot(*run[segment].T)
    along = dot >= np.cos(np.radians(ALONG_DEG)) * size
    piece, segment = piece[along], segment[along]
    away = _distance(middle[piece], begin[segment], run[segment])
    order = np.lexsort((owner[segment], np.round(away, 6), piece))
    piece, first = np.unique(piece[order], return_index=True)
    found[piece] = owner[segment[order][first]]
    return found


def _segments_near(network: Network, cut: _Cut, tolerance_m: float) -> tuple[Floats, Floats, Longs]:
    """Straight segments of the streets in the box around all pieces, and their edges."""
    coords = network.edges.coords
    owner = np.repeat(np.arange(network.edge_count), np.diff(network.edges.offsets))
    both = np.concatenate([cut.start, cut.stop])
    low, high = both.min(axis=0) - tolerance_m, both.max(axis=0) + tolerance_m
    begin, end = coords[:-1], coords[1:]
    inside = (np.maximum(begin, end) >= low).all(axis=1)
    inside &= (np.minimum(begin, end) <= high).all(axis=1)
    inside &= (owner[1:] == owner[:-1]) & (begin != end).any(axis=1)
    at = np.flatnonzero(inside)
    return begin[at], end[at], owner[at]


def _distance(point: Floats, begin: Floats, run: Floats) -> Floats:
    share = ((point - begin) * run).sum(axis=1) / (run**2).sum(axis=1)
    foot = begin + run * np.clip(share, 0.0, 1.0)[:, None]
    return np.asarray(np.hypot(*(point - foot).T))


def _shares(network: Network, cut: _Cut, edge: Ints) -> tuple[Floats, Floats]:
    """Where each matched piece begins and ends on its street, as shares, in walking order."""
    start, stop = np.zeros(len(edge)), np.zeros(len(edge))
    on = np.flatnonzero(edge >= 0)
    used, at = np.unique(edge[on], return_inverse=True)
    shapes = np.array([shapely.LineString(network.shape(int(e))) for e in used], dtype=object)
    for side, xy in ((start, cut.start), (stop, cut.stop)):
        side[on] = shapely.line_locate_point(shapes[at], shapely.points(xy[on]), normalized=True)
    # Where a street comes close to itself, the two ends can land on different limbs of it.
    size = np.hypot(*(cut.stop[on] - cut.start[on]).T)
    jumps = np.abs(stop[on] - start[on]) * network.edges.length_m[edge[on]] > 2 * size + _SLACK_M
    start[on[jumps]] = stop[on[jumps]]
    return start, stop


def _to_corners(
    network: Network, cut: _Cut, edge: Ints, start: Floats, stop: Floats, tolerance_m: float
) -> None:
    """Where a line goes from one street into the next, take both as far as their common node."""
    before = np.flatnonzero(
        (edge[:-1] >= 0)
        & (edge[1:] >= 0)
        & (edge[:-1] != edge[1:])
        & (cut.line[:-1] == cut.line[1:])
        & (cut.stop[:-1] == cut.start[1:]).all(axis=1)
    )
    edges, after = network.edges, before + 1
    for here, there in ((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)):
        node = np.where(here == 0, edges.u[edge[before]], edges.v[edge[before]])
        other = np.where(there == 0, edges.u[edge[after]], edges.v[edge[after]])
        gap_m = np.abs(stop[before] - here) * edges.length_m[edge[before]]
        gap_m = np.maximum(gap_m, np.abs(start[after] - there) * edges.length_m[edge[after]])
        meets = (node == other) & (gap_m <= tolerance_m + _SLACK_M)
        stop[before[meets]], start[after[meets]] = here, there


def _united(
    line: Longs, edge: Ints, start: Floats, stop: Floats
) -> tuple[Longs, Ints, Floats, Floats]:
    """Unite the parts of each line on each edge."""
    pair, at = np.unique(np.column_stack([line, edge]), axis=0, return_inverse=True)
    found = union(at.ravel(), start, stop)
    return (
        pair[found.edge, 0].astype(np.int64),
        pair[found.edge, 1].astype(np.int32),
        found.start,
        found.stop,
    )


def _missed(cut: _Cut, lost: Mask, count: int) -> Geometries:
    """Pieces without a street, put together again, by line."""
    out = np.full(count, None, dtype=object)
    at = np.flatnonzero(lost)
    own = np.unique(cut.line[at])
    for line in own:
        rows = at[cut.line[at] == line]
        pieces = shapely.linestrings(np.stack([cut.start[rows], cut.stop[rows]], axis=1))
        merged = shapely.line_merge(shapely.multilinestrings(_objects(pieces)))
        plain = shapely.simplify(shapely.get_parts(merged), _STRAIGHT_M)
        out[line] = shapely.multilinestrings(_objects(plain))
    return out


def _objects(shapes: object) -> Geometries:
    return np.asarray(shapes, dtype=object)
