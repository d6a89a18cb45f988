"""What is written can be read again."""

from __future__ import annotations

import json

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.faults import InputRefused
from geo.io import (
    read_table,
    write_geojson,
)


def test_written_geojson_reads_back_with_its_values(tmp_path):
    table = {
        "id": ["a", "b"],
        "tags": [["x", "y"], []],
        "n": pd.array([1, None], dtype="Int64"),
        "share": [0.5, float("nan")],
        "yes": [True, False],
    }
    shapes = [shapely.box(120, 27, 121, 28), None]
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs=4326).set_index("id")
    path = tmp_path / "a.geojson"
    write_geojson(frame, path, {"note": "示意"})
    document = json.loads(path.read_text("utf-8"))
    assert document["note"] == "示意"
    assert document["features"][1] == {
        "type": "Feature",
        "properties": {"id": "b", "tags": [], "n": None, "share": None, "yes": False},
        "geometry": None,
    }
    again = read_table(path)
    assert again.own
    assert again.frame.geometry.iloc[0].equals(shapes[0])


def test_a_frame_without_crs_is_not_written(frame, tmp_path):
    with pytest.raises(InputRefused):
        write_geojson(frame.set_crs(None, allow_override=True), tmp_path / "a.geojson")
    assert not (tmp_path / "a.geojson").exists()
