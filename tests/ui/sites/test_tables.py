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
    opening, name, demo = (EN(f"sites.{key}") for key in ("opening", "name", "demo"))
    said = ["Mo-Fr 08:00-18:00"] * 2
    frame = pd.DataFrame(
        {name: ["沙园", "书屋"], opening: said, demo: [EN("demo.yes"), EN("demo.no")]}
    )
    shown = tables._as_read(EN, frame)
    hours = "Mon–Fri 08:00–18:00; Sat–Sun closed; Public holidays not stated"
    assert shown[opening].tolist() == [hours] * 2
    assert list(shown) == [name, demo, opening]  # beside the name, where no screen cuts it off
    assert shown[name].tolist() == ["沙园 (demo data)", "书屋"]
    assert (frame[opening].tolist(), frame[name].tolist()) == (said, ["沙园", "书屋"])
