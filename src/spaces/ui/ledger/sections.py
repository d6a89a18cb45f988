"""The promises of the progress page in sections, and how these make up the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from spaces.text import Text

SECTIONS: Final = ("overdue", "due_this_year", "not_due", "reached", "open", "asked", "repeated")
"""Sections of the page, what matters most first: late, due, later, reached; measured with nothing
to hold against it; to be reported by a department; written twice in the plan."""
FOLDED: Final = frozenset({"asked", "repeated"})
"""Sections that open on demand."""
_REACHED: Final = ("met", "ahead")


def once(table: pd.DataFrame) -> pd.DataFrame:
    """Promises, each once: without those that repeat another one of the table."""
    return table[~table["canonical"].isin(table.index)]


def sections(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the rows of each section that has any, the important ones first."""
    own = once(table)
    named = pd.Series([_section(row) for row in own.to_dict(orient="records")], index=own.index)
    found = {name: _ordered(own[named == name]) for name in SECTIONS[:-1]}
    found["repeated"] = table[~table.index.isin(own.index)]
    return {name: rows for name, rows in found.items() if len(rows)}


def adds_up(table: pd.DataFrame, t: Text) -> str:
    """Say how the listed promises make up their total, section by section."""
    parts = {name: len(rows) for name, rows in sections(table).items()}
    repeated = parts.pop("repeated", 0)
    said = [t(f"progress.part_{name}", n=n) for name, n in parts.items()]
    unreported = int((once(table)["state"] == "unreported").sum())
    if unreported:
        said[-1] += t("progress.part_unreported", n=unreported)
    total = t("progress.adds_up", n=sum(parts.values()), parts=t("progress.plus").join(said))
    return total + (t("progress.adds_up_repeated", n=repeated) if repeated else "")


def _section(row: Mapping[Any, Any]) -> str:
    if not row["method"]:
        return "asked"
    if row["deadline"] in _REACHED:
        return "reached"
    return str(row["deadline"]) if row["deadline"] in SECTIONS else "open"


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """Put kinds before single projects, and what is farthest behind first."""
    keys = pd.DataFrame(
        {
            "project": rows["kind"] == "project",
            "share": rows["share"].astype("float64").fillna(2.0),
            "due": rows["due"].astype("float64").fillna(9999.0),
        }
    )
    return rows.loc[keys.sort_values(["project", "share", "due"], kind="stable").index]
