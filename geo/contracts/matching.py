"""Which column of a stranger's table is which column of a contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import geopandas as gpd
import pandas as pd

from geo.contracts.cells import shown
from geo.contracts.columns import Column, is_personal, normal
from geo.contracts.cut_names import begun_by
from geo.faults import Fact, Fault


def whole_names(
    frame: gpd.GeoDataFrame, columns: Sequence[Column], file: str
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Give columns whose names a Shapefile has cut their whole names, with a notice for each.

    A name is completed only if the contract's column has no other, and only one column can be
    meant: 建成年 for 建成年份.

    Parameters
    ----------
    frame : GeoDataFrame
        As its owner names its columns.
    columns : sequence of Column
        The contract.
    file : str
        Name of the input.
    """
    names = {normal(str(name)) for name in frame.columns}
    lacking = [c for c in columns if not any(normal(a) in names for a in _aliases(c))]
    known = {normal(alias) for column in columns for alias in _aliases(column)}
    renamed: dict[str, str] = {}
    for header in frame.columns:
        if normal(str(header)) in known or header == frame.geometry.name:
            continue
        whole = {c.name: cut for c in lacking if (cut := begun_by(str(header), _aliases(c)))}
        if len(whole) == 1:
            renamed[header] = next(iter(whole.values()))[0]
    once = {h: w for h, w in renamed.items() if list(renamed.values()).count(w) == 1}
    faults = [
        Fault("column_cut", file, column=str(h), facts={"whole": w}, severity="notice")
        for h, w in once.items()
    ]
    return (frame.rename(columns=once) if once else frame), faults


def _aliases(column: Column) -> tuple[str, ...]:
    return (column.name, *column.aliases)


def match_columns(
    frame: gpd.GeoDataFrame, columns: Sequence[Column], personal: frozenset[str], file: str
) -> tuple[dict[str, int], list[Fault]]:
    """Find each contract column in a frame.

    Parameters
    ----------
    frame : GeoDataFrame
        As its owner names its columns.
    columns : sequence of Column
        What is asked.
    personal : frozenset of str
        Names, besides :data:`geo.contracts.columns.PERSONAL`, that point at a person.
    file : str
        Name of the input.

    Returns
    -------
    taken : dict of str to int
        Position in the frame by name of the contract's column.
    faults : list of Fault
        Columns that lack, stand twice, are personal or not used.
    """
    geometry = frame.columns.get_loc(frame.geometry.name) if "geometry" in frame else -1
    names = [normal(str(name)) for name in frame.columns]
    taken: dict[str, int] = {}
    used = {geometry}
    faults: list[Fault] = []
    for column in columns:
        for alias in (column.name, *column.aliases):
            hits = [i for i, n in enumerate(names) if n == normal(alias) and i != geometry]
            if hits:
                taken[column.name] = hits[0]
                used.update(hits)
            if len(hits) > 1:
                faults.append(Fault("column_twice", file, column=str(frame.columns[hits[0]])))
            if hits:
                break
        else:
            if column.required and (len(frame) or len(names) > 1):
                known = ", ".join((column.name, *column.aliases))
                facts = {"known_as": known, "got": _listed(frame.columns)}
                faults.append(Fault("column_missing", file, column=column.name, facts=facts))
    faults += _unused(frame, names, used, personal, file)
    return taken, faults


def _unused(
    frame: pd.DataFrame, names: list[str], used: set[int], personal: frozenset[str], file: str
) -> list[Fault]:
    faults, unknown = [], []
    for position, name in enumerate(names):
        if position in used:
            continue
        header = str(frame.columns[position])
        if is_personal(name, personal):
            faults.append(Fault("personal_column", file, column=header, severity="notice"))
        else:
            unknown.append(header)
    if unknown:
        facts: dict[str, Fact] = {"columns": _listed(unknown), "count": len(unknown)}
        faults.append(Fault("columns_unused", file, facts=facts, severity="notice"))
    return faults


def _listed(names: Iterable[object], most: int = 12) -> str:
    said = [shown(name) for name in names if str(name) != "geometry"]
    return ", ".join(said[:most]) + (" …" if len(said) > most else "")
