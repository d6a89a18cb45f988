"""Streets as the ground of a map: light, and left out where they would be too many."""

from __future__ import annotations

import json

import numpy as np
import shapely

from geo.network.graph import ARTERIAL
from spaces.graphics.ground_layer import ground_layer
from spaces.walking import WalkNetwork
from tests.toys import toynet

STREETS = WalkNetwork(
    toynet.network(
        [([(0, 0), (500, 0)], 0), ([(500, 0), (500, 500)], 0), ([(500, 0), (900, 0)], ARTERIAL)]
    )
)


def roles(body: bytes) -> list[str]:
    return [f["properties"]["role"] for f in json.loads(body)["features"]]


def test_streets_and_arterials_are_a_feature_each():
    found = json.loads(ground_layer(STREETS))["features"]
    assert [f["properties"]["role"] for f in found] == ["street", "arterial"]
    shapes = [shapely.geometry.shape(f["geometry"]) for f in found]
    assert [shapely.get_num_geometries(shape) for shape in shapes] == [2, 1]
    west, south, east, north = np.array([s.bounds for s in shapes]).T
    assert (west > 100).all()
    assert (north < 60).all()
    assert (east > west).all()
    assert (south <= north).all()


def test_too_many_streets_leave_the_arterials_and_too_many_of_those_nothing():
    assert roles(ground_layer(STREETS, most=2)) == ["arterial"]
    assert roles(ground_layer(STREETS, most=0)) == []


def test_a_place_without_streets_has_no_ground():
    assert roles(ground_layer(None)) == []
