"""The promises of a plan as HTML in which every value is escaped; see ``shell/markup``."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from spaces.ui.shell.markup import bar, note, pairs


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
        f'<div class="cfs-more">{quote}{links}{pairs(row.facts)}</div></details></div>'
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
