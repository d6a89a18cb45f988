"""Do coordinates lie where they should? Each reading is held against each other.

A list that says nothing may be WGS-84, GCJ-02 or BD-09. It is called right only if every other
reading is ruled out, wrong only if the reading that was used is; else nobody can tell, and that is
said. Nothing is converted on a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import shapely

from geo.arrays import Floats, Longs
from geo.datum.china import (
    DATUMS,
    Datum,
    bd09_to_wgs84,
    gcj02_to_wgs84,
    in_shifted_area,
    wgs84_to_bd09,
    wgs84_to_gcj02,
)
from geo.datum.witnesses import Readings, Weighed, Witness
from geo.distance import apart_m
from geo.faults import Fact

Verdict = Literal["right", "wrong", "unclear", "torn", "elsewhere"]
"""``right``: every other reading is ruled out. ``wrong``: the reading used is, and another is not.
``unclear``: more than one is possible. ``torn``: some rows fit one reading and others another.
``elsewhere``: outside China's shift, where all readings are one."""

_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the witnesses say of one reading of some rows.

    Parameters
    ----------
    verdict : str
        See :data:`Verdict`.
    used : {"wgs84", "gcj02", "bd09"}
        The reading that was used.
    open : tuple of str
        The readings that are still possible; for ``wrong`` those that are better.
    witness : str
        Who decided, ``outline``, ``parts``, ``names`` or ``streets``; "" when nobody did.
    fits, fits_used : int
        Rows that this witness speaks for under the best reading, and under the one used.
    rows : tuple of int
        For ``torn``, some rows that fit only another reading than the one used.
    shift_m : dict of str to float
        How far the rows would move, on average, if the coordinates were in each other datum.
    """

    verdict: Verdict
    used: Datum
    open: tuple[Datum, ...] = ()
    witness: str = ""
    fits: int = 0
    fits_used: int = 0
    rows: tuple[int, ...] = ()
    shift_m: dict[Datum, float] = field(default_factory=dict)


def judge(
    xy: Floats, used: Datum, witnesses: Sequence[Witness], rows: Longs | None = None
) -> Judgement:
    """Hold every reading of some coordinates against every other.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        WGS-84 degrees, as they came out of the reading ``used``.
    used : {"wgs84", "gcj02", "bd09"}
        What the coordinates were taken to be in.
    witnesses : sequence of Witness
        What is known of the ground.
    rows : array of int, shape (n,), optional
        Row numbers, to name some; default counted from 1.

    Returns
    -------
    Judgement
    """
    numbers = np.arange(1, len(xy) + 1) if rows is None else rows
    readings = all_readings(xy, used)
    here = in_shifted_area(xy[:, 0], xy[:, 1])
    if not here.any():
        return Judgement("elsewhere", used)
    shift_m = {
        datum: float(np.median(apart_m(readings[datum][here], readings[used][here])))
        for datum in DATUMS
        if datum != used
    }
    weighed = [w for witness in witnesses if (w := witness.weigh(readings))]
    beats = frozenset().union(*(w.beats for w in weighed)) if weighed else frozenset()
    # Where one witness says so and another the reverse, neither is believed.
    sure = {(a, b) for a, b in beats if (b, a) not in beats}
    possible = tuple(d for d in DATUMS if not any((other, d) in sure for other in DATUMS))
    others = tuple(d for d in possible if d != used)
    if possible == (used,):
        return Judgement("right", used, possible, _decider(weighed, used, sure), shift_m=shift_m)
    if used not in possible and others:
        chosen = next(w for w in weighed if any((d, used) in w.beats for d in others))
        best = max(chosen.fits[d] for d in others)
        fits_used = chosen.fits[used]
        return Judgement("wrong", used, others, chosen.name, best, fits_used, shift_m=shift_m)
    for w in weighed:
        against = [(a, b) for a, b in w.torn if used in (a, b)]
        if against:
            other = next(d for d in against[0] if d != used)
            named = tuple(int(row) for row in numbers[w.only[used, other]][:_NAMED])
            return Judgement("torn", used, (used, other), w.name, rows=named, shift_m=shift_m)
    return Judgement("unclear", used, possible or DATUMS, shift_m=shift_m)


def all_readings(xy: Floats, used: Datum) -> Readings:
    """WGS-84 degrees of the same numbers under each reading.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        WGS-84 degrees, as they came out of the reading ``used``.
    used : {"wgs84", "gcj02", "bd09"}
        That reading.
    """
    given = xy
    if used != "wgs84":
        shift = wgs84_to_gcj02 if used == "gcj02" else wgs84_to_bd09
        given = np.column_stack(shift(xy[:, 0], xy[:, 1]))
    return {
        "wgs84": given,
        "gcj02": np.column_stack(gcj02_to_wgs84(given[:, 0], given[:, 1])),
        "bd09": np.column_stack(bd09_to_wgs84(given[:, 0], given[:, 1])),
    }


def metres_off(found: Judgement) -> str:
    """How far rows move under each other reading that is possible, such as ``"540 / 1020"``."""
    others = [datum for datum in found.open or DATUMS if datum != found.used]
    return " / ".join(f"{round(found.shift_m[d], -1):.0f}" for d in others)


def percent_inside(
    outline: shapely.Geometry | None, xy: Floats, found: Judgement
) -> dict[str, Fact]:
    """Shares inside the place under the reading used and under the better one, in percent.

    Parameters
    ----------
    outline : Polygon or MultiPolygon or None
        The place, WGS-84; without it nothing is told.
    xy : array of float, shape (n, 2)
        WGS-84 degrees, as they came out of the reading that was used.
    found : Judgement
        What was found of them.
    """
    if outline is None:
        return {}
    readings = all_readings(xy, found.used)
    inside = {
        d: round(100 * float(shapely.intersects_xy(outline, *readings[d].T).mean()), 1)
        for d in (found.used, found.open[0])
    }
    return {"before_percent": inside[found.used], "after_percent": inside[found.open[0]]}


def _decider(weighed: Sequence[Weighed], used: Datum, sure: set[tuple[Datum, Datum]]) -> str:
    return next((w.name for w in weighed if any(a == used for a, _ in w.beats & sure)), "")
