"""Layers are plain GeoJSON: every text comes out as the text it was."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from spaces.graphics import layers
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
    found = read(layers.sites_layer(sites(), {"park": Kind("公园", "Park")}, "zh"))
    assert [f["properties"]["name"] for f in found] == ["沙园", "东小", "新诊所"]
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
    frame["lead"] = [[payload]]
    frame.index = [payload]
    feature = read(layers.sites_layer(frame, {payload: Kind(payload, payload)}, "en"))[0]
    assert feature["id"] == payload
    shown = {k: feature["properties"][k] for k in ("name", "kind", "category", "address", "area")}
    assert set(shown.values()) == {payload}
    assert feature["properties"]["lead"] == [payload]


def test_a_missing_english_name_falls_back_and_an_unknown_kind_keeps_its_id():
    frame = sites().iloc[:2].copy()
    frame["name_en"] = ["Sand Park", " "]
    found = [f["properties"] for f in read(layers.sites_layer(frame, {}, "en"))]
    assert [p["name"] for p in found] == ["Sand Park", "东小"]
    assert [p["kind"] for p in found] == ["park", "school"]


def test_missing_values_are_left_out():
    frame = sites().iloc[:1].copy()
    frame["year"] = frame["year"].astype("Int64")
    frame.loc[:, "year"] = None
    frame["address"] = None
    frame["lead"] = None
    got = read(layers.sites_layer(frame, {}, "zh"))[0]["properties"]
    assert not {"year", "address", "lead", "area"} & set(got)


def test_lines_and_areas_are_rounded_to_a_tenth_of_a_metre():
    frame = sites().iloc[:2].copy()
    line = shapely.LineString([(120.123456789, 27.1), (120.2, 27.2)])
    frame.geometry = [line, line.buffer(0.01)]
    found = read(layers.sites_layer(frame, {}, "zh"))
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
    found = read(layers.boundary_layer(frame, toycontent.PLACE, names, "en"))
    assert [f["properties"]["role"] for f in found] == ["place", "part", "part"]
    assert [f["properties"]["name"] for f in found] == ["Toytown", "西片", "东片"]
    for feature in found:
        shape = shapely.geometry.shape(feature["geometry"])
        assert shape.contains(shapely.Point(feature["properties"]["at"]))


def test_a_place_without_an_outline_gives_an_empty_layer():
    empty = gpd.GeoDataFrame({"name_zh": [], "parent": []}, geometry=[], crs=4326)
    assert read(layers.boundary_layer(empty, "000000", {}, "zh")) == []


def cells() -> gpd.GeoDataFrame:
    frame = toytown.cells().iloc[:4].copy()
    frame["children"] = [100.0, 3.0, 0.0, 7.4]
    frame["distance_m"] = [10.2, 2000.0, np.nan, np.inf]
    frame["covered"] = [True, False, False, False]
    frame["nearest_site"] = ["a", "b", None, None]
    return frame


def test_unknown_is_not_uncovered_and_few_children_are_hidden():
    found = [
        f["properties"] for f in read(layers.cells_layer(cells(), {"a": "沙园"}, modelled=False))
    ]
    assert [p["state"] for p in found] == ["covered", "uncovered", "unknown", "uncovered"]
    assert [p.get("children") for p in found] == [100, None, 0, 7]
    assert [p.get("few") for p in found] == [None, True, None, None]
    assert [p.get("nearest_m") for p in found] == [10, 2000, None, None]
    assert found[0]["nearest"] == "沙园"
    assert found[0]["cell_m"] == 1000


def test_modelled_children_are_shown_and_a_part_of_a_child_is_not_nobody():
    few = cells().assign(children=[3.0, 0.3, 0.0, 0.01])
    found = [f["properties"] for f in read(layers.cells_layer(few, {}, modelled=True))]
    assert [p["children"] for p in found] == [3, 0.3, 0, 0.1]
    assert not [p for p in found if "few" in p]


def test_unknown_children_are_neither_few_nor_none():
    found = read(layers.cells_layer(cells().assign(children=np.nan), {}, modelled=False))
    assert not [f for f in found if {"few", "children"} & set(f["properties"])]


def test_gaps_carry_rank_names_and_where_the_number_stands():
    gaps = gpd.GeoDataFrame(
        {
            "children": [500.0, np.nan],
            "area_km2": [2.004, np.nan],
            "nearest_site": ["a", None],
            "nearest_m": [1500.4, np.inf],
            "sub_area": ["W", ""],
            "center_lon": [120.5, 120.6],
            "center_lat": [27.8, 27.9],
        },
        index=[1, 2],
        geometry=[toytown.boundary()] * 2,
        crs=4326,
    )
    one, two = (
        f["properties"]
        for f in read(layers.gaps_layer(gaps, {"a": "沙园"}, {"W": "西"}, modelled=False))
    )
    assert (one["rank"], one["children"], one["area_km2"]) == (1, 500, 2.0)
    assert (one["nearest"], one["nearest_m"], one["area"]) == ("沙园", 1500, "西")
    assert one["at"] == [120.5, 27.8]
    assert two["few"] is True
    assert not {"children", "area_km2", "nearest", "nearest_m"} & set(two)


def test_the_number_of_a_gap_stands_where_one_site_would_reach_most():
    gaps = gpd.GeoDataFrame(
        {
            "children": [500.0, 90.0, 80.0],
            "area_km2": [2.0, 1.0, 1.0],
            "nearest_site": [None] * 3,
            "nearest_m": [1500.0] * 3,
            "sub_area": [""] * 3,
            "center_lon": [120.5] * 3,
            "center_lat": [27.8] * 3,
            "best_lon": [120.51, np.nan, 120.52],
            "best_lat": [27.81, np.nan, 27.82],
            "best_children": [412.4, np.nan, np.nan],
        },
        index=[1, 2, 3],
        geometry=[toytown.boundary()] * 3,
        crs=4326,
    )
    one, two, few = (f["properties"] for f in read(layers.gaps_layer(gaps, {}, {}, modelled=False)))
    assert (one["at"], one["best"]) == ([120.51, 27.81], 412)
    assert two["at"] == [120.5, 27.8]
    assert few["at"] == [120.52, 27.82]
    assert "best" not in two
    assert "best" not in few


def test_reach_leaves_out_what_is_empty():
    found = read(layers.reach_layer(toytown.boundary(), shapely.Polygon()))
    assert [f["properties"]["state"] for f in found] == ["covered"]
    assert read(layers.reach_layer(None, None)) == []


def test_cells_without_any_site_are_unknown_not_uncovered():
    frame = cells()
    frame["distance_m"] = np.inf
    frame["covered"] = pd.array([None] * len(frame), dtype="boolean")
    found = [f["properties"]["state"] for f in read(layers.cells_layer(frame, {}, modelled=True))]
    assert found == ["unknown"] * 4
