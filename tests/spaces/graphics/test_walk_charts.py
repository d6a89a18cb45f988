"""Charts of walks: the classes, and whose streets the picture rests on."""

from __future__ import annotations

import pandas as pd
import pytest

from spaces.graphics.chart_labels import in_lines
from spaces.graphics.walk_charts import class_bars

FRAME = pd.DataFrame({"label": ["0岁", "1—4岁"], "share": [0.5, 0.25], "reached": [5.0, 1.0]})
WORDS = {"reached": "走得到", "children": "儿童", "share": "占比"}
NOTICE = "来源声明：© OpenStreetMap contributors, ODbL 1.0"


def test_the_notice_stays_on_the_picture():
    plain, signed = (class_bars(FRAME, WORDS, notice).to_dict() for notice in ("", NOTICE))
    assert "title" not in plain
    assert "".join(signed["title"]["text"]) == NOTICE
    assert signed["title"]["orient"] == "bottom"
    assert signed["height"] > plain["height"]


@pytest.mark.parametrize("text", [NOTICE, NOTICE * 4, "字" * 60, "word " * 40, "x" * 120, ""])
def test_long_notices_break_into_lines_and_lose_nothing(text):
    lines = in_lines(text)
    assert all(sum(2 if ord(c) > 0x2E7F else 1 for c in line) <= 52 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_a_notice_says_is_never_an_expression():
    signed = class_bars(FRAME, WORDS, "{{7*7}} ${alert(1)} <img src=x>").to_dict()
    assert signed["title"]["text"] == ["{{7*7}} ${alert(1)} <img src=x>"]
