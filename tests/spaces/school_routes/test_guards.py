"""What guards a crossing."""

from __future__ import annotations

import shapely

from tests.toys.schoolcross import (
    asked,
    near,
)
from tests.toys.schoolstreets import school, site


def test_a_guard_before_the_gate_is_a_place_to_cross():
    """Gate 5 m south of the arterial at x=-100, home 3 north of it: across, between two nodes."""
    gate = (-100, -5)
    alone = asked(school(at=gate))
    assert alone.figures.children_safe == near(17 - 2 - 10)
    post = site("x", "crossing", shapely.Point(-100, 0), kind="marked_crossing")
    assert asked(school(at=gate), post).figures.children_safe == near(17)
    assert "x" not in asked(school(at=gate), post).facilities_off.index
