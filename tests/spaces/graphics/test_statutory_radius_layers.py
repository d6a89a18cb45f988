"""The third line on the map: circles of the toy town by hand."""

from __future__ import annotations

import dataclasses
import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from spaces.graphics.statutory_radius_layers import standards_layer, standards_of
from spaces.reach.query import GapQuery
from spaces.reach.statutory_radii import Standard
from tests.toys import toytown

RADII = {
    "small": Standard("small", "小", "small", 300, "park", "toy", True),
    "school": Standard("school", "学", "school", 500, "school", "toy", False),
    "large": Standard("large", "大", "large", 1000, "park", "toy", True),
    "none": Standard("none", "无", "none", 400, None, "toy", False),
}
PARKS = [shapely.Point(-500, -1500), shapely.Point(0, -1500), shapely.Point(2500, 1500)]
SITES = toytown.sites(PARKS, category=["park", "park", "school"], year=[2022, 2024, 2023])
ASK = GapQuery("toy", year=2024)


def drawn(query=ASK, sites=SITES, kinds=("park", "school")):
    out = json.loads(standards_layer(query, sites, RADII, space_categories=kinds))
    frame = gpd.GeoDataFrame.from_features(out["features"], crs=4326)
    if len(frame):
        frame = frame.set_index("standard").to_crs(toytown.CRS)
    return frame


def test_which_standards_and_their_number_within_a_kind():
    assert [(s.id, n) for s, n in standards_of(("park", "school"), RADII).values()] == [
        ("small", 0), ("school", 0), ("large", 1),
    ]  # fmt: skip
    assert standards_of(("clinic",), RADII) == {}


def test_circles_of_one_kind_are_dissolved():
    found = drawn()
    assert list(found.index) == ["small", "school", "large"]
    assert found["radius_m"].tolist() == [300, 500, 1000]
    # Two parks 500 m apart: circles of 300 m meet in a lens.
    lens = 2 * 300**2 * np.arccos(250 / 300) - 250 * np.sqrt(4 * 300**2 - 500**2)
    areas = found.geometry.area
    assert areas["small"] == pytest.approx(2 * np.pi * 300**2 - lens, rel=4e-3)
    assert areas["school"] == pytest.approx(np.pi * 500**2, rel=4e-3)
    assert found.geometry["small"].geom_type == "Polygon"
    assert shapely.get_num_interior_rings(found.geometry["large"]) == 0


def test_only_kinds_asked_and_sites_that_stand_by_the_year():
    assert list(drawn(dataclasses.replace(ASK, categories=("school",))).index) == ["school"]
    early = drawn(dataclasses.replace(ASK, categories=("park",), year=2022))
    assert early.geometry["small"].area == pytest.approx(np.pi * 300**2, rel=4e-3)


def test_neither_walker_nor_minutes_nor_ruler_matter():
    other = GapQuery("toy", year=2024, speed_mps=0.5, minutes=5, ruler="both")
    assert drawn(other).geometry.equals(drawn().geometry)


def test_without_a_site_nothing_is_drawn():
    nowhere = toytown.sites([None], category=["park"], year=[2022])
    assert drawn(sites=nowhere).empty
    assert drawn(dataclasses.replace(ASK, categories=("clinic",))).empty
