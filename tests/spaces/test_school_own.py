"""What belongs to one school, in the order to read it."""

from __future__ import annotations

import shapely

from spaces.school_own import (
    crossings_of,
    crossings_to_mend,
    gates,
    routes_of,
    streets_of,
    streets_to_treat,
)
from tests import schoolways

WAYS = schoolways.ways()


def test_unguarded_crossings_come_first_and_are_what_is_to_mend():
    assert crossings_of(WAYS, "s1") == ["c1", "c3"]
    assert crossings_to_mend(WAYS, "s1") == ["c1"]
    assert crossings_to_mend(WAYS, "s2") == ["c2", "c4"]
    assert crossings_to_mend(WAYS, "nobody") == []


def test_streets_by_children_and_what_is_left_to_treat_by_child_metres():
    assert streets_of(WAYS, "s1") == ["e1", "e3"]
    assert streets_to_treat(WAYS, "s1") == ["e1"]  # e3 is treated from end to end
    assert streets_to_treat(WAYS, "s2") == ["e2", "e4"]


def test_routes_of_a_school():
    assert list(routes_of(WAYS, "s1").index) == ["r1"]
    assert routes_of(WAYS, "s2").empty


def test_gates_are_the_entrances_else_where_the_school_stands():
    sites = schoolways.sites()
    assert gates(sites, "s1").equals(shapely.MultiPoint([sites.geometry["s1"]]))
    sites["entrances"] = ["120.5 27.8; 120.6 27.9", ""]
    assert len(gates(sites, "s1").geoms) == 2
    assert gates(None, "s1").is_empty
    assert gates(sites, "nobody").is_empty
