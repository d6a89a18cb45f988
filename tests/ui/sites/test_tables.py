"""Tables of sites: opening hours in the reader's language, and as written where nobody can say."""

from __future__ import annotations

import pandas as pd
import pytest

from spaces.text import text
from spaces.ui.sites import tables

ZH, EN = text("zh"), text("en")


@pytest.mark.parametrize(
    ("said", "zh", "en"),
    [
        ("", "", ""),
        ("Tu-Su 09:00-20:00", "周一 不开门; 周二至周日 09:00–20:00; 节假日 没有写明",
         "Mon closed; Tue–Sun 09:00–20:00; Public holidays not stated"),
        ("随公园开放", "随公园开放", "随公园开放"),
        ("每天9:00-17:00（16:30停止入馆）",
         "每天 09:00–17:00; 节假日 没有写明 · 每天9:00-17:00（16:30停止入馆）",
         "Every day 09:00–17:00; Public holidays not stated · 每天9:00-17:00（16:30停止入馆）"),
    ],
)  # fmt: skip
def test_hours_are_said_as_the_public_map_says_them(said, zh, en):
    assert tables.opening_words(ZH, said) == zh
    assert tables.opening_words(EN, said) == en


def test_the_frame_to_take_away_keeps_what_was_written():
    name = EN("sites.opening")
    frame = pd.DataFrame({name: ["Mo-Fr 08:00-18:00"]})
    shown = tables._with_hours_in_words(EN, frame)
    assert shown[name].tolist() == [
        "Mon–Fri 08:00–18:00; Sat–Sun closed; Public holidays not stated"
    ]
    assert frame[name].tolist() == ["Mo-Fr 08:00-18:00"]
