"""One department's sheet over the toy town; every figure is done by hand in tests/toycontent.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spaces.ledger.departments import departments, nearest
from spaces.ledger.schedule import ByYear, EachYear, EventsEachYear, Growth, Reading
from spaces.reports.department.sheet import when
from tests.toys.sheetforms import own
from tests.toys.sheettown import changed, sheet_of, words_of


def test_a_department_has_all_that_it_leads_with_the_figures_of_progress(toy):
    found = own(sheet_of(toy, "甲局"))
    assert list(found) == ["parks", "schools", "all", "clinics", "share"]
    assert [(one.planned, one.measured, one.shortfall) for one in found.values()] == [
        (2, 1, 1),
        (3, 1, 2),
        (3, 2, 1),
        (None, 0, None),
        (90, None, None),
    ]
    states = [one.state for one in found.values()]
    assert states == ["behind", "behind", "behind", "no_number", "not_measurable"]
    assert found["clinics"].building == 1
    assert [one.needs for one in found.values()] == ["", "", "", "", "share"]
    assert found["schools"].others[0][1] == 6


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2021, ["later", "later", "later", "open"]),
        (2023, ["later", "now", "later", "open"]),
        (2024, ["now", "now", "now", "open"]),
        (2025, ["earlier", "earlier", "earlier", "open"]),
    ],
)
def test_what_is_due_depends_on_the_year(toy, year, expected):
    found = own(sheet_of(toy, "甲局", year))
    assert [found[name].when for name in ("parks", "schools", "all", "clinics")] == expected


@pytest.mark.parametrize(
    ("schedule", "due"),
    [
        (ByYear(((2022, 1.0), (2024, 3.0))), [2022, 2024]),
        (EachYear(2022, 2023, 10), [2022, 2023]),
        (EventsEachYear(2023, 2024, 2), [2023, 2024]),
        (Growth(2022, 2024, 6, 6, "add"), [2022, 2023, 2024]),
    ],
)
def test_each_batch_falls_due_in_its_own_year(schedule, due):
    reading = Reading("r", "", "", schedule)
    assert [year for year in range(2020, 2027) if when(reading, year) == "now"] == due
    assert when(None, 2024) == "open"


def test_partners_stand_apart_and_nothing_is_listed_twice(toy, plan):
    two = changed(
        plan,
        parks={"lead": ("甲局",), "partners": ("丙局",)},
        schools={"lead": ("丙局",), "partners": ("丙局", "甲局")},
    )
    sheet = sheet_of(toy, "丙局", plan=two)
    assert [one.target.id for one in sheet.own] == ["schools"]
    assert [one.target.id for one in sheet.shared] == ["parks"]
    assert [site.id for site in sheet.main_sites] == [s.id for s in sheet.sites if s.main]
    only = sheet_of(toy, "丙局", plan=changed(two, schools={"lead": ("甲局",), "partners": ()}))
    assert only.own == ()
    assert [one.target.id for one in only.main] == ["parks"]
    assert words_of(toy, only).sentences[0] == "丙局没有牵头的承诺，配合1项。"


def test_a_repeat_is_listed_and_counted_once(toy, plan):
    twice = changed(plan, schools={"canonical": "parks", "clause": "7"}, parks={"clause": "3"})
    sheet = sheet_of(toy, "甲局", plan=twice)
    assert own(sheet)["schools"].repeats == "3"
    assert [one.target.id for one in sheet.once] == ["parks", "all", "clinics", "share"]
    # led by others, the one it repeats is not on this sheet: then it counts here
    apart = changed(twice, parks={"lead": ("丁局",)})
    assert own(sheet_of(toy, "甲局", plan=apart))["schools"].repeats == ""


def test_names_are_matched_letter_by_letter(toy, plan):
    two = changed(plan, parks={"lead": ("甲局 ",)}, all={"lead": ("市甲局",)})
    assert departments(two) == ("甲局", "乙局", "甲局 ", "市甲局")
    assert [one.target.id for one in sheet_of(toy, "甲局", plan=two).own] == [
        "schools",
        "clinics",
        "share",
    ]
    with pytest.raises(KeyError):
        sheet_of(toy, "甲", plan=two)
    assert nearest("甲", two)[0] == "甲局"
    assert "市甲局" in nearest("市甲", two)


def test_a_plan_without_leads_gives_all_its_promises(toy, plan):
    bare = replace(plan, targets=tuple(replace(t, lead=()) for t in plan.targets))
    assert departments(bare) == ()
    sheet = sheet_of(toy, "", plan=bare)
    assert (len(sheet.own), sheet.leaderless) == (5, 5)
    said = words_of(toy, sheet)
    assert said.sentences[0] == "本规划没有写明牵头单位，下面列出规划的全部承诺。"
    assert {row.cells["role"] for group in said.groups for row in group.rows} == {"未写明"}
