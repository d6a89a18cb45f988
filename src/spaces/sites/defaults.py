"""What a list of sites leaves blank, filled in openly; and what must not be guessed."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo.datum.stated import datum_header
from geo.faults import Fact, Fault
from spaces.sites.selection import is_located
from spaces.sites.statuses import EXISTING, UNKNOWN

_NAMED = 5


def fill_status(
    frame: gpd.GeoDataFrame, file: str, faults: list[Fault], *, given: bool
) -> list[Fault]:
    """Without the column every row is a place that exists; a blank cell says nothing.

    A blank cell, and a word that is not understood, are neither built nor planned: unknown.

    Parameters
    ----------
    frame : GeoDataFrame
        Sites with a text column ``status``; changed in place.
    file : str
        Name of the list.
    faults : list of Fault
        Those found so far: a word that is named already is not named again.
    given : bool
        Whether the list has the column.
    """
    if not given:
        frame["status"] = "built"
        facts: dict[str, Fact] = {"count": len(frame)}
        return [Fault("sites.status_assumed", file, None, "status", facts, "notice")]
    blank = frame.index[frame["status"] == ""]
    told = {fault.row for fault in faults if fault.code == "sites.status_not_understood"}
    frame.loc[blank, "status"] = UNKNOWN
    return [
        Fault("sites.status_blank", file, int(row), "status", severity="warning")
        for row in blank
        if row not in told
    ]


def fill_coord_source(frame: gpd.GeoDataFrame, said: pd.Series) -> None:
    """Record what the coordinates were in: ``none`` without any, never WGS-84 on a guess.

    Parameters
    ----------
    frame : GeoDataFrame
        Sites; the column ``coord_source`` is filled where it is blank.
    said : Series of str
        What each row's datum is taken to be (:attr:`geo.contracts.contract.Checked.said`).
    """
    blank = frame["coord_source"].isin(["", "none"])
    frame.loc[blank, "coord_source"] = said[blank].replace("open", "unknown")
    frame.loc[~is_located(frame), "coord_source"] = "none"


def said_nowhere(frame: gpd.GeoDataFrame) -> frozenset[int]:
    """Return the rows of which a list says itself that no location is known.

    Parameters
    ----------
    frame : GeoDataFrame
        As the file gave it, index ``row``; such rows say ``none`` of their datum.
    """
    header = datum_header(frame)
    if header is None:
        return frozenset()
    words = frame[header].astype(str).str.strip().str.casefold()
    return frozenset(int(row) for row in frame.index[words == "none"])


def not_located(frame: gpd.GeoDataFrame, file: str, known: frozenset[int]) -> list[Fault]:
    """Say of sites that are not merely planned that they lie nowhere, so that no walk to them is.

    Parameters
    ----------
    frame : GeoDataFrame
        Sites, index ``row``.
    file : str
        Name of the list.
    known : frozenset of int
        Rows of which the list says so itself (:func:`said_nowhere`).
    """
    there = frame["status"].isin([*EXISTING, UNKNOWN])
    lost = frame.index[there & ~is_located(frame) & ~frame.index.isin(list(known))]
    if not len(lost):
        return []
    rows = ", ".join(str(row) for row in lost[:_NAMED])
    facts: dict[str, Fact] = {"count": len(lost), "rows": rows}
    return [Fault("sites.not_located", file, None, None, facts, "warning")]
