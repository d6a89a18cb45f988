import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import CRS, Geod

from geo import crs
from geo.crs import STORAGE_CRS, metric_crs, metric_crs_for, mover, require_crs
from geo.faults import InputRefused

GEOD = Geod(ellps="WGS84")


def places(shared_data):
    path = shared_data / "boundaries-five-places" / "places.wgs84.geojson"
    return gpd.read_file(path, engine="pyogrio").set_index("code")


def series(*points, crs="EPSG:4326"):
    return gpd.GeoSeries([shapely.Point(p) for p in points], crs=crs)


def test_a_frame_without_crs_is_refused():
    with pytest.raises(InputRefused) as refused:
        require_crs(series((120, 27), crs=None), "a.csv")
    assert [(f.code, f.file) for f in refused.value.faults] == [("no_crs", "a.csv")]


@pytest.mark.parametrize(
    ("code", "most"), [("330381", 1e-4), ("310105", 1e-4), ("320400", 1e-4), ("140000", 6e-4)]
)
def test_areas_agree_with_the_ellipsoid(shared_data, code, most):
    place = places(shared_data).loc[[code]]
    true_m2 = abs(GEOD.geometry_area_perimeter(place.geometry.iloc[0])[0])
    assert place.to_crs(metric_crs_for(place)).area.iloc[0] == pytest.approx(true_m2, rel=most)


@given(st.floats(75, 134), st.floats(19, 53), st.floats(0, 360), st.floats(1, 20_000))
def test_distances_across_a_city_are_true(lon, lat, bearing, distance_m):
    x, y, _ = GEOD.fwd(lon, lat, bearing, distance_m)
    pair = series((lon, lat), (x, y)).to_crs(metric_crs(lon, lat))
    assert pair.iloc[0].distance(pair.iloc[1]) == pytest.approx(distance_m, rel=2e-5, abs=1e-3)


def test_round_trip_is_within_a_millimetre(shared_data):
    place = places(shared_data).loc[["330381"]]
    back = place.to_crs(metric_crs_for(place)).to_crs(STORAGE_CRS)
    off = shapely.get_coordinates(back.geometry) - shapely.get_coordinates(place.geometry)
    assert np.abs(off).max() < 1e-8


def test_too_wide_and_empty_are_refused():
    for frame, code in (
        (series((75, 40), (130, 45)), "too_wide"),
        (gpd.GeoSeries([], crs="EPSG:4326"), "empty"),
    ):
        with pytest.raises(InputRefused) as refused:
            metric_crs_for(frame)
        assert refused.value.faults[0].code == code


@pytest.mark.parametrize(("lon", "lat"), [(200, 0), (0, 89), (float("nan"), 0)])
def test_no_metric_crs_off_the_map(lon, lat):
    with pytest.raises(ValueError, match="no local metric CRS"):
        metric_crs(lon, lat)


def test_a_mover_is_made_once_and_goes_there_and_back():
    local = metric_crs(120.6, 27.8)
    there, back = mover(STORAGE_CRS, local), mover(local, STORAGE_CRS)
    assert mover(STORAGE_CRS, local) is there
    x, y = there.transform(120.6, 27.8)
    assert abs(x) < 0.01
    assert abs(y) < 0.01
    assert back.transform(x, y) == pytest.approx((120.6, 27.8), abs=1e-9)


LOCAL = (
    'PROJCS["Ruian_local",GEOGCS["GCS_local",DATUM["{datum}",SPHEROID["Krasovsky_1940",6378245,298.3]'
    '{shift}],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",50000],PARAMETER["False_Northing",-3000000],PARAMETER["Central_Meridian",'
    '120.6],PARAMETER["Scale_Factor",1],PARAMETER["Latitude_Of_Origin",0],UNIT["Meter",1]]'
)


@pytest.mark.parametrize(
    ("given", "error_m"),
    [
        (4326, None), ("OGC:CRS84", None), (4490, None), (4527, None), (3857, None), (32651, None),
        (25832, None), (4214, 130), (2437, 130), (4610, 130), (2364, 130), (4555, 130),
        (LOCAL.format(datum="D_unknown", shift=""), 130),
        (LOCAL.format(datum="D_City_1994", shift=""), 130),
        (LOCAL.format(datum="D_CGCS2000", shift=""), None),
        (LOCAL.format(datum="D_Beijing_1954", shift=",TOWGS84[15.8,-154.4,-82.3,0,0,0,0]"), None),
    ],
)  # fmt: skip
def test_how_far_off_a_crs_without_parameters_may_be(given, error_m):
    assert crs.shift_error_m(CRS.from_user_input(given)) == error_m


@pytest.mark.parametrize(
    ("given", "plain"), [(4326, True), ("OGC:CRS84", True), (4490, False), (3857, False)]
)
def test_which_crs_is_plain_wgs84(given, plain):
    assert crs.is_wgs84(CRS.from_user_input(given)) is plain
