"""Charts say what their frames say."""

from __future__ import annotations

import json

import pandas as pd

from spaces.graphics import reach_charts

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
    rows = values(reach_charts.coverage_bars(frame, WORDS))
    parts = {(r["label"], r["series"]): r["children"] for r in rows if "series" in r}
    assert parts["西", "covered"] == 300
    assert parts["东", "uncovered"] == 1800


def test_equal_names_stay_two_bars():
    frame = pd.DataFrame(
        {"label": ["郊区", "郊区"], "covered": [1, 2], "uncovered": [3, 4], "share": [0.2, 0.3]}
    )
    labels = {row["label"] for row in values(reach_charts.coverage_bars(frame, WORDS))}
    assert len(labels) == 2
    assert {label.strip("\u200b") for label in labels} == {"郊区"}


def test_a_chart_names_a_chinese_font():
    frame = pd.DataFrame({"label": ["园"], "share": [0.3], "sites": [2]})
    assert "Noto Sans" in reach_charts.share_bars(frame, WORDS).to_dict()["config"]["font"]


def test_a_tooltip_says_all_only_for_all():
    frame = pd.DataFrame({"label": ["园", "馆"], "share": [0.9999, 1.0], "sites": [2, 1]})
    rows = {row["label"]: row for row in values(reach_charts.share_bars(frame, WORDS))}
    assert (rows["园"]["said"], rows["园"]["text"]) == (">99.9%", ">99%")
    assert (rows["馆"]["said"], rows["馆"]["text"]) == ("100.0%", "100%")


def test_children_stand_on_the_axis_in_figures_that_every_language_reads():
    frame = pd.DataFrame({"label": ["西"], "covered": [30000], "uncovered": [9], "share": [0.9]})
    said = json.dumps(reach_charts.coverage_bars(frame, WORDS).to_dict())
    assert '"format": ",.0f"' in said
    assert "~s" not in said  # 20k
