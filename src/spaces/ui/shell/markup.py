"""Pieces of the page as HTML in which every value is escaped. Pure: strings in, string out.

Names, quotes and notes come from files that strangers may have written, and Streamlit's own
labels read markdown. So whatever comes from data reaches the screen through here, through
``st.text`` or through a table.
"""

from __future__ import annotations

import re
from base64 import b64encode
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
class LedgerRow:
    """One promise in a list.

    ``hint`` stands where a bar would, to say why there is none; ``links`` are words and the
    address, of our own making, that they lead to.
    """

    state: str
    symbol: str
    state_word: str
    name: str
    count: str
    count_of: str
    share: float | None
    building_share: float | None
    quote: str
    facts: tuple[tuple[str, str], ...]
    opened: bool = False
    hint: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture with its title, a figure beside it, and the words that stand for it."""

    title: str
    figure: str
    svg: str
    alt: str


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


def _pairs(facts: Iterable[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(k)}</dt><dd>{escape(v)}</dd>" for k, v in facts if v)
    return f"<dl>{rows}</dl>"


def card(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """Return a card: a title and named facts; facts without a value are left out."""
    return f'<section class="cfs-card"><h3>{escape(title)}</h3>{_pairs(facts)}</section>'


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


def state(name: str, symbol: str, word: str) -> str:
    """Return a state as symbol and word on its colour."""
    return (
        f'<span class="cfs-state cfs-{escape(name)}">'
        f'<span aria-hidden="true">{escape(symbol)}</span>{escape(word)}</span>'
    )


def ledger(rows: Iterable[LedgerRow]) -> str:
    """Return the list of targets; each opens to its clause and quote without a reload."""
    return f'<div class="cfs-rows">{"".join(_ledger_row(row) for row in rows)}</div>'


def _ledger_row(row: LedgerRow) -> str:
    quote = f"<div><q>{escape(row.quote)}</q></div>" if row.quote else ""
    opened = " open" if row.opened else ""
    hint = note(row.hint) if row.hint else ""
    count = (
        f"<b>{escape(row.count)}</b> {escape(row.count_of)}" if row.count else escape(row.count_of)
    )
    links = "".join(f'<a href="{escape(href)}">{escape(word)}</a>' for word, href in row.links)
    links = f'<div class="cfs-links">{links}</div>' if links else ""
    return (
        f'<div class="cfs-row {escape(row.state)}"><details{opened}><summary>'
        f'<span class="name">{escape(row.name)}</span>'
        f'<span class="track">{bar(row.share, row.building_share)}{hint}</span>'
        f'<span class="count">{count}</span>'
        f"{state(row.state, row.symbol, row.state_word)}</summary>"
        f'<div class="cfs-more">{quote}{links}{_pairs(row.facts)}</div></details></div>'
    )


def pictures(items: Iterable[Picture]) -> str:
    """Return small pictures side by side; on a phone a strip to swipe, or to move with keys."""
    drawn = "".join(_picture(item) for item in items)
    return f'<div class="cfs-pictures" role="group" tabindex="0">{drawn}</div>'


def _picture(item: Picture) -> str:
    data = b64encode(item.svg.encode()).decode("ascii")
    return (
        f'<figure class="cfs-picture"><figcaption>{escape(item.title)}'
        f"<b>{escape(item.figure)}</b></figcaption>"
        f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(item.alt)}"></figure>'
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


def why(value: str) -> str:
    """Return the heading of a group of promises: what it would take to answer them."""
    return f'<p class="cfs-why">{escape(value)}</p>'


def legend(words: Iterable[tuple[str, str]], note_: str) -> str:
    """Return the key of the lines: their names on our own classes, and a note."""
    items = "".join(
        f'<span><i class="{escape(name)}" aria-hidden="true"></i>{escape(word)}</span>'
        for name, word in words
    )
    return f'<div class="cfs-legend">{items}<span>{escape(note_)}</span></div>'
