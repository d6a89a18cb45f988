"""An answer as JSON, CSV or text."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.faults import Fault
from spaces.text.numbers import NONE, number_text, share_text, whole_text

_FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]\s*\S")
"""What makes Excel take a text for a formula; a sign alone, such as a comparator, is none."""

WGS84: dict[str, Any] = {"coord_source": "wgs84"}
"""What a CSV with coordinates says of them, in the column that every reader here asks."""

_MISSING = ("NAType", "NaTType")
"""Types of what pandas writes for nothing; by name, so that help need not wait for pandas."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with a heading for the text form.

    Parameters
    ----------
    title : str
        Heading; empty for none.
    heads : Mapping[str, str]
        Column to its head, in order; only these are printed as text.
    rows : list of dict
        The rows.
    """

    title: str
    heads: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Report:
    """One answer in all its forms.

    Parameters
    ----------
    facts : dict
        The JSON object.
    columns : tuple of str
        Columns of the CSV, in order.
    rows : list of dict
        Rows of the CSV.
    lines : list of str
        Sentences above the tables of the text form.
    tables : list of Table
        Tables of the text form.
    messages : list of str
        Sentences for stderr.
    status : int
        Exit status.
    geojson : str
        The answer as a map, of commands that have one.
    """

    facts: Mapping[str, Any]
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    lines: Sequence[str] = ()
    tables: Sequence[Table] = ()
    messages: Sequence[str] = field(default=())
    status: int = 0
    geojson: str = ""


def render(report: Report, form: str) -> str:
    """Return the report in the asked form, ending in a line break."""
    if form == "geojson":
        return report.geojson
    if form == "json":
        return json.dumps(plain(report.facts), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return as_csv(report) if form == "csv" else as_text(report)


def plain(value: Any) -> Any:  # noqa: ANN401  whatever a cell of a frame holds
    """Value as JSON holds it: missing numbers are None, whole floats stay numbers."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if value is None or type(value).__name__ in _MISSING:
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if isinstance(value, str | int | float | bool) else str(value)


def as_csv(report: Report) -> str:
    """Rows as CSV; a text that Excel would compute gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(report.columns)
    for row in report.rows:
        writer.writerow([_cell(plain(row.get(column))) for column in report.columns])
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = ";".join(str(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str):
        guard = "'" if _FORMULA.match(value) else ""
        return guard + value.replace("\r\n", "\n").replace("\r", "\n")
    return value


def as_text(report: Report) -> str:
    """Sentences, then tables with columns in line, also where Chinese letters are wide."""
    blocks = ["\n".join(clean(line) for line in report.lines)]
    for table in report.tables:
        title = [table.title] if table.title else []
        blocks.append("\n".join([*title, *_aligned(table)]))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _aligned(table: Table) -> list[str]:
    grid = [list(table.heads.values())]
    grid += [[clean(_shown(plain(row.get(key)), key)) for key in table.heads] for row in table.rows]
    widths = [max(_width(line[i]) for line in grid) for i in range(len(table.heads))]
    return [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in grid
    ]


def _shown(value: object, column: str) -> str:
    if value is None:
        return NONE
    if isinstance(value, float) and column.startswith("share"):
        return share_text(value)
    if isinstance(value, float) and column.startswith("children"):
        return whole_text(value)
    if isinstance(value, float) and column.endswith("_m"):
        return f"{value:,.0f}"
    if isinstance(value, float):
        return number_text(value, decimals=3)
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def clean(text: str) -> str:
    """Text without control characters: a file's words must not drive the terminal."""
    return "".join(" " if unicodedata.category(c)[0] == "C" else c for c in text)


def exit_status(faults: Iterable[Fault]) -> int:
    """Return 1 where rows or files were lost and so a figure may be wrong, else 0.

    Parameters
    ----------
    faults : iterable of Fault
        Everything that was found in what a command read.
    """
    return int(any(fault.severity == "error" for fault in faults))
