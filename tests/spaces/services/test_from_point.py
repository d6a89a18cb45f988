from __future__ import annotations

import numpy as np
import pytest

from spaces.reach.query import GapQuery
from spaces.services.from_point import (
    children_near_site,
    located_sites,
    nearest_sites,
    sites_near_point,
    ways_from_point,
)
from spaces.services.inputs import load_inputs
from spaces.services.reach import NoStreets
from tests.toys import schooltown, toytown
from tests.toys.servicetown import PLACE

WALK = GapQuery(PLACE, (), 1000 / 900, "metre", 15, ruler="network")
PARK, SCHOOL = schooltown.sites().index[:2]


def at(x: float, y: float) -> tuple[float, float]:
    point = toytown.lonlat(toytown.shapely.Point(x, y)).iloc[0]
    return point.x, point.y


def test_sites_that_exist_are_located_and_of_the_kinds_asked(inputs):
    assert set(located_sites(inputs, WALK).index) == {PARK, SCHOOL, schooltown.ROUTE}
    parks = GapQuery(PLACE, ("park",), 1.0, year=2024)
    assert list(located_sites(inputs, parks).index) == [PARK]
    early = GapQuery(PLACE, ("school",), 1.0, year=2023)
    assert located_sites(inputs, early).empty


def test_ways_along_the_streets(inputs):
    here = at(-2000, -1500)  # 500 m east of the park, on its street
    ways = {way.category: way for way in ways_from_point(inputs, WALK, here)}
    assert ways["park"].distance_m == pytest.approx(500, abs=1)
    assert ways["park"].state == "reached"
    assert ways["school"].state == "beyond"
    near = sites_near_point(inputs, WALK, here)
    assert list(near.index) == [PARK]


@pytest.mark.parametrize("ruler", ["radius", "network"])
def test_the_nearest_site_by_both_rulers(inputs, ruler):
    asked = GapQuery(PLACE, ("park",), 1000 / 900, "metre", 15, ruler=ruler)
    starts = toytown.sites(
        [toytown.shapely.Point(-1500, -1500), toytown.shapely.Point(-1500, -500)]
    )
    found = nearest_sites(inputs, asked, starts, located_sites(inputs, asked))
    expected = [1000, np.hypot(1000, 1000) if ruler == "radius" else 2000]
    assert found.distance_m == pytest.approx(expected, abs=2)
    assert list(found.position) == [0, 0]


def test_children_near_one_site(inputs):
    heads = children_near_site(inputs, WALK, PARK, (15,))
    assert float(heads.iloc[0]) == 300


def test_without_children_nobody_is_counted(town):
    town.path("population", f"{PLACE}.parquet").unlink()
    assert children_near_site(load_inputs(town, PLACE), WALK, PARK, (15,)) is None


def test_without_streets_nothing_is_walked(town):
    town.path("network", f"{PLACE}.npz").unlink()
    found = load_inputs(town, PLACE)
    for ask in (
        lambda: ways_from_point(found, WALK, at(0, 0)),
        lambda: sites_near_point(found, WALK, at(0, 0)),
        lambda: children_near_site(found, WALK, PARK, (15,)),
    ):
        with pytest.raises(NoStreets):
            ask()
