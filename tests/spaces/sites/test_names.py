"""A made-up site is never called by its name alone."""

from __future__ import annotations

import pandas as pd
import pytest

from spaces.sites import site_name, site_names

ROWS = pd.DataFrame(
    {
        "name_zh": ["沙园", "书屋", "滑梯"],
        "name_en": ["Sand Park", None, " "],
        "demo": pd.array([True, False, None], dtype="object"),
    },
    index=["a", "b", "c"],
)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["沙园（示范数据）", "书屋", "滑梯"]),
        ("en", ["Sand Park (demo data)", "书屋", "滑梯"]),
    ],
)
def test_only_made_up_rows_are_marked_in_each_language(lang: str, said: list[str]) -> None:
    names = site_names(ROWS, lang)
    assert names.tolist() == said
    assert names.index.tolist() == ["a", "b", "c"]
    assert site_name("沙园", "Sand Park", lang, demo=True) == said[0]


def test_a_frame_that_says_nothing_of_demonstration_has_none() -> None:
    assert site_names(ROWS.drop(columns="demo"), "zh").tolist() == ["沙园", "书屋", "滑梯"]
