from __future__ import annotations

import pandas as pd
import pytest

from spaces.content.names import name_in, names_in

FRAME = pd.DataFrame(
    {"name_zh": ["沙园", "东小", None], "name_en": ["Sand Park", "  ", None]}, index=["a", "b", "c"]
)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["沙园", "东小", ""]),
        ("en", ["Sand Park", "东小", ""]),
        ("fr", ["Sand Park", "东小", ""]),  # a reader of a third language reads Latin letters
    ],
)
def test_a_frame_and_a_single_name_follow_one_rule(lang, said):
    names = names_in(FRAME, lang)
    assert names.index.tolist() == ["a", "b", "c"]
    assert names.tolist() == said
    pairs = FRAME.fillna("").itertuples(index=False)
    assert [name_in(row.name_zh, row.name_en, lang) for row in pairs] == said
