"""Opening hours in Chinese, cut into the words that are known.

A text with one unknown word gives no words at all: half a sentence can say the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from spaces.sites.opening_hours.chinese_times import CLOCK, SPAN, interval
from spaces.sites.opening_hours.rules import (
    ALL_DAY,
    EVERY,
    WEEKDAYS,
    WEEKEND,
    Days,
    NotUnderstood,
)

Token = tuple[str, Any]
"""What a word is (``days``, ``time``, ``season``, ``close`` …), and its value."""

_NUMERALS: Final = "一二三四五六日天"
_P: Final = "(?:每逢|逢|每|遇)?(?:星期|礼拜|周)"
_N: Final = f"[{_NUMERALS}]"
_FIRST: Final = f"(?:{_P}(?:{_N}|[1-7](?![:\\d点时])))"
_MORE: Final = rf"(?:[-、和及与/]{{0,2}}{_FIRST}|[-、,和及与/]{{0,2}}{_N}(?!月))"
_ENTRY: Final = (
    "(?:入馆|入场|入园|进馆|进场|进园|入内|入室|进入|售票|购票|取票|检票|领票|换票|发票|接待|领卡)"
)
_STOP: Final = "(?:停止|禁止|不再|停|谢绝)(?:观众|游客|读者|访客)?"
_HOLIDAY: Final = "(?:国家)?(?:法定)?(?:节假日|假日|节日|公众假期|公共假期)|国定假日"
_WHILE: Final = "(?:放假)?(?:期间|假期|长假|黄金周|当天|当日)?"
_CLOSED: Final = (
    "(?:例行|定期|全天|整天|一律)?(?:闭馆|休馆|闭园|休园|闭店|休店|停馆|休息|(?:对外)?不开放|不对外开放|"
    "不开门|关闭|关门|停业|停止(?:对外)?开放|暂停(?:对外)?开放|不营业|歇业|休业|公休|不接待)"
    "(?:日|维护|检修|保养|整理|整修|一天)?"
)
_FESTIVALS: Final = {
    "元旦": "new_year", "春节": "spring", "清明节?": "tomb_sweeping", "劳动节": "labour",
    "五一(?:国际)?(?:劳动节|节)?": "labour", "端午节?": "dragon_boat", "中秋节?": "mid_autumn",
    "国庆节?": "national", "十一(?=国庆|假期|长假|黄金周|期间)(?:国庆节?)?": "national",
}  # fmt: skip
_DATE: Final = r"(?:次年|翌年|第二年|来年)?(\d{1,2})月(?:份|(\d{1,2})[日号])?"
_SEASON: Final = re.compile(rf"(?:每年)?(?:{_DATE}|(\d{{1,2}}))-{_DATE}(?:底|初|中旬)?")


def _weekdays(text: str) -> Days:
    """Read ``周一至周五``, ``周一、三、五``, ``周六日``."""
    marks = re.findall(f"-|{_N}|[1-7]", text)
    out: list[int] = []
    until = False
    for mark in marks:
        if mark == "-":
            until = True
            continue
        day = 6 if mark == "天" else int(mark) - 1 if mark.isdigit() else _NUMERALS.index(mark)
        if until:
            out += [d % 7 for d in range(out[-1] + 1, day + 1 if day > out[-1] else day + 8)]
        out.append(day)
        until = False
    return Days(frozenset(out))


def _season(text: str) -> tuple[int, int]:
    """Read ``4月-10月``, ``4-10月``, ``11月1日-次年3月31日``."""
    found = _SEASON.fullmatch(text)
    if found is None or text.endswith(("底", "初", "中旬")):
        raise NotUnderstood
    month, day, bare, to_month, to_day = found.groups()
    first = int(month or bare) * 100 + int(day or 1)
    last = int(to_month) * 100 + int(to_day or 31)
    for edge in (first, last):
        if not (1 <= edge // 100 <= 12 and 1 <= edge % 100 <= 31):
            raise NotUnderstood
    return (first, last)


def _festival(text: str) -> Days:
    name = next(name for form, name in _FESTIVALS.items() if re.match(form, text))
    return Days(festivals=frozenset({name}), part=text.endswith(("当天", "当日")))


_BEFORE: Final = r"(?:闭馆|关门|闭园|闭店|结束)?(?:提前|前)(?:\d+|半|一|三十)个?(?:分钟|小时)"
_LAST_ENTRY: Final = (
    rf"{CLOCK}(?:以后|之后|后|起)?{_STOP}{_ENTRY}(?:[、和及与]{_ENTRY})*"
    rf"|(?:最后|最晚|最迟|截止|停止){_ENTRY}的?(?:时间)?[:为是]?{CLOCK}"
    rf"|{_BEFORE}{_STOP}{_ENTRY}(?:[、和及与]{_ENTRY})*"
)
_TAKEN_AFTER: Final = (
    rf"(?:如|若)?遇?(?:到)?(?:{_HOLIDAY})(?:期间)?则?(?:闭馆日?|休馆日?|闭馆时间)?则?"
    r"(?:往后|向后)?顺延[^,;。()]*"
)
_SEASON_NAMES: Final = (
    "夏令时间?|冬令时间?|夏令|冬令|夏时制|冬时制"
    "|春夏季?|秋冬季?|夏秋季?|冬春季?|夏季|冬季|旺季|淡季"
)
_ROUND_THE_CLOCK: Final = rf"(?:全天候?|7[x*]24小时|24小时|二十四小时|24h)(?!{_CLOSED})(?:24小时)?"
_NEW_YEAR_DAYS: Final = (
    "(?:农历)?(?:除夕|大年三十|年三十|大年|正月|初[一二三四五六七八九十])"
    "(?:[-、,和及与]?(?:除夕|正月|大年|初)[一二三四五六七八九十]*)*"
)
_NOT_SHUT: Final = "(?:全年|常年)?(?:无休|不休(?:息|馆)?|不打烊|不闭馆|不闭园)|365天"
_LATER: Final = (
    "(?:时间)?(?:另行(?:通知|通告|公告|公布|安排)|另定|待定|详见公告|见公告"
    "|(?:以|按)(?:现场|馆方|官方|当日)?(?:公告|通知|公示)为准)"
)
_EMPTY: Final = (
    "(?:场馆|对外|日常|平时)?(?:开放|营业|服务|开馆|开园|接待|参观|办公|工作|活动)时间[:为是]?"
    "|(?:正式)?(?:免费)?(?:对外)?(?:免费)?(?:开放|营业|开馆|开园|开门|接待)"
    r"|免费|全年|常年|长年|均|都|为|是|则|时段|[:\s]"
)


def _holiday(text: str) -> Days:
    return Days(holiday=True, loose="法定" not in text and "国" not in text)


_WORDS: Final[tuple[tuple[str, str, Callable[[str], Any]], ...]] = (
    ("note", _LAST_ENTRY, str),
    ("move", _TAKEN_AFTER, str),
    ("season", _SEASON.pattern, _season),
    ("season_name", _SEASON_NAMES, str),
    ("time", SPAN, interval),
    ("time", _ROUND_THE_CLOCK, lambda _: ALL_DAY),
    ("days", rf"{_FIRST}{_MORE}*", _weekdays),
    ("days", "(?:每逢|逢)?周末", lambda _: Days(WEEKEND)),
    ("days", "双休日|公休日|周休日|休息日(?=:?\\d)", lambda _: Days(WEEKEND, rest=True)),
    ("days", "(?:国家)?(?:法定)?(?:工作日|上班日)|平日", lambda _: Days(WEEKDAYS, work=True)),
    ("days", "每天|每日|天天|全周", lambda _: Days(EVERY)),
    ("days", _NEW_YEAR_DAYS, lambda _: Days(festivals=frozenset({"spring"}), part=True)),
    ("days", f"(?:{'|'.join(_FESTIVALS)}){_WHILE}", _festival),
    ("days", rf"(?:如遇|每逢|逢|遇)?(?:{_HOLIDAY}){_WHILE}", _holiday),
    ("others", "其余时间|其他时间|其它时间|其余|其他|其它", str),
    ("open_at", rf"{CLOCK}(?:开馆|开门|开园|开放)", str),
    ("close_at", rf"{CLOCK}(?:闭馆|关门|闭园|关闭|结束)", str),
    ("not_rest", "(?:中午|午间)(?:不休息?|不闭馆|不打烊|不关门)", str),
    ("never_closed", _NOT_SHUT, str),
    ("usual", "照常(?:开放|营业|开馆)?|正常(?:开放|营业|开馆)|照开", str),
    ("head_closed", rf"(?:{_CLOSED})(?:时间)?(?:[:为是])", str),
    ("close", _CLOSED, str),
    ("except", "除外|例外", str),
    ("excepting", "不含|不包括|不包含", str),
    ("but", "除了?", str),
    ("but_end", "以外|之外|外", str),
    ("announced", _LATER, str),
    ("", _EMPTY, str),
    ("and", "[、和及与或/]|以及", str),
    ("stop", "[;。\\n]", str),
    ("comma", ",", str),
    ("in", r"[(\[【]", str),
    ("out", r"[)\]】]", str),
)
_ANY: Final = tuple((kind, re.compile(form), value) for kind, form, value in _WORDS)


def tokens(text: str) -> list[Token]:
    """Cut a text into known words.

    Parameters
    ----------
    text : str
        Full-width signs as plain ones, every kind of dash as ``-``.

    Returns
    -------
    list of (str, object)
        In order; blanks and empty words left out.

    Raises
    ------
    NotUnderstood
        At the first unknown word.
    """
    out: list[Token] = []
    at = 0
    while at < len(text):
        kind, value, at_next = _word(text, at)
        if kind:
            out.append((kind, value))
        at = at_next
    return out


def _word(text: str, at: int) -> tuple[str, Any, int]:
    """Give the word at a place, its value, and where the next one begins."""
    for kind, form, value in _ANY:
        found = form.match(text, at)
        if found and found.end() > at:
            return kind, value(found[0]), found.end()
    raise NotUnderstood
