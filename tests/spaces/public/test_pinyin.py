"""How Chinese letters are read."""

from __future__ import annotations

from spaces.public.pinyin import readings


def test_letters_are_read_without_tones():
    found = readings(["瑞安", "重庆路", "绿地 park 1号"])
    assert found["瑞"] == "rui"
    assert set(found["重"].split()) >= {"zhong", "chong"}
    assert "lv" in found["绿"].split()
    assert "p" not in found
    assert readings(["park"]) == {}
