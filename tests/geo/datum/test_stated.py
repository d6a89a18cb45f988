import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.datum.baidu_mercator import bd09_to_bd09mc
from geo.datum.china import wgs84_to_bd09, wgs84_to_gcj02
from geo.datum.placing import placed
from geo.datum.stated import DATUM_COLUMN, read_statements
from geo.points import with_points
from geo.table import Table

TRUE = (120.65, 27.80)
GCJ02 = tuple(float(v) for v in wgs84_to_gcj02(*TRUE))
BD09 = tuple(float(v) for v in wgs84_to_bd09(*TRUE))


def table(at=(TRUE,), columns=None, **more):
    made = {"name": [f"n{k}" for k in range(len(at))], **(columns or {})}
    points = [None if xy is None else shapely.Point(xy) for xy in at]
    index = pd.RangeIndex(1, len(at) + 1, name="row")
    frame = gpd.GeoDataFrame(made, geometry=gpd.GeoSeries(points, index=index), index=index)
    return Table(frame.set_crs(more.pop("crs", 4326)), **more)


def off_m(frame, row=0):
    point = frame.geometry.iloc[row]
    return np.hypot((point.x - TRUE[0]) * 98_500, (point.y - TRUE[1]) * 110_800)


@pytest.mark.parametrize(
    "header",
    [
        "coord_source",
        "Coord Source",
        "coord_sour",
        "坐标系",
        "坐标系统",
        "坐标来源",
        "坐标类型",
        "datum",
        "坐标基准",
    ],
)
@pytest.mark.parametrize(
    ("word", "at"), [("高德坐标", GCJ02), ("BD09ll", BD09), ("国家2000", TRUE)]
)
def test_every_header_and_word(header, word, at):
    frame, _, _ = placed(table([at], {header: [word]}), "a.csv")
    assert off_m(frame) < 0.01
    assert header == DATUM_COLUMN or header not in frame.columns


def test_rows_say_it_each_for_itself():
    given = table([TRUE, GCJ02, BD09, TRUE], {"坐标系": ["WGS84坐标", "火星坐标系", "百度", ""]})
    frame, said, faults = placed(given, "a.csv")
    assert said.tolist() == ["wgs84", "gcj02", "bd09", "open"]
    assert max(off_m(frame, row) for row in range(4)) < 0.01
    assert [(f.code, f.facts["datum"], f.facts["count"]) for f in faults] == [
        ("datum_converted", "gcj02", 1),
        ("datum_converted", "bd09", 1),
    ]


def test_words_that_are_not_understood_are_named_by_word_and_not_stamped():
    words = ["城建坐标", "城建坐标", "xyz", "", "高德"]
    stated = read_statements(table([GCJ02] * 5, {"坐标系": words}), "a.csv")
    assert stated.said.tolist() == ["unknown", "unknown", "unknown", "open", "gcj02"]
    first, second = stated.faults
    assert (first.code, first.column) == ("datum_word_unknown_many", "坐标系")
    assert (first.facts["got"], first.facts["count"], first.facts["first_row"]) == (
        "城建坐标",
        2,
        1,
    )
    assert (second.code, second.row, second.facts["got"]) == ("datum_word_unknown", 3, "xyz")
    assert {f.severity for f in stated.faults} == {"warning"}
    assert stated.table.frame[DATUM_COLUMN].tolist() == ["unknown"] * 3 + ["", "gcj02"]


def test_a_row_without_a_place_is_not_asked_what_it_is_in():
    stated = read_statements(table([None, TRUE], {"坐标系": ["城建坐标", "wgs84"]}), "a.csv")
    assert stated.faults == ()


def test_the_user_goes_before_the_rows_and_is_told_where_they_differ():
    given = table([GCJ02] * 3, {"坐标系": ["", "gcj02", "百度"]})
    frame, said, faults = placed(Table(given.frame), "a.csv", "gcj02")
    assert set(said) == {"gcj02"}
    assert off_m(frame) < 0.01
    assert [(f.code, f.facts.get("said"), f.facts.get("first_row")) for f in faults] == [
        ("datum_told_otherwise", "bd09", 3),
        ("datum_converted", None, None),
    ]


def test_columns_and_rows_that_contradict_each_other_are_not_believed():
    given = table([GCJ02, BD09], {"坐标系": ["百度", ""]}, said="gcj02")
    stated = read_statements(given, "a.csv")
    assert stated.said.tolist() == ["unknown", "gcj02"]
    (fault,) = stated.faults
    assert (fault.code, fault.facts["named"], fault.facts["said"]) == (
        "datum_contradicted",
        "gcj02",
        "bd09",
    )


def test_our_own_file_is_wgs84_whatever_its_rows_came_from():
    given = table([TRUE], {"coord_source": ["gcj02"]}, own=True)
    frame, said, faults = placed(given, "a.geojson", "gcj02")
    assert (said.tolist(), off_m(frame)) == (["wgs84"], 0)
    assert [f.code for f in faults] == ["datum_own_file"]
    assert frame[DATUM_COLUMN].tolist() == ["gcj02"]
    again = table([TRUE], {"coord_source": ["wgs84"], "coord_origin": ["gcj02"]})
    frame, said, faults = placed(again, "a.csv")
    assert (said.tolist(), off_m(frame), faults) == (["wgs84"], 0, ())
    assert frame[DATUM_COLUMN].tolist() == ["gcj02"]
    assert "coord_origin" not in frame


def baidu_metres(lon, lat):
    return [float(v[0]) for v in bd09_to_bd09mc([lon], [lat])]


def test_baidus_metres_are_metres():
    x, y = baidu_metres(*BD09)
    for given in (
        table([(x, y)], {"坐标系": ["bd09mc"]}),
        table([(x, y)], {"坐标系": ["百度墨卡托"]}, crs=None),
        table([(x, y)], {"坐标系": ["百度坐标"]}, said="bd09mc"),
    ):
        frame, said, _ = placed(given, "a.csv")
        assert said.tolist() == ["bd09"]
        assert off_m(frame) < 0.4


def test_a_code_of_epsg_is_followed_row_by_row():
    point = gpd.GeoSeries([shapely.Point(TRUE)], crs=4326)
    at = [tuple(*point.to_crs(code)[0].coords) for code in (3857, 4549)]
    given = table(
        [*at, TRUE, TRUE], {"坐标系": ["EPSG:3857", "EPSG:4549", "EPSG:4490", "EPSG:99999"]}
    )
    frame, said, faults = placed(given, "a.csv")
    assert said.tolist() == ["wgs84", "wgs84", "wgs84", "unknown"]
    assert max(off_m(frame, row) for row in range(4)) < 0.01
    assert [f.code for f in faults] == ["datum_word_unknown"]


@pytest.mark.parametrize(
    ("word", "said"),
    [("北京54", "beijing54"), ("1980西安坐标系", "xian80"), ("EPSG:4610", "xian80")],
)
def test_the_old_datums_are_said_with_their_error_in_metres(word, said):
    stated = read_statements(table([TRUE, TRUE], {"坐标系": [word, word]}), "a.csv")
    assert stated.said.tolist() == [said] * 2
    (fault,) = stated.faults
    assert (fault.code, fault.facts["error_m"], fault.facts["count"]) == ("datum_old_many", 130, 2)


@pytest.mark.parametrize(("words", "crs"), [(["高德", "wgs84"], 4326), (["高德", ""], None)])
def test_rows_that_all_say_it_stand_in_for_a_crs(words, crs):
    stated = read_statements(table([GCJ02, TRUE], {"坐标系": words}, crs=None), "a.shp")
    assert stated.table.frame.crs == crs


def test_a_crs_that_is_called_gcj02_is_taken_at_its_word():
    wkt = (
        'GEOGCS["GCJ-02",DATUM["GCJ-02",SPHEROID["Krasovsky",6378245,298.3]],'
        'PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]'
    )
    frame, said, faults = placed(table([GCJ02], crs=wkt, crs_named=True), "a.shp")
    assert (said.tolist(), [f.code for f in faults]) == (["gcj02"], ["datum_converted"])
    assert off_m(frame) < 0.01


@pytest.mark.parametrize(
    ("crs", "codes"),
    [(4490, []), (4214, ["crs_datum_unsure"]), (2364, ["crs_datum_unsure"]), (32651, [])],
)
def test_a_crs_of_an_unknown_datum_is_said_with_its_error(crs, codes):
    given = table([TRUE])
    frame = given.frame.to_crs(crs)
    _, said, faults = placed(Table(frame, crs_named=True), "a.shp")
    assert [f.code for f in faults] == codes
    assert [f.facts["error_m"] for f in faults] == [130] * len(codes)
    assert said.tolist() == ["wgs84"]


def csv(text):
    header, *body = [line.split(",") for line in text.split("\n")]
    index = pd.RangeIndex(1, len(body) + 1, name="row")
    cells = [[cell or None for cell in row] for row in body]
    return with_points(pd.DataFrame(cells, columns=header, index=index, dtype=object), "a.csv", [])


def test_of_two_pairs_the_stated_one_is_used_and_the_other_fills_its_gaps():
    gx, gy = GCJ02
    found = csv(
        f"name,高德经度,高德纬度,WGS84经度,WGS84纬度\na,{gx},{gy},{TRUE[0]},{TRUE[1]}\nb,{gx},{gy},,"
    )
    assert found.said.tolist() == ["wgs84", "gcj02"]
    frame, _, _ = placed(found, "a.csv")
    assert max(off_m(frame, 0), off_m(frame, 1)) < 0.01
    (fault,) = found.faults
    assert fault.code == "coordinates_two_pairs"
    assert fault.facts == {
        "columns": "WGS84经度, WGS84纬度",
        "other": "高德经度, 高德纬度",
        "filled": 1,
    }
