"""Every site within a walk of a point: one street, every figure by hand."""

from __future__ import annotations

import pytest
import shapely

from geo.network.rules import Rules
from spaces.reach.from_point import sites_within, ways_from
from spaces.walking.network import WalkNetwork
from tests.toys import toynet, toytown

X = [-2500.0, -1500.0, -500.0, 500.0]
STREET = WalkNetwork(toynet.network([([(x, -1500.0) for x in X], 0)], key="street"))
SHAPES = [
    shapely.Point(-500, -1500),
    shapely.Point(-2500, -1500),
    shapely.Point(-1300, -1450),
    shapely.box(-1600, -1600, -1450, -1350),
]
SITES = toytown.sites(SHAPES, category=["park", "school", "park", "venue"])


def within(at, limit_m, sites=SITES):
    point = toytown.lonlat(shapely.Point(at)).iloc[0]
    return sites_within(STREET, Rules(), (point.x, point.y), sites, speed_mps=1.0, limit_m=limit_m)


def test_all_of_them_nearest_first():
    found = within((-1400, -1400), 1200.5)
    # 100 m to the street; the venue's outline crosses it at x = -1450.
    assert list(found.index) == ["s3", "s2", "s0", "s1"]
    assert found["distance_m"].tolist() == pytest.approx([150, 100 + 100 + 50, 1000, 1200], abs=13)
    assert found["category"].tolist() == ["venue", "park", "park", "school"]
    assert found["minutes"].iloc[2] == pytest.approx(1000 / 60, abs=0.01)
    assert list(within((-1400, -1400), 1000.5).index) == ["s3", "s2", "s0"]


def test_the_nearest_of_each_kind_are_those_of_the_ways():
    at = toytown.lonlat(shapely.Point(-1400, -1400)).iloc[0]
    ways = ways_from(STREET, Rules(), (at.x, at.y), SITES, speed_mps=1.0, limit_m=5000)
    every = within((-1400, -1400), 5000)
    first = every[~every["category"].duplicated()]
    assert {w.site: round(w.distance_m, 2) for w in ways} == {
        site: round(metres, 2) for site, metres in first["distance_m"].items()
    }


def test_who_stands_inside_an_outline_is_there():
    assert within((-1500, -1400), 10.0)["distance_m"].to_dict() == {"s3": 0.0}


def test_the_ways_say_so_too_even_where_no_street_is_near():
    far = toytown.sites([shapely.box(2000, 1000, 2800, 1800)], category=["venue"])
    at = toytown.lonlat(shapely.Point(2400, 1400)).iloc[0]
    (way,) = ways_from(STREET, Rules(), (at.x, at.y), far, speed_mps=1.0, limit_m=900)
    assert (way.site, way.state, way.distance_m, way.minutes) == ("s0", "reached", 0, 0)
    assert len(way.lonlat) == 0


def test_of_two_gates_the_nearer_one_counts():
    gates = toytown.lonlat(shapely.Point(-2500, -1500), shapely.Point(-1500, -1500))
    texts = ["; ".join(f"{p.x} {p.y}" for p in gates), "", "", ""]
    found = within((-1400, -1500), 150.0, SITES.assign(entrances=texts).iloc[:2])
    assert found["distance_m"].to_dict() == pytest.approx({"s0": 100}, abs=0.1)


def test_off_every_street_nothing_is_within():
    assert within((2900, 1900), 5000).empty
