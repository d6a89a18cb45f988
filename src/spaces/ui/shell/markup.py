"""Pieces of the page as HTML in which every value is escaped. Pure: strings in, string out.

Names, quotes and notes come from files that strangers may have written, and Streamlit's own
labels read markdown. So whatever comes from data reaches the screen through here, through
``st.text`` or through a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final, Literal

Tone = Literal["good", "bad", "calm", ""]
_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:@&^=])")


@dataclass(frozen=True, slots=True)
class Figure:
    """One headline figure.

    Parameters
    ----------
    label : str
        What it is.
    value : str
        The figure itself, short.
    unit : str
        Small word after the figure.
    line : str
        One more fact under it.
    definition : str
        How it was measured; stands in the same card.
    share : float or None
        Part of a whole, 0 to 1, drawn as a bar.
    tone : {"good", "bad", "calm", ""}
        Colour of the card's edge; never the only sign.
    words : bool
        The value is a name, not a number: smaller letters.
    """

    label: str
    value: str
    unit: str = ""
    line: str = ""
    definition: str = ""
    share: float | None = None
    tone: Tone = ""
    words: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a card of bars: a share (0 to 1) of the longest, a mark on the same scale.

    ``own`` is the row of the place that is looked at.
    """

    name: str
    share: float
    words: str
    mark: float | None = None
    own: bool = False


def escape_markdown(value: str) -> str:
    """Return ``value`` so that a label that reads markdown shows it letter by letter."""
    return _MARKDOWN.sub(r"\\\1", re.sub(r"\s+", " ", value))


def bar(share: float | None, soft: float | None = None) -> str:
    """Return a horizontal bar for ``share`` (0 to 1), with ``soft`` more of it hatched."""
    if share is None:
        return ""
    full = min(max(share, 0.0), 1.0) * 100
    hatched = ""
    if soft:
        end = min(max(share + soft, 0.0), 1.0) * 100
        hatched = f'<span class="soft" style="width:{end:.1f}%"></span>'
    solid = f'<span style="width:{full:.1f}%"></span>'
    return f'<div class="cfs-bar" aria-hidden="true">{hatched}{solid}</div>'


def plain(value: str) -> str:
    """Return one paragraph."""
    return f'<p class="cfs-plain">{escape(value)}</p>'


def note(value: str) -> str:
    """Return one quiet paragraph."""
    return f'<p class="cfs-note">{escape(value)}</p>'


def bullets(values: Iterable[str]) -> str:
    """Return a list."""
    return '<ul class="cfs-list">' + "".join(f"<li>{escape(v)}</li>" for v in values) + "</ul>"


def pairs(facts: Iterable[tuple[str, str]]) -> str:
    """Return named facts; those without a value are left out."""
    rows = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in facts if v)
    return f"<dl>{rows}</dl>"


def card(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """Return a card: a title and named facts; facts without a value are left out."""
    return f'<section class="cfs-card"><h3>{escape(title)}</h3>{pairs(facts)}</section>'


def figures(items: Sequence[Figure]) -> str:
    """Return a row of headline figures."""
    return f'<div class="cfs-figures">{"".join(_figure(item) for item in items)}</div>'


def _figure(item: Figure) -> str:
    unit = f"<small>{escape(item.unit)}</small>" if item.unit else ""
    line = f'<div class="cfs-line">{escape(item.line)}</div>' if item.line else ""
    definition = f'<div class="cfs-def">{escape(item.definition)}</div>' if item.definition else ""
    words = " words" if item.words else ""
    return (
        f'<section class="cfs-figure {item.tone}"><h3>{escape(item.label)}</h3>'
        f'<div class="cfs-big{words}">{escape(item.value)}{unit}</div>'
        f"{bar(item.share)}{line}{definition}</section>"
    )


def bars(title: str, rows: Iterable[Bar], *, short: bool = False) -> str:
    """Return a card of named bars, each with its figure in words; ``short`` if that is short."""
    width = " short" if short else ""
    return (
        f'<section class="cfs-card cfs-bars{width}"><h3>{escape(title)}</h3>'
        f"{''.join(_bar_row(row) for row in rows)}</section>"
    )


def _bar_row(row: Bar) -> str:
    mark = ""
    if row.mark is not None:
        mark = f'<b style="left:{min(max(row.mark, 0.0), 1.0) * 100:.1f}%"></b>'
    full = f'<span style="width:{min(max(row.share, 0.0), 1.0) * 100:.1f}%"></span>'
    return (
        f'<div class="one{" own" if row.own else ""}"><span class="name">{escape(row.name)}</span>'
        f'<div class="cfs-bar" aria-hidden="true">{full}{mark}</div>'
        f'<span class="count">{escape(row.words)}</span></div>'
    )


def grid(cards: Iterable[str]) -> str:
    """Return cards side by side, as many as there is room for."""
    return f'<div class="cfs-grid">{"".join(cards)}</div>'


def titled_list(title: str, values: Iterable[str]) -> str:
    """Return a card with a title and a list."""
    return f'<section class="cfs-card"><h3>{escape(title)}</h3>{bullets(values)}</section>'
