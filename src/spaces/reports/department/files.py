"""The 牵头单位 sheet as a file: Excel, PDF, CSV or JSON, each from the same words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from spaces.reports.department.pdf import pdf_bytes
from spaces.reports.department.sheet import Sheet
from spaces.reports.department.words import PROMISE, Cell, Words
from spaces.reports.department.xlsx import xlsx_bytes
from spaces.text import Text

SHEET_SUFFIXES: Final = (".xlsx", ".pdf", ".csv", ".json")
MIME: Final[Mapping[str, str]] = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".json": "application/json",
}
_BOM: Final = "\ufeff"
# What a spreadsheet takes for a formula in a CSV; a sign alone is none.
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]\s*\S")


def sheet_bytes(
    suffix: str, sheet: Sheet, words: Words, t: Text, made: date | None = None
) -> bytes:
    """Return the sheet in one of the forms of :data:`SHEET_SUFFIXES`.

    Parameters
    ----------
    suffix : str
        Which form.
    sheet, words : Sheet, Words
        The facts, and the same in one language.
    t : Text
        The catalogue of that language.
    made : date, optional
        Printed on the PDF; without it nothing in any file depends on the day.

    Raises
    ------
    KeyError
        If there is no such form.
    """
    if suffix == ".xlsx":
        return xlsx_bytes(words, t)
    if suffix == ".pdf":
        return pdf_bytes(words, t, made)
    if suffix == ".csv":
        return csv_text(words, t).encode("utf-8")
    if suffix == ".json":
        return (json.dumps(facts(sheet, words), ensure_ascii=False, indent=2) + "\n").encode()
    raise KeyError(suffix)


def csv_text(words: Words, t: Text) -> str:
    """Return the promises as CSV for Excel; demonstration data are labelled in every row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    label = [t("sheet.demo_short")] if words.demo else []
    writer.writerow([*label, *(_guarded(words.heads[name]) for name in PROMISE)])
    for group in words.groups:
        for row in group.rows:
            cells = [_guarded(row.cells[name]) for name in PROMISE]
            writer.writerow([words.demo, *cells] if words.demo else cells)
    return _BOM + out.getvalue()


def _guarded(value: Cell) -> Cell:
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return "" if value is None else value


def facts(sheet: Sheet, words: Words) -> dict[str, Any]:
    """Return the sheet as JSON holds it: names of states and numbers, and the summary."""
    return {
        "place": sheet.plan.place,
        "name": words.place,
        "plan": sheet.plan.id,
        "title": words.plan,
        "lead": sheet.lead,
        "year": sheet.year,
        "demo": sheet.demo,
        "summary": list(words.sentences),
        "missing": list(words.missing),
        "definitions": list(words.definitions),
        "promises": promise_rows(sheet, words),
        "sites": [
            {
                "id": site.id,
                "name_zh": site.name_zh,
                "name_en": site.name_en,
                "category": site.category,
                "status": site.status,
                "year": site.year,
                "sub_area": site.sub_area,
                "located": site.located,
                "standing": site.counted_as,
                "clauses": list(site.clauses),
                "demo": site.demo,
            }
            for site in sheet.sites
        ],
    }


COLUMNS: Final = (
    "place", "lead", "year", "role", "target", "clause", "indicator", "kind", "when", "deadline",
    "state", "comparator", "value", "planned", "unit", "measured", "built", "building",
    "planned_sites", "undated", "shortfall", "surplus", "share", "needs", "leads", "partners",
    "reading", "repeats", "quote", "quote_read", "note", "demo",
)  # fmt: skip
"""Columns of a promise for scripts: the same in every language."""


def promise_rows(sheet: Sheet, words: Words) -> list[dict[str, Any]]:
    """Return one row per promise, in the order of the sheet, with the columns of COLUMNS."""
    rows = []
    for group in words.groups:
        for row in group.rows:
            one, target = row.promise, row.promise.target
            rows.append(
                {name: getattr(one, name) for name in _OF_PROMISE}
                | {name: getattr(target, name) for name in _OF_TARGET}
                | {
                    "place": target.place,
                    "lead": sheet.lead,
                    "year": sheet.year,
                    "role": "partner" if group.key == "shared" else "lead",
                    "target": target.id,
                    "indicator": row.cells["indicator"],
                    "needs": row.cells["needs"],
                    "leads": list(target.lead),
                    "partners": list(target.partners),
                    "reading": one.reading.id if one.reading else "",
                    "note": row.cells["note"],
                }
            )
    return [{name: row[name] for name in COLUMNS} for row in rows]


_OF_PROMISE: Final = (
    "when", "deadline", "state", "planned", "measured", "built", "building", "planned_sites",
    "undated", "shortfall", "surplus", "share", "repeats", "demo",
)  # fmt: skip
_OF_TARGET: Final = ("clause", "kind", "comparator", "value", "unit", "quote", "quote_read")
