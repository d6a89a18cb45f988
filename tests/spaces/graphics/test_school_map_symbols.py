"""The marks of ways to school: classes of load, and a legend that explains each of them."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from spaces.graphics.school_map_symbols import legend_marks, limits, load_class, load_words
from spaces.text import text

STEPS = (50.0, 80.0, 100.0)


@pytest.mark.parametrize(("children", "at"), [(0, 1), (49.9, 1), (50, 2), (80, 3), (1e6, 4)])
def test_classes_of_load(children, at):
    assert load_class(children, STEPS) == at


def test_limits_are_round_and_rise():
    assert limits(pd.Series([0.0, 0.0])) == (10.0, 50.0, 100.0)
    low, mid, high = limits(pd.Series([3.0] * 50))
    assert low < mid < high
    assert limits(pd.Series(range(1, 1001))) == (500.0, 1000.0, 1001.0)


def test_every_row_of_the_legend_is_a_drawing_with_words():
    t = text("zh")
    rows = legend_marks(STEPS, t)
    assert [row["words"] for row in rows[-4:]] == [
        load_words(0.0, 50.0, t), load_words(50.0, 80.0, t), load_words(80.0, 100.0, t),
        load_words(100.0, None, t),
    ]  # fmt: skip
    assert all(len(ET.fromstring(row["svg"])) and row["words"] for row in rows)
