"""How the cells of a column of a stranger's file are read, and what is said of each bad one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from geo.contracts import cells, excel, personal
from geo.contracts.cells import Fact, Unreadable
from geo.contracts.columns import Column, Kind
from geo.faults import Severity

_PLAIN_LENGTH = 60
_PHONE_DIGITS, _IDENTITY_DIGITS = r"\d(?:[._\-]?\d){10}", r"\d(?:[._\-]?\d){14}"
_PLAIN_WORD = r"[A-Za-z_][A-Za-z0-9_.\-]{0,58}|[0-9]{1,14}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to say about the cell at ``position`` (0-based) of a column."""

    position: int
    code: str
    severity: Severity
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A column as our frames hold it, and what is wrong with it."""

    series: pd.Series
    marks: list[Mark]


def absent(column: Column, length: int) -> pd.Series:
    """Return the column as it stands when the file does not have it."""
    return _series([_missing(column)] * length, column)


def parse(source: pd.Series, column: Column, *, required: bool = False) -> Parsed:
    """Read a column of any dtype.

    Parameters
    ----------
    source : Series, length n
        As the file gave it: text, numbers, lists, dates.
    column : Column
        What it may hold.
    required : bool
        Whether a missing or bad value is an error of the row, not a warning.

    Returns
    -------
    Parsed
        Values on a fresh 0…n-1 index, and the marks in order of position.
    """
    for at_once in (_parse_numbers, _parse_booleans, _parse_plain_words):
        fast = at_once(source, column)
        if fast is not None:
            return fast
    reader = _READERS[column.kind]
    missing = _missing(column)
    values: list[object] = []
    marks: list[Mark] = []
    memo: dict[object, tuple[object, _Said]] = {}
    for position, raw in enumerate(source.tolist()):
        key = _same(raw)
        if key is None or key not in memo:
            answer = _read_cell(raw, column, reader, missing, required)
            if key is not None:
                memo[key] = answer
        else:
            answer = memo[key]
        value, said = answer
        values.append(list(value) if isinstance(value, list) else value)
        if said:
            marks += [Mark(position, code, severity, facts) for code, severity, facts in said]
    return Parsed(_series(values, column), marks)


def _same(raw: object) -> object:
    """Key under which equal cells are read once; None for one that is read by itself."""
    if isinstance(raw, str | int | float | bool):
        return (type(raw), raw)
    if type(raw) is list and all(type(item) is str for item in raw):
        return (list, *raw)
    return None


_Said = list[tuple[str, Severity, Mapping[str, Fact]]]
_Reader = Callable[[object, Column, _Said], object]


def _read_cell(
    raw: object, column: Column, reader: _Reader, missing: object, required: bool
) -> tuple[object, _Said]:
    said: _Said = []
    bad: Severity = "error" if required else "warning"
    if cells.is_missing(raw, text=column.kind in ("text", "text_list")):
        if required:
            said.append(("value_missing", "error", {}))
        return missing, said
    try:
        value = reader(raw, column, said)
    except Unreadable as why:
        facts: dict[str, Fact] = {"got": cells.shown(raw), **why.facts}
        return missing, [*said, (why.code, bad, facts)]
    if value in ("", []) and required:
        return missing, [*said, ("value_missing", "error", {})]
    return (missing if value in ("", []) else value), said


def _text(raw: object, column: Column, said: _Said) -> object:
    value = _clean(raw, column, said)
    if column.allowed is not None:
        return _allowed(value, column)
    if column.code:
        excel.require_whole(value)
    elif before := excel.made_a_day(value):
        said.append(("excel_day_kept", "warning", {"got": cells.shown(raw), "before": before}))
    return value


def _clean(raw: object, column: Column, said: _Said) -> str:
    value, noted = cells.plain_text(raw, column.max_length)
    said += [(code, "notice", {"got": cells.shown(raw)}) for code in noted]
    if column.private:
        found = personal.tells_of_persons(value, column.private)
        said += [(code, "warning", {"got": "******"}) for code in found]
    return value


def _allowed(value: str, column: Column) -> str:
    by_fold = {item.casefold(): item for item in column.allowed or ()}
    if value.casefold() not in by_fold:
        raise Unreadable("value_not_allowed", allowed=", ".join(sorted(column.allowed or ())))
    return by_fold[value.casefold()]


def _text_list(raw: object, column: Column, said: _Said) -> object:
    out: list[str] = []
    for item in cells.listed(raw):
        value = _clean(item, column, said)
        if column.allowed is not None:
            try:
                value = _allowed(value, column)
            except Unreadable as why:
                said.append((why.code, "warning", {"got": cells.shown(item), **why.facts}))
                continue
        if value and value not in out:
            out.append(value)
    return out


def _number(raw: object, column: Column, said: _Said) -> object:
    if isinstance(raw, str):
        excel.require_no_day(raw)
        if plain := excel.without_commas(raw):
            said.append(("thousands", "notice", {"got": cells.shown(raw), "read": plain}))
            raw = plain
    value = cells.integer(raw) if column.kind == "integer" else cells.number(raw)
    low, high = column.minimum, column.maximum
    if low is not None and value < low:
        raise Unreadable("too_small", minimum=_tidy(low), unit=column.unit)
    if high is not None and value > high:
        raise Unreadable("too_big", maximum=_tidy(high), unit=column.unit)
    return value


def _boolean(raw: object, _column: Column, _said: _Said) -> object:
    return cells.boolean(raw)


def _date(raw: object, _column: Column, _said: _Said) -> object:
    return cells.date(raw)


_READERS: dict[Kind, _Reader] = {
    "text": _text,
    "integer": _number,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "text_list": _text_list,
}


def _parse_numbers(source: pd.Series, column: Column) -> Parsed | None:
    """Read a column of machine numbers at once; None when it must go cell by cell."""
    if column.kind not in ("integer", "number") or not pd.api.types.is_numeric_dtype(source):
        return None
    if pd.api.types.is_bool_dtype(source):
        return None
    numbers = source.to_numpy(dtype=float, na_value=np.nan)
    known = ~np.isnan(numbers)
    fine = known & np.isfinite(numbers)
    if column.kind == "integer":
        fine &= np.abs(numbers) < cells.BIGGEST_INTEGER
        fine &= np.where(fine, numbers, 0.5) % 1 == 0
    if column.minimum is not None:
        fine &= numbers >= column.minimum
    if column.maximum is not None:
        fine &= numbers <= column.maximum
    if not fine.all():
        return None  # a rare path: cell by cell, so that each bad one gets its own words
    return Parsed(_series(numbers, column), [])


def _parse_booleans(source: pd.Series, column: Column) -> Parsed | None:
    """Read a column of machine booleans, all of them known, at once; else None."""
    if column.kind != "boolean" or not pd.api.types.is_bool_dtype(source) or source.isna().any():
        return None
    return Parsed(_series(source.to_numpy(dtype=bool), column), [])


def _parse_plain_words(source: pd.Series, column: Column) -> Parsed | None:
    """Read a column of machine-made words, such as a million ids, at once; else None."""
    if column.kind != "text" or column.allowed is not None or column.max_length < _PLAIN_LENGTH:
        return None
    if not isinstance(source.dtype, pd.StringDtype) or not len(source):
        return None
    digits = _PHONE_DIGITS if column.private else _IDENTITY_DIGITS
    plain = source.str.fullmatch(_PLAIN_WORD) & ~source.str.contains(digits)
    if not bool(plain.fillna(False).all()):
        return None
    return Parsed(_series(source.to_numpy(dtype=object), column), [])


def _missing(column: Column) -> object:
    empty: dict[str, object] = {"text": "", "text_list": []}
    return empty.get(column.kind) if column.default is None else column.default


def _series(values: object, column: Column) -> pd.Series:
    if column.kind == "integer":
        first = "Float64" if isinstance(values, np.ndarray) else "Int64"
        return pd.Series(values, dtype=first).astype("Int64")
    if column.kind == "number":
        return pd.Series(values, dtype="float64")
    if column.kind == "boolean":
        return pd.Series(values, dtype="boolean")
    return pd.Series(values, dtype="str" if column.kind == "text" else "object")


def _tidy(value: float) -> float | int:
    return int(value) if float(value).is_integer() else value
