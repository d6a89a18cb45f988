"""What every ruler answers; the one rule of "covered"."""

from __future__ import annotations

import numpy as np

from spaces.reach.nearest import Nearest, closer, is_covered


def test_the_limit_itself_is_covered():
    assert is_covered(np.array([999.0, 1000.0, 1000.0 + 1e-7, 1000.001]), 1000.0).tolist() == [
        True,
        True,
        True,
        False,
    ]
    assert not is_covered(np.array([np.nan, np.inf]), 1000.0).any()


def test_closer_takes_each_cells_nearer_answer():
    a = Nearest(np.array([5.0, 9.0, np.inf, 4.0]), np.array([0, 0, -1, 0]))
    b = Nearest(np.array([6.0, 3.0, 8.0, 4.0]), np.array([1, 1, 1, 1]))
    both = closer(a, b)
    assert both.distance_m.tolist() == [5.0, 3.0, 8.0, 4.0]
    assert both.position.tolist() == [0, 1, 1, 0]
