"""What belongs to one school, in the order to read it."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely

from spaces.school_routes.analysis import measure
from spaces.school_routes.one_school import (
    crossings_of,
    crossings_to_mend,
    for_one_school,
    gates,
    routes_of,
    streets_of,
    streets_to_treat,
)
from spaces.school_routes.query import SchoolQuery
from tests.toys import schoolstreets, schoolways
from tests.toys.schoolstreets import route, school

WAYS = schoolways.ways()


def test_unguarded_crossings_come_first_and_are_what_is_to_mend():
    assert crossings_of(WAYS, "s1") == ["c1", "c3"]
    assert crossings_to_mend(WAYS, "s1") == ["c1"]
    assert crossings_to_mend(WAYS, "s2") == ["c2", "c4"]
    assert crossings_to_mend(WAYS, "nobody") == []


def test_streets_by_children_and_what_is_left_to_treat_by_child_metres():
    assert streets_of(WAYS, "s1") == ["e1", "e3"]
    assert streets_to_treat(WAYS, "s1") == ["e1"]  # e3 is treated from end to end
    assert streets_to_treat(WAYS, "s2") == ["e2", "e4"]


def test_routes_of_a_school():
    assert list(routes_of(WAYS, "s1").index) == ["r1"]
    assert routes_of(WAYS, "s2").empty


def test_gates_are_the_entrances_else_where_the_school_stands():
    sites = schoolways.sites()
    assert gates(sites, "s1").equals(shapely.MultiPoint([sites.geometry["s1"]]))
    sites["entrances"] = ["120.5 27.8; 120.6 27.9", ""]
    assert shapely.get_num_geometries(gates(sites, "s1")) == 2
    assert gates(None, "s1").is_empty
    assert gates(sites, "nobody").is_empty


def test_alone_only_its_own_children_walk():
    """30 of the 90 on e1 and over c1 go to s2: its page shows 30, that of s1 60, with 30 others."""
    own, other = for_one_school(WAYS, "s1"), for_one_school(WAYS, "s2")
    assert own.streets.loc["e1", ["children", "others", "child_m"]].tolist() == [60, 30, 12000]
    assert own.crossings.loc["c1", ["children", "others"]].tolist() == [60, 30]
    assert own.treated["children"].tolist() == [60, 60]
    assert other.treated["children"].tolist() == [30, 0]
    assert crossings_to_mend(other, "s2") == ["c2", "c4"]
    assert streets_to_treat(other, "s2") == ["e2", "e4"]
    assert own.figures is WAYS.figures
    assert for_one_school(WAYS, "nobody").streets.empty


def test_the_schools_loads_are_the_towns():
    """Gates of two schools at one end, a third one elsewhere; by hand in :mod:`schoolstreets`.

    "north" takes home 1: 10 on 100 m of N. The old gate keeps 5 x 480 + 2 x 520 = 3,440.
    """
    rows = [school(), school("same"), school("north", (0, 400)), route()]
    ways = measure(
        SchoolQuery("town", limit_m=2000), schoolstreets.streets(), schoolstreets.sites(*rows),
        schoolstreets.children(), schoolstreets.KINDS,
    )  # fmt: skip
    north, own, same = (for_one_school(ways, key) for key in ("north", "school", "same"))
    assert north.streets["child_m"].tolist() == pytest.approx([1000], rel=1e-3)
    assert north.crossings.empty
    assert own.streets["child_m"].sum() == pytest.approx(3440, rel=1e-3)
    assert own.crossings["children"].tolist() == [2]
    assert (own.streets["others"] == 0).all()
    pd.testing.assert_frame_equal(own.streets, same.streets)
    both = pd.concat([north.streets, own.streets]).loc[ways.streets.index]
    for column in ("children", "child_m", "child_untreated_m"):
        assert both[column].tolist() == pytest.approx(ways.streets[column].tolist())
