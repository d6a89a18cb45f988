"""What a spreadsheet does to cells: codes become 4.40304E+11, 3-5 becomes 3月5日, 1200 is 1,200."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from geo.contracts.cells import Unreadable

_EXPONENT: Final = re.compile(r"\d(?:\.\d+)?E\+\d{1,3}", re.IGNORECASE)
_MONTHS: Final = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_NAMED: Final = "|".join(_MONTHS)
_DAY: Final = re.compile(
    rf"(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})日|(?P<d2>\d{{1,2}})-(?P<m2>{_NAMED})"
    rf"|(?P<m3>{_NAMED})-(?P<d3>\d{{1,2}})",
    re.IGNORECASE,
)
_THOUSANDS: Final = re.compile(r"[+\-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def lost_digits(text: str) -> bool:
    """Whether a code was shortened to a power of ten: its last digits are gone.

    Parameters
    ----------
    text : str
        A cell.

    Examples
    --------
    >>> lost_digits("4.40304E+11"), lost_digits("440304000000"), lost_digits("1E5")
    (True, False, False)
    """
    return _EXPONENT.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def made_a_day(text: str) -> str:
    """Return what two numbers with a dash were before they were made a day; "" for another text.

    Parameters
    ----------
    text : str
        A cell.

    Examples
    --------
    >>> made_a_day("3月5日"), made_a_day("5-Mar"), made_a_day("2026年3月5日"), made_a_day("3-5")
    ('3-5', '3-5', '', '')
    """
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return ""
    given = found.groupdict()
    month = given["m"] or str(_MONTHS.index((given["m2"] or given["m3"]).lower()) + 1)
    day = given["d"] or given["d2"] or given["d3"]
    return f"{int(month)}-{int(day)}"


def without_commas(text: str) -> str:
    """Return a number without the commas between its thousands; "" for any other text.

    Parameters
    ----------
    text : str
        A cell.

    Examples
    --------
    >>> without_commas("1,200"), without_commas("１，２００．５"), without_commas("1,20")
    ('1200', '1200.5', '')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain.replace(",", "") if _THOUSANDS.fullmatch(plain) else ""


def require_whole(text: str) -> None:
    """Refuse a code that a spreadsheet has shortened, or has made a day.

    Parameters
    ----------
    text : str
        A cell.

    Raises
    ------
    Unreadable
        ``excel_exponent``, ``excel_day``.
    """
    if lost_digits(text):
        raise Unreadable("excel_exponent")
    require_no_day(text)


def require_no_day(text: str) -> None:
    """Refuse what was two numbers with a dash before a spreadsheet made it a day.

    Parameters
    ----------
    text : str
        A cell.

    Raises
    ------
    Unreadable
        ``excel_day``.
    """
    before = made_a_day(text)
    if before:
        raise Unreadable("excel_day", before=before)
