"""Gates of schools: shared ones, several of one school, those in a boundary."""

from __future__ import annotations

import shapely

from spaces.school_routes.query import SchoolQuery
from tests.toys import schoolstreets, toytown
from tests.toys.schoolcross import (
    asked,
    near,
    the_crossing,
)
from tests.toys.schoolstreets import route, school


def test_two_schools_at_one_gate_are_not_counted_twice():
    """A second school with the same gate: the place's figures stay, both rows show the 17."""
    one = asked(school(), route())
    two = asked(school(), school("other"), route())
    for name in ("street_m", "children", "child_m", "child_treated_m", "children_safe"):
        assert getattr(two.figures, name) == near(getattr(one.figures, name))
    assert two.figures.schools == two.figures.schools_touched == 2
    assert two.schools["children"].tolist() == near([17, 17])
    assert two.schools["same_gate"].tolist() == [["school"], ["other"]]
    assert two.by_sub_area["children"].tolist() == near([17])
    assert two.streets["child_m"].sum() == near(8640)
    assert two.streets["schools"].iloc[0] == ["other", "school"]
    assert two.needs["children"].sum() == near(12)


def test_a_school_may_have_several_gates():
    """A second gate at (0, 300): home 1 is there, and 3 is nearer: 300 + 300 = 600 against 520: no.

    So 10 children walk 0 m; 5 walk 480 and 2 walk 520 as before: 3,440. Streets are those around
    both gates: N whole, which is 400 m in place of 280, and 200 m from the arterial's node:
    already within. 1,640 + 120.
    """
    ways = asked(school(entrances=schoolstreets.gates((0, -220), (0, 300))), route())
    assert ways.figures.child_m == near(5 * 480 + 2 * 520)
    assert ways.figures.street_m == near(1760)
    assert ways.figures.children_safe == near(15)
    assert ways.schools.loc["school", "gates"] == 2


def test_only_within_a_boundary():
    """School "north" at (0, 400) takes home 1; only the old one lies in the boundary of y < 0.

    It keeps homes 2 and 3: 5 x 480 + 2 x 520 = 3,440, wherever these children live. Streets
    around it are not cut off at the boundary.
    """
    south = toytown.lonlat(shapely.box(-500, -500, 500, 0)).iloc[0]
    rows = (school(), school("north", (0, 400)), route())
    everywhere = asked(*rows)
    assert everywhere.figures.children == near(17)
    ways = asked(*rows, within=south, query=SchoolQuery("town", limit_m=2000, within="centre"))
    assert (ways.figures.schools, ways.schools.index.tolist()) == (1, ["school"])
    assert (ways.figures.children, ways.figures.child_m) == (near(7), near(3440))
    assert ways.figures.street_m == near(1640)
    assert the_crossing(ways)["children"] == near(2)
    assert ways.streets["child_m"].sum() == near(3440)
    assert (everywhere.figures.children_elsewhere, ways.figures.children_elsewhere) == (0, near(10))
    missing = asked(*rows, query=SchoolQuery("town", limit_m=2000, within="centre"))
    assert "no_centre_boundary" in missing.why_not
