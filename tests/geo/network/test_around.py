"""Streets within a walk of each place."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.around import within_each
from geo.network.entrances import Entrances
from geo.network.graph import ARTERIAL, FOOTWAY
from geo.network.rules import Rules
from geo.network.search import Router
from geo.network.snap import SNAPPED, Snapped
from tests.toys import toynet, toytown

TO = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)


def snapped(router, *at):
    xy = np.array(at, dtype=float).reshape(-1, 2)
    return router.snap(router.network.to_metres(*TO.transform(*xy.T)))


def on_street(edge, share):
    count = len(edge)
    state = np.full(count, SNAPPED, dtype=np.uint8)
    return Snapped(edge, share, np.zeros(count), np.full((count, 2), np.nan), state)


def each(router, limit_m, *places):
    groups = [Entrances(snapped(router, *gates), np.arange(len(gates))) for gates in places]
    return within_each(router, groups, limit_m)


CROSS = toynet.network([([(0, 0), end], 0) for end in ((0, 100), (200, 0), (0, -300), (-400, 0))])


def test_a_walk_of_250_m_on_a_cross_of_four_arms():
    """Gate 50 m up the arm of 100, 10 m aside: 240 m of street remain.

    Its own arm: 50 up and 50 down; beyond the middle 190 m of each of the others: 100 + 3 x 190.
    A second gate at the far end of the 400: 250 m of it, of which 400 - 250 - 190 < 0: all 400.
    """
    router = Router(CROSS)
    one, both = each(router, 250, [(10, 50)], [(10, 50), (-400, 0)])
    assert one.length_m(CROSS) == pytest.approx(670, rel=2e-3)
    assert both.length_m(CROSS) == pytest.approx(100 + 190 + 190 + 400, rel=2e-3)


def test_streets_that_the_rules_close_are_no_streets():
    net = toynet.network([([(0, 0), (0, 300)], 0), ([(0, 0), (300, 0)], ARTERIAL)])
    shut = Router(net, Rules(0.0, "not_along"))
    (found,) = each(shut, 200, [(0, 100)])
    assert found.length_m(net) == pytest.approx(300, rel=2e-3)


def test_nothing_around_a_place_on_no_street():
    router = Router(CROSS)
    away, here = each(router, 100, [(5000, 5000)], [(0, 50)])
    assert len(away) == 0
    assert here.length_m(CROSS) == pytest.approx(100 + 3 * 50, rel=2e-3)
    assert within_each(router, [], 100) == []


SIDE = 4
GRID = [((x, y), (x + 1, y)) for y in range(SIDE) for x in range(SIDE - 1)]
GRID += [((x, y), (x, y + 1)) for y in range(SIDE - 1) for x in range(SIDE)]
GRID += [((x, y), (x + 1, y + 1)) for y in range(SIDE - 1) for x in range(SIDE - 1)]
spots = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=3)


@given(
    st.lists(st.sampled_from(GRID), min_size=3, unique=True),
    st.lists(spots, min_size=1, max_size=3),
    st.sampled_from([30.0, 120.0, 333.0, 2000.0]),
    st.integers(0, 99),
)
@settings(max_examples=60, deadline=None)
def test_a_point_is_around_a_place_just_when_its_walk_is_within(rows, places, limit_m, seed):
    """Random points on the streets: a search says how far each is, leg of the gate included."""
    kind = [FOOTWAY if k % 2 else 0 for k in range(len(rows))]
    net = toynet.network(
        [([(100 * x, 100 * y) for x, y in row], k) for row, k in zip(rows, kind, strict=True)]
    )
    router, rng = Router(net), np.random.default_rng(seed)
    edge = rng.integers(0, net.edge_count, 60).astype(np.int32)
    share = rng.random(60)
    for gates, found in zip(places, each(router, limit_m, *places), strict=True):
        entrances = Entrances(snapped(router, *gates), np.arange(len(gates)))
        walk = router.nearest(on_street(edge, share), entrances).distance_m
        tiny = 1e-6
        inside = found.overlap_m(
            net, edge, np.maximum(share - tiny, 0), np.minimum(share + tiny, 1)
        )
        clear = np.abs(walk - limit_m) > 0.01
        np.testing.assert_array_equal((inside > 0)[clear], (walk <= limit_m)[clear])
