"""Degrees as people write them: 120.6417, 120°38′30″, 东经120度38分30秒, and 120.3830 for it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import numpy as np

from geo.arrays import Floats, Mask
from geo.contracts.cells import Unreadable, number

_HEMISPHERE: Final = {
    "e": 1,
    "n": 1,
    "w": -1,
    "s": -1,
    "东经": 1,
    "北纬": 1,
    "西经": -1,
    "南纬": -1,
}
_SIDE: Final = r"东经|西经|北纬|南纬|[ensw]"
_PARTS: Final = re.compile(
    rf"(?P<before>{_SIDE})?\s*(?P<sign>[-+])?(?P<deg>\d{{1,3}}(?:\.\d+)?)\s*(?:°|º|˚|度|d)?"
    r"(?:[\s:]*(?P<min>\d{1,2}(?:\.\d+)?)\s*(?:'|′|’|分|m)?"
    r"(?:[\s:]*(?P<sec>\d{1,2}(?:\.\d+)?)\s*(?:\"|″|”|''|′′|秒|s)?)?)?"
    rf"\s*(?P<after>{_SIDE})?"
)
_PLAIN: Final = re.compile(r"[-+]?[\d.]+(?:e[-+]?\d+)?")
_MARKED: Final = re.compile(r"[°º˚度分秒:'′’\"″”]|\d\s+\d|[ensw东西南北]|\d\s*d\s*\d")


def degrees(raw: object) -> float:
    r"""Read a cell of degrees: a number, or degrees, minutes and seconds as text.

    Parameters
    ----------
    raw : object
        Such as ``120.6417``, ``"120°38'30\"E"``, ``"东经120度38分30秒"``, ``"120:38:30"``.

    Returns
    -------
    float
        Decimal degrees; south and west are negative.

    Raises
    ------
    geo.contracts.cells.Unreadable
        ``not_a_number``: neither of them, or minutes or seconds of 60 and more.
    """
    if not isinstance(raw, str):
        return number(raw)
    text = unicodedata.normalize("NFKC", raw).strip().casefold()
    if not _MARKED.search(text) or _PLAIN.fullmatch(text):
        return number(text)
    found = _PARTS.fullmatch(text)
    if found is None or (found["before"] and found["after"]):
        raise Unreadable("not_a_number")
    deg, minutes, seconds = (float(found[part] or 0) for part in ("deg", "min", "sec"))
    broken = found["min"] is not None and not deg.is_integer()
    broken |= found["sec"] is not None and not minutes.is_integer()
    side = _HEMISPHERE[found["before"] or found["after"] or "e"]
    if broken or minutes >= 60 or seconds >= 60 or (found["sign"] == "-" and side < 0):
        raise Unreadable("not_a_number")
    value = side * (deg + minutes / 60 + seconds / 3600)
    return -value if found["sign"] == "-" else value


def looks_packed(values: Floats) -> Mask:
    """Whether decimals could be minutes and seconds: 120.3830 may mean 120°38′30″.

    Parameters
    ----------
    values : array of float, shape (n,)
        Decimal degrees as given.

    Returns
    -------
    array of bool, shape (n,)
        Whether the first two decimals are below 60, and the next two, and not all are zero.
    """
    minutes, seconds = _packed_parts(values)
    return (minutes < 60) & (seconds < 60) & (minutes + seconds > 0)


def unpacked(values: Floats) -> Floats:
    """Degrees that ``values`` are if their decimals are minutes and seconds."""
    minutes, seconds = _packed_parts(values)
    out: Floats = np.sign(values) * (np.floor(np.abs(values)) + minutes / 60 + seconds / 3600)
    return out


def _packed_parts(values: Floats) -> tuple[Floats, Floats]:
    size = np.abs(np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0))
    hundredths = np.round((size - np.floor(size)) * 100, 6)
    minutes = np.floor(hundredths)
    return minutes, np.round((hundredths - minutes) * 100, 4)


def as_text(value: float) -> str:
    """Degrees, minutes and seconds as text, such as ``120°38′30″``."""
    seconds = round(abs(value) * 3600, 2)
    minutes, seconds = divmod(seconds, 60)
    deg, minutes = divmod(int(minutes), 60)
    sign = "-" if value < 0 else ""
    return f"{sign}{deg}°{minutes:02d}′{seconds:g}″"
