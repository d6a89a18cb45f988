"""Straight pieces of streets: which of them is nearest, and where on it."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.network.segments import Segments
from tests.toys import toynet

BENT = [(0.0, 0.0), (400.0, 0.0), (400.0, 300.0)]
FAR = [(0.0, 900.0), (1000.0, 900.0)]


@pytest.fixture(scope="module")
def network():
    return toynet.network([(BENT, 0), (FAR, 0)], key="bent")


@pytest.fixture(scope="module")
def segments(network):
    return Segments(network, np.ones(network.edge_count, dtype=bool))


def shapes(segments) -> np.ndarray:
    ends = np.stack([segments.start, segments.start + segments.step], axis=1)
    return shapely.linestrings(ends)


def test_a_bent_street_is_two_pieces_that_know_their_place(network, segments):
    before, on, whole = segments.measures()
    bent = np.flatnonzero(np.isclose(whole, 700, atol=0.01))
    assert len(bent) == 2
    order = bent[np.argsort(before[bent])]
    assert sorted(on[bent].round(1).tolist()) == [300, 400]
    assert before[order][1] == pytest.approx(on[order][0])


@given(st.lists(st.tuples(st.floats(-300, 1300), st.floats(-300, 1200)), min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_the_nearest_piece_is_the_nearest_of_all(network, segments, places):
    base = network.edges.coords.min(axis=0)
    xy = base + np.array(places)
    metres = shapely.distance(shapely.points(xy)[:, None], shapes(segments)[None, :])
    found = segments.nearest(xy, 250.0)
    near = metres.min(axis=1) <= 250.0
    assert (found >= 0).tolist() == near.tolist()
    rows = np.flatnonzero(near)
    np.testing.assert_allclose(metres[rows, found[rows]], metres[rows].min(axis=1), atol=1e-6)


def test_all_pieces_within_a_limit_nearest_first(network, segments):
    corner = shapely.get_coordinates(shapely.union_all(shapes(segments)))
    xy = corner[:1] + np.array([30.0, 40.0])
    point, segment = segments.within(xy, 200.0)
    metres = shapely.distance(shapely.points(xy[0]), shapes(segments))
    assert point.tolist() == [0] * int((metres <= 200).sum())
    assert metres[segment].tolist() == sorted(metres[metres <= 200].tolist())


def test_no_streets_have_no_nearest(network):
    none = Segments(network, np.zeros(network.edge_count, dtype=bool))
    assert none.nearest(np.array([[0.0, 0.0]]), 1e9).tolist() == [-1]


def test_a_foot_is_kept_off_the_ends_when_asked(segments):
    beyond = segments.start[:1] - segments.step[:1]
    assert segments.project(beyond, np.array([0])).distance_m == pytest.approx(
        np.hypot(*segments.step[0])
    )
    foot = segments.project(beyond, np.array([0]), aside_m=5.0).xy
    assert np.hypot(*(foot - segments.start[0]).T) == pytest.approx([5.0])
