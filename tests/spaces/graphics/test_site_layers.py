"""Layers are plain GeoJSON: every text comes out as the text it was."""

from __future__ import annotations

import json

import geopandas as gpd
import pytest
import shapely

from spaces.graphics import site_layers
from tests.toys import payloads, toycontent, toytown


class Kind:
    def __init__(self, zh: str, en: str) -> None:
        self.words = {"zh": zh, "en": en}

    def name(self, lang: str) -> str:
        return self.words[lang]


def sites() -> gpd.GeoDataFrame:
    frame = toycontent.sites()
    for column in ("name_en", "address", "sub_area"):
        if column not in frame:
            frame[column] = ""
    frame["lead"] = [[payloads.ALL, "乙局"]] * len(frame)
    return frame


def read(body: bytes) -> list[dict]:
    found = json.loads(body)
    assert found["type"] == "FeatureCollection"
    return found["features"]


def test_sites_without_a_place_are_not_drawn_and_the_others_are_whole():
    found = read(site_layers.sites_layer(sites(), {"park": Kind("公园", "Park")}, "zh"))
    assert [f["properties"]["name"] for f in found] == [
        "沙园（示范数据）",
        "东小（示范数据）",
        "新诊所",
    ]
    park = found[0]["properties"]
    assert (park["kind"], park["category"], park["year"]) == ("公园", "park", 2022)
    assert park["status"] == "built"
    assert park["demo"] is True
    lon, lat = found[0]["geometry"]["coordinates"]
    assert (lon, lat) == pytest.approx(toycontent.sites().geometry.iloc[0].coords[0], abs=1e-6)


@pytest.mark.parametrize("payload", payloads.PAYLOADS)
def test_every_text_comes_out_as_it_was(payload):
    frame = sites().iloc[:1].copy()
    for column in ("name_zh", "name_en", "category", "status", "address", "sub_area"):
        frame[column] = payload
    frame["lead"], frame["demo"] = [[payload]], False
    frame.index = [payload]
    feature = read(site_layers.sites_layer(frame, {payload: Kind(payload, payload)}, "en"))[0]
    assert feature["id"] == payload
    shown = {k: feature["properties"][k] for k in ("name", "kind", "category", "address", "area")}
    assert set(shown.values()) == {payload}
    assert feature["properties"]["lead"] == [payload]


def test_a_missing_english_name_falls_back_and_an_unknown_kind_keeps_its_id():
    frame = sites().iloc[:2].copy()
    frame["name_en"] = ["Sand Park", " "]
    found = [f["properties"] for f in read(site_layers.sites_layer(frame, {}, "en"))]
    assert [p["name"] for p in found] == ["Sand Park (demo data)", "东小 (demo data)"]
    assert [p["kind"] for p in found] == ["park", "school"]


def test_missing_values_are_left_out():
    frame = sites().iloc[:1].copy()
    frame["year"] = frame["year"].astype("Int64")
    frame.loc[:, "year"] = None
    frame["address"] = None
    frame["lead"] = None
    got = read(site_layers.sites_layer(frame, {}, "zh"))[0]["properties"]
    assert not {"year", "address", "lead", "area"} & set(got)


def test_lines_and_areas_are_rounded_to_a_tenth_of_a_metre():
    frame = sites().iloc[:2].copy()
    line = shapely.LineString([(120.123456789, 27.1), (120.2, 27.2)])
    frame.geometry = [line, line.buffer(0.01)]
    found = read(site_layers.sites_layer(frame, {}, "zh"))
    assert found[0]["geometry"]["coordinates"][0] == [120.123457, 27.1]
    assert found[1]["geometry"]["type"] == "Polygon"


def test_boundary_says_place_and_parts_with_a_label_inside():
    parts = toytown.parts().assign(parent=toycontent.PLACE)
    frame = gpd.GeoDataFrame(
        {"name_zh": ["镇", *parts["name_zh"]], "parent": ["", *parts["parent"]]},
        index=[toycontent.PLACE, *parts.index],
        geometry=[toytown.boundary(), *parts.geometry],
        crs=4326,
    )
    names = {toycontent.PLACE: Kind("玩具镇", "Toytown")}
    found = read(site_layers.boundary_layer(frame, toycontent.PLACE, names, "en"))
    assert [f["properties"]["role"] for f in found] == ["place", "part", "part"]
    assert [f["properties"]["name"] for f in found] == ["Toytown", "西片", "东片"]
    for feature in found:
        shape = shapely.geometry.shape(feature["geometry"])
        assert shape.contains(shapely.Point(feature["properties"]["at"]))


def test_a_place_without_an_outline_gives_an_empty_layer():
    empty = gpd.GeoDataFrame({"name_zh": [], "parent": []}, geometry=[], crs=4326)
    assert read(site_layers.boundary_layer(empty, "000000", {}, "zh")) == []
