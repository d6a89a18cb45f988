"""Small words of the 牵头单位 sheet: a state with its symbol, a number, what was promised."""

from __future__ import annotations

from typing import Final

from spaces.reports.department.sheet import Promise
from spaces.text import Text
from spaces.text.numbers import NONE, number_text, quantity_text

SYMBOLS: Final = {
    "met": "✓",
    "ahead": "▲",
    "behind": "▼",
    "not_yet": "◔",
    "no_number": "○",
    "not_measurable": "◇",
    "undated": "?",
    "unreported": "…",
}
"""State to its symbol, so that no state is told by colour alone."""
_SIGNS: Final = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< "}


def state_words(state: str, t: Text) -> str:
    """Return a state as symbol and word."""
    return f"{SYMBOLS.get(state, '·')} {t(f'progress_state.{state}')}"


def promised(promise: Promise, t: Text) -> str:
    """Return what is due by the year with its sign and unit, such as ``≥ 100 个``.

    The upper end of a range is due only together with its lower end.
    """
    target = promise.target
    if promise.planned is None:
        return NONE
    figure = number_text(promise.planned)
    if target.comparator == "range" and promise.planned == target.value:
        figure = f"{figure}–{number_text(target.value_max)}"
    return _SIGNS.get(target.comparator, "") + quantity_text(figure, target.unit, t)
