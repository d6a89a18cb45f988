"""Charts say what their frames say."""

from __future__ import annotations

import pandas as pd
import pytest

from spaces.graphics import chart_labels, charts

NAMES = "covered uncovered children share sites planned built year count"
WORDS = {name: name for name in NAMES.split()}


def values(chart):
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def test_coverage_bars_hold_both_parts_of_every_group():
    frame = pd.DataFrame(
        {
            "label": ["西", "东"],
            "covered": [300, 600],
            "uncovered": [900, 1800],
            "share": [0.25] * 2,
        }
    )
    rows = values(charts.coverage_bars(frame, WORDS))
    parts = {(r["label"], r["series"]): r["children"] for r in rows if "series" in r}
    assert parts["西", "covered"] == 300
    assert parts["东", "uncovered"] == 1800


def test_equal_names_stay_two_bars():
    frame = pd.DataFrame(
        {"label": ["郊区", "郊区"], "covered": [1, 2], "uncovered": [3, 4], "share": [0.2, 0.3]}
    )
    labels = {row["label"] for row in values(charts.coverage_bars(frame, WORDS))}
    assert len(labels) == 2
    assert {label.strip("\u200b") for label in labels} == {"郊区"}


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("公园", "公园"),
        ("", ""),
        ("儿童友好自然生态教育实践基地", "儿童友好自然生态教育实\n践基地"),
        ("Out-of-school activity base", "Out-of-school activity\nbase"),
        ("x" * 60, "x" * 22 + "\n" + "x" * 21 + "…"),
    ],
)
def test_long_names_take_two_lines(label, shown):
    assert chart_labels.wrapped(label) == shown


def test_every_chart_names_a_chinese_font():
    frame = pd.DataFrame({"label": ["园"], "share": [0.3], "sites": [2]})
    assert "Noto Sans" in charts.share_bars(frame, WORDS).to_dict()["config"]["font"]
    bars = pd.DataFrame(
        {"label": ["园"], "planned": [3], "built": [2], "fill": [2 / 3], "text": ["2 / 3"]}
    )
    assert values(charts.plan_bars(bars, WORDS))[0]["text"] == "2 / 3"
