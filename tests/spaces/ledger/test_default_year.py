"""One rule for every door: this year while the plan runs, else its last year."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import geopandas as gpd
import pytest
import shapely

from spaces.ledger.default_year import built_since, default_year


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


def test_this_year_is_the_clocks():
    assert default_year(None) == date.today().year


def test_what_was_built_since_each_site_once():
    sites = gpd.GeoDataFrame(
        {
            "name_zh": ["甲", "乙", "乙", "丙", "丁", "戊"],
            "category": "park",
            "status": ["built", "certified", "built", "built", "building", "built"],
            "year": [2024, 2025, 2026, None, 2026, 2025],
        },
        geometry=[shapely.Point(120 + i / 100, 27) for i in (0, 1, 1, 3, 4, 5)],
        crs=4326,
    )
    assert built_since(sites, 2024) == 2
    assert built_since(sites, 2026) == 0
