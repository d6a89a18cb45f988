"""What a safe route treats, whom it touches, what it crosses."""

from __future__ import annotations

import shapely

from spaces.school_routes.query import SchoolQuery
from tests.toys.schoolcross import (
    CROSSING,
    asked,
    near,
    the_crossing,
)
from tests.toys.schoolstreets import route, school, site


def test_planned_routes_treat_nothing_and_are_listed():
    """The path under construction: no metre treated, no school touched."""
    ways = asked(school(), route(status="building"))
    figures = ways.figures
    assert (figures.street_treated_m, figures.child_treated_m, figures.schools_touched) == (0, 0, 0)
    assert ways.routes.empty
    assert ways.planned.loc["route", "children"] == near(12)
    assert ways.planned.loc["route", "schools"] == ["school"]
    assert "no_routes" in ways.why_not


def test_a_year_takes_what_was_built_by_then():
    """Path of 2024, marked crossing without a year, school without one: in 2023 only the school."""
    spot = site("x", "crossing", CROSSING, kind="marked_crossing", year=None)
    rows = (school(year=None), route(year=2024), spot)
    for year, treated, safe in ((2023, 0, 5), (2024, 2640, 5), (None, 2640, 17)):
        figures = asked(*rows, query=SchoolQuery("town", year, limit_m=2000)).figures
        assert figures.schools == 1
        assert (figures.child_treated_m, figures.children_safe) == (near(treated), near(safe))
    assert asked(school(year=2024), query=SchoolQuery("town", 2023)).figures.schools == 0


def test_kinds_decide_what_treats():
    """Signs treat nothing; a route without a kind, or of a kind nobody knows, does."""
    for name, treated in (("sign", 0), ("", 2640), ("moon_path", 2640), ("school_path", 2640)):
        assert asked(school(), route(kind=name)).figures.child_treated_m == near(treated)


def test_a_route_is_as_good_as_its_weakest_crossing():
    """From (0, 100) over the arterial to (0, -100): 12 children use it, all across at (0, 0)."""
    line = shapely.LineString([(0, 100), (0, -100)])
    ways = asked(school(), route(line=line))
    row = ways.routes.loc["route"]
    crossing = the_crossing(ways).name
    assert (row["state"], row["weakest"], row["crossings"]) == (
        "has_unguarded", crossing, [crossing],
    )  # fmt: skip
    assert (row["children"], row["weakest_children"]) == (near(12), near(12))
    assert the_crossing(ways)["routes"] == ["route"]
    spot = site("x", "crossing", CROSSING, kind="marked_crossing")
    mended = asked(school(), route(line=line), spot).routes.loc["route"]
    assert (mended["state"], mended["weakest"]) == ("whole", "")
    assert asked(school(), route()).routes.loc["route", "state"] == "whole"


def test_touched_means_within_30_metres_of_the_gate_along_the_street():
    """Paths that end 29 m and 31 m before the gate; one 10 m beside it on no street at all."""
    for end, touched in ((-191, 1), (-189, 0)):
        line = shapely.LineString([(0, 0), (0, end)])
        assert asked(school(), route(line=line)).figures.schools_touched == touched
    aside = shapely.LineString([(-60, -220), (-21, -220)])
    assert asked(school(), route(line=aside)).figures.schools_touched == 0
