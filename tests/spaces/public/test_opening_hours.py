"""Opening hours: what is understood is exact, what is not is unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaces.public.opening_hours import DAY_MIN, parse_hours, parse_opening

NOTHING = ((),) * 7
WORK = ((480, 1080),)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("24/7", (((0, 1440),),) * 7),
        ("Mo-Fr 08:00-18:00", (WORK,) * 5 + ((), ())),
        ("mo-fr 8:00-18:00", (WORK,) * 5 + ((), ())),
        ("08:00-18:00", (WORK,) * 7),
        ("Sa,Su 08:00-18:00", ((),) * 5 + (WORK, WORK)),
        ("Sa-Mo 08:00-18:00", (WORK, (), (), (), (), WORK, WORK)),
        ("Mo 08:00-12:00,14:00-18:00", (((480, 720), (840, 1080)), *((),) * 6)),
        ("Mo-Su 08:00-18:00; Mo off", ((), *(WORK,) * 6)),
        ("Mo-Su 08:00-18:00;", (WORK,) * 7),
        ("Fr 22:00-02:00", ((), (), (), (), ((1320, 1440),), ((0, 120),), ())),
        ("Su 22:00-02:00", (((0, 120),), (), (), (), (), (), ((1320, 1440),))),
        ("Mo 08:00-24:00", (((480, 1440),), *((),) * 6)),
        ("Mo 08:00-12:00,11:00-13:00", (((480, 780),), *((),) * 6)),
        ("Mo－Fr　08：00－18：00", (WORK,) * 5 + ((), ())),
    ],
)
def test_what_is_understood(text, week):
    assert parse_opening(text) == week


@pytest.mark.parametrize(
    ("text", "holidays"),
    [
        ("Mo-Fr 08:00-18:00", None),
        ("Mo-Fr 08:00-18:00; PH off", ()),
        ("Mo-Fr,PH 08:00-18:00", WORK),
        ("PH 08:00-18:00; Mo-Fr 08:00-18:00", WORK),
    ],
)
def test_what_is_said_of_holidays(text, holidays):
    hours = parse_hours(text)
    assert hours is not None
    assert hours.week == (WORK,) * 5 + ((), ())
    assert hours.holidays == holidays


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("周二至周日 9:00—17:00（周一闭馆）", "Tu-Su 09:00-17:00; Mo off"),
        ("每天8：00～17：30", "Mo-Su 08:00-17:30"),
        ("星期一到星期五 上午8:30-11:30，下午14:00-17:00", "Mo-Fr 08:30-11:30,14:00-17:00"),
        ("工作日 8:30-17:30，法定节假日除外", "Mo-Fr 08:30-17:30; PH off"),
        ("开放时间：周六、周日 9:00-16:00", "Sa,Su 09:00-16:00"),
        ("全天开放", "24/7"),
        ("24小时", "24/7"),
    ],
)
def test_chinese_hours_mean_the_same(text, same):
    assert parse_hours(text) == parse_hours(same) is not None


@pytest.mark.parametrize(
    "text",
    ["每周二闭馆", "周末下午，请先打电话", "下午2:00-5:00", "夏季 8:00-18:00", "周一至周五",
     "学期内 8:00-18:00",
     "每天8:00-17:30关闭", "免费开放", "首个周一 8:00-12:00"],
)  # fmt: skip
def test_half_understood_chinese_is_unknown(text):
    assert parse_hours(text) is None


@pytest.mark.parametrize(
    "text",
    ["", "9点到5点", "Mo-Fr", "Mo-Fr 08:00", "Mo-Fr 8-18", "Mo 25:00-26:00", "Mo 08:60-09:00",
     "PH off", "sunrise-sunset", "Mo-Fr 08:00+", "off", ";",
     "Mo 08:00-08:00", "Jan-Mar Mo 08:00-18:00", "Mo 08:00-18:00 || Tu off", "x" * 300,
     "Mo 08:00-18:00;;Tu 08:00-18:00"],
)  # fmt: skip
def test_what_is_not_understood_is_unknown(text):
    assert parse_opening(text) is None


@given(st.text(alphabet="MoTuSa -;,:0123456789/off周", max_size=40))
def test_whatever_is_written_gives_a_sound_week_or_none(text):
    week = parse_opening(text)
    if week is None:
        return
    assert len(week) == 7
    for day in week:
        ends = [edge for interval in day for edge in interval]
        assert ends == sorted(ends)
        assert len(set(ends)) == len(ends)
        assert all(0 <= edge <= DAY_MIN for edge in ends)
