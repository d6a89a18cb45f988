"""How a site is called wherever it is shown or written: a made-up one never without its mark."""

from __future__ import annotations

import pandas as pd

from spaces.content import name_in, names_in
from spaces.text import text


def site_name(zh: str, en: str, lang: str, *, demo: bool) -> str:
    """Return the name of a site in a language; that of a demonstration site ends in a mark.

    Parameters
    ----------
    zh, en : str
        Names of the site ("" for none).
    lang : str
        Language of the reader.
    demo : bool
        Whether the site is demonstration data.

    Examples
    --------
    >>> site_name("沙园", "Sand Park", "zh", demo=True)
    '沙园（示范数据）'
    >>> site_name("沙园", "Sand Park", "en", demo=False)
    'Sand Park'
    """
    name = name_in(zh, en, lang)
    return name + text(lang)("demo.mark") if demo else name


def site_names(frame: pd.DataFrame, lang: str) -> pd.Series:
    """Return the names of all rows in a language, by the rule of :func:`site_name`.

    Parameters
    ----------
    frame : DataFrame
        Columns ``name_zh``, ``name_en`` and ``demo`` (bool; a frame without it has no
        demonstration data); a missing name counts as none.
    lang : str
        Language of the reader.

    Returns
    -------
    Series
        Text, on the frame's index.
    """
    names = names_in(frame, lang)
    if "demo" not in frame:
        return names
    made_up = frame["demo"].fillna(False).astype(bool)
    return names.where(~made_up, names + text(lang)("demo.mark"))
