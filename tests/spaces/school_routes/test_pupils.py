"""Which children walk to which school."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geo.crs import STORAGE_CRS
from spaces.school_routes.catchments import Catchments
from spaces.school_routes.query import SchoolQuery
from tests.toys import schoolstreets, toytown
from tests.toys.schoolcross import (
    asked,
    near,
    the_crossing,
)
from tests.toys.schoolstreets import children, route, school, streets


def test_beyond_the_limit_and_unreachable_are_classes_of_their_own():
    """Limit 500 m: home 2 walks, 1 (520) and 3 (540) live too far. An island has no way at all."""
    near_only = asked(school(), query=SchoolQuery("town", limit_m=500)).figures
    assert (near_only.children, near_only.children_beyond) == (near(5), near(12))
    island = streets(more=[([(2000, 0), (2100, 0)], 0)])
    homes = {**schoolstreets.HOMES, "island": ((2050, 0), 8.0)}
    figures = asked(school(), town=island, people=children(homes)).figures
    assert (figures.children, figures.children_unreachable) == (near(17), near(8))
    assert figures.children_beyond + figures.children_unreachable == near(8)


@pytest.mark.parametrize("polygons", [True, False])
def test_catchments_send_children_to_their_school(polygons):
    """School "north" at (0, 400) is given to home 2 (and nobody to home 3).

    Home 1 goes to the gate in the south although north is nearer: 10 x 520. Home 2 goes north:
    100 + 200 + 400 = 700 m, 5 x 700, along the arterial and across it where it leaves it, which is
    at (0, 0) too. 3 has no school that counts.
    """
    catchments = Catchments(cells={"1": "school", "2": "north", "3": "nobody"})
    if polygons:
        boxes = [shapely.box(-50, 250, 50, 350), shapely.box(150, -150, 250, -50)]
        shapes = toytown.lonlat(*boxes).to_numpy()
        catchments = Catchments(
            gpd.GeoDataFrame({"school": ["school", "north"]}, geometry=shapes, crs=STORAGE_CRS)
        )
    ways = asked(school(), school("north", (0, 400)), route(), catchments=catchments)
    figures = ways.figures
    assert figures.child_m == near(10 * 520 + 5 * 700)
    assert ways.schools["children"].to_dict() == {"school": near(10), "north": near(5)}
    assert figures.child_treated_m == near(10 * 220)
    assert (figures.children_unreachable, figures.children_unassigned) == (0, near(2))
    assert figures.children_safe == 0
    assert the_crossing(ways)["children"] == near(15)
    assert len(ways.crossings) == 1
    assert "catchment_incomplete" in ways.why_not
    assert ways.routes.loc["route", "children"] == near(10)


@pytest.mark.parametrize("turned", [False, True])
def test_where_areas_overlap_children_go_to_the_nearer_school(turned):
    """Both areas lie over all homes: 1 goes north (100 m), 2 (480) and 3 south; row order is no
    matter. With a limit of 100 m only home 1 reaches any; the others stay with the first by id.
    """
    box = toytown.lonlat(shapely.box(-500, -500, 500, 500)).iloc[0]
    ids = ["school", "north"][:: -1 if turned else 1]
    areas = Catchments(gpd.GeoDataFrame({"school": ids}, geometry=[box, box], crs=STORAGE_CRS))
    rows = (school(), school("north", (0, 400)))
    ways = asked(*rows, catchments=areas)
    assert ways.schools["children"].to_dict() == {"school": near(7), "north": near(10)}
    near_only = asked(*rows, catchments=areas, query=SchoolQuery("town", limit_m=100))
    assert (near_only.figures.children, near_only.figures.children_beyond) == (near(10), near(7))


def test_a_catchment_of_a_school_without_a_gate_on_a_street():
    ways = asked(
        school(),
        school("away", (2500, 2500)),
        catchments=Catchments(cells={"1": "away", "2": "school", "3": "away"}),
    )
    assert (ways.figures.children, ways.figures.children_unreachable) == (near(5), near(12))
