"""What ``sites check`` says of coordinates: the kinds of fault that tried-out lists had."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import warnings
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest

from geo.datum.baidu_mercator import bd09_to_bd09mc
from geo.datum.china import wgs84_to_bd09, wgs84_to_gcj02
from geo.distance import GEOD
from spaces.cli.main import main
from spaces.content import Content, default_content
from spaces.sites.loading import load_sites, read_sites
from spaces.text import languages, text

PLACE = "330381"
TRUE = (120.65, 27.78)
GCJ02 = tuple(float(v) for v in wgs84_to_gcj02(*TRUE))
BD09 = tuple(float(v) for v in wgs84_to_bd09(*TRUE))
BD09MC = tuple(float(v[0]) for v in bd09_to_bd09mc([BD09[0]], [BD09[1]]))


def check(path: Path, *words: str, place: str | None = PLACE) -> dict:
    """Answer of the command as it stands, over the shipped data folder."""
    out = io.StringIO()
    asked = ["--place", place] if place else []
    with contextlib.redirect_stdout(out):
        status = main(["sites", "check", str(path), *asked, "--format", "json", *words])
    found = json.loads(out.getvalue())
    assert status == (0 if found["ok"] else 1)
    return found


def codes(found: dict, *severities: str) -> list[tuple[str, int | None]]:
    wanted = severities or ("error", "warning")
    return [(f["code"], f["row"]) for f in found["faults"] if f["severity"] in wanted]


def written(tmp_path: Path, content: str, name: str = "sites.csv") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def place_of(path: Path, row: int = 0) -> tuple[float, float]:
    point = read_sites(path, default_content(), PLACE).frame.geometry.iloc[row]
    return point.x, point.y


def off_m(at: tuple[float, float]) -> float:
    return float(GEOD.inv(*TRUE, *at)[2])


def features(*rows: tuple[tuple[float, float] | None, dict]) -> str:
    made = [
        {
            "type": "Feature",
            "properties": {"name_zh": f"园{k}", "category": "park", "place": PLACE, **more},
            "geometry": None if at is None else {"type": "Point", "coordinates": at},
        }
        for k, (at, more) in enumerate(rows)
    ]
    return json.dumps({"type": "FeatureCollection", "features": made}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("word", "at"),
    [
        ("gcj02", GCJ02),
        ("火星坐标系", GCJ02),
        ("GCJ-02坐标系", GCJ02),
        ("腾讯地图", GCJ02),
        ("BD09ll", BD09),
        ("百度坐标系", BD09),
        ("国家2000", TRUE),
        ("WGS84坐标", TRUE),
    ],
)
def test_check_and_data_folder_agree_on_what_a_row_says(tmp_path, word, at):
    folder = tmp_path / "data"
    shutil.copytree(default_content().root, folder)
    path = written(folder, features((at, {"coord_source": word})), "sites.geojson")
    loaded = load_sites(Content(folder), PLACE)
    point = loaded.frame.geometry.iloc[0]
    assert off_m((point.x, point.y)) < 0.1
    assert off_m(place_of(path)) < 0.1
    assert codes(check(path)) == []
    told = [(f.code, f.row) for f in loaded.faults if f.severity != "notice"]
    assert told == []


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("坐标系", "高德坐标"),
        ("坐标类型", "火星坐标"),
        ("coord_sour", "gcj02"),
        ("坐标来源", "高德/腾讯"),
        ("datum", "AMap"),
    ],
)
def test_headers_of_offices(tmp_path, header, cell):
    lines = f"名称,类别,经度,纬度,{header}\n园,park,{GCJ02[0]},{GCJ02[1]},{cell}\n"
    path = written(tmp_path, lines)
    found = check(path)
    assert off_m(place_of(path)) < 0.1
    assert codes(found) == []
    unused = [f["sentence"] for f in found["faults"] if f["code"] == "columns_unused"]
    assert unused == []


@pytest.mark.parametrize(
    ("headers", "at"),
    [
        ("lng_gcj,lat_gcj", GCJ02),
        ("高德经度,高德纬度", GCJ02),
        ("bd_lng,bd_lat", BD09),
        ("bd09mc_x,bd09mc_y", BD09MC),
        ("经度（GCJ-02）,纬度（GCJ-02）", GCJ02),
    ],
)
def test_names_of_columns_that_say_it(tmp_path, headers, at):
    path = written(tmp_path, f"名称,类别,{headers}\n园,park,{at[0]!r},{at[1]!r}\n")
    assert off_m(place_of(path)) < 0.5
    assert codes(check(path)) == []


def test_baidus_metres_in_the_usual_columns(tmp_path):
    path = written(
        tmp_path, f"名称,类别,经度,纬度,坐标系\n园,park,{BD09MC[0]},{BD09MC[1]},bd09mc\n"
    )
    assert off_m(place_of(path)) < 0.5
    assert codes(check(path)) == []


def test_columns_of_two_datums_are_not_put_together(tmp_path):
    path = written(tmp_path, f"名称,类别,lng_gcj,lat_wgs\n园,park,{GCJ02[0]},{TRUE[1]}\n")
    found = check(path)
    assert codes(found) == [("coordinates_mixed", None)]
    assert "lng_gcj" in found["faults"][0]["sentence"]
    assert "lat_wgs" in found["faults"][0]["sentence"]


def test_a_word_that_is_not_understood_is_never_stamped(tmp_path):
    lines = [f"园{k},park,{TRUE[0]},{27.78 + k / 1000},城建坐标系" for k in range(30)]
    path = written(tmp_path, "名称,类别,经度,纬度,坐标系\n" + "\n".join(lines))
    found = check(path)
    (named,) = [f for f in found["faults"] if f["code"].startswith("datum_word_unknown")]
    assert (named["severity"], named["column"]) == ("warning", "坐标系")
    assert "30" in named["sentence"]
    assert "城建坐标系" in named["sentence"]
    frame = read_sites(path, default_content(), PLACE).frame
    assert set(frame["coord_source"]) == {"unknown"}


def test_a_list_that_says_nothing_is_never_without_a_warning(tmp_path):
    path = written(tmp_path, f"名称,类别,经度,纬度\n园,park,{TRUE[0]},{TRUE[1]}\n")
    for place in (PLACE, None):
        found = check(path, place=place)
        assert found["warning"] == 1
        assert "540" in found["faults"][0]["sentence"]
    assert check(path, "--datum", "wgs84")["warning"] == 0


def test_some_rows_say_it_and_others_do_not(tmp_path):
    rows = f"a,park,{GCJ02[0]},{GCJ02[1]},gcj02\nb,park,{TRUE[0]},{TRUE[1]},\n"
    path = written(tmp_path, "名称,类别,经度,纬度,坐标系\n" + rows)
    assert codes(check(path)) == [("datum_unclear_rows", None)]
    assert off_m(place_of(path)) < 0.1


@pytest.mark.parametrize("place", [PLACE, None])
def test_null_island_and_abroad(tmp_path, place):
    """A failed search for an address; and no distance is more than half round the Earth."""
    rows = "零岛,park,0,0,wgs84\n负一,park,-1,-1,wgs84\n好,park,120.65,27.78,wgs84\n"
    path = written(tmp_path, "名称,类别,经度,纬度,坐标系\n" + rows)
    found = check(path, place=place)
    named = "outside_place" if place else "outside_china"
    assert codes(found) == [("null_island", 1), (named, 2), ("sites.not_located", None)]
    frame = read_sites(path, default_content(), place or "").frame
    assert frame.geometry.isna().tolist() == [True, False, False]
    assert frame["coord_source"].tolist() == ["none", "wgs84", "wgs84"]
    if place:
        assert "13107" in found["faults"][1]["sentence"]


def test_null_island_in_the_data_folder_is_named(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(default_content().root, folder)
    said = {"coord_source": "wgs84"}
    rows = (((0, 0), said), ((2.35, 48.85), said), (TRUE, said))
    written(folder, features(*rows), "sites.geojson")
    loaded = load_sites(Content(folder))
    told = [(f.code, f.row) for f in loaded.faults if f.severity != "notice"]
    assert told == [("null_island", 1), ("outside_place", 2), ("sites.not_located", None)]
    assert loaded.frame.geometry.iloc[0] is None


def test_five_thousand_rows_at_zero_are_one_line(tmp_path):
    lines = [f"园{k},park,0,0,wgs84" for k in range(5000)]
    path = written(tmp_path, "名称,类别,经度,纬度,坐标系\n" + "\n".join(lines))
    found = check(path)
    (named,) = [f for f in found["faults"] if f["code"].startswith("null_island")]
    assert "5000" in named["sentence"]


def test_degrees_minutes_and_seconds(tmp_path):
    rows = "a,park,120°39′0″,27°46′48″,wgs84\nb,park,120.3900,27.4648,wgs84\n"
    rows += "c,park,120.651234,27.781234,wgs84\nd,park,120.641234,27.791234,wgs84\n"
    path = written(tmp_path, "名称,类别,经度,纬度,坐标系\n" + rows)
    found = check(path)
    assert codes(found) == [("packed_minutes", 2)]
    assert any("27°46′48″" in f["sentence"] for f in found["faults"])
    assert off_m(place_of(path)) < 0.1


def shapes(tmp_path: Path, crs: object, columns: dict[str, list[str]], at=TRUE) -> Path:
    frame = gpd.GeoDataFrame(
        {"名称": ["园"], "类别": ["park"], **columns},
        geometry=gpd.points_from_xy([at[0]], [at[1]], crs=4326),
    )
    folder = tmp_path / "shp"
    folder.mkdir()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that names are cut is what is tested
        frame.to_crs(crs).to_file(folder / "a.shp", encoding="UTF-8")
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, part.name)
    return packed


LOCAL = "+proj=tmerc +lat_0=0 +lon_0=120.6 +x_0=50000 +y_0=-3000000 +ellps=krass +units=m +no_defs"


@pytest.mark.parametrize(
    ("crs", "wanted"),
    [
        (2364, ["crs_datum_unsure"]),
        (4214, ["crs_datum_unsure"]),
        (LOCAL, ["crs_datum_unsure"]),
        (4490, []),
        (4549, []),
        (32651, []),
        (4326, ["datum_unconfirmed"]),
    ],
)
def test_a_file_that_names_its_crs(tmp_path, crs, wanted):
    """An unknown datum is said with its error in metres; a named one is not asked for."""
    found = check(shapes(tmp_path, crs, {}))
    assert [code for code, _ in codes(found)] == wanted
    if wanted == ["crs_datum_unsure"]:
        assert "130" in found["faults"][0]["sentence"]
    assert not [f for f in found["faults"] if f["code"].startswith("datum_not_stated")]


def test_names_cut_by_a_shapefile(tmp_path):
    columns = {"coord_source": ["gcj02"], "建成年份": ["2023"], "开放时间": ["全天开放"]}
    path = shapes(tmp_path, 4326, columns, GCJ02)
    row = read_sites(path, default_content(), PLACE).frame.iloc[0]
    assert (row["year"], row["opening"]) == (2023, "全天开放")
    assert off_m((row.geometry.x, row.geometry.y)) < 0.1
    assert codes(check(path)) == []


@pytest.mark.parametrize("lang", languages())
def test_every_sentence_is_whole_in_every_language(tmp_path, lang):
    rows = [
        "a,park,0,0,wgs84",
        "b,park,-1,-1,wgs84",
        f"c,park,{GCJ02[0]},{GCJ02[1]},高德",
        f"d,park,{TRUE[0]},{TRUE[1]},城建",
        f"e,park,{TRUE[0]},{TRUE[1]},城建",
        f"f,park,{TRUE[0]},{TRUE[1]},",
        f"g,park,{TRUE[0]},{TRUE[1]},北京54",
        "h,park,120.3900,27.4648,wgs84",
    ]
    path = written(tmp_path, "名称,类别,经度,纬度,坐标系\n" + "\n".join(rows))
    found = check(path, "--lang", lang)
    assert len(codes(found)) == 7
    for fault in found["faults"]:
        assert "–" not in fault["sentence"]
        assert "{" not in fault["sentence"]
        assert fault["code"] not in fault["sentence"]
        assert text(lang)("fault.unknown", code=fault["code"]) not in fault["sentence"]
