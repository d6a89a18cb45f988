"""Crossings on the way to school, and who guards them."""

from __future__ import annotations

import shapely

from tests.toys import schoolstreets
from tests.toys.schoolcross import (
    asked,
    near,
    the_crossing,
)
from tests.toys.schoolstreets import route, school, site, streets


def test_the_crossing_and_who_guards_it():
    """12 children cross at (0, 0). A marked crossing 20 m away guards it, a lit one does not."""
    spot = shapely.Point(20, 0)
    ways = asked(school(), route())
    row = the_crossing(ways)
    assert (bool(row["guarded"]), row["facility"], row["children"]) == (False, "", near(12))
    assert len(ways.crossings) == 1
    lit = asked(school(), site("x", "crossing", spot, kind="lit_crossing"))
    assert (bool(the_crossing(lit)["guarded"]), lit.figures.children_safe) == (False, near(5))
    assert the_crossing(lit)["facility_kinds"] == ["lit_crossing"]
    marked = asked(school(), site("x", "crossing", spot, kind="marked_crossing"))
    row = the_crossing(marked)
    assert (bool(row["guarded"]), row["facility"], bool(row["signal"])) == (True, "x", False)
    assert marked.figures.safe_share == near(1)
    assert len(marked.needs) == 0
    far = asked(school(), site("x", "crossing", shapely.Point(26, 0), kind="marked_crossing"))
    assert far.figures.children_safe == near(5)
    assert far.facilities_off.loc["x", "why"] == "no_crossing"
    assert far.facilities_off.loc["x", "distance_m"] == near(26)
    planned = site("x", "crossing", spot, kind="marked_crossing", status="planned")
    assert asked(school(), planned).figures.children_safe == near(5)
    lights = asked(school(), town=streets(lights=[(0, 0)]))
    assert (bool(the_crossing(lights)["signal"]), lights.figures.safe_share) == (True, near(1))


def test_two_carriageways_are_one_crossing_and_lights_before_it_guard_it():
    """A second carriageway 12 m south of the arterial: home 1 and 3 cross both, once.

    Lights at a node of either, or at a stop line 20 m before, guard the whole crossing.
    """
    second = [
        ([(-400, -12), (0, -12), (200, -12), (400, -12)], schoolstreets.ARTERIAL),
        ([(0, 0), (0, -12)], schoolstreets.FOOTWAY),
        ([(-20, 0), (-20, 30)], schoolstreets.FOOTWAY),
    ]
    rest = [s for s in schoolstreets.STREETS if s[0] not in ([(0, 0), (0, -300)],)]
    rest += [([(0, -12), (0, -300)], 0)]
    for lights, safe in (((), 5), ([(0, -12)], 17), ([(0, 0)], 17), ([(-20, 0)], 17)):
        town = schoolstreets.WalkNetwork(
            schoolstreets.toynet.network(
                [*rest[1:], ([(-400, 0), (-20, 0), (0, 0), (200, 0), (400, 0)], 1), *second],
                guarded=lights,
            )
        )
        ways = asked(school(), town=town)
        here = ways.crossings
        assert len(here) == 1
        assert here["children"].tolist() == near([12])
        assert ways.figures.children_safe == near(safe)
        assert bool(here["signal"].iloc[0]) == bool(lights)
