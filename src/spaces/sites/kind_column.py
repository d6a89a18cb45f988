"""The column ``kind`` of a list of sites: which kind of route, crossing or other spot a row is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd

from geo.contracts.columns import Column, normal
from geo.faults import Fact, Fault
from spaces.sites.categories import Category
from spaces.sites.safe_route_types import SafeRouteType
from spaces.sites.vocabulary import column_position

COLUMN = "kind"
Kinds = Mapping[str, SafeRouteType]


def _words(kinds: Kinds) -> dict[str, str]:
    """Every word that is understood, in its plain form, with the id it means."""
    return {
        normal(word): kind.id
        for kind in kinds.values()
        for word in (*kind.words, kind.en, kind.zh, kind.id)
    }


def kinds_as_categories(
    frame: gpd.GeoDataFrame,
    columns: Mapping[str, Column],
    categories: Mapping[str, Category],
    kinds: Kinds,
    file: str,
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Understand a list that writes the kind where the kind of site belongs, as 类别 = 学径.

    Parameters
    ----------
    frame : GeoDataFrame
        As the file gave it; it is not changed.
    columns : mapping of str to Column
        The contract's columns by name.
    categories : mapping of str to Category
        Known kinds of sites: their words are left as they are.
    kinds : mapping of str to SafeRouteType
        Known kinds of routes and spots.
    file : str
        Its name for its owner.

    Returns
    -------
    frame : GeoDataFrame
        With the kind of site in place of the kind, and the kind in its own column where that
        was blank.
    faults : list of Fault
        A notice of how many rows were read so.
    """
    at = column_position(frame, columns["category"])
    if at is None or (frame.columns == frame.columns[at]).sum() != 1:
        return frame, []
    taken = {normal(w) for c in categories.values() for w in (c.id, c.zh, c.en)}
    words = {word: kind for word, kind in _words(kinds).items() if word not in taken}
    given = frame.iloc[:, at].tolist()
    read = [words.get(normal(v)) if isinstance(v, str) else None for v in given]
    if not any(read):
        return frame, []
    own = column_position(frame, columns[COLUMN])
    before = [None] * len(frame) if own is None else frame.iloc[:, own].tolist()
    name = COLUMN if own is None else frame.columns[own]
    blank = [not (isinstance(v, str) and v.strip()) for v in before]
    out = frame.copy()
    header = frame.columns[at]
    out[header] = [kinds[k].category if k else v for k, v in zip(read, given, strict=True)]
    out[name] = [k if k and empty else v for k, empty, v in zip(read, blank, before, strict=True)]
    found = sorted({str(v) for v, k in zip(given, read, strict=True) if k})
    facts: dict[str, Fact] = {"count": sum(map(bool, read)), "examples": ", ".join(found[:3])[:60]}
    return out, [Fault("sites.category_from_kind", file, None, str(header), facts, "notice")]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row that says a kind."""

    number: int
    got: str
    category: str
    shape: str


def check_kinds(
    frame: gpd.GeoDataFrame,
    file: str,
    categories: Mapping[str, Category],
    kinds: Kinds,
    header: str = COLUMN,
) -> tuple[list[str], list[Fault]]:
    """Check the kinds of a list of sites: known, of the row's category, and fit for its geometry.

    Parameters
    ----------
    frame : GeoDataFrame
        Checked sites, with text in the column ``kind``; index: the row.
    file : str
        Its name for its owner.
    categories : mapping of str to Category
        Known kinds of sites, for the words.
    kinds : mapping of str to SafeRouteType
        Known kinds of routes and spots; empty if the data folder names none.
    header : str
        The column as its owner calls it.

    Returns
    -------
    values : list of str
        Ids; "" without a kind, or where it cannot be used.
    faults : list of Fault
        A warning per row; one notice for values on sites that have no such kinds.
    """
    values, faults, elsewhere = [""] * len(frame), [], 0
    words, having = _words(kinds), {kind.category for kind in kinds.values()}
    for position, row in _rows(frame):
        kind = kinds.get(words.get(normal(row.got), ""))
        if kind is None and row.category not in having:
            elsewhere += 1  # a column of the list's own that happens to be called so
            continue
        fault = _fault(row, kind, file, categories, kinds, header)
        if fault is not None:
            faults.append(fault)
        elif kind is not None:
            values[position] = kind.id
    if elsewhere:
        facts: dict[str, Fact] = {"count": elsewhere}
        faults.append(Fault("sites.kinds_elsewhere", file, None, header, facts, "notice"))
    return values, faults


def _rows(frame: gpd.GeoDataFrame) -> Iterator[tuple[int, _Row]]:
    given = frame[COLUMN].fillna("").str.strip()
    said = (given != "").to_numpy(dtype=bool).nonzero()[0]
    shapes = frame.geometry.geom_type.fillna("").iloc[said].tolist()
    for position, shape in zip(said.tolist(), shapes, strict=True):
        row, category = int(frame.index[position]), str(frame["category"].iloc[position])
        yield position, _Row(row, str(given.iloc[position]), category, shape)


def _fault(
    row: _Row,
    kind: SafeRouteType | None,
    file: str,
    categories: Mapping[str, Category],
    kinds: Kinds,
    header: str,
) -> Fault | None:
    """Say what is wrong with the kind of a row; None if it can be used."""
    own = [k for k in kinds.values() if k.category == row.category]
    facts: dict[str, Fact] = {"got": row.got[:60]}
    if kind is None:
        facts |= {"allowed": ", ".join(k.id for k in own)}
        facts |= {"allowed_zh": "、".join(k.zh for k in own)}
        facts |= {"allowed_en": ", ".join(k.en for k in own)}
        return Fault("value_not_allowed", file, row.number, header, facts, "warning")
    if kind.category != row.category:
        wanted, is_ = categories[kind.category], categories[row.category]
        facts |= {"wanted_zh": wanted.zh, "wanted_en": wanted.en}
        facts |= {"category_zh": is_.zh, "category_en": is_.en}
        return Fault("sites.kind_not_of_category", file, row.number, header, facts, "warning")
    is_line = row.shape.endswith("LineString")
    if row.shape and is_line != (kind.geometry == "line"):
        facts |= {"shape": row.shape.removeprefix("Multi").lower(), "allowed": kind.geometry}
        return Fault("sites.kind_not_of_geometry", file, row.number, header, facts, "warning")
    return None
