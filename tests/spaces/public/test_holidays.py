"""Holidays and worked weekends: what was announced, what the city lists, what is not known yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from chinese_calendar import constants

from spaces.public import holidays as h


def test_the_days_of_2026_are_those_that_the_state_council_announced():
    days = h.calendar(2026).days
    spring = [day for day, name in days.items() if name == "spring" and day.startswith("2026")]
    assert spring == [f"2026-02-{k}" for k in range(15, 24)]
    worked = {day for day, name in days.items() if name == h.WORK}
    assert {day for day in worked if day.startswith("2026")} == {
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    }  # fmt: skip
    assert days["2026-10-04"] == "national"
    assert "2026-10-08" not in days
    assert "2026-05-16" not in days


def test_the_source_and_its_last_year_are_told():
    made = h.calendar(2026)
    assert made.known_year == max(day.year for day in constants.holidays)
    assert made.source.startswith("chinesecalendar 1.")
    assert (made.first, made.last[4:]) == ("2025-01-01", "-12-31")
    assert int(made.last[:4]) >= made.known_year + 2


def test_after_the_last_year_the_days_around_festivals_are_in_doubt():
    made = h.calendar(2031)
    assert made.days["2031-10-01"] == "national"  # by law, whatever is announced
    assert made.days["2031-01-23"] == "spring"
    assert made.days["2031-10-06"] == h.MAY_REST
    assert made.days["2031-10-12"] == h.MAY_WORK  # a Sunday
    assert made.days["2031-12-31"] == h.MAY_REST  # the New Year after it
    assert "2031-10-13" not in made.days
    assert "2031-07-16" not in made.days


def test_a_city_adds_years_and_goes_before_the_package():
    made = h.calendar(
        2026, holidays=["2031-02-03", "2026-08-07", "2026-05-09"], workdays=["2026-10-05"]
    )
    assert made.known_year == 2031
    assert made.days["2026-08-07"] == made.days["2031-02-03"] == h.HOLIDAY
    assert made.days["2026-05-09"] == h.HOLIDAY
    assert made.days["2026-10-05"] == h.WORK
    assert made.days["2026-10-06"] == "national"
    assert "2031-10-06" not in made.days  # the city listed that year: it is known
    assert made.days["2030-10-06"] == h.MAY_REST


def test_a_listed_festival_keeps_its_name():
    assert h.calendar(2031, holidays=["2031-10-01"]).days["2031-10-01"] in ("national", h.HOLIDAY)
    assert h.calendar(2026, holidays=["2026-10-01"]).days["2026-10-01"] == "national"


@pytest.mark.parametrize("year", range(2015, 2027))
def test_no_year_moved_a_day_that_the_doubt_leaves_out(year):
    """What was announced for years that are over lies within what would have been in doubt."""
    doubt = h._in_doubt(year) | h._by_law(year)
    ceremony = {date(2015, 9, 3), date(2015, 9, 4), date(2015, 9, 6)}  # once, by decree
    for day, name in h._announced().items():
        if name == h.HOLIDAY and day not in ceremony:
            raise AssertionError(day)
        around = {(day + timedelta(days=k)).year for k in (-4, 4)}
        if day.year != year or around != {year} or day in ceremony:
            continue
        assert day in doubt, day
        if name == h.WORK:
            assert doubt[day] in (h.MAY_WORK, h.MAY_REST)
