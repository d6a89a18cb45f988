"""The words of a list of sites: allowed values, and what clerks write instead of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import geopandas as gpd

from geo.contracts.cells import listed
from geo.contracts.columns import Column, normal
from geo.faults import Fault
from spaces.sites.categories import Category, nearest_kinds
from spaces.sites.statuses import STATUSES, status_of

FACILITIES: dict[str, tuple[str, ...]] = {
    "toilet": ("厕所", "卫生间", "公厕"),
    "child_toilet": ("儿童厕所", "儿童卫生间", "亲子卫生间", "children's toilet"),
    "nursing_room": ("母婴室", "哺乳室"),
    "shade": ("遮阴", "树荫", "遮阳"),
    "indoor": ("室内", "indoors"),
    "water": ("饮水", "直饮水", "饮水点", "drinking water"),
    "wheelchair": ("无障碍", "轮椅", "step-free"),
    "stroller": ("婴儿车", "推车", "可推婴儿车", "fit for strollers"),
    "free": ("免费",),
    "parking": ("停车", "停车场"),
    "english": ("英语", "英文", "英语服务", "英文标识", "双语", "中英双语", "english spoken"),
    "sign_language": ("手语", "手语服务"),
}
"""Facilities of a site, with the words that departments use for them."""


def column_position(frame: gpd.GeoDataFrame, column: Column) -> int | None:
    """Position of a contract's column in a stranger's frame, None if it is not there."""
    names = [normal(str(name)) for name in frame.columns]
    for alias in (column.name, *column.aliases):
        if normal(alias) in names:
            return names.index(normal(alias))
    return None


def header_of(frame: gpd.GeoDataFrame, column: Column) -> str:
    """Name of a contract's column as a stranger's file calls it."""
    position = column_position(frame, column)
    return column.name if position is None else str(frame.columns[position])


def understand_words(
    frame: gpd.GeoDataFrame, columns: Mapping[str, Column], categories: Mapping[str, Category]
) -> gpd.GeoDataFrame:
    """Put the contract's ids where a list says the same in plain words.

    Parameters
    ----------
    frame : GeoDataFrame
        As the file gave it; it is not changed.
    columns : mapping of str to Column
        The contract's columns by name.
    categories : mapping of str to Category
        Known kinds of sites; their names in both languages are understood.
    """
    kinds = {c.id: (c.zh, c.en) for c in categories.values()}
    known: dict[str, Mapping[str, tuple[str, ...]]] = {
        "category": kinds,
        "facilities": FACILITIES,
    }
    out = frame.copy()
    for name, words in known.items():
        position = column_position(frame, columns[name])
        if position is None:
            continue
        ids = {normal(word): key for key, same in words.items() for word in (key, *same)}
        header = frame.columns[position]
        if (frame.columns == header).sum() == 1:
            out[header] = [
                _understood(value, ids, many=columns[name].kind == "text_list")
                for value in frame[header].tolist()
            ]
    position = column_position(frame, columns["status"])
    if position is not None and (frame.columns == frame.columns[position]).sum() == 1:
        header = frame.columns[position]
        out[header] = [_status(value) for value in frame[header].tolist()]
    return out


def _status(value: object) -> object:
    return status_of(value) or value if isinstance(value, str) else value


def _understood(value: object, ids: Mapping[str, str], *, many: bool) -> object:
    if isinstance(value, str):
        if normal(value) in ids:
            return ids[normal(value)]
        parts = [str(part) for part in listed(value)] if many else []
        return [ids.get(normal(part), part) for part in parts] if len(parts) > 1 else value
    if isinstance(value, list | tuple):
        return [ids.get(normal(str(item)), item) for item in value]
    return value


def with_plain_choices(faults: Sequence[Fault], categories: Mapping[str, Category]) -> list[Fault]:
    """Let a refused value be told beside the words that would be understood, not beside ids.

    A status that is not understood counts as unknown, and is told so; for a kind of site the
    nearest known ones are proposed where there are any.
    """
    words = {key: (category.zh, category.en) for key, category in categories.items()}
    words |= {key: (same[0], key) for key, same in (STATUSES | FACILITIES).items()}
    statuses, kinds = ", ".join(sorted(STATUSES)), ", ".join(sorted(categories))
    out = []
    for fault in faults:
        allowed = str(fault.facts.get("allowed", ""))
        ids = allowed.split(", ")
        if fault.code == "value_not_allowed" and all(key in words for key in ids):
            plain = {"allowed_zh": "、".join(words[key][0] for key in ids)}
            plain["allowed_en"] = ", ".join(words[key][1] for key in ids)
            fault = replace(fault, facts={**fault.facts, **plain})
            if allowed == statuses:
                fault = replace(fault, code="sites.status_not_understood")
            elif allowed == kinds:
                fault = _with_nearest(fault, categories)
        out.append(fault)
    return out


def _with_nearest(fault: Fault, categories: Mapping[str, Category]) -> Fault:
    near = nearest_kinds(str(fault.facts.get("got", "")), categories)
    if not near:
        return fault
    facts = {
        "got": fault.facts["got"],
        "wanted_zh": "、".join(f"“{kind.zh}”" for kind in near),
        "wanted_en": ", ".join(f'"{kind.en}"' for kind in near),
    }
    return replace(fault, code="sites.category_not_known", facts=facts)


def kind_mismatches(
    frame: gpd.GeoDataFrame, file: str, categories: Mapping[str, Category]
) -> list[Fault]:
    """Warn of geometries that their kind of site does not have, such as a route as a point.

    Parameters
    ----------
    frame : GeoDataFrame
        Sites with ``category`` and a geometry.
    file : str
        Name of the list.
    categories : mapping of str to Category
        Known kinds of sites by id.
    """
    shapes = frame.geometry.geom_type.str.removeprefix("Multi").str.lower()
    shapes = shapes.replace({"linestring": "line"})
    faults = []
    every = (frame.index.tolist(), frame["category"].tolist(), shapes.tolist())
    for row, kind, shape in zip(*every, strict=True):
        allowed = categories[kind].geometry
        if isinstance(shape, str) and allowed and shape not in allowed:
            facts = {"got": shape, "allowed": ", ".join(allowed), "category": kind}
            faults.append(
                Fault("sites.geometry_not_of_kind", file, int(row), "geometry", facts, "warning")
            )
    return faults
