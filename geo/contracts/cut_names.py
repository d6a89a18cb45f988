"""Names of columns that a Shapefile has cut: its table keeps ten bytes of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from geo.contracts.columns import normal

_KEPT: Final = 10
_CODINGS: Final = ("utf-8", "gb18030")


def begun_by(header: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that a header may be the first ten bytes of.

    Half a character at the end is lost too: of 建成年份 in UTF-8 (twelve bytes) 建成年 (nine) is
    left, while in GBK (eight bytes) nothing is cut.

    Parameters
    ----------
    header : str
        As the file has it.
    names : iterable of str
        Whole names.
    """
    start = normal(header)
    sizes = [len(header.encode(coding, errors="replace")) for coding in _CODINGS]
    if not any(_KEPT - 1 <= size <= _KEPT for size in sizes):
        return ()
    return tuple(name for name in names if _is_cut(normal(name), start))


def _is_cut(name: str, start: str) -> bool:
    if name == start or not name.startswith(start):
        return False
    for coding in _CODINGS:
        kept = name.encode(coding, errors="replace")[:_KEPT].decode(coding, errors="ignore")
        if kept.rstrip("_") == start.rstrip("_"):
            return True
    return False


def cut_from(header: str, names: Iterable[str]) -> bool:
    """Whether a header is one of the names, cut."""
    return bool(begun_by(header, names))


_HEADER, _FIELD, _NAME, _END = 32, 32, 11, 0x0D
_LONGEST: Final = 4  # bytes of a character


def whole_characters(dbf: bytes, encoding: str) -> bytes:
    """Return a dBASE table whose names of columns end in whole characters.

    A name is cut at ten bytes, in the middle of a character if need be, and can then not be read.

    Parameters
    ----------
    dbf : bytes
        The table: a header of 32 bytes, then 32 bytes for each column, the first 11 its name.
    encoding : str
        What its text is in.
    """
    out = bytearray(dbf)
    at = _HEADER
    while at + _FIELD <= len(out) and out[at] != _END:
        name = bytes(out[at : at + _NAME]).split(b"\0")[0]
        if len(name) == _KEPT:
            out[at : at + _NAME] = _sound(name, encoding).ljust(_NAME, b"\0")
        at += _FIELD
    return bytes(out)


def _sound(name: bytes, encoding: str) -> bytes:
    """Leave out the beginning of a character at the end; what is not in ``encoding`` stays."""
    for spare in range(_LONGEST):
        try:
            name[: len(name) - spare].decode(encoding)
        except UnicodeDecodeError:
            continue
        return name[: len(name) - spare]
    return name
