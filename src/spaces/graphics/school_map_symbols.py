"""Marks of ways to school: lines by load, gates, crossings, and the legend that explains them.

Each is a piece of SVG. Words from data stand in it as escaped text only.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import numpy as np
import pandas as pd

from spaces.graphics.palette import GATE, GUARDED, PAPER, TREATED, UNGUARDED, UNTREATED
from spaces.text import Text

FONT: Final = "Noto Sans SC"
_WIDTHS: Final = (1.6, 3.0, 4.8, 7.0)


def load_class(children: float, limits: Sequence[float]) -> int:
    """Class of a street by the children who walk on it a day, 1 to 4."""
    return 1 + sum(children >= limit for limit in limits)


def line(path: str, color: str, width: float, more: str = "") -> str:
    """Draw a path without a fill; nothing for an empty one.

    Parameters
    ----------
    path : str
        Data of an SVG path.
    color : str
        Colour of the stroke.
    width : float
        Its width, units of the drawing.
    more : str
        Further attributes, written as they are: never text from data.
    """
    return (
        f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{width:g}" '
        f'stroke-linecap="round" stroke-linejoin="round"{more}/>'
        if path
        else ""
    )


def street_line(path: str, children: float, treated: bool, limits: Sequence[float]) -> str:
    """Draw one street: untreated a full line, treated a double one; wider for more children.

    Parameters
    ----------
    path : str
        Data of an SVG path.
    children : float
        Children who walk here a day.
    treated : bool
        Whether the street is treated.
    limits : sequence of float
        Lower bounds of the classes of load above the first.
    """
    width = _WIDTHS[load_class(children, limits) - 1]
    if not treated:
        return line(path, UNTREATED, width)
    return line(path, TREATED, width + 3.2) + line(path, PAPER, max(1.0, width - 0.4))


def written(
    x: float,
    y: float,
    words: str,
    size: float,
    color: str,
    *,
    halo: bool = False,
    anchor: str = "middle",
    bold: bool = False,
) -> str:
    """Write escaped words; a halo keeps them readable over lines.

    Parameters
    ----------
    x, y : float
        Where, in units of the drawing.
    words : str
        What is written; it may come from data.
    size : float
        Height of the letters, units of the drawing.
    color : str
        Colour of the letters.
    halo : bool
        Whether the paper shines around them.
    anchor : str
        ``text-anchor``: start, middle or end.
    bold : bool
        Whether they are bold.
    """
    own = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}"'
    own += ' font-weight="700"' if bold else ""
    said = escape(words)
    under = (
        f'<text {own} fill="{PAPER}" stroke="{PAPER}" stroke-width="4">{said}</text>'
        if halo
        else ""
    )
    return f'{under}<text {own} fill="{color}">{said}</text>'


def gate_mark(x: float, y: float, t: Text) -> str:
    """Draw a gate: a blue house with a letter.

    Parameters
    ----------
    x, y : float
        Where, in units of the drawing.
    t : Text
        The catalogue.
    """
    points = f"{x - 11:.1f},{y + 11:.1f} {x - 11:.1f},{y - 3:.1f} {x:.1f},{y - 14:.1f} "
    points += f"{x + 11:.1f},{y - 3:.1f} {x + 11:.1f},{y + 11:.1f}"
    return (
        f'<polygon points="{points}" fill="{GATE}" stroke="{PAPER}" stroke-width="2"/>'
        + written(x, y + 8, t("school_sheet.letter_gate"), 13, PAPER)
    )


def crossing_mark(x: float, y: float, *, guarded: bool, number: int | None, t: Text) -> str:
    """Draw a crossing: numbered disc, plain diamond, or the square of a guarded one.

    Parameters
    ----------
    x, y : float
        Where, in units of the drawing.
    guarded : bool
        Whether lights or a facility guard it.
    number : int or None
        Its number among those to mend first.
    t : Text
        The catalogue.
    """
    if number is not None:
        disc = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="15" fill="{UNGUARDED}" stroke="{PAPER}"'
        return f'{disc} stroke-width="3"/>' + written(x, y + 6.5, str(number), 18, PAPER, bold=True)
    if guarded:
        box = f'<rect x="{x - 9:.1f}" y="{y - 9:.1f}" width="18" height="18" rx="3" '
        box += f'fill="{PAPER}" stroke="{GUARDED}" stroke-width="2.4"/>'
        return box + written(x, y + 5, t("school_page.letter_guarded"), 12, GUARDED)
    diamond = f"{x:.1f},{y - 11:.1f} {x + 11:.1f},{y:.1f} {x:.1f},{y + 11:.1f} {x - 11:.1f},{y:.1f}"
    mark = f'<polygon points="{diamond}" fill="{UNGUARDED}" stroke="{PAPER}" stroke-width="2"/>'
    return mark + written(x, y + 4.5, t("school_page.letter_unguarded"), 12, PAPER)


def limits(children: pd.Series) -> tuple[float, float, float]:
    """Children a day at which the next wider line begins: round numbers that fit the place.

    Parameters
    ----------
    children : Series
        Children who walk on each street.
    """
    walked = children[children > 0]
    if walked.empty:
        return 10.0, 50.0, 100.0
    found = [_round(float(walked.quantile(q))) for q in (0.5, 0.8, 0.95)]
    for at in (1, 2):
        found[at] = max(found[at], found[at - 1] + 1)
    return found[0], found[1], found[2]


def _round(value: float) -> float:
    """Nearest of 1, 2 and 5 times a power of ten, at least 1."""
    tens = 10.0 ** np.floor(np.log10(max(value, 1.0)))
    return float(min((tens * k for k in (1, 2, 5, 10)), key=lambda v: abs(v - value)))


def legend_marks(steps: Sequence[float], t: Text) -> list[dict[str, str]]:
    """Rows of the legend, each a small drawing and its words."""
    lines = [(0.0, steps[0]), (steps[0], steps[1]), (steps[1], steps[2]), (steps[2], None)]
    rows = [(crossing_mark(20, 17, guarded=False, number=1, t=t), t("school_sheet.mark_number"))]
    rows += [
        (crossing_mark(20, 17, guarded=ok, number=None, t=t), t(f"school_page.{name}"))
        for ok, name in ((False, "unguarded"), (True, "guarded"))
    ]
    rows.append((gate_mark(20, 18, t), t("school_sheet.mark_gate")))
    rows.append((street_line("M2 17L38 17", steps[1], True, steps), t("school_page.treated")))
    rows += [
        (street_line("M2 17L38 17", low, False, steps), load_words(low, high, t))
        for low, high in lines
    ]
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 34" width="40" height="34" '
    return [{"svg": f'{head}font-family="{FONT}">{mark}</svg>', "words": w} for mark, w in rows]


def load_words(low: float, high: float | None, t: Text) -> str:
    """Words for a class of load: how many children a day walk on an untreated street.

    Parameters
    ----------
    low : float
        Fewest children of the class.
    high : float or None
        Where the next class begins; None for the last.
    t : Text
        The catalogue.
    """
    if high is None:
        return t("school_page.load_above", low=f"{low:,.0f}")
    if not low:
        return t("school_page.load_below", high=f"{high:,.0f}")
    return t("school_page.load", low=f"{low:,.0f}", high=f"{high:,.0f}")
