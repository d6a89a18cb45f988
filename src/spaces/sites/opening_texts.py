"""Opening times that are not understood: said when the list is read, not found out by a visitor."""

from __future__ import annotations

from typing import Final

import pandas as pd

from geo.faults import Fact, Fault
from spaces.sites.opening_hours import parse_hours

_SHOWN: Final = 80
"""Characters of a text that a sentence repeats."""


def faults_of_openings(sites: pd.DataFrame, file: str, header: str | None) -> list[Fault]:
    """Name each text of opening times that is not understood, at the first row that has it.

    Parameters
    ----------
    sites : DataFrame
        Sites with ``opening`` (text), indexed by row.
    file : str
        Name of the list.
    header : str or None
        The column's name in the file.

    Returns
    -------
    list of Fault
        ``sites.opening_unread``, a warning for each different text, with the ``count`` of rows
        that have it.
    """
    said = sites["opening"].fillna("").astype(str).str.strip()
    faults = []
    for text, rows in said[said != ""].groupby(said, sort=False).groups.items():
        if parse_hours(str(text)) is not None:
            continue
        whole = str(text)
        got = whole if len(whole) <= _SHOWN else f"{whole[:_SHOWN]}…"
        facts: dict[str, Fact] = {"got": got, "count": len(rows)}
        faults.append(Fault("sites.opening_unread", file, int(rows[0]), header, facts, "warning"))
    return faults
