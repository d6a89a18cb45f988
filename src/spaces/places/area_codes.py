"""Codes of areas as they are written: a program that took them for numbers adds a ".0"."""

from __future__ import annotations

import re

import pandas as pd

from geo.contracts.cells import is_missing

_WHOLE = re.compile(r"\d+\.0+")


def area_code(raw: object) -> str:
    """Return a code of an area as text.

    One blank among whole numbers makes a column of fractions of them: 330381001 then stands there
    as 330381001.0.

    Parameters
    ----------
    raw : object
        What a cell of a table or a property of a shape holds.

    Returns
    -------
    str
        "" where there is no code.

    Examples
    --------
    >>> area_code(330381001.0), area_code("330381001.0"), area_code(None)
    ('330381001', '330381001', '')
    """
    if is_missing(raw, text=True):
        return ""
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw).strip()
    return text.split(".")[0] if _WHOLE.fullmatch(text) else text


def area_codes(column: pd.Series) -> pd.Series:
    """Return a column of codes as text; see :func:`area_code`.

    Parameters
    ----------
    column : Series
        Codes as they were read.
    """
    return pd.Series([area_code(raw) for raw in column], index=column.index, dtype="object")
