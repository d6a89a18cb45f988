"""What ``gaps`` found, and its rows by age, sub-area, kind and gap."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from spaces.places import Place
from spaces.reach import GapResult, TwoRulers
from spaces.reach.statutory_radii import Standard
from spaces.sites import Category
from spaces.text import Text


@dataclass(frozen=True, slots=True)
class Answer:
    """What ``gaps`` found, before it is put in words.

    Parameters
    ----------
    place : Place
        The place asked.
    kinds : dict of str to Category
        Known kinds, for their names.
    result : GapResult
        The figures.
    definition : str
        The sentence that stands beside each figure.
    area_by_kind : dict of str to float
        Covered square kilometres of each kind alone.
    sites_outside : int or None
        Used sites beyond the boundary; None without a boundary.
    notes : tuple of str
        Codes of further notes, in the catalogues under ``cli.note``.
    site_names : mapping of str to str
        Site's id to its name.
    own_sites : str or None
        Name of the user's own list, if one is used.
    two_rulers : TwoRulers or None
        The circle beside the walk, where both rulers are asked.
    standards : mapping of str to Standard
        Statutory radii, for their names.
    """

    place: Place
    kinds: dict[str, Category]
    result: GapResult
    definition: str
    area_by_kind: dict[str, float | None]
    sites_outside: int | None
    notes: tuple[str, ...]
    site_names: Mapping[str, str]
    own_sites: str | None
    two_rulers: TwoRulers | None = None
    standards: Mapping[str, Standard] = field(default_factory=dict)


def rows_of(answer: Answer, t: Text) -> dict[str, list[dict[str, Any]]]:
    """Rows by what they are about: total, band, sub_area, category, gap."""
    return {
        "total": [_total(answer)],
        "band": _rows(answer.result.by_band, lambda key, _row: t(f"cli.band.{key}")),
        "sub_area": _by_sub_area(answer, t),
        "category": _by_category(answer, t),
        "gap": _gaps(answer, t),
        **_two_rulers(answer, t),
    }


def _two_rulers(answer: Answer, t: Text) -> dict[str, list[dict[str, Any]]]:
    """Rows that only two rulers have: by age, by sub-area, and a line for each standard."""
    both = answer.two_rulers
    if both is None:
        return {}
    parts = {part.code: part.name(t.code) for part in answer.place.parts}
    none = t("cli.no_sub_area")
    bands = _rows(both.by_band, lambda key, _row: t(f"cli.band.{key}"))
    areas = _rows(both.by_sub_area, lambda key, row: parts.get(key, row["name_zh"] or key or none))
    lines = _rows(both.standards, lambda key, _row: answer.standards[key].name(t.code))
    found = {"comfort_band": bands, "comfort_sub_area": areas, "standard": lines}
    if list(both.by_sub_area.index) == [""]:
        found["comfort_sub_area"] = []
    return found


def _total(answer: Answer) -> dict[str, Any]:
    result = answer.result
    names: tuple[str, ...] = (
        "sites_used", "children_total", "children_covered", "children_uncovered",
        "share_covered", "area_km2", "area_covered_km2",
    )  # fmt: skip
    if result.network_source is not None:
        names = (
            *names, "children_unreachable", "children_unsnapped", "children_unknown",
            "area_unknown_km2",
        )  # fmt: skip
    row = {"id": answer.place.code, "name": answer.place.name_zh} | {
        name: getattr(result, name) for name in names
    }
    if answer.two_rulers is not None:
        row |= {
            "children_circle": answer.two_rulers.children_circle,
            "children_false": answer.two_rulers.children_false,
            "area_circle_km2": answer.two_rulers.area_circle_km2,
            "area_false_km2": answer.two_rulers.area_false_km2,
        }
    return row


def _rows(table: pd.DataFrame, named: Callable[[str, dict[Any, Any]], str]) -> list[dict[str, Any]]:
    return [
        {"id": str(key), "name": named(str(key), row)}
        | {str(k): v for k, v in row.items() if k != "name_zh"}
        for key, row in table.to_dict(orient="index").items()
    ]


def _by_sub_area(answer: Answer, t: Text) -> list[dict[str, Any]]:
    """Rows by sub-area; none when the children name no sub-area at all."""
    parts = {part.code: part.name(t.code) for part in answer.place.parts}
    table = answer.result.by_sub_area
    if list(table.index) == [""]:
        return []
    none = t("cli.no_sub_area")
    return _rows(table, lambda key, row: parts.get(key, row["name_zh"] or key or none))


def _by_category(answer: Answer, t: Text) -> list[dict[str, Any]]:
    def named(key: str, _row: object) -> str:
        kind = answer.kinds.get(key)
        return kind.name(t.code) if kind else key

    rows = _rows(answer.result.by_category, named)
    for row in rows:
        row["area_covered_km2"] = answer.area_by_kind.get(row["id"])
    order = list(answer.kinds)
    return sorted(rows, key=lambda row: order.index(row["id"]))


def _gaps(answer: Answer, t: Text) -> list[dict[str, Any]]:
    table = answer.result.gaps
    if table.empty:
        return []
    parts = {part.code: part.name(t.code) for part in answer.place.parts}
    plain = pd.DataFrame(table.drop(columns=table.geometry.name))
    rows = []
    for rank, row in plain.to_dict(orient="index").items():
        sub_area = str(row.get("sub_area") or "")
        row |= {"rank": rank, "id": str(rank), "name": parts.get(sub_area, sub_area)}
        row["children_uncovered"] = row["children"]
        if isinstance(row["nearest_m"], float) and math.isinf(row["nearest_m"]):
            row["nearest_m"] = None  # no way leads there
        row["nearest_name"] = answer.site_names.get(str(row["nearest_site"]), "")
        rows.append({str(key): value for key, value in row.items()})
    return rows
