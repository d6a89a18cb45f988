"""Which sites children can go to by the end of a year, and which have a place."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from spaces.sites.selection import existing, located

STATUS = ["built", "certified", "building", "planned", "closed", "built"]
YEAR = [2022, 2024, 2023, 2023, 2022, None]


@pytest.fixture
def frame() -> gpd.GeoDataFrame:
    shapes = [shapely.Point(k, 0) for k in range(4)] + [shapely.Point(), None]
    return gpd.GeoDataFrame({"status": STATUS, "year": YEAR}, geometry=shapes, crs=4326)


@pytest.mark.parametrize(
    ("year", "there"),
    [(None, [0, 1, 5]), (2021, []), (2022, [0]), (2023, [0]), (2024, [0, 1]), (2030, [0, 1])],
)
def test_a_site_is_there_from_its_year_on_and_without_one_only_where_none_is_asked(
    frame, year, there
):
    assert list(existing(frame, year).index) == there


def test_an_empty_geometry_is_no_place(frame):
    assert list(located(frame).index) == [0, 1, 2, 3]
