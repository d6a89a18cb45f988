from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from spaces.reach.straight_line import nearest
from tests.toys import toytown

CELLS = np.array([toytown.centre(c, r) for r in range(4) for c in range(6)])
metres = st.floats(-5000, 5000).map(lambda v: round(v, 1))
places = st.integers(1, 8).flatmap(lambda n: arrays(float, (n, 2), elements=metres))


def series(*shapes: shapely.Geometry | None) -> gpd.GeoSeries:
    return gpd.GeoSeries(list(shapes), crs=toytown.CRS)


def test_points_by_hand():
    found = nearest(
        np.array([[0.0, 0.0], [90.0, 0.0]]), series(*shapely.points([[30, 40], [100, 0]]))
    )
    np.testing.assert_allclose(found.distance_m, [50.0, 10.0])
    assert found.position.tolist() == [0, 1]


def test_line_and_polygon_are_measured_to_their_nearest_part():
    sites = series(shapely.LineString([(0, -100), (0, 100)]), shapely.box(1000, 0, 2000, 1000))
    at = np.array([[30.0, 0.0], [3.0, 104.0], [1500.0, 500.0], [1500.0, 1200.0]])
    found = nearest(at, sites)
    np.testing.assert_allclose(found.distance_m, [30.0, 5.0, 0.0, 200.0])
    assert found.position.tolist() == [0, 0, 1, 1]


def test_mixed_kinds_and_missing_ones_keep_their_positions():
    sites = series(None, shapely.Point(0, 0), shapely.Point(), shapely.box(90, -10, 110, 10))
    found = nearest(np.array([[10.0, 0.0], [80.0, 0.0]]), sites)
    np.testing.assert_allclose(found.distance_m, [10.0, 10.0])
    assert found.position.tolist() == [1, 3]


def test_multipoint_counts_its_nearest_point():
    found = nearest(np.array([[0.0, 0.0]]), series(shapely.MultiPoint([(500, 0), (0, 7)])))
    assert found.distance_m.tolist() == [7.0]


@pytest.mark.parametrize("sites", [series(), series(None, None)])
def test_no_site_is_infinitely_far(sites):
    found = nearest(CELLS, sites)
    assert np.isposinf(found.distance_m).all()
    assert (found.position == -1).all()


def test_no_cells():
    found = nearest(np.empty((0, 2)), series(shapely.Point(0, 0), shapely.box(0, 0, 1, 1)))
    assert found.distance_m.shape == found.position.shape == (0,)


def test_cell_without_location_is_unknown_not_far():
    found = nearest(np.array([[np.nan, np.nan], [3.0, 4.0]]), series(shapely.Point(0, 0)))
    assert np.isnan(found.distance_m[0])
    assert found.position.tolist() == [-1, 0]
    assert found.distance_m[1] == 5.0


def test_degrees_are_refused():
    with pytest.raises(ValueError, match="degrees"):
        nearest(CELLS, gpd.GeoSeries([shapely.Point(120, 27)], crs=4326))


def test_wrong_shape_is_refused():
    with pytest.raises(ValueError, match=r"\(3,\)"):
        nearest(np.zeros(3), series(shapely.Point(0, 0)))


@given(places, places)
@settings(max_examples=60, deadline=None)
def test_equals_brute_force(cells, sites):
    between = np.hypot(*(cells[:, None, :] - sites[None, :, :]).transpose(2, 0, 1))
    found = nearest(cells, series(*shapely.points(sites)))
    np.testing.assert_allclose(found.distance_m, between.min(axis=1), atol=1e-9)
    np.testing.assert_allclose(
        between[np.arange(len(cells)), found.position], found.distance_m, atol=1e-9
    )


@given(places, places)
@settings(max_examples=40, deadline=None)
def test_tiny_squares_around_points_are_as_far_as_the_points(cells, sites):
    points, squares = shapely.points(sites), shapely.buffer(shapely.points(sites), 1e-6)
    np.testing.assert_allclose(
        nearest(cells, series(*squares)).distance_m,
        nearest(cells, series(*points)).distance_m,
        atol=1e-5,
    )
