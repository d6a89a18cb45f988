import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.datum import china
from tests.toys.shifted import shifted as shifted_to

LON, LAT = st.floats(73.5, 135.0), st.floats(18.0, 53.5)
GEOD = Geod(ellps="WGS84")


def metres(x0, y0, x1, y1):
    return GEOD.inv(x0, y0, x1, y1)[2]


@given(LON, LAT)
def test_gcj02_there_and_back(lon, lat):
    back = china.gcj02_to_wgs84(*china.wgs84_to_gcj02(lon, lat))
    assert metres(lon, lat, *back) < 0.001


@given(LON, LAT)
def test_bd09_there_and_back(lon, lat):
    back = china.bd09_to_wgs84(*china.wgs84_to_bd09(lon, lat))
    assert metres(lon, lat, *back) < 0.001


@given(LON, LAT)
def test_shifts_have_the_known_size(lon, lat):
    assert 30 < metres(lon, lat, *china.wgs84_to_gcj02(lon, lat)) < 1000
    assert 100 < metres(lon, lat, *china.wgs84_to_bd09(lon, lat)) < 2000


@pytest.mark.parametrize(("lon", "lat"), [(2.35, 48.85), (-74.0, 40.7), (151.2, -33.9)])
def test_nothing_is_shifted_outside_china(lon, lat):
    for move in (china.wgs84_to_gcj02, china.wgs84_to_bd09, china.gcj02_to_wgs84):
        assert move(lon, lat) == (lon, lat)


def test_known_points():
    """The figures that the widespread coordtransform libraries give for the middle of Beijing."""
    gcj02 = china.wgs84_to_gcj02(116.404, 39.915)
    assert np.round(gcj02, 8).tolist() == [116.4102445, 39.91640428]
    bd09 = china.gcj02_to_bd09(116.404, 39.915)
    assert np.round(bd09, 8).tolist() == [116.41036949, 39.92133699]


@pytest.mark.parametrize("name", ["places", "districts"])
def test_boundaries_agree_with_an_independent_conversion(shared_data, name):
    folder = shared_data / "boundaries-five-places"
    shifted = gpd.read_file(folder / f"{name}.gcj02.geojson", engine="pyogrio")
    true = gpd.read_file(folder / f"{name}.wgs84.geojson", engine="pyogrio")
    here = shapely.get_coordinates(china.geometry_to_wgs84(shifted.geometry.to_numpy(), "gcj02"))
    there = shapely.get_coordinates(true.geometry.to_numpy())
    _, _, off_m = GEOD.inv(*here.T, *there.T)
    assert len(off_m) > 10_000
    assert off_m.max() < 1.0
    again = shifted_to(true.geometry.to_numpy(), "gcj02")
    _, _, off_m = GEOD.inv(
        *shapely.get_coordinates(again).T, *shapely.get_coordinates(shifted.geometry.to_numpy()).T
    )
    assert off_m.max() < 1.0


def test_geometry_keeps_its_kind_and_missing_rows():
    shapes = np.array([shapely.box(120, 27, 121, 28), None, shapely.Point(120, 27)], dtype=object)
    moved = china.geometry_to_wgs84(shapes, "bd09")
    assert [getattr(s, "geom_type", None) for s in moved] == ["Polygon", None, "Point"]
    back = shifted_to(moved, "bd09")
    assert shapely.equals_exact(back[0], shapes[0], 1e-8)
    assert china.geometry_to_wgs84(shapes, "wgs84") is shapes
