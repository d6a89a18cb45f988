"""Years as people and spreadsheets write them: 2023年12月, 2023-12-01, 2023.0, real dates.

A day or a month is read for its year. The number by which Excel stores a day (45261) is named as
such and never guessed at; what is not one year (2023-2024) is left to the contract to name.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

import geopandas as gpd

from geo.contracts.cells import shown
from geo.faults import Fact, Fault

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000
"""Days of 1927 to 2119 as Excel counts them, from 1899-12-30."""
_EXCEL_DAY_0: Final = dt.date(1899, 12, 30)
_TIME: Final = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+\-]\d{2}:?\d{2})?)?"
_MONTH: Final = r"(?P<month>\d{1,2})"
_DAY: Final = r"(?P<day>\d{1,2})"
_PLAIN: Final = re.compile(r"(\d{4})(?:\.0*)?")
_CHINESE: Final = re.compile(
    rf"(\d{{4}})\s*年\s*(?:度|初|中|底|末|上半年|下半年|第?[一二三四1-4]季度"
    rf"|{_MONTH}\s*月(?:份|初|中|底|末|上旬|中旬|下旬)?(?:\s*{_DAY}\s*[日号])?{_TIME})?"
)
_PARTED: Final = re.compile(
    rf"(\d{{4}})\s*(?P<mark>[-/.])\s*{_MONTH}(?:\s*(?P=mark)\s*{_DAY})?\s*{_TIME}"
)
_YEAR_LAST: Final = re.compile(r"(?P<a>\d{1,2})[/\-.](?P<b>\d{1,2})[/\-.](?P<year>\d{4})")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})?")
_QUARTER: Final = re.compile(r"(\d{4})[ \-]?Q[1-4]", re.IGNORECASE)
_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SPELT: Final = re.compile(r"[〇○零一二三四五六七八九]{4}(?=年)")
_EXAMPLES: Final = 3


@dataclass(slots=True)
class _Seen:
    """What was met in a column besides plain years."""

    dates: list[str] = field(default_factory=list)
    serials: list[tuple[int, int]] = field(default_factory=list)


def year_of(raw: object) -> int | None:
    """Return the year that a cell names; None where it names none, or more than one.

    Parameters
    ----------
    raw : object
        A cell: text, a number, a date.

    Examples
    --------
    >>> [year_of(raw) for raw in (2023.0, "２０２３", "2023/12", "2023年12月1日", "20231201")]
    [2023, 2023, 2023, 2023, 2023]
    >>> [year_of(raw) for raw in ("2023-2024", 45261, "2023.13", "23年")]
    [None, None, None, None]
    """
    if isinstance(raw, dt.date):  # a datetime, and pandas' own, is one too
        return raw.year if raw == raw else None
    if isinstance(raw, bool | list | dict) or raw is None:
        return None
    text = unicodedata.normalize("NFKC", str(raw)).strip().lstrip("'")
    text = _SPELT.sub(lambda found: found[0].translate(_DIGITS), text)
    plain = _PLAIN.fullmatch(text) or _QUARTER.fullmatch(text)
    if plain is not None:
        return int(plain[1])
    for form in (_CHINESE, _PARTED, _COMPACT):
        found = form.fullmatch(text)
        if found is not None:
            parts = found.groupdict()
            return int(found[1]) if _is_day(parts["month"], parts["day"]) else None
    last = _YEAR_LAST.fullmatch(text)
    if last is not None and (_is_day(last["a"], last["b"]) or _is_day(last["b"], last["a"])):
        return int(last["year"])
    return None


def _is_day(month: str | None, day: str | None) -> bool:
    return 1 <= int(month or 1) <= 12 and 1 <= int(day or 1) <= 31


def serial_of(raw: object) -> dt.date | None:
    """Return the day for which a number stands in Excel; None where it can be none.

    Parameters
    ----------
    raw : object
        A cell.

    Examples
    --------
    >>> serial_of("45261"), serial_of(2023)
    (datetime.date(2023, 12, 1), None)
    """
    if isinstance(raw, bool):
        return None
    try:
        days = float(unicodedata.normalize("NFKC", str(raw)).replace(",", ""))
    except ValueError:
        return None
    if not _FIRST_SERIAL <= days < _LAST_SERIAL:
        return None
    return _EXCEL_DAY_0 + dt.timedelta(days=int(days))


def understand_years(
    frame: gpd.GeoDataFrame, position: int | None, rows: list[int], file: str
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Put plain years where a column holds dates and months, and name Excel's numbers of days.

    Parameters
    ----------
    frame : GeoDataFrame
        As the file gave it; it is not changed.
    position : int or None
        Which column holds years; None: the list has none.
    rows : list of int
        Numbers of the rows, as their owner counts.
    file : str
        Name of the list.

    Returns
    -------
    frame : GeoDataFrame
        The column with years as whole numbers; a number of Excel's is blank, what is not
        understood stays.
    faults : list of Fault
        ``sites.year_serial`` for each row, ``sites.year_from_date`` once.
    """
    if position is None:
        return frame, []
    header = str(frame.columns[position])
    seen = _Seen()
    values: list[object] = []
    for row, raw in zip(rows, frame.iloc[:, position].tolist(), strict=True):
        year, day = year_of(raw), serial_of(raw)
        if year is not None and len(str(raw).strip()) > len("2023.0"):
            seen.dates.append(shown(raw))
        if year is None and day is not None:
            seen.serials.append((row, (day - _EXCEL_DAY_0).days))
            values.append(None)
        else:
            values.append(raw if year is None else year)
    out = frame.copy()
    out.isetitem(position, values)
    return out, _told(seen, header, file)


def _told(seen: _Seen, header: str, file: str) -> list[Fault]:
    faults = []
    for row, days in seen.serials:
        day = _EXCEL_DAY_0 + dt.timedelta(days=days)
        facts: dict[str, Fact] = {"got": str(days), "day": day.isoformat()}
        faults.append(Fault("sites.year_serial", file, row, header, facts, "warning"))
    if seen.dates:
        examples = ", ".join(list(dict.fromkeys(seen.dates))[:_EXAMPLES])
        facts = {"count": len(seen.dates), "examples": examples}
        faults.append(Fault("sites.year_from_date", file, None, header, facts, "notice"))
    return faults
