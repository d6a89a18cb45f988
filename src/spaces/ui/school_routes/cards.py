"""Numbered cards as HTML in which every value is escaped: the same numbers stand on the map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

STYLE: Final = Path(__file__).with_name("school.css")


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to mend.

    Parameters
    ----------
    number : int
        Rank; the map shows the same.
    title, near : str
        Where it is.
    count, unit : str
        Children who need it each day, and the words after that figure.
    line : str
        What mending it brings, or who they are.
    """

    number: int
    title: str
    near: str
    count: str
    unit: str
    line: str = ""


def lead(words: str) -> str:
    """Return the sentence that is read first."""
    return f'<p class="cfs-lead">{escape(words)}</p>'


def fix(item: Fix) -> str:
    """Return one numbered card."""
    near = f'<div class="near">{escape(item.near)}</div>' if item.near else ""
    line = f'<div class="cfs-line">{escape(item.line)}</div>' if item.line else ""
    return (
        f'<section class="cfs-fix"><b class="number">{item.number}</b><div>'
        f"<h3>{escape(item.title)}</h3>{near}"
        f'<div class="need"><strong>{escape(item.count)}</strong>{escape(item.unit)}</div>'
        f"{line}</div></section>"
    )


def steps(values: Iterable[str]) -> str:
    """Return an ordered list."""
    return '<ol class="cfs-list">' + "".join(f"<li>{escape(v)}</li>" for v in values) + "</ol>"
