"""The 牵头单位 sheet as PDF on A4, to be attached to the yearly report.

See :mod:`spaces.reports.typst` for how it is set.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from spaces.reports.department.words import Group, Row, Words
from spaces.reports.typst import pdf
from spaces.text import Text
from spaces.text.numbers import number_text

_TEMPLATE: Final = Path(__file__).with_name("sheet.typ")
_HEADS: Final = ("clause", "indicator", "promised", "built", "building", "shortfall", "state")
_SITE_HEADS: Final = (
    "site", "category", "status", "year", "sub_area", "counts", "clauses", "located",
)  # fmt: skip
_SMALL: Final = ("quote_read", "repeats", "reading", "lead", "partners", "scope", "demo")


def pdf_bytes(words: Words, t: Text, made: date | None = None) -> bytes:
    """Return the sheet as PDF.

    Parameters
    ----------
    words : Words
        The sheet in one language.
    t : Text
        The catalogue of that language.
    made : date, optional
        Printed in the footer; without it the file bears no date, and the same words always give
        the same bytes.
    """
    return pdf(_TEMPLATE, _data(words, t, made))


def _data(words: Words, t: Text, made: date | None) -> dict[str, Any]:
    sites = words.sites[: words.main_sites]
    elsewhere = len(words.sites) - len(sites)
    return {
        "lang": t.code,
        "title": words.title,
        "subtitle": " · ".join((words.place, words.plan, words.year)),
        "running": " · ".join((words.place, words.title, words.year)),
        "demo": words.demo,
        "demo_short": t("sheet.demo_short"),
        "date": t("sheet.date", date=made.isoformat()) if made else "",
        "page_of": t.template("sheet.page_of"),
        "sentences": words.sentences,
        "cards": [
            {
                "label": card.label,
                "value": card.value,
                "unit": card.unit,
                "line": card.line,
                "tone": card.tone,
                "share": card.share,
            }
            for card in words.cards
        ],
        "missing_title": t("sheet.section_missing"),
        "missing": words.missing,
        "heads": [words.heads[name] for name in _HEADS],
        "open_quote": t("sheet.open_quote"),
        "close_quote": t("sheet.close_quote"),
        "fill_in": t("sheet.fill_in"),
        "groups": [_group(group, t, words.heads) for group in words.groups],
        "sites_title": t("sheet.section_sites", n=len(sites)),
        "site_heads": [words.heads[name] for name in _SITE_HEADS],
        "sites": [[_cell(site[name]) for name in _SITE_HEADS] for site in sites],
        "no_sites": t("sheet.no_sites"),
        "sites_elsewhere": t("sheet.sites_elsewhere", n=elsewhere) if elsewhere else "",
        "definitions_title": t("sheet.section_definitions"),
        "definitions": words.definitions,
    }


def _group(group: Group, t: Text, heads: Mapping[str, str]) -> dict[str, Any]:
    rows = [_row(row, _small(row, group, t, heads)) for row in group.rows]
    return {"title": group.title, "rows": rows}


def _row(row: Row, small: list[str]) -> dict[str, Any]:
    cells = row.cells
    return {
        "clause": cells["clause"],
        "indicator": cells["indicator"],
        "quote": cells["quote"],
        "small": small,
        "promised": cells["promised"],
        "built": number_text(row.promise.measured),
        "building": number_text(row.promise.building),
        "shortfall": number_text(row.promise.shortfall),
        "state": row.promise.state,
        "state_words": cells["state"],
        "needs": cells["needs"] if row.promise.needs else "",
    }


def _small(row: Row, group: Group, t: Text, heads: Mapping[str, str]) -> list[str]:
    """Return what stands small under a promise: who else has a part in it, how it is read.

    The only lead of one's own promise stands in the title already; where others lead, their
    partners would fill pages.
    """
    known = ""
    if group.key == "shared":
        known = "partners"
    elif len(row.promise.target.lead) < 2:
        known = "lead"
    names = [name for name in _SMALL if row.cells[name] and name != known]
    return [t("sheet.named", name=heads[name], value=row.cells[name]) for name in names]


def _cell(value: str | float | None) -> str:
    return "" if value is None else str(value)
