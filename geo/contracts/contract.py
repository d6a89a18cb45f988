"""Column contracts: what a table must hold, and the check that names everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Longs, Mask
from geo.contracts.columns import Column
from geo.contracts.keys import name_anew, refuse_repeated
from geo.contracts.matching import match_columns, whole_names
from geo.contracts.shapes import check_geometry
from geo.contracts.values import Mark, absent, parse
from geo.faults import Fact, Fault, InputRefused
from geo.table import row_numbers

__all__ = ["Checked", "Column", "Contract", "check"]

_MANY = 50
"""Faults of one kind in one column that are listed row by row; past that they are summed up."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What one kind of table must hold.

    Parameters
    ----------
    name : str
        Name of the contract, for messages and tests.
    columns : tuple of Column
        The columns that are kept, in this order; all others are left out.
    geometry_kinds : frozenset of str
        Shapely names that are allowed, such as ``{"Point", "MultiPolygon"}``.
    geometry_required : bool
        Whether a row without a geometry is an error.
    key : str or None
        Column whose values must be there and differ from row to row.
    key_given_anew : bool
        Whether a blank or repeated key is replaced by one of our own, and told; else the row is
        left out.
    ordered : tuple of (str, str)
        Pairs of columns of which the first must not exceed the second.
    personal : frozenset of str
        Further names of columns, besides ``columns.PERSONAL``, that point at a person.
    """

    name: str
    columns: tuple[Column, ...]
    geometry_kinds: frozenset[str]
    geometry_required: bool = True
    key: str | None = None
    key_given_anew: bool = False
    ordered: tuple[tuple[str, str], ...] = ()
    personal: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Checked:
    """What came through a check.

    Parameters
    ----------
    frame : GeoDataFrame
        The good rows in EPSG:4326, every column of the contract present; the index is called
        ``row`` and holds the row as the owner counts (first data row: 1).
    faults : tuple of Fault
        Everything found, file first, then by row.
    said : Series of str or None
        What each row says of its coordinates (:data:`geo.datum.words.Said`), once that was asked.
    """

    frame: gpd.GeoDataFrame
    faults: tuple[Fault, ...]
    said: pd.Series | None = None


def check(frame: gpd.GeoDataFrame, contract: Contract, file: str) -> Checked:
    """Check a frame against a contract and keep every good row.

    A row with a fault in a required value, its key or its geometry is left out (severity
    ``error``). A bad value in an optional column becomes the column's default (``warning``).
    What was understood or repaired is a ``notice``. The frame given is not changed.

    Parameters
    ----------
    frame : GeoDataFrame
        Any CRS; the result is in EPSG:4326.
    contract : Contract
        What is asked.
    file : str
        Name of the input as its owner knows it.

    Returns
    -------
    Checked
        Missing text is ``""``, a missing text list ``[]``, a missing date None, a missing number
        NaN; integers are ``Int64`` and booleans ``boolean`` (NA where missing). Dates are text,
        ``YYYY-MM-DD``.

    Raises
    ------
    InputRefused
        With all faults of all rows, if the frame has no CRS, holds no row, lacks a required
        column, names one twice, or claims degrees while it holds metres.
    """
    rows = row_numbers(frame)
    frame, faults = whole_names(frame, contract.columns, file)
    taken, more = match_columns(frame, contract.columns, contract.personal, file)
    faults += more
    bad = np.zeros(len(frame), dtype=bool)
    values: dict[str, pd.Series] = {}
    for column in contract.columns:
        source = taken.get(column.name)
        if source is None:
            values[column.name] = absent(column, len(frame))
            continue
        found = parse(frame.iloc[:, source], column, required=_needed(column, contract))
        values[column.name] = found.series
        header = str(frame.columns[source])
        faults += _as_faults(found.marks, rows, file, header)
        bad[[mark.position for mark in found.marks if mark.severity == "error"]] = True
    table = pd.DataFrame(values)
    table.index = pd.Index(rows, name="row")
    shapes = check_geometry(frame, rows, contract.geometry_kinds, contract.geometry_required, file)
    faults += list(shapes.faults)
    bad |= shapes.bad
    faults += _check_order(table, contract, bad, file)
    if contract.key in taken:
        header = str(frame.columns[taken[str(contract.key)]])
        own = name_anew if contract.key_given_anew else refuse_repeated
        faults += own(table, str(contract.key), header, bad, file)
    if not len(frame):
        faults.append(Fault("no_rows", file))
    if any(fault.severity == "error" and fault.row is None for fault in faults):
        raise InputRefused(_sorted(faults))
    checked = gpd.GeoDataFrame(table, geometry=shapes.geometry, crs=shapes.geometry.crs)
    return Checked(checked.loc[~bad], _sorted(faults))


def _needed(column: Column, contract: Contract) -> bool:
    is_key = column.name == contract.key and not contract.key_given_anew
    return column.required or is_key


def _as_faults(marks: list[Mark], rows: Longs, file: str, header: str) -> list[Fault]:
    """One fault a row; notices past ``_MANY`` of a kind are one fault with a count."""
    faults: list[Fault] = []
    notices: dict[str, list[Mark]] = {}
    for mark in marks:
        if mark.severity == "notice":
            notices.setdefault(mark.code, []).append(mark)
            continue
        row = int(rows[mark.position])
        faults.append(Fault(mark.code, file, row, header, mark.facts, mark.severity))
    for code, same in notices.items():
        if len(same) > _MANY:
            facts: dict[str, Fact] = {"count": len(same), **same[0].facts}
            faults.append(Fault(code, file, None, header, facts, "notice"))
        else:
            faults += [
                Fault(code, file, int(rows[m.position]), header, m.facts, "notice") for m in same
            ]
    return faults


def _check_order(table: pd.DataFrame, contract: Contract, bad: Mask, file: str) -> list[Fault]:
    """Null both ends of a turned-round pair: which of the two is wrong cannot be known."""
    faults = []
    for low, high in contract.ordered:
        turned = (table[low] > table[high]).fillna(False).to_numpy(dtype=bool) & ~bad
        pairs = table.loc[turned, [low, high]].itertuples(name=None)
        for row, got_low, got_high in pairs:
            facts: dict[str, Fact] = {"low": f"{got_low:g}", "high": f"{got_high:g}", "other": high}
            faults.append(Fault("order_turned", file, int(row), low, facts, "warning"))
        for name in (low, high):
            table[name] = table[name].mask(turned)
    return faults


def _sorted(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda f: (f.row is not None, f.row or 0)))
