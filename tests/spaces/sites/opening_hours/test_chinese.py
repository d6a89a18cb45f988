"""Hours in Chinese: what is understood is exact, what is not is unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaces.sites.opening_hours import parse_hours
from spaces.sites.opening_hours.rules import DAY_MIN
from tests.toys.shorthand import short

MUSEUM = "Mo - | Tu-Su 9-17"
ALL_WEEK = "Mo-Su 9-17"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9:00~21:00", "Mo-Su 9-21"),
        ("9：00～21：00", "Mo-Su 9-21"),
        ("９：００－２１：００", "Mo-Su 9-21"),
        ("9∶00—21∶00", "Mo-Su 9-21"),
        ("9:00至21:00", "Mo-Su 9-21"),
        ("09:00 - 21:00", "Mo-Su 9-21"),
        ("早9:00-晚9:00", "Mo-Su 9-21"),
        ("每天 上午9点到晚上9点", "Mo-Su 9-21"),
        ("每日9时至21时", "Mo-Su 9-21"),
        ("周二至周日：9:00-17:00", MUSEUM),
        ("星期二至星期日 9:00-17:00", MUSEUM),
        ("礼拜二到礼拜天9:00–17:00", MUSEUM),
        ("周2至周7 9:00-17:00", MUSEUM),
        ("9:00-17:00（周二至周日）", MUSEUM),
        ("9:00-17:00 周二至周日，周一闭馆", MUSEUM),
        ("每周二至周日9:00-17:00，每周一闭馆", MUSEUM),
        ("周二至周日9:00-17:00（16:30停止入馆）", MUSEUM),
        ("周二至周日 9:00-17:00，最后入场时间16:30", MUSEUM),
        ("周二至周日 9:00—17:00（闭馆前30分钟停止入馆），周一全天闭馆", MUSEUM),
        ("开放时间：周二至周日9:00-17:00；闭馆日：周一", MUSEUM),
        ("9:00开馆，17:00闭馆，逢周一休息", MUSEUM),
        ("除周一外，每天9:00-17:00", MUSEUM),
        ("除周一闭馆外，周二至周日9:00-17:00", MUSEUM),
        ("每天9:00-17:00，周一除外", MUSEUM),
        ("周一至周日，除周一外9:00-17:00", MUSEUM),
        ("周二至周日（9:00-17:00）", MUSEUM),
        ("周二至周日9:00-17:00（16:30停止进馆，17:00闭馆）", MUSEUM),
        ("每天（周一除外）9:00-17:00", MUSEUM),
        ("周一闭馆，其余时间9:00-17:00", MUSEUM),
        ("周一闭馆\n9:00-17:00", MUSEUM),
        ("周一至周五16:00-20:00，周末9:00-20:00", "Mo-Fr 16-20 | Sa-Su 9-20"),
        ("周一至五 下午4:00-6:00；周六日 上午9:00-11:30", "Mo-Fr 16-18 | Sa-Su 9-11:30"),
        ("周一、三、五 15:00-17:00", "Mo 15-17 | Tu - | We 15-17 | Th - | Fr 15-17 | Sa-Su -"),
        ("周一至周四、周日10:00-21:00，周五、周六10:00-22:00",
         "Mo-Th 10-21 | Fr-Sa 10-22 | Su 10-21"),
        ("6:00-10:00 17:00-21:00", "Mo-Su 6-10,17-21"),
        ("上午8:30-11:30，下午2:00-5:00", "Mo-Su 8:30-11:30,14-17"),
        ("8:30-11:30、14:00-17:00（中午不休息）", "Mo-Su 8:30-11:30,14-17"),
        ("周二至周五10∶00—16∶45", "Mo - | Tu-Fr 10-16:45 | Sa-Su -"),
        ("下午2点至5点半", "Mo-Su 14-17:30"),
        ("晚上7:00-9:00", "Mo-Su 19-21"),
        ("周五 18:00-次日2:00", "Mo-Th - | Fr 18-26 | Sa-Su -"),
        ("18:00-2:00", "Mo-Su 18-26"),
        ("周一至周五 8:00-12:00 13:30-17:00 周六 9:00-12:00 周日休息",
         "Mo-Fr 8-12,13:30-17 | Sa 9-12 | Su -"),
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_a_week(text, said):
    assert short(text) == f"{said} ; PH ?"


@pytest.mark.parametrize(
    "text",
    ["全天", "全天开放", "24小时", "24小时开放", "全天24小时免费开放", "7x24小时",
     "每天0:00-24:00", "00:00-23:59", "全天候开放", "24/7"],
)  # fmt: skip
def test_day_and_night_is_every_day(text):
    assert short(text) == "Mo-Su 0-24 ; PH 0-24"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # The exception belongs to what stands before it: a closing, or an opening.
        ("周二至周日9:00-17:00（周一闭馆，法定节假日除外）", f"{MUSEUM} ; PH 9-17"),
        ("9:00-17:00（周一闭馆，节假日除外）", f"{MUSEUM} ; PH 9-17"),
        ("周二至周日 9:00-17:00，周一闭馆（法定节假日除外）", f"{MUSEUM} ; PH 9-17"),
        ("周一（法定节假日除外）闭馆，9:00-17:00", f"{MUSEUM} ; PH 9-17"),
        ("逢周一闭馆（国家法定节假日除外），9:00-17:00", f"{MUSEUM} ; PH 9-17"),
        ("除法定节假日外，周一闭馆，周二至周日9:00-17:00", f"{MUSEUM} ; PH 9-17"),
        ("除周一（法定节假日除外）闭馆外，每天9:00-17:00", f"{MUSEUM} ; PH 9-17"),
        ("9:00-17:00，闭馆日：周一（节假日除外）", f"{MUSEUM} ; PH 9-17"),
        ("周一闭馆（法定节假日除外，正常开放）9:00-17:00", f"{MUSEUM} ; PH 9-17"),
        ("周一闭馆，节假日除外", "Mo - | Tu-Su ? ; PH ?"),
        ("工作日 8:30-17:30，节假日除外", "Mo-Fr 8:30-17:30 | Sa-Su - ; PH -"),
        ("周二至周日9:00-17:00（法定节假日除外），周一闭馆", f"{MUSEUM} ; PH -"),
        ("周二至周日（节假日除外）9:00-17:00", f"{MUSEUM} ; PH -"),
        ("周二至周日9:00-17:00（周一及法定节假日除外）", f"{MUSEUM} ; PH -"),
        ("周二至周日9:00-17:00（不含法定节假日）", f"{MUSEUM} ; PH -"),
        ("24小时开放（节假日除外）", "Mo-Su 0-24 ; PH -"),
        # Said outright.
        ("周一、法定节假日闭馆，9:00-17:00", f"{MUSEUM} ; PH -"),
        ("周二至周日9:00-17:00，节假日休息", f"{MUSEUM} ; PH -"),
        ("9:00-17:00，全年无休", f"{ALL_WEEK} ; PH 9-17"),
        ("每天9:00-17:00，节假日不休", f"{ALL_WEEK} ; PH 9-17"),
        ("周末及节假日9:00-17:00", "Mo-Fr - | Sa-Su 9-17 ; PH 9-17"),
        ("工作日17:30-20:30；周末、节假日9:00-20:30",
         "Mo-Fr 17:30-20:30 | Sa-Su 9-20:30 ; PH 9-20:30"),
        ("周一至周五9:00-17:00，周末休息，法定节假日9:00-12:00",
         "Mo-Fr 9-17 | Sa-Su - ; PH 9-12"),
        ("9:00-17:00，节假日另行通知", f"{ALL_WEEK} ; PH ?"),
        ("国家法定工作日 8:30-17:30", "Mo-Fr 8:30-17:30 | Sa-Su - ; PH -"),
        # As usual: on a day that is closed otherwise that is not certain.
        ("周二至周日9:00-17:00，节假日照常开放", f"{MUSEUM} ; PH (Mo ? | Tu-Su 9-17)"),
        # A day of work is no holiday; a day of the week may be one.
        ("工作日 8:30-17:30", "Mo-Fr 8:30-17:30 | Sa-Su - ; PH -"),
        ("周一至周五 8:30-17:30", "Mo-Fr 8:30-17:30 | Sa-Su - ; PH ?"),
        # 节假日 beside 工作日 may mean weekends as well.
        ("工作日16:00-20:00，节假日9:00-20:00", "Mo-Fr 16-20 | Sa-Su ? ; PH 9-20"),
        # Festivals.
        ("9:00-17:00（春节除外）", f"{ALL_WEEK} ; PH ? ; spring -"),
        ("除春节外全年开放9:00-17:00", f"{ALL_WEEK} ; PH ? ; spring -"),
        ("全年无休（春节除外），9:00-17:00", f"{ALL_WEEK} ; PH 9-17 ; spring -"),
        ("春节期间闭馆，其余时间9:00-17:00", f"{ALL_WEEK} ; PH ? ; spring -"),
        ("周二至周日9:00-17:00，周一闭馆（节假日除外），除夕至初六闭馆",
         f"{MUSEUM} ; PH 9-17 ; spring ?"),
        ("9:00-17:00，五一、国庆节照常开放",
         f"{ALL_WEEK} ; PH ? ; labour 9-17 ; national 9-17"),
        # The day of rest moves behind the holidays.
        ("周一闭馆，遇法定节假日顺延；周二至周日9:00-17:00", f"{MUSEUM} ; PH ? ; moves"),
    ],
)  # fmt: skip
def test_what_is_said_of_holidays(text, said):
    assert short(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "周二至周日9:00-17:00（周一闭馆，法定节假日除外）",
        "9:00-17:00（周一闭馆，节假日除外）",
        "周二至周日 9:00-17:00，周一闭馆（法定节假日除外）",
        "周一闭馆（节假日除外）",
    ],
)
def test_closed_on_mondays_but_not_on_holidays_is_never_closed_on_a_holiday(text):
    hours = parse_hours(text)
    assert hours is not None
    assert hours.holidays != ()
    assert () not in hours.tables[0].holiday


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("周一闭馆", "Mo - | Tu-Su ?"),
        ("每周二闭馆", "Mo ? | Tu - | We-Su ?"),
        ("周一、周二不开放", "Mo-Tu - | We-Su ?"),
        ("闭馆日为每周一", "Mo - | Tu-Su ?"),
        ("周末休息", "Mo-Fr ? | Sa-Su -"),
        ("Mo off", "Mo - | Tu-Su ?"),
    ],
)
def test_what_is_only_denied_leaves_the_rest_unknown(text, said):
    assert short(text) == f"{said} ; PH ?"


def test_holidays_alone_say_nothing_of_other_days():
    assert short("法定节假日闭馆") == "Mo-Su ? ; PH -"
    assert short("节假日9:00-17:00，周一闭馆") == "Mo - | Tu-Su ? ; PH 9-17"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4月-10月 6:00-22:00；11月-次年3月 7:00-20:00",
         "401..1031 Mo-Su 6-22 ; PH ? || 1101..331 Mo-Su 7-20 ; PH ?"),
        ("夏季（5-9月）8:00-18:00，冬季（10月1日至次年4月30日）8:30-17:00",
         "501..930 Mo-Su 8-18 ; PH ? || 1001..430 Mo-Su 8:30-17 ; PH ?"),
        ("旺季（4月1日—10月31日）：8:00-18:00；淡季（11月1日—次年3月31日）：8:30-17:00",
         "401..1031 Mo-Su 8-18 ; PH ? || 1101..331 Mo-Su 8:30-17 ; PH ?"),
        # Closed on Mondays: of the winter it is said, of the summer perhaps.
        ("4-10月9:00-18:00；11-3月9:00-17:00，周一闭馆",
         "401..1031 Mo ? | Tu-Su 9-18 ; PH ? || 1101..331 Mo - | Tu-Su 9-17 ; PH ?"),
        ("周一闭馆；4-10月9:00-18:00；11-3月9:00-17:00",
         "401..1031 Mo - | Tu-Su 9-18 ; PH ? || 1101..331 Mo - | Tu-Su 9-17 ; PH ?"),
        # Of the rest of the year nothing is said.
        ("5月-9月 9:00-20:00", "501..930 Mo-Su 9-20 ; PH ? || 1001..430 Mo-Su ? ; PH ?"),
    ],
)  # fmt: skip
def test_parts_of_the_year(text, said):
    assert short(text) == said


@pytest.mark.parametrize(
    "text",
    ["", "每天", "周二至周日", "免费开放", "9点到", "周末下午，请先打电话",
     "周二至周日9:00-17:00（需预约）", "夏季 8:00-18:00", "夏令时8:00-18:00，冬令时8:30-17:00",
     "学期内 8:00-18:00", "周一至周五16:30-18:00；寒暑假9:00-17:00", "每天8:00-17:30关闭",
     "首个周一 8:00-12:00", "每月第一个周一闭馆，9:00-17:00", "周一上午闭馆，9:00-17:00",
     "周五下午闭馆，8:00-17:00", "周一及节假日第二天闭馆，9:00-17:00",
     "10:00-22:00（周五延长至23:00）", "9:00-5:00", "8:30-12:00，2:30-5:30", "上午9:00-5:00",
     "晚上1:00-3:00", "25:00-26:00", "9:60-17:00", "13月-2月 9:00-17:00", "周二至周日,周一闭馆",
     "9:00-17:00）", "（9:00-17:00", "9:00-17:00，除", "除外", "周日闭馆除外", "9.00-17.00",
     "朝九晚五", "日出-日落", "随公园开放", "9:00-17:00 另有夜场", "不含节假日",
     "周一9:00-12:00闭馆", "9:00开馆", "17:00闭馆"],
)  # fmt: skip
def test_half_understood_is_unknown(text):
    assert short(text) == "none"


def test_one_more_opening_or_another_one_is_not_known():
    assert short("每天9:00-17:00，周五18:00-21:00") == "Mo-Th 9-17 | Fr ? | Sa-Su 9-17 ; PH ?"


def test_two_statements_that_contradict_each_other_leave_their_days_unknown():
    assert short("周二至周日9:00-17:00，周一、周二闭馆").startswith("Mo - | Tu ? | We-Su 9-17")
    assert short("周一9:00-17:00，周一闭馆").startswith("Mo ? | Tu-Su -")


def test_a_closed_site_is_closed():
    assert short("暂停开放") == "Mo-Su - ; PH -"


def test_the_last_admission_is_more_than_the_hours_say():
    with_entry = parse_hours("周二至周日9:00-17:00（16:30停止入馆）")
    without = parse_hours("周二至周日9:00-17:00")
    assert with_entry is not None
    assert without is not None
    assert with_entry.more
    assert not without.more
    assert with_entry.tables == without.tables


@pytest.mark.parametrize(
    ("text", "saturday"),
    [
        ("工作日 8:30-17:30", ((510, 1050),)),
        ("工作日17:00-21:00，周末9:00-21:00", ((1020, 1260),)),
        ("双休日9:00-17:00", ()),
        ("周二至周日9:00-17:00", ((540, 1020),)),
        ("每天9:00-17:00", ((540, 1020),)),
        ("24小时", ((0, 1440),)),
        ("4-10月9:00-18:00；11-3月9:00-17:00，周一闭馆", ((540, 1080),)),
        # Days of the week: nobody said whether the day or what it stands for counts.
        ("周一至周五 8:30-17:30", None),
        ("周末9:00-17:00", None),
        ("周一至周五16:00-20:00，周末9:00-20:00", None),
        ("周五至周日9:00-17:00", None),
        ("周一闭馆", None),
    ],
)
def test_on_a_saturday_that_is_worked(text, saturday):
    hours = parse_hours(text)
    assert hours is not None
    assert hours.tables[0].makeup == (saturday, saturday)


WORDS = (
    "周一", "周二至周日", "周末", "工作日", "节假日", "法定节假日", "春节", "9:00-17:00",
    "14:00-16:00", "22:00-2:00", "闭馆", "除外", "除", "外", "，", "；", "（", "）", "、",
    "照常开放", "每天", "全天", "4月-10月", "11月-3月", "夏季", "：", " ", "16:30停止入馆",
    "其余时间", "不含", "全年无休",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=9).map("".join))
def test_whatever_is_written_gives_sound_tables_or_none(text):
    hours = parse_hours(text)
    if hours is None:
        return
    for one in hours.tables:
        for week in (one.week, one.holiday, *one.festivals.values()):
            assert len(week) == 7
        for day in (*one.week, *one.holiday, *one.makeup):
            edges = [edge for interval in day or () for edge in interval]
            assert edges == sorted(edges)
            assert all(0 <= edge <= 2 * DAY_MIN for edge in edges)


NUMERALS = "一二三四五六日"
clock = st.sampled_from([("9:00", "17:00"), ("８：３０", "17：30"), ("上午9:00", "下午5:00"),
                         ("9点", "17点"), ("8时30分", "17时30分")])  # fmt: skip
HOURS = {"9:00": (540, 1020), "８：３０": (510, 1050), "上午9:00": (540, 1020),
         "9点": (540, 1020), "8时30分": (510, 1050)}  # fmt: skip
dash = st.sampled_from(["-", "—", "——", "~", "～", "至", "到", " - "])
comma = st.sampled_from(["，", ",", "；", "。", " ", "\n"])
week_word = st.sampled_from(["周", "星期", "礼拜", "每周"])
HOLIDAYS = {
    "": "unsaid",
    "，节假日除外": "as open",
    "（国家法定节假日除外）": "as open",
    "，法定节假日休息": "closed",
    "，节假日另行通知": "unsaid",
}


@given(st.integers(0, 6), clock, dash, comma, week_word, st.sampled_from(sorted(HOLIDAYS)),
       st.booleans())  # fmt: skip
def test_in_whatever_style_one_closed_day_is_written(day, times, to, part, week, holiday, first):
    name = f"{week}{NUMERALS[day]}"
    opened = f"{times[0]}{to}{times[1]}"
    closed = f"{name}闭馆{holiday}"
    text = f"{closed}{part}{opened}" if first else f"{opened}{part}{closed}"
    hours = parse_hours(text)
    assert hours is not None, text
    open_times = (HOURS[times[0]],)
    expected = [open_times] * 7
    expected[day] = ()
    assert list(hours.week) == expected, text
    on_holidays = {"unsaid": None, "as open": open_times, "closed": ()}[HOLIDAYS[holiday]]
    assert hours.holidays == on_holidays, text
