"""Hours in OpenStreetMap's form: what is understood is exact, what is not is unknown."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from spaces.sites.opening_hours import parse_hours
from tests.toys.shorthand import short


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("24/7", "Mo-Su 0-24 ; PH 0-24"),
        ("Mo-Fr 08:00-18:00", "Mo-Fr 8-18 | Sa-Su - ; PH ?"),
        ("mo-fr 8:00-18:00", "Mo-Fr 8-18 | Sa-Su - ; PH ?"),
        ("08:00-18:00", "Mo-Su 8-18 ; PH ?"),
        ("Mon-Fri 08:00-18:00", "Mo-Fr 8-18 | Sa-Su - ; PH ?"),
        ("Monday-Friday 08:00-18:00", "Mo-Fr 8-18 | Sa-Su - ; PH ?"),
        ("Sa,Su 08:00-18:00", "Mo-Fr - | Sa-Su 8-18 ; PH ?"),
        ("Sa-Mo 08:00-18:00", "Mo 8-18 | Tu-Fr - | Sa-Su 8-18 ; PH ?"),
        ("Mo 08:00-12:00,14:00-18:00", "Mo 8-12,14-18 | Tu-Su - ; PH ?"),
        ("Mo-Fr 08:00-12:00, Sa 09:00-12:00", "Mo-Fr 8-12 | Sa 9-12 | Su - ; PH ?"),
        ("Mo-Su 08:00-18:00; Mo off", "Mo - | Tu-Su 8-18 ; PH ?"),
        ("Mo-Su 08:00-18:00;", "Mo-Su 8-18 ; PH ?"),
        ("Fr 22:00-02:00", "Mo-Th - | Fr 22-26 | Sa-Su - ; PH ?"),
        ("Mo 08:00-24:00", "Mo 8-24 | Tu-Su - ; PH ?"),
        ("Mo 08:00-12:00,11:00-13:00", "Mo 8-13 | Tu-Su - ; PH ?"),
        ("Mo－Fr　08：00－18：00", "Mo-Fr 8-18 | Sa-Su - ; PH ?"),
        ("Mo-Fr 08:00-18:00; PH off", "Mo-Fr 8-18 | Sa-Su - ; PH -"),
        ("Mo-Fr,PH 08:00-18:00", "Mo-Fr 8-18 | Sa-Su - ; PH 8-18"),
        ("PH 08:00-18:00; Mo-Fr 08:00-18:00", "Mo-Fr 8-18 | Sa-Su - ; PH 8-18"),
        ("Tu-Su 09:00-17:00; PH,Mo off", "Mo - | Tu-Su 9-17 ; PH -"),
        ("Apr-Oct 06:00-22:00; Nov-Mar 07:00-20:00",
         "401..1031 Mo-Su 6-22 ; PH ? || 1101..331 Mo-Su 7-20 ; PH ?"),
        ("Apr 15-Oct 31 Tu-Su 06:00-22:00",
         "415..1031 Mo - | Tu-Su 6-22 ; PH ? || 1101..414 Mo-Su - ; PH ?"),
        ("09:00-17:00; Jul-Aug 09:00-21:00",
         "701..831 Mo-Su 9-21 ; PH ? || 901..630 Mo-Su 9-17 ; PH ?"),
    ],
)  # fmt: skip
def test_what_is_understood(text, said):
    assert short(text) == said


@pytest.mark.parametrize(
    "text",
    ["", "Mo-Fr", "Mo-Fr 08:00", "Mo-Fr 8-18", "Mo 25:00-26:00", "Mo 08:60-09:00",
     "sunrise-sunset", "Mo-Fr 08:00+", "off", ";", "Mo-Fr 08:00-18:00; SH off",
     "Mo 08:00-08:00", "Mo[1] 08:00-18:00", "Mo 08:00-18:00 || Tu off", "x" * 300,
     "Mo 08:00-18:00;;Tu 08:00-18:00", "week 1-20 Mo 08:00-18:00", 'Mo 08:00-18:00 "call"'],
)  # fmt: skip
def test_what_is_not_understood_is_unknown(text):
    assert short(text) == "none"


DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
some_days = st.one_of(
    st.sampled_from(DAYS),
    st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map("-".join),
    st.sampled_from(("", "Sa,Su", "Mo,We,Fr")),
)
hours_of_a_day = st.lists(
    st.integers(0, 24 * 4), min_size=2, max_size=4, unique=True
).map(sorted)  # fmt: skip
months = st.sampled_from(("", "Apr-Sep", "Oct-Mar", "Jun 15-Aug 20"))


def rule(season, days, quarters):
    spans = ",".join(
        f"{a // 4:02d}:{a % 4 * 15:02d}-{b // 4:02d}:{b % 4 * 15:02d}"
        for a, b in zip(quarters[::2], quarters[1::2], strict=False)
    )
    return " ".join(part for part in (season, days, spans) if part)


rules = st.lists(st.builds(rule, months, some_days, hours_of_a_day), min_size=1, max_size=3)


@given(rules, st.integers(0, 360))
def test_a_well_kept_parser_reads_the_same_week(parts, begin):
    """Peer: opening-hours-py. Nights and holidays are ours alone, see docs/decisions.md."""
    text = "; ".join(parts)
    assume(re.search("[a-z]", text))  # times alone are read as people write them
    hours = parse_hours(text)
    assert hours is not None
    first = datetime(2027, 1, 1) + timedelta(days=begin)
    theirs = OpeningHours(text)
    for day in (first + timedelta(days=k) for k in range(7)):
        number = day.month * 100 + day.day
        table = next(
            one
            for one in hours.tables
            if (one.first <= number <= one.last)
            or (one.first > one.last and (number >= one.first or number <= one.last))
        )
        ours = table.week[day.weekday()]
        for minute in range(7, 24 * 60, 15):
            open_there = str(theirs.state(day + timedelta(minutes=minute))[0]) == "open"
            assert open_there == any(a <= minute < b for a, b in ours or ()), (text, day, minute)


def test_times_alone_are_read_as_people_write_them():
    assert short("9:00-12:00; 14:00-17:00") == "Mo-Su 9-12,14-17 ; PH ?"
    assert short("Mo-Su 09:00-12:00; Mo-Su 14:00-17:00") == "Mo-Su 14-17 ; PH ?"


@given(st.text(alphabet="MoTuSaPH -;,:0123456789/off周April", max_size=40))
def test_whatever_is_written_gives_a_sound_week_or_none(text):
    hours = parse_hours(text)
    for one in hours.tables if hours else ():
        assert len(one.week) == len(one.holiday) == 7
