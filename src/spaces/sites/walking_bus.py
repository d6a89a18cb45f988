"""Stops of a walking bus: adults walk children to school along a line, by a timetable.

A stop is a public spot, never a child's home; only its name is kept, nobody's who waits there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.datum.china import SHIFTED, Datum, geometry_to_wgs84
from geo.faults import Fact, Fault
from spaces.text import Text

COLUMN, KIND = "stops", "walking_bus"
MOST = 40
"""More stops than this are a mistake."""
_FARTHEST_DEG = 0.02
"""A stop about 2 km from its line is a mistake."""
_STOP = re.compile(
    r"\s*(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)\s*(?P<name>[^@＠;；]*?)\s*"
    r"[@＠]\s*(?P<lon>[-+]?\d{1,3}(?:\.\d+)?)[\s,，]+(?P<lat>[-+]?\d{1,2}(?:\.\d+)?)\s*"
)
_PARTED = re.compile(r"[;；\n]")


class Unreadable(ValueError):
    """The text is no timetable.

    Parameters
    ----------
    code : str
        ``sites.stops_unreadable``, ``sites.stops_order`` or ``sites.stops_many``.
    got : str
        The stop that is wrong.
    """

    def __init__(self, code: str, got: str) -> None:
        super().__init__(f"{code}: {got}")
        self.code, self.got = code, got


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a walking bus.

    Parameters
    ----------
    minute : int
        When the children are met, in minutes after midnight.
    name : str
        Name of the spot; text from a list, never markup.
    lon, lat : float
        WGS-84 degrees once the list was read.
    """

    minute: int
    name: str
    lon: float
    lat: float

    @property
    def time(self) -> str:
        """Time of day, ``HH:MM``."""
        return f"{self.minute // 60:02d}:{self.minute % 60:02d}"


def stops(text: str) -> tuple[Stop, ...]:
    """Read ``07:10 name@lon lat; 07:20 name@lon lat``; an empty text has no stops.

    Raises
    ------
    Unreadable
        With the first stop that cannot be read, lies outside the degrees, or is earlier than the
        one before.
    """
    found: list[Stop] = []
    for part in _PARTED.split(text):
        if not part.strip():
            continue
        match = _STOP.fullmatch(part)
        if match is None or abs(float(match["lon"])) > 180 or abs(float(match["lat"])) > 90:
            raise Unreadable("sites.stops_unreadable", part.strip())
        minute = int(match["hour"]) * 60 + int(match["minute"])
        if found and minute < found[-1].minute:
            raise Unreadable("sites.stops_order", part.strip())
        found.append(Stop(minute, match["name"], float(match["lon"]), float(match["lat"])))
    if len(found) > MOST:
        raise Unreadable("sites.stops_many", str(len(found)))
    return tuple(found)


def written(found: Iterable[Stop]) -> str:
    """Write stops as :func:`stops` reads them, six decimals."""
    return "; ".join(f"{s.time} {s.name}@{s.lon:.6f} {s.lat:.6f}" for s in found)


def check_stops(
    frame: gpd.GeoDataFrame, file: str, said: pd.Series, header: str = COLUMN
) -> tuple[list[str], list[Fault]]:
    """Check the stops of a list of sites and bring them to WGS-84.

    Parameters
    ----------
    frame : GeoDataFrame
        Checked sites in WGS-84 with text in the column ``stops``; index: the row.
    file : str
        Its name for its owner.
    said : Series of str
        What the coordinates of each row are in (:attr:`geo.contracts.contract.Checked.said`).
    header : str
        The column as its owner calls it.

    Returns
    -------
    texts : list of str
        As :func:`written`; "" without, or where they cannot be used.
    faults : list of Fault
        A warning per row with stops that cannot be read, or lie far from their line.
    """
    given = frame[COLUMN].fillna("").tolist()
    texts, faults = [""] * len(given), []
    for position, text in enumerate(given):
        if not text.strip():
            continue
        row = int(frame.index[position])
        shift = said.iloc[position]
        try:
            read = _moved(stops(text), shift)
        except Unreadable as why:
            facts: dict[str, Fact] = {"got": why.got[:60], "most": MOST}
            faults.append(Fault(why.code, file, row, header, facts, "warning"))
            continue
        far = _farthest(read, frame.geometry.iloc[position])
        if far is not None:
            facts = {"got": f"{far.time} {far.name}"[:60]}
            faults.append(Fault("sites.stops_far", file, row, header, facts, "warning"))
            continue
        texts[position] = written(read)
    return texts, faults


def _moved(found: tuple[Stop, ...], datum: Datum) -> tuple[Stop, ...]:
    if datum not in SHIFTED or not found:
        return found
    points = np.array([shapely.Point(s.lon, s.lat) for s in found], dtype=object)
    at = shapely.get_coordinates(geometry_to_wgs84(points, datum))
    return tuple(
        Stop(s.minute, s.name, float(x), float(y)) for s, (x, y) in zip(found, at, strict=True)
    )


def _farthest(found: tuple[Stop, ...], line: BaseGeometry | None) -> Stop | None:
    """Return the first stop that is too far from its line; None without one, or without a line."""
    if line is None or line.is_empty or not found:
        return None
    points = shapely.points([(s.lon, s.lat) for s in found])
    far = np.flatnonzero(shapely.distance(points, line) > _FARTHEST_DEG)
    return found[int(far[0])] if len(far) else None


def listed_facts(sites: pd.DataFrame, kinds: pd.Series, t: Text) -> pd.DataFrame:
    """Say what the list of sites tells of routes beyond their line.

    Parameters
    ----------
    sites : DataFrame
        Rows of the list, one for each route.
    kinds : Series
        Kind of each route, "" where none is said.
    t : Text
        Catalogue of the reader's language.

    Returns
    -------
    DataFrame
        Same index; ``stops`` ("07:10 East gate; 07:20 …"; of a walking bus without any, that none
        is written), ``year``, ``lead``, ``evidence``, all text.
    """
    written_stops = zip(_column(sites, COLUMN), kinds, strict=True)
    return pd.DataFrame(
        {
            "stops": [_told(one, kind, t) for one, kind in written_stops],
            "year": [str(year) for year in _column(sites, "year")],
            "lead": [
                t("nav.and").join(map(str, lead)) if isinstance(lead, list | tuple) else str(lead)
                for lead in _column(sites, "lead")
            ],
            "evidence": [str(said) for said in _column(sites, "evidence")],
        },
        index=sites.index,
    )  # fmt: skip


def _column(sites: pd.DataFrame, name: str) -> list[object]:
    if name not in sites:
        return [""] * len(sites)
    column = sites[name].astype(object)
    return list(column.where(column.notna(), ""))


def _told(text: object, kind: str, t: Text) -> str:
    try:
        found = stops(str(text))
    except Unreadable:
        found = ()
    if not found:
        return t("school_page.no_stops") if kind == KIND else ""
    return "; ".join(f"{stop.time} {stop.name}".strip() for stop in found)
