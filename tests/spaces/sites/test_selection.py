"""Which sites children can go to by the end of a year, and which have a place."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from spaces.content.folder import Content
from spaces.sites.loading import load_sites
from spaces.sites.selection import existing, located
from tests.toys.sitelists import AT, listed

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


def test_existing_is_built_or_certified_by_the_year(toy: Content):
    frame = load_sites(toy).frame
    assert list(existing(frame).index) == ["s0", "s1"]
    assert list(existing(frame, 2023).index) == ["s0"]
    assert existing(frame, 2021).empty


def test_a_site_without_a_year_exists_only_when_no_year_is_asked(toy: Content):
    frame = listed(toy, f"name,category,lon,lat\n甲,park,{AT}\n").frame
    assert len(existing(frame)) == 1
    assert existing(frame, 2030).empty
