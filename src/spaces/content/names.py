"""Names in a language: what has no name in it keeps its Chinese one."""

from __future__ import annotations

from typing import Final

import pandas as pd

_CHINESE: Final = "zh"


def name_in(zh: str, en: str, lang: str) -> str:
    """Return the name in a language; without an English one it is the Chinese one.

    Parameters
    ----------
    zh, en : str
        The Chinese name, and the one for readers of any other language ("" for none).
    lang : str
        Language of the reader.

    Examples
    --------
    >>> name_in("沙园", "Sand Park", "en"), name_in("沙园", " ", "en")
    ('Sand Park', '沙园')
    """
    return zh if lang == _CHINESE or not en.strip() else en


def names_in(frame: pd.DataFrame, lang: str) -> pd.Series:
    """Return the names of all rows in a language, by the rule of :func:`name_in`.

    Parameters
    ----------
    frame : DataFrame
        Columns ``name_zh`` and ``name_en``; a missing name counts as none.
    lang : str
        Language of the reader.

    Returns
    -------
    Series
        Text, on the frame's index.
    """
    zh = frame["name_zh"].fillna("")
    if lang == _CHINESE:
        return zh
    en = frame["name_en"].fillna("")
    return en.where(en.str.strip() != "", zh)
