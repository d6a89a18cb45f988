"""Where sites are entered: a point, an outline, a line, and where the list says so."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from spaces.walking.entrances import entrances_key, find_entrances
from tests.toys import toytown

POINT = shapely.Point(100, 200)
SQUARE = shapely.box(0, 0, 40, 40)
LINE = shapely.LineString([(0, 0), (300, 0), (300, 400)])
RING = shapely.LineString([(0, 0), (20, 0), (20, 20), (0, 0)])
SITES = toytown.sites([POINT, SQUARE, LINE, RING, None]).geometry


def of(site: int, given=None) -> np.ndarray:
    found = find_entrances(SITES, given or {}, toytown.CRS)
    assert found.count == 5
    return found.xy[found.owner == site]


def test_a_point_is_its_own_entrance():
    assert of(0) == pytest.approx(np.array([[100.0, 200.0]]), abs=1e-3)


def test_an_outline_has_an_entrance_at_least_every_25_m():
    """Four corners and four middles; the first corner closes the ring again."""
    around = of(1)
    assert len(around) == 9
    assert np.hypot(*np.diff(around, axis=0).T) == pytest.approx(20, abs=1e-3)


def test_a_line_is_entered_at_its_ends_and_a_closed_one_anywhere():
    assert of(2) == pytest.approx(np.array([[0.0, 0.0], [300.0, 400.0]]), abs=1e-3)
    assert len(of(3)) >= 4


def test_a_site_without_a_shape_has_none():
    assert len(of(4)) == 0


def test_the_list_goes_before_the_shape():
    gates = toytown.lonlat(shapely.MultiPoint([(10, 0), (0, 10)])).iloc[0]
    assert of(1, {"s1": gates}) == pytest.approx(np.array([[10.0, 0.0], [0.0, 10.0]]), abs=1e-3)
    assert len(of(0, {"s1": gates})) == 1


def test_the_key_names_the_shapes_and_the_entrances():
    gate = toytown.lonlat(shapely.MultiPoint([(10, 0)])).iloc[0]
    plain, gated = entrances_key(SITES, {}), entrances_key(SITES, {"s1": gate})
    assert len({plain, gated, entrances_key(SITES.iloc[::-1], {})}) == 3
    assert plain == entrances_key(SITES.copy(), {"no such site": gate})
    assert find_entrances(SITES, {"s1": gate}, toytown.CRS).key == gated
