"""The ways to school of tests/schoolstreets.py: every figure stands in a docstring."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.toys.schoolcross import CROSSING, asked, gates_at, homes_at, lines, made, near, nearly
from tests.toys.schoolstreets import route, school


def test_the_figures_of_the_town():
    """All of the docstring of the town: 1 of 1 school, 220 of 1,640 m, 2,640 of 8,640, 5 of 17."""
    figures = asked(school(), route()).figures
    assert (figures.schools, figures.schools_on_network, figures.schools_touched) == (1, 1, 1)
    assert figures.touched_share == 1.0
    assert (figures.street_m, figures.street_treated_m) == (near(1640), near(220))
    assert figures.street_share == nearly(220 / 1640)
    assert (figures.children, figures.child_m) == (near(17), near(8640))
    assert (figures.child_treated_m, figures.child_leg_m) == (near(2640), near(40, 0.01))
    assert figures.child_share == nearly(2640 / 8640)
    assert (figures.children_safe, figures.safe_share) == (near(5), nearly(5 / 17))
    assert (figures.children_unsnapped, figures.children_unknown) == (near(3), near(1))
    assert (figures.children_beyond, figures.children_unreachable) == (0, 0)
    assert (figures.children_beyond, figures.children_unreachable) == (0, 0)


def test_a_school_on_no_street_is_in_no_share_of_schools():
    """Of two schools one has a gate on a street, and a route touches it: all that can be told."""
    figures = asked(school(), school("away", (2000, 2000)), route()).figures
    assert (figures.schools, figures.schools_on_network, figures.schools_touched) == (2, 1, 1)
    assert figures.touched_share == 1.0


SHARES = ("touched_share", "street_share", "child_share", "safe_share")


@given(homes_at, gates_at, lines, st.sampled_from([((0, 0), (0, 400)), ((-400, 0), (400, 0))]))
@settings(max_examples=30, deadline=None)
def test_treating_or_guarding_never_lowers_a_figure(homes, at, drawn, more):
    rows, people = made(homes, at, drawn)
    before = asked(*rows, people=people).figures
    again, _ = made(homes, at, [*drawn, more], [CROSSING])
    after = asked(*again, people=people).figures
    for name in SHARES:
        low, high = getattr(before, name), getattr(after, name)
        assert (low is None) == (high is None)
        assert low is None or (0 <= low <= high + 1e-9 <= 1 + 2e-9)
    assert after.street_m == pytest.approx(before.street_m)
    assert after.child_m == pytest.approx(before.child_m)
