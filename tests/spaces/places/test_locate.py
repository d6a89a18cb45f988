"""Which area a point lies in: one rule, whoever asks and however the rows are ordered.

The city "C" is 0-4 degrees east and 0-2 north. In it lie the counties "a" (0-2 east) and "b"
(2-4 east) of one size, and in "a" the town "t" (0-1 east, 0-1 north).
"""

from __future__ import annotations

import itertools

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from spaces.places.admin_units import AdminUnits
from spaces.places.locate import area_at, area_of_cells, area_of_sites, unit_of_sites
from spaces.places.population import Population
from spaces.reach.analysis import GapQuery, analyse
from spaces.school_routes.indicators import sub_areas

BOXES = {"C": (0, 0, 4, 2), "b": (2, 0, 4, 2), "a": (0, 0, 2, 2), "t": (0, 0, 1, 1)}
NAMES = {"C": "市", "a": "甲县", "b": "乙县", "t": "丙镇"}
LEVELS = {"C": "city", "a": "county", "b": "county", "t": "town"}
ABOVE = {"C": "", "a": "C", "b": "C", "t": "a"}
ORDERS = list(itertools.permutations(BOXES))


def areas(codes=tuple(BOXES)) -> gpd.GeoDataFrame:
    table = {
        "name_zh": [NAMES[c] for c in codes],
        "name_en": "",
        "level": [LEVELS[c] for c in codes],
        "parent": [ABOVE[c] for c in codes],
    }
    shapes = [shapely.box(*BOXES[c]) for c in codes]
    index = pd.Index(codes, name="code")
    return gpd.GeoDataFrame(table, index=index, geometry=shapes, crs=4326)


def at(*lonlat, among=None) -> list[str]:
    points = np.array([None if p is None else shapely.Point(p) for p in lonlat], dtype=object)
    return area_at(points, areas() if among is None else among).tolist()


def rows(*shapes, **columns) -> gpd.GeoDataFrame:
    index = [f"s{k}" for k in range(len(shapes))]
    return gpd.GeoDataFrame(columns, index=index, geometry=list(shapes), crs=4326)


@pytest.mark.parametrize("order", ORDERS)
def test_the_smallest_outline_has_the_point(order):
    inside = [(0.5, 0.5), (1.5, 1.5), (3, 1), (5, 1), None]
    assert at(*inside, among=areas(order)) == ["t", "a", "b", "", ""]


@pytest.mark.parametrize("order", ORDERS)
def test_a_common_border_belongs_to_the_smaller_area_or_to_the_first_code(order):
    """(1, 0.5) is on the edge of the town; (2, 1) on the edge of two counties of one size."""
    assert at((1, 0.5), (2, 1), (4, 1), among=areas(order)) == ["t", "a", "b"]


def test_size_is_that_on_the_ground():
    """A square degree in the north is smaller, whatever its code."""
    both = gpd.GeoDataFrame(
        index=["a south", "b north"],
        geometry=[shapely.box(0, 49, 1, 50), shapely.box(0, 50, 1, 51)],
        crs=4326,
    )
    assert at((0.5, 50), among=both) == ["b north"]


def test_any_crs_and_areas_without_outlines():
    metric = areas().to_crs(3857)
    assert at((0.5, 0.5), (3, 1), among=metric) == ["t", "b"]
    some = areas()
    some.loc["t", "geometry"] = None
    assert at((0.5, 0.5), among=some) == ["a"]
    assert at((0.5, 0.5), among=areas(())) == [""]
    assert area_at(np.array([shapely.Point(0, 0), shapely.Point()]), None).tolist() == ["", ""]


def test_a_cell_keeps_the_area_that_it_names():
    points = shapely.points([[0.5, 0.5]] * 3)
    given = pd.Series(["b", "", None], index=["x", "y", "z"], dtype=object)
    assert area_of_cells(given, points, areas()).to_dict() == {"x": "b", "y": "t", "z": "t"}
    assert area_of_cells(given, points, None).tolist() == ["b", "", ""]


def test_a_site_goes_by_code_then_by_name_then_by_where_it_lies():
    there = shapely.Point(0.5, 0.5)
    sites = rows(
        *[there] * 4, None,
        sub_area_code=["b", "elsewhere", "", None, ""],
        sub_area=["甲县", "", "甲县", "no such", "no such"],
    )  # fmt: skip
    assert area_of_sites(sites, areas()).tolist() == ["b", "elsewhere", "a", "t", ""]
    assert area_of_sites(sites, None).tolist() == ["b", "elsewhere", "", "", ""]


def test_a_name_that_two_areas_bear_says_nothing():
    alike = areas().assign(name_zh="城区")
    sites = rows(shapely.Point(3, 1), None, sub_area=["城区", "城区"])
    assert area_of_sites(sites, alike).tolist() == ["b", ""]


def test_an_outline_lies_where_a_point_inside_it_lies():
    """A horseshoe around the town: its middle is in the town, its ground is not."""
    horseshoe = shapely.box(0, 0, 1.9, 1.9) - shapely.box(-1, -1, 1.5, 1.5)
    assert area_of_sites(rows(horseshoe), areas()).tolist() == ["a"]


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[-1]])
def test_children_a_site_a_school_and_a_unit_agree(order):
    """Five places, one of them on the border of a and b: whoever asks is told the same."""
    shapes = [shapely.Point(p) for p in [(0.5, 0.5), (1.5, 1.5), (3, 1), (2, 1), (1, 0.5)]]
    expected = ["t", "a", "b", "a", "t"]
    parts, sites = areas(order), rows(*shapes, category="park", status="built", year=2020)
    people = rows(*shapes, children=10.0)
    found = analyse(GapQuery("toy"), sites.iloc[:0], Population(people, True, "", ()), None, parts)
    assert found.cells["sub_area_code"].tolist() == expected
    assert area_of_sites(sites, parts).tolist() == expected
    assert sub_areas(sites, parts) == expected
    units = AdminUnits(parts)
    assert unit_of_sites(sites, units, "county").tolist() == ["a", "a", "b", "a", "a"]
    assert unit_of_sites(sites, units, "city").tolist() == ["C"] * 5
    assert unit_of_sites(sites, units, "town").tolist() == ["t", "", "", "", "t"]
