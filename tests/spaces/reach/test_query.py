"""The question about reach."""

from __future__ import annotations

import pytest

from spaces.reach.analysis import GapQuery


@pytest.mark.parametrize(
    "wrong",
    [{"speed_mps": 0}, {"speed_mps": float("nan")}, {"minutes": -1}],
)
def test_a_wrong_question_is_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        GapQuery("toy", **wrong)


def test_equal_questions_are_equal():
    a = GapQuery("toy", ("park", "school"))
    b = GapQuery("toy", ("school", "park", "park"))
    assert a == b
    assert hash(a) == hash(b)
    assert GapQuery("toy", speed_mps=1.1, minutes=15).radius_m == 990.0
