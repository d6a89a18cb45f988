"""States of a walk, and the limit that is within."""

from __future__ import annotations

import numpy as np
import pytest

from geo.network.walks import BEYOND, REACHED, UNKNOWN, UNSNAPPED
from tests.toys.toywalks import CM, walk


def test_the_five_states(toy):
    points = [(0, 0), (0, -200), (0, 1000), (np.nan, np.nan)]
    found = walk(toy, points, [(300, 0)], limit_m=500)
    assert list(found.state) == [REACHED, BEYOND, UNSNAPPED, UNKNOWN]
    assert found.distance_m[0] == pytest.approx(300, abs=CM)
    assert np.isinf(found.distance_m[1])
    assert np.isnan(found.distance_m[2:]).all()
    assert list(found.owner) == [0, -1, -1, -1]


def test_the_limit_itself_is_within(toy):
    exact = walk(toy, [(0, 0)], [(300, 0)]).distance_m[0]
    assert walk(toy, [(0, 0)], [(300, 0)], limit_m=exact).state[0] == REACHED
    assert walk(toy, [(0, 0)], [(300, 0)], limit_m=exact - 0.01).state[0] == BEYOND
