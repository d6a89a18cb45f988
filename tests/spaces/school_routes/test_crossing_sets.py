"""Sets of crossings: a greedy choice, and a bound that no choice beats."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaces.school_routes.crossing_sets import best_list, bound, greedy
from tests.toys.crossingneeds import best, freed, groups, needs


def test_the_best_set_at_once_can_beat_the_best_crossing_by_crossing():
    """31 for one crossing, 46 for two: the first is better for each crossing, the other for two.

    With three all 77 are freed, and the one alone that brings most by itself comes first.
    """
    wanted = needs((31, [0]), (46, [1, 2]))
    assert sum(greedy(wanted, 2)[1]) == 31
    assert best_list(wanted, 2) == ([1, 2], [0, 46])
    assert best_list(wanted, 3)[1] == [31, 0, 46]


def test_the_bound_by_hand():
    """10 need 1 and 2, worth 5 each; 4 need 3. One crossing can free 4 at most: 10 do not fit."""
    wanted = needs((10, [1, 2]), (4, [3]))
    assert bound(wanted, 1) == pytest.approx(4, abs=1e-3)
    assert bound(wanted, 2) == pytest.approx(10, abs=1e-3)
    assert bound(wanted, 3) == pytest.approx(14, abs=1e-3)
    assert bound(needs(), 3) == 0


@given(groups, st.integers(0, 7))
@settings(max_examples=150, deadline=None)
def test_no_choice_beats_the_bound_and_the_list_is_what_it_says(rows, budget):
    wanted = needs(*rows)
    chosen, gains = best_list(wanted, budget)
    most = best(wanted, budget)
    assert sum(gains) >= sum(greedy(wanted, budget)[1]) - 1e-9
    assert len(chosen) == len(set(chosen)) == min(budget, len(wanted.ids))
    assert sum(gains) == pytest.approx(freed(wanted, chosen))
    for k in range(len(chosen)):
        assert sum(gains[: k + 1]) == pytest.approx(freed(wanted, chosen[: k + 1]))
    assert freed(wanted, chosen) <= most + 1e-9
    assert most <= bound(wanted, budget) + 1e-9
    mixed = needs(*[(n, at[::-1]) for n, at in rows[::-1]])
    assert best_list(mixed, budget)[0] == chosen
    if budget == 1:
        assert freed(wanted, chosen) == pytest.approx(most), "alone the best is found"
