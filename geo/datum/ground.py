"""Checked rows held against the ground: whether they lie where, and in the datum that, they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Floats, Longs
from geo.datum.check import Judgement, all_readings, judge, metres_off, percent_inside
from geo.datum.china import DATUMS, Datum
from geo.datum.whereabouts import (
    NEAR_M,
    abroad,
    one_point_each,
    outside,
    packed_minutes,
    turned_or_metres,
)
from geo.datum.witnesses import Areas, Witness
from geo.distance import beyond_m
from geo.faults import Fact, Fault, InputRefused

_SAMPLE: Final = 2_000  # rows of a longer list that its datum is judged by
_OLD: Final = ("beijing54", "xian80")
_WITNESSES: Final = {"outline": "", "parts": "", "names": "_names", "streets": "_streets"}


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What is known of the place of some rows.

    Parameters
    ----------
    outline : Polygon or MultiPolygon or None
        The place, WGS-84; None: not known.
    witnesses : callable
        Of a frame of rows (EPSG:4326, index ``row``), what else speaks for a datum; asked late.
    refuses : bool
        Whether a list of which no row lies here is refused; else that is a warning.
    name : mapping of str to str
        Name of the place by language, where one list has rows of several; else empty.
    """

    outline: shapely.Geometry | None
    witnesses: Callable[[gpd.GeoDataFrame], Sequence[Witness]] | None = None
    refuses: bool = True
    name: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What the comparison showed.

    Parameters
    ----------
    faults : tuple of Fault
        Warnings only.
    proven : array of int
        Rows that say nothing of their datum, and of which every reading but WGS-84 is ruled out.
    """

    faults: tuple[Fault, ...] = ()
    proven: Longs = field(default_factory=lambda: np.empty(0, dtype=np.int64))


def hold_against(
    frame: gpd.GeoDataFrame,
    said: pd.Series,
    ground: Ground,
    file: str,
    *,
    crs_named: bool = False,
) -> Held:
    """Compare rows with the ground; nothing is moved.

    Parameters
    ----------
    frame : GeoDataFrame
        EPSG:4326, index ``row``; coordinates as they are used.
    said : Series of str
        What each row says of its datum (:class:`geo.datum.stated.Stated`).
    ground : Ground
        What is known.
    file : str
        Name of the input.
    crs_named : bool
        Whether the file names WGS-84 as its CRS, as any program writes it below what it is given.

    Returns
    -------
    Held

    Raises
    ------
    InputRefused
        ``metres_as_degrees``, ``swapped_axes_in_place``, ``outside_place_all``: no row can be used.
    """
    xy, rows = one_point_each(frame)
    if not len(xy):
        return Held()
    area = ground.outline
    if area is None:
        faults = abroad(xy, rows, file) + packed_minutes(xy, rows, file, None)
        return Held((*faults, *_not_held(said.reindex(rows), xy, file, crs_named=crs_named)))
    shapely.prepare(area)
    packed = packed_minutes(xy, rows, file, area)
    if ground.refuses and not packed:
        refuse_elsewhere(xy, area, file)
    shifted, proven = _judged(frame, said, xy, rows, ground, file, crs_named=crs_named)
    turned = turned_or_metres(xy, area, file)
    if turned is not None:  # of one place among several: the others' rows stay
        shifted.append(replace(turned, severity="warning"))
    if any(f.code.startswith("shifted_datum") for f in shifted):
        return Held((*shifted, *packed), proven)  # the shift says why some are outside
    named = {fault.row for fault in packed if fault.row is not None}
    out = [f for f in outside(xy, rows, area, file, ground.name) if f.row not in named]
    return Held((*shifted, *packed, *out), proven)


def _judged(
    frame: gpd.GeoDataFrame,
    said: pd.Series,
    xy: Floats,
    rows: Longs,
    ground: Ground,
    file: str,
    *,
    crs_named: bool,
) -> tuple[list[Fault], Longs]:
    """Judge the rows of each statement apart: a list may mix them."""
    assert ground.outline is not None
    faults: list[Fault] = []
    proven: list[Longs] = []
    inside = beyond_m(ground.outline, xy) <= NEAR_M
    own = said.reindex(rows).to_numpy(dtype=object)
    for word in dict.fromkeys(own.tolist()):
        at = np.flatnonzero(own == word)
        stated = word in DATUMS
        if word in _OLD or (stated and ground.witnesses is None and inside[at].all()):
            continue  # nothing speaks against it
        part = len(at) if len(at) < len(rows) else 0
        few = at[:: max(1, -(-len(at) // _SAMPLE))]
        used: Datum = word if stated else "wgs84"
        found = _judgement(frame, xy[few], rows[few], used, ground)
        told = _told(found, ground, xy[few], file, stated=stated, crs_named=crs_named, part=part)
        if word == "unknown":  # its word has been named; it did state something
            told = [fault for fault in told if not fault.code.startswith("datum_un")]
        faults += told
        if found.verdict == "right" and not stated:
            proven.append(rows[at])
    return faults, np.concatenate(proven) if proven else np.empty(0, dtype=np.int64)


def _judgement(
    frame: gpd.GeoDataFrame, xy: Floats, rows: Longs, used: Datum, ground: Ground
) -> Judgement:
    """Ask the outline first; what costs more is asked only where it does not decide."""
    assert ground.outline is not None
    first = Areas(ground.outline)
    found = judge(xy, used, [first], rows)
    if found.verdict not in ("unclear", "torn") or ground.witnesses is None:
        return found
    more = ground.witnesses(frame.loc[rows])
    return judge(xy, used, [first, *more], rows) if more else found


def _told(
    found: Judgement,
    ground: Ground,
    xy: Floats,
    file: str,
    *,
    stated: bool,
    crs_named: bool,
    part: int,
) -> list[Fault]:
    facts: dict[str, Fact] = {"used": found.used, "count": part or len(xy)}
    if found.verdict == "wrong":
        facts |= {"datum": " / ".join(found.open), "rows_fit": found.fits}
        facts |= {"off_m": metres_off(found), "rows_fit_used": found.fits_used}
        facts |= percent_inside(ground.outline, xy, found)
        code = "shifted_datum" + _WITNESSES.get(found.witness, "")
        return [Fault(f"{code}_stated" if stated else code, file, facts=facts, severity="warning")]
    if found.verdict == "torn" and not stated:
        facts |= {"datum": found.open[-1], "rows": ", ".join(map(str, found.rows))}
        return [Fault("datum_torn", file, facts=facts, severity="warning")]
    if found.verdict in ("unclear", "torn") and not stated:
        return [_unclear(found, file, facts, crs_named=crs_named, part=bool(part))]
    return []


def _unclear(
    found: Judgement, file: str, facts: dict[str, Fact], *, crs_named: bool, part: bool
) -> Fault:
    others: tuple[Datum, ...] = tuple(d for d in found.open if d != found.used)
    facts |= {"datum": " / ".join(others), "off_m": metres_off(found)}
    code = "datum_unconfirmed" if crs_named else "datum_unclear"
    return Fault(f"{code}_rows" if part else code, file, facts=facts, severity="warning")


def _not_held(said: pd.Series, xy: Floats, file: str, *, crs_named: bool) -> list[Fault]:
    """Without a place nothing can be compared: say how much hangs on what was not said."""
    silent = ~said.isin([*DATUMS, *_OLD]).to_numpy()
    if not silent.any():
        return []
    found = judge(xy[silent], "wgs84", ())
    if found.verdict == "elsewhere":
        return []
    facts: dict[str, Fact] = {"used": "wgs84", "count": int(silent.sum())}
    facts |= {"off_m": metres_off(found), "datum": "gcj02 / bd09"}
    if crs_named:
        return [Fault("datum_unconfirmed", file, facts=facts, severity="warning")]
    code = "datum_not_stated" if silent.all() else "datum_not_stated_rows"
    return [Fault(code, file, facts=facts, severity="warning")]


def refuse_elsewhere(xy: Floats, area: shapely.Geometry, file: str) -> None:
    """Refuse coordinates that are turned round or no degrees, or of which none lies here.

    Parameters
    ----------
    xy : array of float, shape (n, 2)
        WGS-84 degrees, as they are used.
    area : Polygon or MultiPolygon
        The place, WGS-84.
    file : str
        Name of the input.

    Raises
    ------
    InputRefused
        ``metres_as_degrees``, ``swapped_axes_in_place``; ``outside_place_all`` unless most lie
        here under another reading than the one used.
    """
    wrong = turned_or_metres(xy, area, file)
    if wrong is not None:
        raise InputRefused([wrong])
    if shapely.intersects_xy(area, *xy.T).any():
        return
    readings = all_readings(xy, "wgs84")
    if any(shapely.intersects_xy(area, *readings[d].T).mean() > 0.5 for d in DATUMS):
        return
    x, y = (round(float(v), 6) for v in xy[0])
    raise InputRefused([Fault("outside_place_all", file, facts={"x": x, "y": y})])
