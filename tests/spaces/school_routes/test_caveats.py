"""Why figures are missing or weaker than they look."""

from __future__ import annotations

import pytest

from spaces.places.population import Population
from spaces.school_routes.analysis import measure
from spaces.school_routes.result import Figures
from spaces.school_routes.words import reasons
from spaces.text import text
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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_who_starts_from_a_street_farther_away_is_told(lang):
    """A path to nowhere beside the home in the north, and one beside the gate."""
    t = text(lang)
    stubs = [([(20, 280), (20, 320)], 0), ([(14, -230), (14, -210)], 0)]
    homes = {"1": ((12, 300), 10.0)}
    away = (10, -220)
    found = asked(school(at=away), town=streets(stubs), people=children(homes))
    assert (found.homes_at_stubs, found.schools_at_stubs) == (1, 1)
    assert t("school_ways.homes_at_stubs", count=1) in reasons(found, t)
    assert t("school_ways.schools_at_stubs", count=1) in reasons(found, t)
    bare = asked(school(at=away), people=children(homes))
    assert (bare.homes_at_stubs, bare.schools_at_stubs) == (0, 0)
    assert bare.figures.children == found.figures.children
