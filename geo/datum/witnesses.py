"""What speaks for one reading of coordinates and against another.

Shifted coordinates lie 360 to 1,250 metres off. Under a wrong reading some rows leave their area,
miss the site of their name, or lie no nearer to streets than any point does. Each witness says
which reading it holds for better than which; :mod:`geo.datum.check` brings them together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from math import comb
from typing import Final, Protocol

import numpy as np
import shapely
from pyproj import CRS

from geo.arrays import Floats, Geometries, Mask
from geo.crs import STORAGE_CRS, mover
from geo.datum.china import DATUMS, Datum
from geo.datum.whereabouts import NEAR_M
from geo.distance import apart_m, beyond_m

Readings = Mapping[Datum, Floats]
"""The rows under each reading, WGS-84 degrees (n, 2)."""
Pair = tuple[Datum, Datum]
_BLOCK_DEG: Final = 0.005
"""Rows of one block of about 500 m say the same thing, and count once."""
_HOUSE_DEG: Final = 0.001
"""How near to a street one house is says nothing of the next street's, 100 m on."""
_LUCK: Final = 0.005
"""How often so many rows of a true list may be spoken against by chance."""
_FEWEST, _TIMES, _FEWEST_ON_STREETS = 2, 4, 12
_SAME_SITE_M: Final = 150.0
_ON_M, _NEAR_STREET_M, _OFF_M, _UNKNOWN_M = 5.0, 60.0, 120.0, 300.0
_MOVES, _LEAST_MOVE_M, _MOST_MOVE_M = 24, 400.0, 1_100.0
_MOST_NEAR: Final = 0.85
_SURE, _CHANCE = 5.0, 2.5
"""Standard deviations: above the first nobody calls it luck, below the second all may be luck."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one witness says of each pair of readings.

    Parameters
    ----------
    name : str
        Who says it: ``outline``, ``parts``, ``names`` or ``streets``.
    beats : frozenset of (better, worse)
        Pairs of which the second is ruled out beside the first.
    fits : dict of str to int
        Rows that it speaks for, under each reading.
    torn : tuple of (one, other)
        Pairs of which some rows rule out the one, and some the other.
    only : dict of (one, other) to array of bool
        For torn pairs, the rows that fit the other and not the one.
    """

    name: str
    beats: frozenset[Pair]
    fits: Mapping[Datum, int]
    torn: tuple[Pair, ...] = ()
    only: Mapping[Pair, Mask] = field(default_factory=dict)


class Witness(Protocol):
    """Something that a true reading agrees with, but for a few rows."""

    def weigh(self, readings: Readings) -> Weighed | None:
        """Say which readings are ruled out beside which; None if there is nothing to say."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """Rows lie in the area that they belong to: the place, or the part that they name.

    Parameters
    ----------
    areas : array of geometry, shape (n,), or one geometry
        WGS-84; None for a row whose area is not known.
    name : str
        ``outline`` or ``parts``.
    """

    areas: Geometries | shapely.Geometry
    name: str = "outline"

    def weigh(self, readings: Readings) -> Weighed | None:
        """Count rows that are inside under one reading, and over 100 m outside under another."""
        sides = {datum: self._sides(xy) for datum, xy in readings.items()}
        return _by_rows(self.name, readings, sides, stray=0.005)

    def _sides(self, xy: Floats) -> tuple[Mask, Mask]:
        inside, outside = np.zeros(len(xy), dtype=bool), np.zeros(len(xy), dtype=bool)
        if isinstance(self.areas, shapely.Geometry):
            out_m = beyond_m(self.areas, xy)
            return out_m == 0, out_m > NEAR_M
        known = ~shapely.is_missing(self.areas)
        for area in {id(a): a for a in self.areas[known]}.values():
            rows = np.array([a is area for a in self.areas], dtype=bool)
            out_m = beyond_m(area, xy[rows])
            inside[rows], outside[rows] = out_m == 0, out_m > NEAR_M
        return inside, outside


@dataclass(frozen=True, slots=True, eq=False)
class KnownSites:
    """Sites of the same name that are already known lie where the row says.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        WGS-84 degrees of the known site; NaN for a row without one.
    """

    xy: Floats

    def weigh(self, readings: Readings) -> Weighed | None:
        """Count rows that are within 150 m of the known site under one reading only."""
        known = np.isfinite(self.xy).all(axis=1)
        if not known.any():
            return None
        hit: dict[Datum, Mask] = {}
        for datum, xy in readings.items():
            off_m = np.full(len(xy), np.inf)
            off_m[known] = apart_m(xy[known], self.xy[known])
            hit[datum] = off_m < _SAME_SITE_M
        any_hit = np.logical_or.reduce(list(hit.values()))
        sides = {datum: (mask, any_hit & ~mask) for datum, mask in hit.items()}
        return _by_rows("names", readings, sides, stray=0.02)


@dataclass(frozen=True, slots=True, eq=False)
class Streets:
    """Sites lie near streets, and only under the true reading.

    Parameters
    ----------
    tree : STRtree
        Lines of the streets in metres.
    crs : CRS
        Theirs.
    """

    tree: shapely.STRtree
    crs: CRS

    def weigh(self, readings: Readings) -> Weighed | None:
        """Compare how near rows are to streets with how near any point around them is.

        A reading holds only if nearly all rows lie within 120 m of a street, and five standard
        deviations more of them near one, or near but not on one, than of the points 400 to 1,100
        m around them. Another is ruled out beside it only if it does no better than such points.
        Where sites do not keep to streets this is mute; where streets are everywhere it needs
        many rows.
        """
        to_metres = mover(STORAGE_CRS, self.crs)
        fits: dict[Datum, int] = {}
        above: dict[Datum, float] = {}
        for datum, xy in readings.items():
            metric = np.column_stack(to_metres.transform(*xy.T))
            _, one_each = np.unique(np.floor(xy / _HOUSE_DEG), axis=0, return_index=True)
            far_m = self._far_m(metric)
            fits[datum] = int((far_m <= _NEAR_STREET_M).sum())
            above[datum] = self._above_chance(metric[one_each], far_m[one_each])
        held = {d for d, sigmas in above.items() if sigmas >= _SURE}
        beats = {(d, other) for d in held for other in DATUMS if above[other] <= _CHANCE}
        return Weighed("streets", frozenset(beats), fits)

    def _above_chance(self, xy: Floats, far_m: Floats) -> float:
        """Return by how many standard deviations more rows are near than points around them."""
        if len(xy) < _FEWEST_ON_STREETS or (far_m <= _OFF_M).mean() < _MOST_NEAR:
            return 0.0
        random = np.random.default_rng(0)  # the same points for the same list
        size = random.uniform(_LEAST_MOVE_M, _MOST_MOVE_M, (_MOVES, len(xy)))
        angle = random.uniform(0, 2 * np.pi, (_MOVES, len(xy)))
        around = xy + np.stack([size * np.cos(angle), size * np.sin(angle)], axis=-1)
        around_m = self._far_m(around.reshape(-1, 2))
        around_m = around_m[around_m <= _UNKNOWN_M]  # beyond, the network may just end
        if not len(around_m):
            return 0.0
        return max(
            _sigmas(far_m <= _NEAR_STREET_M, around_m <= _NEAR_STREET_M),
            _sigmas(_beside(far_m), _beside(around_m)),
        )

    def _far_m(self, xy: Floats) -> Floats:
        out = np.full(len(xy), np.inf)
        fine = np.flatnonzero(np.isfinite(xy).all(axis=1))
        at, off_m = self.tree.query_nearest(
            shapely.points(xy[fine]), return_distance=True, all_matches=False
        )
        out[fine[at[0]]] = off_m
        return out


def _beside(far_m: Floats) -> Mask:
    """Near a street but not on it: houses do not stand on streets, points anywhere may."""
    out: Mask = (far_m >= _ON_M) & (far_m <= _NEAR_STREET_M)
    return out


def _sigmas(rows: Mask, around: Mask) -> float:
    chance = float(around.mean())
    spread = max(float(np.sqrt(chance * (1 - chance) / len(rows))), 1e-6)
    return (float(rows.mean()) - chance) / spread


def _by_rows(
    name: str, readings: Readings, sides: Mapping[Datum, tuple[Mask, Mask]], stray: float
) -> Weighed:
    """Weigh rows that are spoken for under one reading and against under another.

    ``stray`` is the share of the rows of a true list that are wrongly spoken against.
    """
    xy = readings["wgs84"]
    enough = _enough(_blocks(xy), stray)
    beats: set[Pair] = set()
    torn: list[Pair] = []
    only: dict[Pair, Mask] = {}
    for one in DATUMS:
        for other in (d for d in DATUMS if d != one):
            only[other, one] = sides[one][0] & sides[other][1]
            won = _blocks(xy[only[other, one]])
            lost = _blocks(xy[sides[one][1] & sides[other][0]])
            if won >= enough and won > _TIMES * lost:
                beats.add((one, other))
            elif won >= enough and lost >= enough:
                torn.append((one, other))
    fits = {datum: int(both[0].sum()) for datum, both in sides.items()}
    return Weighed(name, frozenset(beats), fits, tuple(torn), only)


def _blocks(xy: Floats) -> int:
    return len(np.unique(np.floor(xy / _BLOCK_DEG), axis=0))


@lru_cache(maxsize=512)
def _enough(rows: int, stray: float) -> int:
    """Fewest rows spoken against that chance alone does not explain in a true list."""
    below = 0.0
    for k in range(rows + 1):
        if k >= _FEWEST and 1.0 - below < _LUCK:
            return k
        below += comb(rows, k) * stray**k * (1.0 - stray) ** (rows - k)
    return rows + 1
