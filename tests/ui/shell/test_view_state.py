"""What a link may say, and what holds where it says nothing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from spaces.ui.shell.view_state import default_year


@pytest.mark.parametrize(
    ("period", "today", "year"),
    [
        ((2024, 2030), 2026, 2026),
        ((2024, 2030), 2024, 2024),
        ((2024, 2030), 2030, 2030),
        ((2021, 2025), 2026, 2025),
        ((2028, 2035), 2026, 2035),
    ],
)
def test_the_default_year_is_this_year_within_the_plan_else_its_last(period, today, year):
    assert default_year(SimpleNamespace(period=period), today) == year


def test_without_a_plan_the_default_year_is_this_year():
    assert default_year(None, 2026) == 2026
