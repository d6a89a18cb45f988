"""Children, shares, lengths and other numbers as text; what is unknown or hidden says so.

The one way in which a page, a sheet, a chart, a file or a command writes a figure.
"""

from __future__ import annotations

import math
from typing import Any, Final

from spaces.places import small_counts
from spaces.text.catalogue import Text

NONE: Final = "–"
"""Stands where there is no figure, in every language."""
_CLOSE: Final = ("%", "‰")
_SAME: Final = 1e-9
"""Shares nearer than this are equal: sums of floating numbers are no more exact."""


def known(value: Any) -> float | None:  # noqa: ANN401  a cell of a frame
    """Return a figure, or None for what is not known."""
    try:
        one = float(value)
    except TypeError:  # None, and what stands for none in a column of whole numbers
        return None
    return None if math.isnan(one) else one


def few_text(t: Text) -> str:
    """Return what stands for a small count of real children, such as "under 5"."""
    return t("gaps.few", least=small_counts.LEAST_SHOWN)


def children_text(value: float | None, t: Text, *, modelled: bool | None) -> str:
    """Children as text; a small number of real children is hidden, an unknown one no zero.

    Parameters
    ----------
    value : float or None
        How many; None where not known, ``nan`` where a table hides it: because it is small, or
        because it would tell a small one (:func:`spaces.places.disclosure.hide_small`).
    t : Text
        Catalogue of the reader's language.
    modelled : bool or None
        Whether they are a model's (:func:`spaces.places.small_counts.is_hidden`).
    """
    if value is None:
        return t("page.unknown")
    if math.isnan(value):
        return t("gaps.hidden")
    return few_text(t) if small_counts.is_hidden(value, modelled=modelled) else whole_text(value)


def whole_text(count: float) -> str:
    """Whole children; less than half a child, as a model may have it, is not nobody.

    Parameters
    ----------
    count : float
        How many.
    """
    return "<1" if 0 < count < 0.5 else f"{round(count):,}"


def share_text(share: float | None, *, whole: float | None = None, decimals: int = 1) -> str:
    """Percentage; 100 % is only for all and 0 % only for none.

    Parameters
    ----------
    share : float or None
        1 is all; None or ``nan`` where it could not be computed.
    whole : float, optional
        What it is a share of, where whole numbers of it stand beside: if the part reads there
        like the whole, the share reads as all.
    decimals : int
        Digits behind the point.

    Returns
    -------
    str
        Such as ``99.5%``, ``>99.9%`` for what only rounds to all, ``<0.1%`` for what only
        rounds to nothing, and :data:`NONE` for what is not known.

    Examples
    --------
    >>> share_text(1.0), share_text(0.9999), share_text(0.9999, whole=4671.0)
    ('100.0%', '>99.9%', '100.0%')
    >>> share_text(0.0), share_text(0.0001), share_text(None)
    ('0.0%', '<0.1%', '–')
    """
    one = known(share)
    if one is None:
        return NONE
    step = 0.1**decimals / 100
    if _SAME < one < step / 2:
        return f"<{step:.{decimals}%}"
    all_of_it = whole is not None and round(one * whole) == round(whole)
    if 1 - step / 2 <= one < 1 - _SAME:
        return f"{1:.{decimals}%}" if all_of_it else f">{1 - step:.{decimals}%}"
    return f"{one:.{decimals}%}"


def percent_text(share: float | None) -> str:
    """Whole percentage, by the rule of :func:`share_text`."""
    return share_text(share, decimals=0)


def number_text(value: float | None, *, decimals: int = 4, none: str = NONE) -> str:
    """Return a number without needless decimals.

    Parameters
    ----------
    value : float or None
        None or ``nan`` where there is none.
    decimals : int
        Most digits behind the point.
    none : str
        What stands for no number.

    Examples
    --------
    >>> number_text(1200.0), number_text(0.25), number_text(3.04, decimals=1), number_text(None)
    ('1,200', '0.25', '3', '–')
    """
    one = known(value)
    if one is None:
        return none
    text = f"{one:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if decimals else text


def unit_text(written: str, t: Text) -> str:
    """Return a unit of the plan in the reader's language.

    One that the catalogue does not know stays as the plan writes it: better in Chinese than not
    at all.

    Examples
    --------
    >>> from spaces.text import text
    >>> [unit_text(unit, text("en")) for unit in ("分钟", "个", "斤")]
    ['min', 'items', '斤']
    """
    known = bool(written) and t.has(f"unit.{written}")
    return t(f"unit.{written}") if known else written


def quantity_text(figure: str, written: str, t: Text) -> str:
    """Return a figure with its unit: ``3 个``, ``60%``, and in English ``3 items``.

    Parameters
    ----------
    figure : str
        A number as text; "" gives "".
    written : str
        The unit as the plan writes it.
    t : Text
        Catalogue of the reader's language.
    """
    unit = unit_text(written, t)
    space = "" if not unit or unit in _CLOSE else " "
    return f"{figure}{space}{unit}" if figure else ""


def km_text(metres: float | None) -> str:
    """Metres as kilometres with one decimal, such as 12.3; nothing counts as 0."""
    return f"{(metres or 0.0) / 1000:,.1f}"
