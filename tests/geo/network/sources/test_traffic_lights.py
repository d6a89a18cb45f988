"""Lights at the stop line guard the corner behind it."""

from __future__ import annotations

import numpy as np
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.graph import ARTERIAL, CROSSING, GUARDED, ON_ARTERIAL
from tests.toys import toynet, toytown

TO_DEGREES = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)


def flags_at(network, x, y):
    lon, lat = TO_DEGREES.transform([x], [y])
    at = network.to_metres(lon, lat)
    return int(network.node_flags[np.argmin(np.hypot(*(network.node_xy - at).T))])


def town(light):
    """An arterial from west to east; streets cross it at 0, 100 and 140 m."""
    corners = sorted({-100, 0, 100, 140, 240, light})
    streets = [([(x, 0) for x in corners], ARTERIAL)]
    streets += [([(x, -100), (x, 0), (x, 100)], 0) for x in (0, 100, 140)]
    return toynet.network(streets, guarded=[(light, 0)], key=f"lights {light}")


def test_lights_before_a_corner_guard_it():
    """At 82 m: 18 m before the corner at 100 m. The corners at 0 and 140 m are farther off."""
    network = town(82)
    assert flags_at(network, 100, 0) == ON_ARTERIAL | CROSSING | GUARDED
    assert flags_at(network, 0, 0) == ON_ARTERIAL | CROSSING
    assert flags_at(network, 140, 0) == ON_ARTERIAL | CROSSING


def test_lights_far_from_any_corner_guard_none():
    network = town(50)
    assert not any(flags_at(network, x, 0) & GUARDED for x in (0, 100, 140))


def test_lights_at_the_corner_itself_guard_it_alone():
    network = town(140)
    assert [bool(flags_at(network, x, 0) & GUARDED) for x in (0, 100, 140)] == [False, False, True]
