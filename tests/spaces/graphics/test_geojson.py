from __future__ import annotations

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from spaces.graphics.geojson import (
    children_counts,
    feature_collection,
    point_collection,
    whole_metres,
)
from tests.toys import payloads


def test_two_encoders_say_the_same():
    names = [payloads.ALL, "b"]
    points = gpd.GeoSeries([shapely.Point(120.1234567, 27.1), shapely.Point(121, 28)], crs=4326)
    plain = feature_collection(points, names, {"state": ["in", "out"], "n": [1, None]})
    lon, lat = points.x.to_numpy(), points.y.to_numpy()
    columns = [('"state":', ['"in"', '"out"']), ('"n":', [1, None])]
    fast = point_collection(lon, lat, tuple(names), columns)
    assert json.loads(fast) == json.loads(plain)
    assert json.loads(fast)["features"][0]["geometry"]["coordinates"] == [120.123457, 27.1]


def test_a_point_without_a_place_has_no_geometry():
    nowhere = np.array([np.nan])
    found = json.loads(point_collection(nowhere, nowhere, ("a",), [('"n":', [1])]))["features"]
    assert [f["geometry"] for f in found] == [None]


@pytest.mark.parametrize(
    ("modelled", "children", "few"),
    [
        (False, [40, None, None, 0, None], [None, True, True, None, None]),
        (None, [40, None, None, 0, None], [None, True, True, None, None]),
        (True, [40, 3, 0.3, 0, None], [None, None, None, None, None]),
    ],
)
def test_small_real_counts_are_few_and_unknown_is_nothing(modelled, children, few):
    given = np.array([40.4, 3.0, 0.26, 0.0, np.nan])
    assert children_counts(given, modelled=modelled) == {"children": children, "few": few}


def test_metres_are_whole_or_none():
    assert whole_metres(np.array([1.5, 0.2, np.inf, np.nan])) == [2, 0, None, None]


def test_what_is_missing_or_empty_is_left_out():
    point = gpd.GeoSeries([shapely.Point(1, 2)], crs=4326)
    columns = {"a": [""], "b": [None], "c": [np.nan], "d": [[]], "e": [0], "f": [False]}
    (found,) = json.loads(feature_collection(point, ["x"], columns))["features"]
    assert found["properties"] == {"e": 0, "f": False}
