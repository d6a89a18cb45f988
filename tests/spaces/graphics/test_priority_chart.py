"""The curve of what mending brings."""

from __future__ import annotations

import pandas as pd

from spaces.graphics.priority_chart import gain_curve

CURVE = pd.DataFrame({"cost": [0.0, 1.0, 2.0], "gain": [0.0, 90.0, 150.0], "share": [0.3, 0.7, 1]})
WORDS = {"cost": "路口", "gain": "孩子", "share": "占比"}


def rows(chart) -> list[dict[str, float]]:
    (data,) = chart.to_dict()["datasets"].values()
    return data


def test_every_step_stands_on_the_curve():
    assert [row["gain"] for row in rows(gain_curve(CURVE, WORDS))] == [0, 90, 150]


def test_the_unit_divides_the_gain_alone():
    found = rows(gain_curve(CURVE, WORDS, 10.0))
    assert [row["gain"] for row in found] == [0, 9, 15]
    assert [row["cost"] for row in found] == [0, 1, 2]
    assert CURVE["gain"].tolist() == [0, 90, 150]
