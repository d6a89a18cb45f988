"""Times of day in Chinese: ``9:00-17:00``, ``下午2点-5点半``, ``18:00-次日2:00``."""

from __future__ import annotations

import re
from typing import Final

from spaces.sites.opening_hours.rules import DAY_MIN, NotUnderstood, Times

_PART: Final = "(?:凌晨|清晨|早上|早晨|早|上午|中午|午间|下午|午后|傍晚|晚上|晚间|晚|夜间|夜)"
_NEXT: Final = "(?:次日|翌日|第二天)"
_HOUR: Final = r"\d{1,2}(?::\d{2}(?!\d)|[点时](?:\d{1,2}分?|半|整)?)"
CLOCK: Final = f"{_NEXT}?{_PART}?{_HOUR}"
"""One time of day, as a pattern without groups."""
SPAN: Final = rf"(?:{_PART}?\d{{1,2}}|{CLOCK})-{CLOCK}(?:止|结束)?"
"""Two of them; the first may leave its "o'clock" to the second."""

_ONE: Final = re.compile(
    rf"(?P<next>{_NEXT})?(?P<part>{_PART})?(?P<hour>\d{{1,2}})"
    r"(?::(?P<minute>\d{2})|[点时](?:(?P<more>\d{1,2})分?|(?P<half>半)|整)?)?"
)
_MORNING: Final = ("凌晨", "清晨", "早上", "早晨", "早", "上午")
_NOON: Final = ("中午", "午间")
_EVENING: Final = ("傍晚", "晚上", "晚间", "晚", "夜间", "夜")
_NOON_H: Final = 12
_EVENING_H: Final = 4


def interval(text: str) -> Times:
    """Read two times of day as one opening.

    Parameters
    ----------
    text : str
        What :data:`SPAN` matches.

    Returns
    -------
    tuple of one (int, int)
        Minutes after midnight; what ends on the next day ends after 1440.

    Raises
    ------
    NotUnderstood
        For a time that no clock shows, and where it is not certain which half of the day is meant.
    """
    begin, end = (_ONE.match(half) for half in re.sub("止|结束", "", text).split("-"))
    if begin is None or end is None or begin["next"]:
        raise NotUnderstood
    start = _minutes(begin, begin["part"] or "")
    part = end["part"] or ""
    if not part and begin["part"] not in (None, *_MORNING, *_NOON):
        part = begin["part"]  # 下午2:00-5:00
    stop = _minutes(end, part)
    if end["next"]:
        stop += DAY_MIN
    elif stop <= start:
        # 18:00-2:00 is a night; 9:00-5:00 may be a clerk's afternoon.
        if start < _NOON_H * 60 or stop > _NOON_H * 60:
            raise NotUnderstood
        stop += DAY_MIN
    if start >= DAY_MIN or stop > 2 * DAY_MIN or stop - start > DAY_MIN:
        raise NotUnderstood
    return ((start, DAY_MIN if stop == DAY_MIN - 1 else stop),)


def _minutes(found: re.Match[str], part: str) -> int:
    hour, minute = int(found["hour"]), int(found["minute"] or found["more"] or 0)
    if found["half"]:
        minute = 30
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise NotUnderstood
    if part in _MORNING and hour > _NOON_H:
        raise NotUnderstood
    late = part and part not in _MORNING
    if late and hour < _EVENING_H and part in _EVENING:
        raise NotUnderstood  # 晚上1点 is one in the morning, or a slip
    if late and hour < _NOON_H and not (part in _NOON and hour > 9):
        hour += _NOON_H
    elif late and hour == _NOON_H and part not in (*_NOON, "下午", "午后"):
        hour = 24  # twelve at night
    return hour * 60 + minute
