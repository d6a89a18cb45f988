"""The sheet in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from spaces.reports.department.sheet import needs
from spaces.text import text
from tests.toys.sheettown import changed, sheet_of, words_of


def test_signs_ranges_and_readings_are_written_out(toy, plan):
    two = changed(plan, parks={"comparator": "range", "value_max": 4.0}, all={"comparator": "<="})
    rows = {
        row.promise.target.id: row.cells
        for group in words_of(toy, sheet_of(toy, "甲局", plan=two)).groups
        for row in group.rows
    }
    assert rows["parks"]["promised"] == "2–4 个"
    assert rows["all"]["promised"] == "≤ 3 个"
    assert rows["schools"]["reading"] == "按“add”读，应完成3；按“batch”读则为6"
    assert rows["clinics"]["promised"] == "–"
    assert rows["share"]["needs"] == text("zh")("not_computed.needs_list_of_others")


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"kind": "coverage", "of": "town"}, "areas_town"),
        ({"kind": "ratio", "unit": "百分点/年"}, "change"),
        ({"kind": "ratio", "unit": "1/10万"}, "share"),
        ({"kind": "ratio", "unit": "张/千名儿童"}, "ratio"),
        ({"kind": "event"}, "event"),
    ],
)
def test_what_is_needed_follows_from_the_kind(plan, fields, key):
    assert needs(replace(plan.target("share"), **fields)) == key
