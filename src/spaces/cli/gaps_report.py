"""The answer of ``gaps`` in its three forms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from spaces.analysis import GapResult
from spaces.categories import Category
from spaces.cli.output import Report, Table
from spaces.definition import reasons
from spaces.places import Place
from spaces.text import Text

COLUMNS = (
    "place", "row", "id", "name", "sites_used", "children_total", "children_covered",
    "children_uncovered", "share_covered", "area_km2", "area_covered_km2", "center_lon",
    "center_lat", "nearest_site", "nearest_m", "demo", "modelled", "definition",
)  # fmt: skip


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
    children_outside : float or None
        Children beyond the boundary; None without a boundary or children.
    notes : tuple of str
        Codes of further notes, in the catalogues under ``cli.note``.
    own_sites : str or None
        Name of the user's own list, if one is used.
    """

    place: Place
    kinds: dict[str, Category]
    result: GapResult
    definition: str
    area_by_kind: dict[str, float | None]
    sites_outside: int | None
    children_outside: float | None
    notes: tuple[str, ...]
    own_sites: str | None


def report(answer: Answer, t: Text, messages: Sequence[str]) -> Report:
    """Put the answer in all its forms."""
    rows = {
        "total": [_total(answer)],
        "band": _rows(answer.result.by_band, lambda key, _row: t(f"cli.band.{key}")),
        "sub_area": _rows(answer.result.by_sub_area, lambda _key, row: row["name_zh"]),
        "category": _by_category(answer, t),
        "gap": _gaps(answer, t),
    }
    notes = _notes(answer, t)
    return Report(
        facts=_facts(answer, t, rows, notes),
        columns=COLUMNS,
        rows=[row | _marks(answer) | {"row": name} for name, some in rows.items() for row in some],
        lines=_lines(answer, t, notes),
        tables=_tables(rows, t),
        messages=messages,
    )


def _facts(
    answer: Answer, t: Text, rows: dict[str, list[dict[str, Any]]], notes: list[str]
) -> dict[str, Any]:
    result, query = answer.result, answer.result.query
    return {
        "place": answer.place.code,
        "name": answer.place.name(t.code),
        "categories": list(query.categories),
        "walker": query.walker,
        "speed_mps": query.speed_mps,
        "minutes": query.minutes,
        "year": query.year,
        "ruler": query.ruler,
        "radius_m": result.radius_m,
        "sites_file": answer.own_sites,
        "sites_used": result.sites_used,
        "sites_unlocated": result.sites_unlocated,
        "sites_undated": result.sites_undated,
        "sites_outside": answer.sites_outside,
        "population": result.population_source or None,
        "children_total": result.children_total,
        "children_covered": result.children_covered,
        "children_uncovered": result.children_uncovered,
        "children_unknown": result.children_unknown,
        "share_covered": result.share_covered,
        "area_km2": result.area_km2,
        "area_covered_km2": result.area_covered_km2,
        "definition": answer.definition,
        "demo": result.demo,
        "modelled": bool(result.modelled),
        "why_not": list(result.why_not),
        "notes": notes,
        "by_band": rows["band"],
        "by_sub_area": rows["sub_area"],
        "by_category": rows["category"],
        "gaps": rows["gap"],
    }


def _marks(answer: Answer) -> dict[str, Any]:
    result = answer.result
    return {
        "place": answer.place.code,
        "demo": result.demo,
        "modelled": bool(result.modelled),
        "definition": answer.definition,
    }


def _total(answer: Answer) -> dict[str, Any]:
    result = answer.result
    names = (
        "sites_used", "children_total", "children_covered", "children_uncovered",
        "share_covered", "area_km2", "area_covered_km2",
    )  # fmt: skip
    return {"id": answer.place.code, "name": answer.place.name_zh} | {
        name: getattr(result, name) for name in names
    }


def _rows(table: pd.DataFrame, named: Callable[[str, dict[Any, Any]], str]) -> list[dict[str, Any]]:
    return [
        {"id": str(key), "name": named(str(key), row)}
        | {str(k): v for k, v in row.items() if k != "name_zh"}
        for key, row in table.to_dict(orient="index").items()
    ]


def _by_category(answer: Answer, t: Text) -> list[dict[str, Any]]:
    def named(key: str, _row: object) -> str:
        kind = answer.kinds.get(key)
        return kind.name(t.code) if kind else key

    rows = _rows(answer.result.by_category, named)
    for row in rows:
        if row["id"] in answer.area_by_kind:
            row["area_covered_km2"] = answer.area_by_kind[row["id"]]
    return rows


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
        rows.append({str(key): value for key, value in row.items()})
    return rows


def _notes(answer: Answer, t: Text) -> list[str]:
    result = answer.result
    notes = [t(f"cli.note.{code}") for code in answer.notes]
    told = "population_not_given" in answer.notes
    why = zip(result.why_not, reasons(result, t), strict=True)
    notes += [words for code, words in why if not (told and code == "no_population")]
    if answer.sites_outside:
        notes.append(t("cli.note.sites_outside", count=answer.sites_outside))
    if answer.children_outside:
        notes.append(t("cli.note.children_outside", count=f"{answer.children_outside:,.0f}"))
    if result.modelled:
        notes.append(t("cli.modelled"))
    if answer.result.demo:
        notes.append(t("cli.demo"))
    return notes


def _lines(answer: Answer, t: Text, notes: list[str]) -> list[str]:
    result = answer.result
    lines = [answer.place.name(t.code), answer.definition, *notes, ""]
    lines.append(t("cli.gaps.sites", count=result.sites_used, radius=f"{result.radius_m:,.0f}"))
    if result.share_covered is not None:
        lines.append(
            t(
                "cli.gaps.children",
                covered=f"{result.children_covered:,.0f}",
                total=f"{result.children_total:,.0f}",
                share=f"{result.share_covered:.1%}",
            )
        )
    if result.area_covered_km2 is not None and result.area_km2:
        lines.append(
            t(
                "cli.gaps.area",
                covered=f"{result.area_covered_km2:,.2f}",
                total=f"{result.area_km2:,.2f}",
                share=f"{result.area_covered_km2 / result.area_km2:.1%}",
            )
        )
    return lines


def _tables(rows: dict[str, list[dict[str, Any]]], t: Text) -> list[Table]:
    heads = {
        "band": ("name", "children_total", "children_covered", "share_covered"),
        "sub_area": ("name", "children_total", "children_covered", "share_covered"),
        "category": ("name", "sites_used", "children_covered", "share_covered", "area_covered_km2"),
        "gap": ("rank", "name", "children", "area_km2", "center_lon", "center_lat", "nearest_m"),
    }
    return [
        Table(t(f"cli.table.{name}"), {key: t(f"cli.head.{key}") for key in keys}, rows[name])
        for name, keys in heads.items()
        if rows[name]
    ]
