from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from spaces.reach.covered_area import covered_area
from tests.toys import toytown

TOWN = shapely.box(-3000, -2000, 3000, 2000)
places = st.integers(0, 6).flatmap(
    lambda n: arrays(float, (n, 2), elements=st.integers(-4000, 4000).map(float))
)


def series(*shapes: shapely.Geometry | None) -> gpd.GeoSeries:
    return gpd.GeoSeries(list(shapes), crs=toytown.CRS)


def test_a_circle_inside():
    found = covered_area(series(shapely.Point(0, 0)), TOWN, 1000)
    assert found.area_km2 == 24.0
    assert found.area_covered_km2 == pytest.approx(np.pi, rel=1e-5)
    assert found.uncovered.area / 1e6 == pytest.approx(24 - np.pi, rel=1e-5)


def test_a_circle_in_the_corner():
    found = covered_area(series(shapely.Point(toytown.centre(0, 0))), TOWN, 1000)
    assert found.area_covered_km2 == pytest.approx(toytown.CORNER_KM2, rel=2e-4)


def test_overlap_counts_once():
    # Two circles of 1 km whose centres are 1 km apart: 2 pi less the lens 2 pi / 3 - sqrt(3) / 2.
    found = covered_area(series(shapely.Point(-500, 0), shapely.Point(500, 0)), TOWN, 1000)
    lens = 2 * np.pi / 3 - np.sqrt(3) / 2
    assert found.area_covered_km2 == pytest.approx(2 * np.pi - lens, rel=2e-4)


def test_a_line_is_widened_on_both_sides_with_round_ends():
    found = covered_area(series(shapely.LineString([(-1000, 0), (1000, 0)])), TOWN, 500)
    assert found.area_covered_km2 == pytest.approx(2.0 + np.pi / 4, rel=1e-4)


def test_a_polygon_covers_itself_and_its_surroundings():
    found = covered_area(series(shapely.box(-1000, -500, 1000, 500)), TOWN, 500)
    assert found.area_covered_km2 == pytest.approx(2.0 + 6 * 0.5 + np.pi / 4, rel=1e-4)


def test_a_site_outside_reaches_in():
    found = covered_area(series(shapely.Point(3000, 0)), TOWN, 1000)
    assert found.area_covered_km2 == pytest.approx(np.pi / 2, rel=2e-4)


def test_no_site_covers_nothing_and_the_unlocated_is_skipped():
    for sites in (series(), series(None, shapely.Point())):
        found = covered_area(sites, TOWN, 1000)
        assert (found.area_covered_km2, found.share) == (0.0, 0.0)
        assert found.uncovered.area == TOWN.area


def test_all_covered():
    found = covered_area(series(shapely.Point(0, 0)), TOWN, 4000)
    assert found.share == 1.0
    assert found.uncovered.is_empty


def test_a_hole_in_the_town_is_not_covered():
    lake = TOWN.difference(shapely.box(-100, -100, 100, 100))
    found = covered_area(series(shapely.Point(0, 0)), lake, 1000)
    assert found.area_covered_km2 == pytest.approx(np.pi - 0.04, rel=1e-4)


def test_an_invalid_boundary_is_mended():
    bow = shapely.Polygon([(-1000, -1000), (1000, 1000), (1000, -1000), (-1000, 1000)])
    assert covered_area(series(shapely.Point(0, 0)), bow, 5000).area_covered_km2 == 2.0


@pytest.mark.parametrize("place", [shapely.Polygon(), shapely.LineString([(0, 0), (1, 1)])])
def test_a_boundary_without_area_is_refused(place):
    with pytest.raises(ValueError, match="no area"):
        covered_area(series(shapely.Point(0, 0)), place, 1000)


@pytest.mark.parametrize("radius_m", [0.0, -5.0, float("nan"), float("inf")])
def test_a_radius_that_is_none_is_refused(radius_m):
    with pytest.raises(ValueError, match="radius"):
        covered_area(series(shapely.Point(0, 0)), TOWN, radius_m)


@given(places, st.integers(100, 3000), st.integers(1, 2000))
@settings(max_examples=40, deadline=None)
def test_parts_make_the_whole_and_more_never_covers_less(at, radius_m, wider_m):
    sites = series(*shapely.points(at))
    found = covered_area(sites, TOWN, radius_m)
    assert 0 <= found.share <= 1
    assert found.covered.area + found.uncovered.area == pytest.approx(TOWN.area, rel=1e-9)
    assert (
        found.area_covered_km2
        <= covered_area(sites, TOWN, radius_m + wider_m).area_covered_km2 + 1e-9
    )
    one_more = covered_area(series(*shapely.points(at), shapely.Point(50, 60)), TOWN, radius_m)
    assert one_more.area_covered_km2 + 1e-9 >= found.area_covered_km2
    turned = covered_area(sites.iloc[::-1], TOWN, radius_m)
    assert turned.area_covered_km2 == pytest.approx(found.area_covered_km2, rel=1e-9, abs=1e-12)
