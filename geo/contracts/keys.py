"""Keys of a table's rows: each names one row, or the later ones are refused or named anew."""

from __future__ import annotations

import pandas as pd

from geo.arrays import Mask
from geo.contracts.cells import shown
from geo.faults import Fact, Fault


def refuse_repeated(
    table: pd.DataFrame, key: str, header: str, bad: Mask, file: str
) -> list[Fault]:
    """Keep the first row of each key; the later ones are errors that name it.

    Parameters
    ----------
    table : DataFrame
        Index ``row``, with the column ``key``; it is not changed.
    key, header : str
        The column, and what the file calls it.
    bad : bool[n]
        Rows that are left out; the later ones of a key are added to them.
    file : str
        Name of the input.
    """
    if not table.loc[~bad, key].duplicated().any():
        return []
    first: dict[object, int] = {}
    faults = []
    for position, (row, value) in enumerate(zip(table.index, table[key], strict=True)):
        if bad[position]:
            continue
        if value in first:
            facts: dict[str, Fact] = {"got": shown(value), "first_row": first[value]}
            faults.append(Fault("key_twice", file, int(row), header, facts))
            bad[position] = True
        else:
            first[value] = int(row)
    return faults


def name_anew(table: pd.DataFrame, key: str, header: str, bad: Mask, file: str) -> list[Fault]:
    """Give rows with a blank key, and the later rows of a repeated one, a key of their own.

    No good row is lost, and each new key is told. It is made of the row's number, so that the
    same file gives the same keys again.

    Parameters
    ----------
    table : DataFrame
        Index ``row``, with the text column ``key``, which is changed in place.
    key, header : str
        The column, and what the file calls it.
    bad : bool[n]
        Rows that are left out anyway.
    file : str
        Name of the input.
    """
    values = table[key].to_numpy(dtype=object).copy()
    blank = (values == "") & ~bad
    if not blank.any() and not pd.Series(values[~bad]).duplicated().any():
        return []
    used = set(values[~bad])
    first: dict[object, int] = {}
    faults = []
    for position, row in enumerate(table.index):
        value = values[position]
        if bad[position]:
            continue
        if value and value not in first:
            first[value] = int(row)
            continue
        new = f"{value}~{row}" if value else f"row-{row}"
        while new in used:
            new += "~"
        used.add(new)
        values[position] = new
        facts: dict[str, Fact] = {"new": shown(new)}
        if value:
            facts |= {"got": shown(value), "first_row": first[value]}
        code = "key_renamed" if value else "key_given"
        faults.append(Fault(code, file, int(row), header, facts, "warning"))
    table[key] = pd.Series(values, index=table.index).astype(table[key].dtype)
    return faults
