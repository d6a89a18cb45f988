import pytest

from geo.datum.lonlat_columns import Pair, pairs, unpaired


def found(headers):
    return [(p.lon, p.lat, p.said) for p in pairs(headers.split(","))]


@pytest.mark.parametrize(
    ("headers", "said"),
    [
        ("经度,纬度", "open"),
        ("lon,lat", "open"),
        ("Longitude,Latitude", "open"),
        ("lng,lat", "open"),
        ("经度(度),纬度(度)", "open"),
        ("东经,北纬", "open"),
        ("场地经度,场地纬度", "open"),
        ("lng_gcj,lat_gcj", "gcj02"),
        ("lng_gcj02,lat_gcj02", "gcj02"),
        ("gcjLng,gcjLat", "gcj02"),
        ("高德经度,高德纬度", "gcj02"),
        ("经度（GCJ-02）,纬度（GCJ-02）", "gcj02"),
        ("经度_火星,纬度_火星", "gcj02"),
        ("gd_lng,gd_lat", "gcj02"),
        ("高德X,高德Y", "gcj02"),
        ("bd_lng,bd_lat", "bd09"),
        ("百度经度,百度纬度", "bd09"),
        ("lonBd09,latBd09", "bd09"),
        ("百度X,百度Y", "bd09"),
        ("bd09mc_x,bd09mc_y", "bd09mc"),
        ("lon_wgs84,lat_wgs84", "wgs84"),
        ("经度CGCS2000,纬度CGCS2000", "wgs84"),
        ("经度_未纠偏,纬度_未纠偏", "unknown"),
    ],
)
def test_what_the_names_of_a_pair_say(headers, said):
    assert found(headers) == [(0, 1, said)]


@pytest.mark.parametrize(
    "headers",
    [
        "x,y",
        "X坐标,Y坐标",
        "起点经度,起点纬度,终点经度,终点纬度",
        "lng_gcj,lat_wgs",
        "lng_gcj,lat",
        "along,flat",
        "坐标系",
    ],
)
def test_what_is_no_pair(headers):
    assert found(headers) == []


def test_columns_of_two_datums_are_never_mixed():
    both = "lng_gcj02,lat_wgs84,lng_wgs84,lat_gcj02"
    assert found(both) == [(2, 1, "wgs84"), (0, 3, "gcj02")]
    assert unpaired(["lng_gcj", "lat_wgs"]) == ("lng_gcj", "lat_wgs")
    assert unpaired(["高德经度", "纬度"]) == ("高德经度", "纬度")
    assert unpaired(["起点经度", "起点纬度", "终点经度", "终点纬度"]) is None


def test_the_pair_that_is_stated_goes_first():
    assert [p.said for p in pairs(["lon", "lat", "lon_gcj02", "lat_gcj02"])] == ["gcj02", "open"]


@pytest.mark.parametrize(
    ("header", "said"),
    [("经纬度", "open"), ("lnglat", "open"), ("高德坐标", "gcj02"), ("location", "open")],
)
def test_one_column_for_both(header, said):
    (pair,) = pairs(["名称", header])
    assert pair == Pair(1, 1, said)
    assert pair.one_column
