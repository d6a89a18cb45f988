"""What is not understood of opening times is told at once, each text once."""

from __future__ import annotations

import pandas as pd

from spaces.sites.opening_texts import faults_of_openings
from spaces.text import text
from spaces.text.faults import sentence

SAID = [
    "周一至周五 9:00-17:00", "", None, "周末下午，请先打电话", "Mo-Fr 08:00-18:00",
    "周末下午，请先打电话", "看情况", "长" * 200,
]  # fmt: skip


def test_each_text_that_is_not_understood_is_named_once_with_its_rows():
    frame = pd.DataFrame({"opening": SAID}, index=range(1, len(SAID) + 1))
    found = faults_of_openings(frame, "名单.csv", "开放时间")
    assert [(f.row, f.facts["count"]) for f in found] == [(4, 2), (7, 1), (8, 1)]
    assert {(f.code, f.column, f.severity) for f in found} == {
        ("sites.opening_unread", "开放时间", "warning")
    }
    assert len(str(found[2].facts["got"])) == 81
    for lang in ("zh", "en"):
        said = sentence(found[0], text(lang))
        assert "周末下午，请先打电话" in said
        assert "4" in said


def test_understood_or_missing_hours_are_no_fault():
    frame = pd.DataFrame({"opening": SAID[:3] + SAID[4:5]}, index=range(1, 5))
    assert faults_of_openings(frame, "名单.csv", None) == []
