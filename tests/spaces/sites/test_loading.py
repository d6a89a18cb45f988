from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.china import wgs84_to_gcj02
from geo.faults import InputRefused
from spaces.content.folder import Content, default_content
from spaces.sites.contract import SITE_COLUMNS
from spaces.sites.loading import SiteList, load_sites, read_sites
from spaces.sites.selection import existing, located
from spaces.text import text
from spaces.text.faults import sentence
from tests.toys import toycontent
from tests.toys.toycontent import PLACE


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path / "data")


def listed(toy: Content, text: str, **more: object) -> SiteList:
    path = toy.root.parent / "list.csv"
    path.write_text(text, encoding="utf-8")
    return read_sites(path, toy, PLACE, **more)


def codes(loaded: SiteList) -> list[tuple[str, int | None]]:
    return [(f.code, f.row) for f in loaded.faults]


AT = "120.5,27.8"


def test_the_toy_folder_has_four_sites_one_without_a_place(toy: Content):
    loaded = load_sites(toy, PLACE)
    assert loaded.faults == ()
    assert list(loaded.frame.columns) == [*[c for c in SITE_COLUMNS if c != "id"], "geometry"]
    assert loaded.frame.index.name == "id"
    assert len(loaded.frame) == 4
    assert list(located(loaded.frame).index) == ["s0", "s1", "s2"]
    assert loaded.frame["demo"].tolist() == [True, True, False, False]
    assert loaded.frame["public"].all()


def test_existing_is_built_or_certified_by_the_year(toy: Content):
    frame = load_sites(toy).frame
    assert list(existing(frame).index) == ["s0", "s1"]
    assert list(existing(frame, 2023).index) == ["s0"]
    assert existing(frame, 2021).empty


def test_a_site_without_a_year_exists_only_when_no_year_is_asked(toy: Content):
    frame = listed(toy, f"name,category,lon,lat\n甲,park,{AT}\n").frame
    assert len(existing(frame)) == 1
    assert existing(frame, 2030).empty


def test_a_bare_list_is_filled_in_openly(toy: Content):
    loaded = listed(toy, f"name,category,lon,lat\n甲,park,{AT}\n乙,school,{AT}\n")
    assert list(loaded.frame.index) == ["row-1", "row-2"]
    assert loaded.frame["status"].tolist() == ["built", "built"]
    assert loaded.frame["place"].tolist() == [PLACE, PLACE]
    assert {code for code, _ in codes(loaded)} >= {"sites.status_assumed", "sites.place_assumed"}
    assert not any(f.severity == "error" for f in loaded.faults)


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


def test_an_unknown_kind_loses_its_row_and_no_other(toy: Content):
    loaded = listed(toy, f"name,category,lon,lat\n甲,moat,{AT}\n乙,park,{AT}\n")
    assert loaded.frame["name_zh"].tolist() == ["乙"]
    assert ("value_not_allowed", 1) in codes(loaded)


def test_a_blank_status_says_nothing(toy: Content):
    loaded = listed(toy, f"name,category,status,lon,lat\n甲,park,,{AT}\n乙,park,ruined,{AT}\n")
    assert loaded.frame["status"].tolist() == ["unknown", "unknown"]
    told = {(code, row) for code, row in codes(loaded) if row is not None}
    assert told == {("sites.status_blank", 1), ("sites.status_not_understood", 2)}


def test_names_of_children_never_reach_the_frame(toy: Content):
    loaded = listed(toy, f"name,category,儿童姓名,child_name,lon,lat\n甲,park,小明,Ming,{AT}\n")
    assert "小明" not in loaded.frame.to_csv()
    assert "Ming" not in loaded.frame.to_csv()
    personal = [f.column for f in loaded.faults if f.code == "personal_column"]
    assert sorted(personal) == ["child_name", "儿童姓名"]


def test_a_stated_datum_is_converted_and_recorded(toy: Content):
    lon, lat = wgs84_to_gcj02(120.5, 27.8)
    text = f"name,category,lon,lat\n甲,park,{float(lon)},{float(lat)}\n"
    frame = listed(toy, text, datum="gcj02").frame
    assert frame.geometry.iloc[0].distance(shapely.Point(120.5, 27.8)) < 1e-7
    assert frame["coord_source"].tolist() == ["gcj02"]


def test_the_shipped_list_is_not_converted_again(toy: Content):
    frame = toycontent.sites().iloc[:1].assign(coord_source="gcj02")
    toycontent.write_geojson(frame, toy.path("sites.geojson"))
    found = load_sites(toy).frame.geometry.iloc[0]
    assert found.distance(frame.geometry.iloc[0]) < 1e-9


def test_a_geometry_that_its_kind_does_not_have_is_named(toy: Content):
    square = shapely.box(120.49, 27.79, 120.5, 27.8)
    table = {"name": ["医"], "category": ["clinic"]}
    frame = gpd.GeoDataFrame(table, geometry=[square], crs="EPSG:4326")
    path = toycontent.write_geojson(frame, toy.root.parent / "clinic.geojson")
    loaded = read_sites(path, toy, PLACE)
    assert ("sites.geometry_not_of_kind", 1) in codes(loaded)
    assert len(loaded.frame) == 1


def test_a_list_of_another_city_is_refused(toy: Content):
    with pytest.raises(InputRefused) as refused:
        listed(toy, "name,category,lon,lat\n甲,park,116.4,39.9\n乙,park,116.5,39.9\n")
    assert "outside_place_all" in {f.code for f in refused.value.faults}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
@given(order=st.permutations(range(4)))
def test_the_order_of_rows_does_not_matter(toy: Content, order: list[int]):
    path = toy.root.parent / "turned.geojson"
    turned = read_sites(toycontent.write_geojson(toycontent.sites().iloc[order], path), toy, PLACE)
    straight = load_sites(toy).frame
    assert turned.frame.sort_index()["name_zh"].equals(straight.sort_index()["name_zh"])


def test_what_is_shipped_loads_without_an_error():
    loaded = load_sites(default_content())
    assert [f for f in loaded.faults if f.severity == "error"] == []
    assert loaded.frame["place"].nunique() == 5


def test_a_real_list_loads_whole(shared_data: Path):
    path = shared_data / "shanghai-pois-2020" / "changning_pois.geojson"
    loaded = read_sites(path, default_content(), "310105")
    assert loaded.frame["category"].value_counts().to_dict() == {
        "medical": 499,
        "kindergarten": 95,
        "primary_school": 36,
        "secondary_school": 33,
    }
    assert [f for f in loaded.faults if f.severity == "error"] == []


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
