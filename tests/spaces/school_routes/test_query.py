"""The question about ways to school, as plain values."""

from __future__ import annotations

import pytest

from spaces.school_routes.query import SchoolQuery


def test_questions_are_plain_values():
    assert SchoolQuery("x", kinds=("b", "a", "b")) == SchoolQuery("x", kinds=("a", "b"))
    for wrong in ({"radius_m": 0}, {"limit_m": float("nan")}, {"kinds": ()}, {"arterials": "no"}):
        with pytest.raises(ValueError):
            SchoolQuery("x", **wrong)
