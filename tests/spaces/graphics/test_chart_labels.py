from __future__ import annotations

import pytest

from spaces.graphics import chart_labels


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("公园", "公园"),
        ("", ""),
        ("儿童友好自然生态教育实践基地", "儿童友好自然生态教育实\n践基地"),
        ("Out-of-school activity base", "Out-of-school activity\nbase"),
        ("x" * 60, "x" * 22 + "\n" + "x" * 21 + "…"),
    ],
)
def test_long_names_take_two_lines(label, shown):
    assert chart_labels.wrapped(label) == shown
