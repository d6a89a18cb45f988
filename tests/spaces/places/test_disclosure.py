from __future__ import annotations

import numpy as np
import pandas as pd

from spaces.places.disclosure import hide_small, is_small

PARTS = ["covered", "uncovered"]


def table(*rows: tuple[float, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=PARTS, dtype=float)
    frame.insert(0, "total", frame.sum(axis=1))
    return frame.assign(share=0.5)


def hidden(frame: pd.DataFrame) -> list[str]:
    out = hide_small(frame, "total", PARTS, ["share"])
    return ["".join("x" if gone else "." for gone in row) for row in out.isna().to_numpy()]


def test_one_to_four_are_small_and_zero_is_not():
    assert is_small(pd.Series([0, 1, 4, 4.9, 5, np.nan])).tolist() == [
        False,
        True,
        True,
        True,
        False,
        False,
    ]


def test_nothing_small_nothing_hidden():
    frame = table((10, 20), (0, 30))
    out = hide_small(frame, "total", PARTS, ["share"])
    assert out.drop(columns="hidden").equals(frame)
    assert not out["hidden"].any()


def test_a_small_part_takes_the_other_and_the_next_row_along():
    # Columns: total, covered, uncovered, share, hidden (never nan).
    assert hidden(table((3, 97), (50, 450), (40, 60))) == [".xxx.", ".....", ".xxx."]


def test_two_small_rows_protect_each_other():
    assert hidden(table((3, 97), (50, 450), (98, 2))) == [".xxx.", ".....", ".xxx."]


def test_a_small_total_hides_the_row_and_one_more():
    assert hidden(table((2, 1), (50, 450), (40, 60))) == ["xxxx.", ".....", "xxxx."]


def test_a_single_row_stays_hidden_alone():
    assert hidden(table((2, 30))) == [".xxx."]


def test_the_input_is_not_changed():
    frame = table((2, 30))
    before = frame.copy()
    hide_small(frame, "total", PARTS, ["share"])
    assert frame.equals(before)


def test_an_empty_table():
    out = hide_small(table(), "total", PARTS, ["share"])
    assert out.empty
    assert "hidden" in out
