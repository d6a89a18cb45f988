"""Layers of reach are plain GeoJSON: what is unknown, hidden or nobody stays apart."""

from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from spaces.graphics import reach_layers
from tests.toys import toytown


def read(body: bytes) -> list[dict]:
    return json.loads(body)["features"]


def cells() -> gpd.GeoDataFrame:
    frame = toytown.cells().iloc[:4].copy()
    frame["children"] = [100.0, 3.0, 0.0, 7.4]
    frame["distance_m"] = [10.2, 2000.0, np.nan, np.inf]
    frame["covered"] = [True, False, False, False]
    frame["nearest_site"] = ["a", "b", None, None]
    return frame


def test_unknown_is_not_uncovered_and_few_children_are_hidden():
    found = [
        f["properties"]
        for f in read(reach_layers.cells_layer(cells(), {"a": "沙园"}, modelled=False))
    ]
    assert [p["state"] for p in found] == ["covered", "uncovered", "unknown", "uncovered"]
    assert [p.get("children") for p in found] == [100, None, 0, 7]
    assert [p.get("few") for p in found] == [None, True, None, None]
    assert [p.get("nearest_m") for p in found] == [10, 2000, None, None]
    assert found[0]["nearest"] == "沙园"
    assert found[0]["cell_m"] == 1000


def test_modelled_children_are_shown_and_a_part_of_a_child_is_not_nobody():
    few = cells().assign(children=[3.0, 0.3, 0.0, 0.01])
    found = [f["properties"] for f in read(reach_layers.cells_layer(few, {}, modelled=True))]
    assert [p["children"] for p in found] == [3, 0.3, 0, 0.1]
    assert not [p for p in found if "few" in p]


def test_unknown_children_are_neither_few_nor_none():
    found = read(reach_layers.cells_layer(cells().assign(children=np.nan), {}, modelled=False))
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
        for f in read(reach_layers.gaps_layer(gaps, {"a": "沙园"}, {"W": "西"}, modelled=False))
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
    one, two, few = (
        f["properties"] for f in read(reach_layers.gaps_layer(gaps, {}, {}, modelled=False))
    )
    assert (one["at"], one["best"]) == ([120.51, 27.81], 412)
    assert two["at"] == [120.5, 27.8]
    assert few["at"] == [120.52, 27.82]
    assert "best" not in two
    assert "best" not in few


def test_reach_leaves_out_what_is_empty():
    found = read(reach_layers.reach_layer(toytown.boundary(), shapely.Polygon()))
    assert [f["properties"]["state"] for f in found] == ["covered"]
    assert read(reach_layers.reach_layer(None, None)) == []


def test_cells_without_any_site_are_unknown_not_uncovered():
    frame = cells()
    frame["distance_m"] = np.inf
    frame["covered"] = pd.array([None] * len(frame), dtype="boolean")
    found = [
        f["properties"]["state"] for f in read(reach_layers.cells_layer(frame, {}, modelled=True))
    ]
    assert found == ["unknown"] * 4
