"""What the map's script says is open, minute by minute: nights, holidays, worked weekends."""

from __future__ import annotations

from typing import Any

import pytest

from spaces.public.holidays import calendar
from spaces.sites.opening_hours import as_json, parse_hours
from spaces.sites.opening_hours.words import hours_rows
from spaces.text import text as words_of
from tests.toys.mapscripts import run

OPEN, CLOSED, UNKNOWN = "open", "closed", "unknown"
DAYS = calendar(2026).as_json()
_AT = """
const at = (date, minute) => ({ date, minute, day: hours.weekdayOf(date) });
return data.asked.map(([tables, date, minute]) => {
  const { open } = hours.openAt(tables, date, minute, data.calendar);
  return open === null ? "unknown" : open ? "open" : "closed";
});
"""


def states(asked: list[tuple[str, str]], days: dict[str, Any] = DAYS) -> list[str]:
    """State of each opening at a moment such as ``2026-10-01 09:30``."""
    rows = []
    for text, moment in asked:
        date, clock = moment.split()
        hour, minute = map(int, clock.split(":"))
        rows.append((as_json(parse_hours(text)), date, hour * 60 + minute))
    return list(run(_AT, {"asked": rows, "calendar": days}))


MUSEUM = "周二至周日9:00-17:00（周一闭馆，法定节假日除外）"
CASES = [
    # Monday 2026-10-05 is a holiday, Monday 2026-10-12 is none.
    (MUSEUM, "2026-10-05 10:00", OPEN),
    (MUSEUM, "2026-10-12 10:00", CLOSED),
    (MUSEUM, "2026-10-06 10:00", OPEN),
    ("9:00-17:00（周一闭馆，节假日除外）", "2026-10-05 10:00", OPEN),
    ("周二至周日 9:00-17:00，周一闭馆（法定节假日除外）", "2026-05-04 10:00", OPEN),
    ("工作日 8:30-17:30，节假日除外", "2026-10-06 10:00", CLOSED),
    ("周一至周五 8:30-17:30", "2026-10-06 10:00", UNKNOWN),
    ("周一至周五 8:30-17:30", "2026-10-08 10:00", OPEN),
    ("24/7", "2026-10-06 03:00", OPEN),
    ("每天9:00-17:00", "2026-10-04 10:00", UNKNOWN),  # the Sunday within a holiday
    ("周末9:00-17:00", "2026-10-03 10:00", UNKNOWN),
    ("9:00-17:00，全年无休", "2026-02-17 10:00", OPEN),
    ("全年无休（春节除外），9:00-17:00", "2026-02-17 10:00", CLOSED),
    ("全年无休（春节除外），9:00-17:00", "2026-10-06 10:00", OPEN),
    # Saturday 2026-05-09 is worked.
    ("工作日 8:30-17:30", "2026-05-09 10:00", OPEN),
    ("工作日 8:30-17:30", "2026-05-16 10:00", CLOSED),
    ("工作日 8:30-17:30", "2026-05-10 10:00", CLOSED),
    ("周末 9:00-17:00", "2026-05-09 10:00", UNKNOWN),
    ("周末 9:00-17:00", "2026-05-10 10:00", OPEN),
    ("双休日 9:00-17:00", "2026-05-09 10:00", CLOSED),
    ("工作日16:00-20:00，周末9:00-20:00", "2026-05-09 10:00", CLOSED),
    ("工作日16:00-20:00，周末9:00-20:00", "2026-05-09 17:00", OPEN),
    ("周一至周五 8:30-17:30", "2026-05-09 10:00", UNKNOWN),
    ("周二至周日 9:00-17:00", "2026-05-09 10:00", OPEN),
    ("Mo-Fr 08:00-18:00", "2026-09-20 10:00", UNKNOWN),
    ("24小时", "2026-09-20 03:00", OPEN),
    # A night belongs to the day that it begins on.
    ("Fr 22:00-02:00", "2026-11-06 23:00", OPEN),
    ("Fr 22:00-02:00", "2026-11-07 01:59", OPEN),
    ("Fr 22:00-02:00", "2026-11-07 02:00", CLOSED),
    ("Fr 22:00-02:00", "2026-11-06 01:00", CLOSED),
    ("Th,Fr 22:00-02:00; PH off", "2026-01-02 23:00", CLOSED),  # a Friday that is a holiday
    ("Th,Fr 22:00-02:00; PH off", "2026-01-03 01:00", CLOSED),  # and its night
    ("We,Th 22:00-02:00; PH off", "2026-01-01 01:00", OPEN),  # the night of New Year's Eve
    ("Fr 22:00-02:00", "2026-01-03 01:00", UNKNOWN),  # of that Friday nothing is said
    ("We 22:00-02:00", "2026-10-08 01:00", UNKNOWN),  # the night of a holiday, on a workday
    ("We 22:00-02:00", "2026-10-08 03:00", CLOSED),
    ("Mo-Su 22:00-02:00; Sa off", "2026-11-08 01:00", CLOSED),
    ("Mo-Su 22:00-02:00; Sa off", "2026-11-07 01:00", OPEN),
    ("Su 22:00-02:00", "2026-11-09 01:00", OPEN),
    ("周五 18:00-次日2:00", "2026-11-07 01:00", OPEN),
    # What is only denied.
    ("周一闭馆", "2026-11-09 10:00", CLOSED),
    ("周一闭馆", "2026-11-10 10:00", UNKNOWN),
    # Parts of the year, and the night of their last day.
    ("4月-10月 6:00-22:00；11月-次年3月 7:00-20:00", "2026-10-31 21:00", OPEN),
    ("4月-10月 6:00-22:00；11月-次年3月 7:00-20:00", "2026-11-01 21:00", CLOSED),
    ("4月-10月 18:00-次日2:00；11月-次年3月 7:00-20:00", "2026-11-01 01:00", OPEN),
    ("Apr-Oct 06:00-22:00", "2026-12-06 10:00", CLOSED),
    ("4月-10月 6:00-22:00", "2026-12-06 10:00", UNKNOWN),
    # A day of rest that falls on a holiday is taken after it.
    ("周一闭馆，遇法定节假日顺延；周二至周日9:00-17:00", "2026-10-08 10:00", UNKNOWN),
    ("周一闭馆，遇法定节假日顺延；周二至周日9:00-17:00", "2026-10-09 10:00", OPEN),
    # Not announced yet: by law a holiday, around it in doubt, in between as ever.
    ("工作日 8:30-17:30", "2028-10-02 10:00", CLOSED),
    ("工作日 8:30-17:30", "2028-10-05 10:00", UNKNOWN),
    ("工作日 8:30-17:30", "2028-10-14 10:00", CLOSED),
    ("工作日 8:30-17:30", "2028-07-12 10:00", OPEN),
    ("每天9:00-17:00", "2028-09-30 18:00", UNKNOWN),
    ("24/7", "2028-10-05 10:00", OPEN),
    ("9:00-17:00，全年无休", "2028-10-05 10:00", OPEN),
    ("每天9:00-17:00", "2099-07-15 10:00", UNKNOWN),
    ("24/7", "2099-07-15 10:00", OPEN),
]


def test_open_closed_or_not_known():
    got = states([(text, moment) for text, moment, _ in CASES])
    wrong = [(case, state) for case, state in zip(CASES, got, strict=True) if case[2] != state]
    assert not wrong


def test_days_that_a_city_lists():
    days = calendar(2026, holidays=["2026-11-10"], workdays=["2026-11-14"]).as_json()
    asked = [
        ("周二至周日9:00-17:00", "2026-11-10 10:00"),
        ("周二至周日9:00-17:00，节假日休息", "2026-11-10 10:00"),
        ("9:00-17:00，全年无休（春节除外）", "2026-11-10 10:00"),  # without a name: perhaps 春节
        ("工作日9:00-17:00", "2026-11-14 10:00"),
    ]
    assert states(asked, days) == [UNKNOWN, CLOSED, UNKNOWN, OPEN]


_NOW = """
await words.speak({ code: "zh", tag: "zh-CN" }, "x");
const { openings, calendar } = data;
const sites = { openings, open: openings.map((_, i) => i), calendar };
return data.moments.map(([i, iso]) => say.openWords(sites, i, hours.nowAt(480, new Date(iso))));
"""


@pytest.mark.parametrize(
    ("text", "instant", "state", "told"),
    [
        # 16:30 UTC on Sunday is 00:30 on Monday in China, whatever the phone's zone.
        ("Mo-Su 08:00-24:00", "2026-11-08T16:30:00Z", CLOSED, "关门 · 08:00 开门"),
        ("Su 20:00-02:00", "2026-11-08T16:30:00Z", OPEN, "开门 · 02:00 关门"),
        ("Mo-Su 08:00-24:00", "2026-11-08T15:59:00Z", OPEN, "开门 · 24:00 关门"),
        ("Mo-Sa 20:00-02:00", "2026-11-07T15:00:00Z", OPEN, "开门 · 明天 02:00 关门"),
        ("24/7", "2026-11-08T16:30:00Z", OPEN, "开门 · 全天开放"),
        ("周二至周日9:00-17:00", "2026-11-09T02:00:00Z", CLOSED, "关门 · 明天 09:00 开门"),
        ("周一至周五8:00-17:00", "2026-11-07T02:00:00Z", CLOSED, "关门 · 周一 08:00 开门"),
        ("周一至周五8:00-17:00", "2026-10-01T02:00:00Z", UNKNOWN, "节假日，开不开没有写明"),
        ("周一至周五8:00-17:00", "2026-09-30T12:00:00Z", CLOSED, "关门 · 下次几点开门没有写明"),
        ("周一至周五8:00-17:00", "2026-05-09T02:00:00Z", UNKNOWN,
         "调休上班的周末，开不开没有写明"),
        ("工作日8:00-17:00", "2026-09-30T12:00:00Z", CLOSED, "关门 · 周四 08:00 开门"),
        ("周一闭馆", "2026-11-10T02:00:00Z", UNKNOWN, "这一天开不开没有写明"),
        ("每天0:00-24:00；周一闭馆", "2026-11-08T02:00:00Z", OPEN, "开门 · 24:00 关门"),
        ("暂停开放", "2026-11-08T02:00:00Z", CLOSED, "关门 · 没有开门的日子"),
        ("周一至周五8:00-17:00", "2028-10-06T02:00:00Z", UNKNOWN,
         "这几天放假和调休的安排还没有收录"),
        ("看门口告示", "2026-11-08T02:00:00Z", UNKNOWN, "开放时间见说明"),
    ],
)  # fmt: skip
def test_in_words_at_chinas_time(text, instant, state, told):
    opening = {"text": text, "tables": as_json(parse_hours(text)), "more": False}
    asked = {"openings": [{"text": "", "tables": None}, opening], "calendar": DAYS}
    got = run(_NOW, asked | {"moments": [[1, instant]]})
    assert got == [{"state": state, "text": told}]


_FILTER = """
await words.speak({ code: "zh", tag: "zh-CN" }, "x");
const { openings, calendar } = data, open = openings.map((_, i) => i);
const sites = { openings, open, calendar, statuses: ["built"], exists: [true],
  status: open.map(() => 0) };
const now = hours.nowAt(480, new Date(data.instant));
const state = { kinds: new Set(), age: null, fac: new Set(), open: data.when };
const [{ test }] = filters.asked(sites, state, { now });
const told = { "-1": "closed", 0: "unknown", 1: "open" };
const said = (i) => (data.when === "now" ? say.openWords(sites, i, now)
  : say.openThen(sites, i, data.when, now));
return open.map((i) => [told[test(i)], said(i).state]);
"""


@pytest.mark.parametrize(
    ("instant", "when", "states"),
    [
        # Saturday 2026-05-09 is worked.
        ("2026-05-09T02:00:00Z", "now", [OPEN, UNKNOWN, UNKNOWN, OPEN, UNKNOWN, UNKNOWN]),
        ("2026-05-05T02:00:00Z", {"day": 5, "minute": 600},
         [OPEN, UNKNOWN, UNKNOWN, OPEN, UNKNOWN, UNKNOWN]),
        ("2026-05-05T02:00:00Z", {"day": 5, "minute": None},
         [OPEN, UNKNOWN, UNKNOWN, OPEN, UNKNOWN, UNKNOWN]),
        ("2026-05-12T02:00:00Z", {"day": 5, "minute": 600},
         [CLOSED, CLOSED, OPEN, OPEN, UNKNOWN, CLOSED]),
        # Monday 2026-10-05 is a holiday.
        ("2026-09-30T02:00:00Z", {"day": 0, "minute": 600},
         [CLOSED, UNKNOWN, UNKNOWN, OPEN, UNKNOWN, UNKNOWN]),
        ("2026-10-06T02:00:00Z", {"day": 0, "minute": 600},
         [OPEN, OPEN, CLOSED, CLOSED, UNKNOWN, CLOSED]),
        ("2026-11-06T17:00:00Z", "now", [CLOSED, CLOSED, CLOSED, CLOSED, UNKNOWN, OPEN]),
    ],
)  # fmt: skip
def test_filter_and_words_give_the_same_verdict(instant, when, states):
    texts = ["工作日9:00-17:00", "周一至周五9:00-17:00", "周末9:00-17:00", MUSEUM, "看告示",
             "Fr 22:00-02:00; Sa off"]  # fmt: skip
    openings = [{"text": text, "tables": as_json(parse_hours(text))} for text in texts]
    asked = {"openings": openings, "calendar": DAYS, "instant": instant, "when": when}
    assert run(_FILTER, asked) == [[state, state] for state in states]


TEXTS = [
    "24/7", "Mo-Fr 08:00-18:00", "Tu-Su 09:00-17:00; PH off", "Fr 22:00-02:00", "周一闭馆",
    MUSEUM, "工作日16:00-20:00，周末9:00-20:00", "9:00-17:00，全年无休（春节除外）",
    "4-10月9:00-18:00；11-3月9:00-17:00，周一闭馆", "周二至周日9:00-17:00，节假日照常开放",
    "6:00-10:00 17:00-21:00", "Apr 15-Oct 31 Tu-Su 06:00-22:00", "暂停开放", "双休日9:00-17:00",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_card_says_what_the_plain_page_says(lang):
    t = words_of(lang)
    hours = [parse_hours(text) for text in TEXTS]
    code = (
        f"await words.speak({{ code: '{lang}', tag: '' }}, 'x'); return data.map(say.hoursWords);"
    )
    ours = [[list(row) for row in hours_rows(one, t)] for one in hours if one]
    assert len(ours) == len(TEXTS)
    assert run(code, [as_json(one) for one in hours]) == ours
