"""The 牵头单位 sheet as an Excel workbook: promises, sites, definitions.

Text from data is always written as a string: whatever it begins with, Excel never computes it.
The same words always give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from spaces.reports.department.words import PROMISE, SITE, Cell, Words
from spaces.text import Text

_FONT: Final = "Microsoft YaHei"
_A4: Final = 9
_NO_DATE: Final = datetime(2000, 1, 1)
_MARGINS_IN: Final = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.6}
_WIDTHS: Final[Mapping[str, float]] = {
    "role": 7, "when": 13, "clause": 8, "indicator": 30, "promised": 15, "planned": 9, "unit": 11,
    "built": 8, "building": 7, "planned_sites": 8, "undated": 9, "shortfall": 7, "surplus": 7,
    "state": 18, "deadline": 9, "needs": 26, "own_figure": 16, "lead": 20, "partners": 26,
    "scope": 12, "modal": 9, "reading": 26, "repeats": 16, "quote": 36, "quote_read": 26,
    "note": 36, "demo": 10, "site": 36, "category": 18, "status": 9, "year": 8, "sub_area": 14,
    "counts": 16, "clauses": 22, "located": 8,
}  # fmt: skip
_DEFINITION_WIDTH: Final = 110
_PRINTED: Final = (
    "when", "clause", "indicator", "promised", "built", "building", "shortfall", "state", "needs",
    "own_figure", "quote",
)  # fmt: skip
"""Columns of a promise that go on paper; the others follow, on screen only."""


def xlsx_bytes(words: Words, t: Text) -> bytes:
    """Return the sheet as a workbook of three sheets.

    Parameters
    ----------
    words : Words
        The sheet in one language.
    t : Text
        The catalogue of that language.
    """
    out = io.BytesIO()
    book = Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
         "strings_to_numbers": False},
    )  # fmt: skip
    book.set_properties({"title": words.title, "created": _NO_DATE})
    styles = _styles(book)
    _promises(book.add_worksheet(t("sheet.tab_promises")), words, styles)
    _sites(book.add_worksheet(t("sheet.tab_sites")), words, t, styles)
    _definitions(book.add_worksheet(t("sheet.tab_definitions")), words, t, styles)
    book.close()
    return out.getvalue()


def _styles(book: Workbook) -> dict[str, Any]:
    base = {"font_name": _FONT, "font_size": 10, "valign": "top"}
    cell = base | {"border": 1, "border_color": "#C9D0D6"}
    return {
        "title": book.add_format(base | {"bold": True, "font_size": 15}),
        "line": book.add_format(base),
        "demo": book.add_format(base | {"font_color": "#A63A1E", "bold": True}),
        "head": book.add_format(
            cell | {"bold": True, "bg_color": "#E4EEF3", "text_wrap": True, "valign": "vcenter"}
        ),
        "text": book.add_format(cell | {"text_wrap": True}),
        "number": book.add_format(cell | {"num_format": "#,##0.##########"}),
        "whole": book.add_format(cell | {"num_format": "#,##0"}),
        "year": book.add_format(cell | {"num_format": "0"}),
        "wrapped": book.add_format(base | {"text_wrap": True}),
        "section": book.add_format(base | {"bold": True, "font_size": 12}),
    }


def _top(page: Worksheet, words: Words, lines: Iterable[str], styles: Mapping[str, Any]) -> int:
    """Write title, place, plan, year and label; return the first free row."""
    page.write_string(0, 0, words.title, styles["title"])
    page.write_string(1, 0, " · ".join((words.place, words.plan, words.year)), styles["line"])
    row = 2
    if words.demo:
        page.write_string(row, 0, words.demo, styles["demo"])
        row += 1
    for line in lines:
        page.write_string(row, 0, line, styles["line"])
        row += 1
    return row + 1


def _promises(page: Worksheet, words: Words, styles: Mapping[str, Any]) -> None:
    order = (*_PRINTED, *(name for name in PROMISE if name not in _PRINTED))
    first = _top(page, words, words.sentences, styles)
    rows = [row.cells for group in words.groups for row in group.rows]
    _table(page, first, order, rows, words, styles)
    page.print_area(0, 0, first + len(rows), len(_PRINTED) - 1)
    page.freeze_panes(first + 1, _PRINTED.index("indicator") + 1)


def _sites(page: Worksheet, words: Words, t: Text, styles: Mapping[str, Any]) -> None:
    said = t("sheet.section_sites", n=len(words.sites)) if words.sites else t("sheet.no_sites")
    first = _top(page, words, (said,), styles)
    _table(page, first, SITE, words.sites, words, styles)
    page.freeze_panes(first + 1, 1)


def _definitions(page: Worksheet, words: Words, t: Text, styles: Mapping[str, Any]) -> None:
    row = _top(page, words, (), styles)
    page.set_column(0, 0, _DEFINITION_WIDTH)
    for title, said in (
        (t("sheet.section_missing"), words.missing),
        (t("sheet.section_definitions"), words.definitions),
    ):
        page.write_string(row, 0, title, styles["section"])
        for at, line in enumerate(said, row + 1):
            page.write_string(at, 0, line, styles["wrapped"])
        row += len(said) + 2
    _paper(page)


def _table(
    page: Worksheet,
    first: int,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Cell]],
    words: Words,
    styles: Mapping[str, Any],
) -> None:
    for at, name in enumerate(columns):
        page.set_column(at, at, _WIDTHS[name])
        page.write_string(first, at, words.heads[name], styles["head"])
    for down, cells in enumerate(rows, first + 1):
        for at, name in enumerate(columns):
            _write(page, down, at, name, cells[name], styles)
    page.autofilter(first, 0, first + max(len(rows), 1), len(columns) - 1)
    page.repeat_rows(first)
    _paper(page)


def _write(
    page: Worksheet, row: int, column: int, name: str, value: Cell, styles: Mapping[str, Any]
) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, styles["text"])
    elif isinstance(value, str):
        page.write_string(row, column, value, styles["text"])
    else:
        whole = "year" if name in ("year", "deadline") else "whole"
        style = whole if float(value).is_integer() else "number"
        page.write_number(row, column, value, styles[style])


def _paper(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS_IN)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")
