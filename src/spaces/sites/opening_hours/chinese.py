"""Opening hours as departments write them in Chinese, brought to rules.

Only texts of known words in a known order are read: days (周一至周五, 工作日, 周末, 节假日, 春节),
times of day, 闭馆 and its like, 除外, 除…外, 照常开放, 顺延, months, and the last admission, which
does not change the hours. Anything else is not understood.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from spaces.sites.opening_hours.chinese_reader import Reader
from spaces.sites.opening_hours.chinese_words import tokens
from spaces.sites.opening_hours.rules import EVERY, Days, Rule
from spaces.sites.opening_hours.seasons import parts, with_doubt
from spaces.sites.opening_hours.table import Table, table

_DASHES: Final = re.compile(r"[~～〜∼‐‑‒–—―−﹣－]|(?<![遇截])[至到]")
_ALWAYS_CLOSED: Final = "暂停开放|暂不开放|停止开放|暂停营业|临时闭馆|闭馆装修|暂停对外开放|闭馆中"


def normal(text: str) -> str:
    """Full-width signs as plain ones, every dash and 至 as ``-``, lower case."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("∶", ":").strip()
    plain = re.sub("-+", "-", _DASHES.sub("-", plain))
    plain = re.sub(r"\s*([:-])\s*", r"\1", plain)
    return re.sub(r"(?<![0-9a-z.]) | (?![0-9a-z])", "", re.sub(r"\s+", " ", plain))


def read(text: str) -> tuple[tuple[Table, ...], bool]:
    """Read opening hours in Chinese, or times alone.

    Parameters
    ----------
    text : str
        What :func:`normal` returned.

    Returns
    -------
    tables : tuple of Table
        One for each part of the year that has hours of its own.
    more : bool
        Whether the text says more that a visitor needs, such as the last admission.

    Raises
    ------
    NotUnderstood
        For any word or order that is not known.
    """
    if re.fullmatch(_ALWAYS_CLOSED, text):
        rules, reader = [Rule(Days(EVERY, holiday=True), ())], Reader()
    else:
        reader = Reader()
        rules = reader.rules_of(tokens(text))
    tables = [
        table(with_doubt(rules, some), *span, moves=reader.moves) for span, some in parts(rules)
    ]
    return tuple(tables), reader.more
