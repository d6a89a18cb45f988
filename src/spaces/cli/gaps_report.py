"""The answer of ``gaps`` in its three forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spaces.cli.gaps_rows import Answer, rows_of
from spaces.cli.gaps_walk import walk_facts, walk_lines
from spaces.cli.output import WGS84, Report, Table
from spaces.reach.words import reasons, why_gap
from spaces.text import Text
from spaces.text.numbers import children_text, share_text

COLUMNS = (
    "place", "row", "id", "name", "sites_used", "children_total", "children_covered",
    "children_uncovered", "share_covered", "area_km2", "area_covered_km2", "center_lon",
    "center_lat", "nearest_site", "nearest_name", "nearest_m", "demo", "modelled", "definition",
    "coord_source",
)  # fmt: skip
WALK_COLUMNS = (
    "children_unreachable", "children_unsnapped", "children_unknown", "area_unknown_km2", "why",
    "share_false_comfort",
)  # fmt: skip
"""Further columns on foot."""
BOTH_COLUMNS = (
    "children_circle", "children_both", "children_false", "children_unmeasured", "share_circle",
    "area_circle_km2", "area_false_km2", "radius_m", "children_within", "share_within", "source",
    "check",
)  # fmt: skip
"""Further columns with two rulers."""
_LISTED = 20
"""Rows of a table that the text form lists; JSON and CSV hold all."""


def report(answer: Answer, t: Text, messages: Sequence[str]) -> Report:
    """Put the answer in all its forms."""
    rows = rows_of(answer, t)
    notes = _notes(answer, t)
    return Report(
        facts=_facts(answer, t, rows, notes),
        columns=_columns(answer),
        rows=[row | _marks(answer) | {"row": name} for name, some in rows.items() for row in some],
        lines=_lines(answer, t, notes),
        tables=_tables(rows, t),
        messages=messages,
    )


def _columns(answer: Answer) -> tuple[str, ...]:
    on_foot = WALK_COLUMNS if answer.result.network_source is not None else ()
    return (*COLUMNS, *on_foot, *(BOTH_COLUMNS if answer.two_rulers is not None else ()))


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
        "children_measured": result.children_measured,
        "children_outside": result.children_outside,
        "share_covered": result.share_covered,
        "area_km2": result.area_km2,
        "area_covered_km2": result.area_covered_km2,
        "definition": answer.definition,
        "demo": _demo(answer),
        "modelled": bool(result.modelled),
        "why_not": list(result.why_not),
        "notes": notes,
        "by_band": rows["band"],
        "by_sub_area": rows["sub_area"],
        "by_category": rows["category"],
        "gaps": rows["gap"],
    } | walk_facts(answer, rows)


def _marks(answer: Answer) -> dict[str, Any]:
    result = answer.result
    return {
        "place": answer.place.code,
        "demo": _demo(answer),
        "modelled": bool(result.modelled),
        "definition": answer.definition,
        **WGS84,
    }


def _notes(answer: Answer, t: Text) -> list[str]:
    result = answer.result
    notes = [t(f"cli.note.{code}") for code in answer.notes]
    told = "population_not_given" in answer.notes
    why = zip(result.why_not, reasons(result, t), strict=True)
    notes += [words for code, words in why if not (told and code == "no_population")]
    if answer.sites_outside:
        notes.append(t("cli.note.sites_outside", count=answer.sites_outside))
    if result.modelled:
        notes.append(t("cli.modelled"))
    if _demo(answer):
        notes.append(t("cli.demo"))
    return notes


def _demo(answer: Answer) -> bool:
    """Whether sites or streets are demonstration data."""
    source = answer.result.network_source
    return answer.result.demo or (source is not None and source.demo)


def _lines(answer: Answer, t: Text, notes: list[str]) -> list[str]:
    result = answer.result
    lines = [answer.place.name(t.code), answer.definition, *notes, ""]
    lines.append(t("cli.gaps.sites", count=result.sites_used, radius=f"{result.radius_m:,.0f}"))
    if result.share_covered is not None:
        lines.append(
            t(
                "cli.gaps.children",
                covered=children_text(result.children_covered, t, modelled=result.modelled),
                total=children_text(result.children_measured, t, modelled=result.modelled),
                share=share_text(result.share_covered, whole=result.children_measured),
            )
        )
    if result.area_covered_km2 is not None and result.area_km2:
        lines.append(
            t(
                "cli.gaps.area",
                covered=f"{result.area_covered_km2:,.2f}",
                total=f"{result.area_km2:,.2f}",
                share=share_text(result.area_covered_km2 / result.area_km2),
            )
        )
    return lines + walk_lines(answer, t)


def _tables(rows: dict[str, list[dict[str, Any]]], t: Text) -> list[Table]:
    heads: dict[str, tuple[str, ...]] = {
        "band": ("name", "children_total", "children_covered", "share_covered"),
        "sub_area": ("name", "children_total", "children_covered", "share_covered"),
        "category": ("name", "sites_used", "children_covered", "share_covered", "area_covered_km2"),
        "gap": (
            "rank",
            "name",
            "children",
            "area_km2",
            "center_lon",
            "center_lat",
            "nearest_name",
            "nearest_m",
        ),
        "comfort_band": ("name", "children_total", "children_circle", "children_false"),
        "comfort_sub_area": ("name", "children_total", "children_circle", "children_false"),
    }  # fmt: skip
    if any("why" in row for row in rows["gap"]):
        heads["gap"] = (*heads["gap"], "why")
        heads["band"] = heads["sub_area"] = (
            *heads["band"], "children_unreachable", "children_unsnapped",
        )  # fmt: skip
    tables = []
    for name, keys in heads.items():
        shown = [_worded(row, t) for row in rows.get(name, ())[:_LISTED]]
        more = len(rows.get(name, ())) - len(shown)
        title = t(f"cli.table.{name}") + (t("cli.table_more", count=more) if more else "")
        if shown:
            tables.append(Table(title, {key: t(f"cli.head.{key}") for key in keys}, shown))
    return tables


def _worded(row: dict[str, Any], t: Text) -> dict[str, Any]:
    return row | {"why": why_gap(row, t)} if "why" in row else row
