"""All children on their ways to school."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaces.places.population import Population
from spaces.school_routes.query import SchoolQuery
from tests.toys.schoolcross import (
    asked,
    gates_at,
    homes_at,
    lines,
    made,
    near,
)
from tests.toys.schoolstreets import route, school


def test_one_may_have_to_keep_off_arterials():
    """Not along the arterial: home 3 (20 m from it) joins N or S, nobody walks on 大道."""
    query = SchoolQuery("town", limit_m=2000, arterials="not_along")
    ways = asked(school(), route(), query=query)
    assert not ways.streets["arterial"].any()
    assert ways.figures.street_m == near(300 + 280 + 200 + 220)


@given(homes_at, gates_at, lines, st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_sums_agree_and_the_order_of_rows_does_not_matter(homes, at, drawn, random):
    """Streets carry all metres; groups of needs are all who are not safe; rows in another order."""
    rows, people = made(homes, at, drawn)
    ways = asked(*rows, people=people)
    figures = ways.figures
    assert ways.streets["child_m"].sum() == pytest.approx(figures.child_m, abs=1e-6)
    treated = (ways.streets["child_m"] - ways.streets["child_untreated_m"]).sum()
    assert treated == pytest.approx(figures.child_treated_m, abs=1e-6)
    in_danger = ways.needs["children"].sum() if len(ways.needs) else 0
    assert in_danger + figures.children_safe == pytest.approx(figures.children)
    total = sum(n for _, _, n in homes)
    apart = figures.children_beyond + figures.children_unreachable
    apart += figures.children_unsnapped + figures.children_unknown
    assert figures.children + apart == pytest.approx(total)
    assert (ways.streets["children"] <= figures.children + 1e-9).all()
    distinct = {tuple(place) for place in at}
    if len(distinct) == len(at):
        assert ways.schools["children"].sum() == pytest.approx(figures.children)
    random.shuffle(rows)
    cells = people.cells.sample(frac=1, random_state=random.randint(0, 99))
    mixed = asked(*rows, people=Population(cells, False, "x", people.bands))
    for name in ("child_m", "child_treated_m", "children_safe", "street_m", "schools_touched"):
        assert getattr(mixed.figures, name) == pytest.approx(getattr(figures, name), abs=1e-6)
    pd.testing.assert_frame_equal(mixed.schools, ways.schools, check_exact=False)
    pd.testing.assert_frame_equal(
        mixed.streets.drop(columns="geometry").sort_index(),
        ways.streets.drop(columns="geometry").sort_index(),
    )
    assert mixed.crossings["children"].to_dict() == pytest.approx(
        ways.crossings["children"].to_dict()
    )
    np.testing.assert_array_equal(mixed.needs["crossings"], ways.needs["crossings"])
