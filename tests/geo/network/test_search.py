"""The nearest of many places, on the toy of conftest.py, every figure by hand."""

from __future__ import annotations

import pytest

from geo.network.walks import REACHED, UNREACHABLE
from tests.toys.toywalks import CM, walk


@pytest.mark.parametrize(
    ("start", "end", "metres"),
    [
        ((100, 0), (400, 0), 300),  # mid-street to mid-street, on one street
        ((100, 30), (400, 20), 350),  # both legs are walked
        ((0, 0), (0, 0), 0),
        ((200, 300), (0, 0), 500),  # down the steps
        ((0, 310), (200, -10), 10 + 200 + 300 + 10),  # out of the dead end
        ((0, -10), (0, -190), 10 + 500 + 200 + 500 + 10),  # over the only bridge
        ((750, 5), (750, 60), 5 + 250 + 50 + 250 + 10),  # of two ways round the shorter
        ((700, 0), (700, 100), 300 + 100 + 300),  # the tunnel under the street does not meet it
        ((1000, 20), (1000, 80), 60),  # against the one-way street as well as along it
        ((1000, 80), (1000, 20), 60),
    ],
)
def test_distances_by_hand(toy, start, end, metres):
    assert walk(toy, [start], [end]).distance_m == pytest.approx([metres], abs=CM)
    assert walk(toy, [end], [start]).distance_m == pytest.approx([metres], abs=CM)


def test_of_two_gates_the_nearer_one_counts(toy):
    places = [(100, 10), (900, 10), (300, 300)]
    found = walk(toy, [(0, 0), (700, 0), (450, 0)], places, owner=[7, 7, 9])
    assert list(found.owner) == [7, 7, 7]
    assert list(found.entrance) == [0, 1, 0]
    assert found.distance_m == pytest.approx([110, 210, 360], abs=CM)


def test_without_the_bridge_the_other_bank_is_unreachable(make_toy, toy_ways):
    toy = make_toy(ways={**toy_ways, "cf": {"highway": "footway", "foot": "no"}})
    found = walk(toy, [(0, 0), (0, -200)], [(300, 0)])
    assert list(found.state) == [REACHED, UNREACHABLE]
