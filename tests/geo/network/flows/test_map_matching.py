"""Drawn lines on streets, every figure by hand.

    y=200   d-----------c-----------e
            |           |           |
    y=15    |    s------+-----t     |      a service road beside the main street
    y=0     a-----------b-----------f
            0          200         400

The service road s-t runs from x=100 to x=300, 15 m north of a-b-f, and crosses b-c at (200, 15).
The footways
a-d and c-e-f meet roads at a, d and f, so that these stay corners of the network.
"""

import numpy as np
import pytest
import shapely
import shapely.ops
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.flows.map_matching import match_lines
from geo.network.graph import FOOTWAY
from tests.toys import toynet, toytown

STREETS = [
    ([(0, 0), (200, 0)], 0),
    ([(200, 0), (400, 0)], 0),
    ([(200, 0), (200, 15)], 0),
    ([(200, 15), (200, 200)], 0),
    ([(0, 0), (0, 200)], FOOTWAY),
    ([(0, 200), (200, 200)], 0),
    ([(200, 200), (400, 200), (400, 0)], FOOTWAY),
    ([(100, 15), (200, 15)], 0),
    ([(200, 15), (300, 15)], 0),
]
NET = toynet.network(STREETS)
TO = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)


def drawn(*xy):
    """A line of the drawing in the network's own metres."""
    return shapely.LineString(NET.to_metres(*TO.transform(*np.array(xy, dtype=float).T)))


def metres(found, line=None):
    """Matched metres by street, named by the middle of its shape in whole metres."""
    rows = found.stretches(None if line is None else np.arange(len(found.missed)) == line)
    size = rows.per_edge_m(NET)
    middle = shapely.line_interpolate_point(NET.lines(), 0.5, normalized=True)
    base = NET.to_metres(*TO.transform([0.0], [0.0]))[0]
    names = np.rint(shapely.get_coordinates(middle) - base).astype(int).tolist()
    return {tuple(n): round(float(m), 1) for n, m in zip(names, size, strict=True) if m}


def matched(*lines, tolerance_m=20.0):
    return match_lines(NET, np.array(lines, dtype=object), tolerance_m)


def test_a_line_on_a_street_treats_just_that_part():
    """From x=50 to x=170 of a-b: 120 m. Nothing else runs along there nearer."""
    found = matched(drawn((50, 0), (170, 0)))
    assert metres(found) == {(100, 0): pytest.approx(120, abs=0.2)}
    assert found.matched_m == pytest.approx([120], abs=0.2)
    assert found.missed_m == pytest.approx([0])
    assert found.missed[0] is None


def test_the_nearer_of_two_parallel_streets_wins():
    """12 m north of a-b and so 3 m from the service road: 80 m of that, none of a-b."""
    assert metres(matched(drawn((110, 12), (190, 12)))) == {(150, 15): pytest.approx(80, abs=0.2)}


def test_a_street_crossed_at_right_angles_is_not_treated():
    """North at x=320 across b-f and c-e, along no street: missed whole."""
    found = matched(drawn((320, -60), (320, 260)))
    assert metres(found) == {}
    assert found.missed_m == pytest.approx([320], abs=0.3)
    assert found.missed[0].length == pytest.approx(320, abs=0.3)


def test_a_line_leaves_the_streets_and_is_missed_there():
    """40 m along a-b from x=20, then 21 m off it for 60 m: beyond the tolerance of 20 m.

    The step aside is at a right angle to the street, so it too runs along nothing: 21 + 60 m.
    """
    found = matched(drawn((20, 0), (60, 0), (60, -21), (120, -21)))
    assert metres(found) == {(100, 0): pytest.approx(40, abs=0.2)}
    assert found.missed_m == pytest.approx([81], abs=0.2)
    assert found.missed_m + found.matched_m == pytest.approx([121], abs=0.2)


def test_the_tolerance_itself_is_within():
    line = drawn((20, -20), (120, -20))
    assert metres(matched(line, tolerance_m=20.01)) == {(100, 0): pytest.approx(100, abs=0.2)}
    assert metres(matched(line, tolerance_m=19.9)) == {}


def test_beside_a_corner_both_streets_are_taken_to_the_node():
    """10 m inside the corner at d: from (10, 60) up to (10, 190) and east to (90, 190).

    It stops 10 m short of either street's end, yet it goes round the corner: d-a from y=60 to
    y=200 is 140 m, d-c from x=0 to x=90 is 90 m.
    """
    found = matched(drawn((10, 60), (10, 190), (90, 190)))
    assert sum(metres(found).values()) == pytest.approx(230, abs=0.5)


def test_parts_of_one_line_and_of_many_count_once():
    """The same 100 m drawn twice, also backwards, and as a part of a longer line: 100 + 50 m."""
    both = shapely.MultiLineString([drawn((20, 0), (120, 0)), drawn((120, 0), (20, 0))])
    found = matched(both, drawn((70, 2), (170, 2)))
    assert metres(found, 0) == {(100, 0): pytest.approx(100, abs=0.2)}
    assert metres(found) == {(100, 0): pytest.approx(150, abs=0.2)}


def test_nothing_matches_nothing():
    found = matched(None, shapely.LineString())
    assert (len(found.line), found.missed.tolist()) == (0, [None, None])
    assert found.missed_m.tolist() == found.matched_m.tolist() == [0.0, 0.0]
    with pytest.raises(ValueError, match="tolerance_m"):
        matched(drawn((0, 0), (1, 0)), tolerance_m=0)


@given(st.integers(0, 7), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_a_part_of_any_street_is_matched_to_itself(street, a, b):
    """Whatever part of a street is drawn: as long as it is, on that street, nothing missed."""
    corners = shapely.LineString(STREETS[street][0])
    low, high = sorted((a, b))
    if (high - low) * corners.length < 1:
        return
    part = shapely.ops.substring(corners, low, high, normalized=True)
    found = matched(drawn(*part.coords))
    size = metres(found)
    assert sum(size.values()) == pytest.approx(part.length, rel=2e-3, abs=0.06)
    assert len(size) == 1
    assert found.missed_m[0] == pytest.approx(0, abs=1e-6)
