"""Parts of streets: united, measured, laid over each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.network.graph import FOOTWAY
from geo.network.stretches import concatenated, union
from tests.toys import toynet

TWO = toynet.network([([(0, 0), (100, 0)], 0), ([(100, 0), (100, 400)], FOOTWAY)])
"""Edge 0: 100 m, edge 1: 400 m."""

interval = st.tuples(st.integers(0, 1), st.integers(0, 20), st.integers(0, 20))


def of(*rows):
    edge, start, stop = np.array(rows, dtype=float).reshape(-1, 3).T
    return union(edge.astype(np.int32), start, stop)


def test_what_overlaps_or_touches_becomes_one_part():
    """0.1-0.4 and 0.3-0.6 overlap, 0.6-0.7 touches; turned and cut off at the end of the edge."""
    found = of((1, 0.1, 0.4), (0, 0.9, 1.5), (1, 0.6, 0.3), (1, 0.7, 0.6), (1, 0.8, 0.9))
    assert found.edge.tolist() == [0, 1, 1]
    np.testing.assert_allclose(found.start, [0.9, 0.1, 0.8])
    np.testing.assert_allclose(found.stop, [1.0, 0.7, 0.9])


def test_a_long_part_reaches_over_short_ones():
    """0-0.9 covers 0.1-0.2, so that 0.5-1 still touches it."""
    found = of((0, 0.0, 0.9), (0, 0.1, 0.2), (0, 0.5, 1.0))
    assert (found.start.tolist(), found.stop.tolist()) == ([0.0], [1.0])


def test_metres():
    """Half of one street, a quarter of the other; within 0.25-0.75 of the first lie 0.25-0.5."""
    net = TWO
    found = of((0, 0.0, 0.5), (1, 0.25, 0.5))
    first, second = net.edges.length_m
    np.testing.assert_allclose(found.per_edge_m(net), [first / 2, second / 4])
    assert found.length_m(net) == pytest.approx(first / 2 + second / 4)
    edge, low, high = (
        np.array([0, 1, 1, 0]),
        np.array([0.25, 0, 0.6, 0.5]),
        np.array([0.75, 1, 1, 1]),
    )
    wanted = [first / 4, second / 4, 0, 0]
    np.testing.assert_allclose(found.overlap_m(net, edge, low, high), wanted, atol=1e-6)


def test_nothing_is_nothing():
    none = of()
    assert (len(none), none.length_m(TWO), len(concatenated([]))) == (0, 0.0, 0)
    assert none.overlap_m(TWO, np.array([0]), np.array([0.0]), np.array([1.0])) == [0.0]


@given(st.lists(interval, max_size=12), st.lists(interval, max_size=6))
def test_the_union_is_what_a_grid_of_twentieths_says(rows, asked):
    """Every interval ends on a twentieth, so that a table of twentieths is exact."""
    table = np.zeros((2, 20), dtype=bool)
    for edge, a, b in rows:
        table[edge, min(a, b) : max(a, b)] = True
    found = of(*[(e, a / 20, b / 20) for e, a, b in rows])
    lengths = TWO.edges.length_m
    np.testing.assert_allclose(found.per_edge_m(TWO), table.sum(axis=1) / 20 * lengths, atol=1e-6)
    for e, a, b in asked:
        low, high = min(a, b), max(a, b)
        got = found.overlap_m(TWO, np.array([e]), np.array([low / 20]), np.array([high / 20]))
        assert got[0] == pytest.approx(table[e, low:high].sum() / 20 * lengths[e], abs=1e-6)
    again = concatenated([of(*[(e, a / 20, b / 20) for e, a, b in rows[::-1]]), found])
    np.testing.assert_array_equal(again.start, found.start)
    np.testing.assert_array_equal(again.stop, found.stop)
