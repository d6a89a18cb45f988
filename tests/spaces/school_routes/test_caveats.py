"""Why figures are missing or weaker than they look."""

from __future__ import annotations

from spaces.places.population import Population
from spaces.school_routes.analysis import measure
from spaces.school_routes.result import Figures
from tests.toys.schoolcross import (
    QUERY,
    TOWN,
    asked,
    near,
)
from tests.toys.schoolstreets import KINDS, children, route, school, sites, streets


def test_what_is_missing_is_said():
    empty = sites(school()).iloc[:0]
    assert measure(QUERY, None, sites(school()), None, KINDS).why_not == ("no_network",)
    assert measure(QUERY, None, sites(school()), None, KINDS).figures == Figures(1, 1)
    nothing = measure(QUERY, TOWN, empty, None, KINDS)
    assert nothing.why_not == ("no_schools", "no_population", "no_routes", "no_facilities")
    assert nothing.figures.touched_share is None
    assert nothing.figures.children is None
    everyone = children()
    bare = Population(everyone.cells, True, "x", ("age_0",))
    ways = asked(school(), route(), people=bare)
    assert ways.figures.children == near(10 + 5 + 2 + 3 * 7)
    assert "no_bands" in ways.why_not
    quiet = streets()
    quiet.network.node_flags[:] = 0
    assert "no_arterials" in asked(school(), town=quiet).why_not
