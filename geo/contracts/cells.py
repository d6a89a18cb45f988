"""One cell of a stranger's table: text to a number, a date, yes or no, or why not."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import unicodedata

from geo.contracts import personal
from geo.faults import Fact

__all__ = ["BIGGEST_INTEGER", "Fact", "Unreadable", "shown"]

BIGGEST_INTEGER = 2**53
_MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "nil", "-", "--", "—", "/", "无"})
_YES = frozenset({"true", "t", "yes", "y", "1", "是", "有", "对", "√", "✓"})
_NO = frozenset({"false", "f", "no", "n", "0", "否", "无", "没有", "不", "×", "x"})
_DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:[T ][\d:.]+Z?)?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CJK = r"[\u3400-\u9fff）】]"
_PARTED = re.compile(rf"[;；、,，|/／\n]|(?<={_CJK})\s+(?=[\u3400-\u9fff（【])")
"""What parts the items of a list; a blank does so between Chinese words only, not within
"Education Bureau"."""
_FORMULA = re.compile(r"[=+\-@\t\r](?![\d.]+$)\s*\S")
_SHOWN = 60


class Unreadable(ValueError):
    """The cell does not hold what its column asks; ``code`` and ``facts`` say why."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def shown(value: object) -> str:
    """Return a cell as a message may show it: short, one line, no control characters."""
    text = "".join(c if _printable(c) else "\N{REPLACEMENT CHARACTER}" for c in str(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _printable(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def is_missing(raw: object, *, text: bool) -> bool:
    """Whether a cell holds nothing; ``无`` and ``-`` are words in a text, nothing in a number."""
    if raw is None:
        return True
    if isinstance(raw, float):
        return math.isnan(raw)
    if isinstance(raw, str):
        return raw.strip() == "" if text else raw.strip().casefold() in _MISSING
    return type(raw).__name__ in {"NAType", "NaTType"}


def plain_text(raw: object, longest: int) -> tuple[str, list[str]]:
    """Text of a cell without control characters, and the codes of what was noticed.

    Raises
    ------
    Unreadable
        ``not_text`` for a list or object, ``text_too_long``, ``identity_number`` when the text
        holds a citizen's identity number (it must not be stored).
    """
    if isinstance(raw, list | dict | tuple | set | bytes):
        raise Unreadable("not_text")
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)
    noted: list[str] = []
    clean = text = text.strip()
    if not clean.isprintable():  # spares most cells the walk over their characters
        clean = "".join(c for c in clean if _printable(c) or c == "\n")
    if clean != text:
        noted.append("control_characters")
    if len(clean) > longest:
        raise Unreadable("text_too_long", length=len(clean), longest=longest)
    if len(clean) >= personal.IDENTITY_DIGITS and personal.identity_number(clean):
        raise Unreadable(personal.IDENTITY, got="******")
    if _FORMULA.match(clean):
        noted.append("formula_text")
    return clean, noted


def listed(raw: object) -> list[object]:
    """Parts of a list cell: a list, a JSON list, or text.

    Text is parted by ``; ；、 , ， | / ／``, by new lines, and by blanks between Chinese words.

    Examples
    --------
    >>> listed("市教育局/市公安局 市妇联")
    ['市教育局', '市公安局', '市妇联']
    >>> listed("Education Bureau; Public Security Bureau")
    ['Education Bureau', 'Public Security Bureau']
    """
    if isinstance(raw, list | tuple | set):
        return list(raw)
    if hasattr(raw, "tolist"):
        inner = raw.tolist()
        return inner if isinstance(inner, list) else [inner]
    text = str(raw).strip()
    if text.startswith("[") and text.endswith("]"):
        try:
            inner = json.loads(text)
        except ValueError:
            inner = None
        if isinstance(inner, list):
            return inner
    return [part.strip() for part in _PARTED.split(text) if part.strip()]


def number(raw: object) -> float:
    """Return a finite number, or raise ``not_a_number``."""
    if isinstance(raw, bool | list | dict):
        raise Unreadable("not_a_number")
    try:
        value = float(raw.strip().replace("_", "?") if isinstance(raw, str) else raw)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise Unreadable("not_a_number") from None
    if not math.isfinite(value):
        raise Unreadable("not_a_number")
    return value


def integer(raw: object) -> int:
    """Return a whole number, or raise ``not_a_number`` or ``not_an_integer``.

    Examples
    --------
    >>> integer("２０２６"), integer("12.0")
    (2026, 12)
    """
    value = number(raw)
    if not value.is_integer() or abs(value) >= BIGGEST_INTEGER:
        raise Unreadable("not_an_integer")
    return int(value)


def boolean(raw: object) -> bool:
    """Return yes or no from the words people use for them, or raise ``not_a_boolean``.

    Examples
    --------
    >>> boolean("是"), boolean("no")
    (True, False)
    """
    word = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else str(raw)
    word = unicodedata.normalize("NFKC", word).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable("not_a_boolean")


def date(raw: object) -> str:
    """Return a calendar day as ``YYYY-MM-DD``, or raise ``not_a_date``."""
    if isinstance(raw, dt.date):  # a datetime is one too
        return raw.isoformat()[:10]
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    match = _DATE.fullmatch(text) or _COMPACT_DATE.fullmatch(text)
    if match is None:
        raise Unreadable("not_a_date")
    year, month, day = (int(part) for part in match.groups())
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise Unreadable("not_a_date") from None
