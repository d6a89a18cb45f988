"""What clerks write instead of the allowed words."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geo.datum.china import wgs84_to_gcj02
from spaces.content.folder import Content
from spaces.sites.loading import read_sites
from spaces.text import text
from spaces.text.faults import sentence
from tests.toys import toycontent
from tests.toys.sitelists import AT, codes, listed
from tests.toys.toycontent import PLACE


def test_words_of_a_department_are_understood(toy: Content):
    text = f"名称,类别,状态,年份,设施,经度,纬度\n甲,公园,已建成,2023,母婴室；厕所,{AT}\n"
    row = listed(toy, text).frame.iloc[0]
    assert (row["name_zh"], row["category"], row["status"], row["year"]) == (
        "甲",
        "park",
        "built",
        2023,
    )
    assert row["facilities"] == ["nursing_room", "toilet"]


@pytest.mark.parametrize("word", ["高德", "火星坐标", "GCJ-02", "gcj02"])
def test_the_source_of_coordinates_in_a_clerks_words(toy: Content, word: str):
    at = [float(c[0]) for c in wgs84_to_gcj02([120.0], [30.0])]
    text = f"名称,类别,经度,纬度,坐标来源\n甲,park,{at[0]},{at[1]},{word}\n"
    path = toy.root.parent / "list.csv"
    path.write_text(text, encoding="utf-8")
    loaded = read_sites(path, toy, "")
    assert ("datum_converted", None) in codes(loaded)
    assert loaded.frame.geometry.iloc[0].distance(shapely.Point(120, 30)) < 1e-5
    assert "columns_unused" not in [code for code, _ in codes(loaded)]


@pytest.mark.parametrize("word", ["2023年", "2023年5月", " 2023 ", "2023年底"])
def test_a_year_in_a_clerks_words(toy: Content, word: str):
    loaded = listed(toy, f"name,category,lon,lat,年份\n甲,park,120.5,27.8,{word}\n")
    assert loaded.frame["year"].tolist() == [2023]


def test_a_refused_word_is_told_beside_the_words_that_are_understood(toy: Content):
    rows = "甲,火箭,120.5,27.8,建成\n乙,park,120.5,27.8,差不多\n"
    loaded = listed(toy, "name,category,lon,lat,status\n" + rows)
    told = [sentence(f, text("zh")) for f in loaded.faults if f.row is not None]
    assert "学校" in told[0]
    assert "school" not in told[0]
    assert "在建、已建、认证、拆除、规划、不明" in told[1]


def test_a_geometry_that_its_kind_does_not_have_is_named(toy: Content):
    square = shapely.box(120.49, 27.79, 120.5, 27.8)
    table = {"name": ["医"], "category": ["clinic"]}
    frame = gpd.GeoDataFrame(table, geometry=[square], crs="EPSG:4326")
    path = toycontent.write_geojson(frame, toy.root.parent / "clinic.geojson")
    loaded = read_sites(path, toy, PLACE)
    assert ("sites.geometry_not_of_kind", 1) in codes(loaded)
    assert len(loaded.frame) == 1
