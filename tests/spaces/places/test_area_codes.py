from __future__ import annotations

import pandas as pd
import pytest

from spaces.places.area_codes import area_code, area_codes


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (330381001, "330381001"),
        (330381001.0, "330381001"),
        ("330381001.0", "330381001"),
        (" W1 ", "W1"),
        ("1.5", "1.5"),
        (None, ""),
        (float("nan"), ""),
        (pd.NA, ""),
    ],
)
def test_a_code_is_text_however_it_was_written(raw: object, code: str):
    assert area_code(raw) == code


def test_a_column_with_one_blank():
    assert area_codes(pd.Series([330381001, None])).tolist() == ["330381001", ""]
