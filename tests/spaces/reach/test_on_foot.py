"""The walk as a ruler, by hand: a river with one bridge through the toy town.

Streets run through the middles of all squares, row by row and column by column. A river runs from
south to north through the middle of the town (x = 0); only the northernmost street (r=3) has a
bridge. The park stands in the centre of "2,0", on the western bank.

Within 1,000 m in a straight line: "2,0", "1,0", "2,1" (100 children each) and "3,0" (200) on the
other bank. On foot "3,0" is 3 + 1 + 3 km away: false comfort for 200 children.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.network.graph import ARTERIAL
from spaces.places.population import BANDS
from spaces.reach.analysis import analyse
from spaces.reach.breakdown import WALK_CLASSES
from spaces.reach.on_foot import OnFoot
from spaces.reach.result import WALK_STATES
from spaces.reach.words import definition, why_gap
from spaces.text import languages, text
from spaces.walking.network import WalkNetwork
from spaces.walking.walkers import Walkers
from tests.toys import toynet, toytown
from tests.toys.rivertown import PARK, QUERY, TOWN, X, Y, walk


def test_distances_go_over_the_bridge():
    cells = walk().cells
    by_hand = {"2,0": 0, "1,0": 1000, "2,1": 1000, "2,3": 3000, "3,3": 4000, "3,0": 7000}
    for cell, metres in by_hand.items():
        assert cells["distance_m"][cell] == pytest.approx(metres, abs=0.01)
    assert cells["straight_m"]["3,0"] == pytest.approx(1000, abs=0.01)
    assert set(cells["nearest_site"]) == {"s0"}
    assert (cells["state"] == "reached").sum() == 3
    assert (cells["state"] == "beyond").sum() == 21
    assert list(cells["state"].cat.categories) == list(WALK_STATES)


def test_figures_by_hand():
    found = walk()
    assert (found.children_covered, found.children_uncovered) == (300, 3300)
    assert (found.children_unreachable, found.children_unsnapped, found.children_unknown) == (
        0,
    ) * 3
    assert found.share_covered == 300 / 3600
    assert found.by_sub_area["children_covered"].to_dict() == {"E": 0, "W": 300}
    assert found.by_band["children_covered"].tolist() == [30, 60, 90, 120]
    assert found.by_category["children_covered"].to_dict() == {"park": 300}
    assert found.why_not == ()
    source = found.network_source
    assert source is not None
    assert (source.demo, source.notice, source.sites_off) == (True, "toy", 0)
    assert found.radius_m == 1000


def test_the_circle_stays_as_it_was():
    circle = analyse(
        dataclasses.replace(QUERY, ruler="radius"),
        toytown.sites(PARK), toytown.population(), toytown.boundary(), toytown.parts(),
    )  # fmt: skip
    assert circle.children_covered == 500
    assert circle.network_source is None
    assert "children_unsnapped" not in circle.by_band


def test_a_question_and_its_ruler_must_fit():
    sites, people = toytown.sites(), toytown.population()
    with pytest.raises(ValueError, match="network"):
        analyse(QUERY, sites, people, None)
    radius = dataclasses.replace(QUERY, ruler="radius")
    with pytest.raises(ValueError, match="OnFoot"):
        analyse(radius, sites, people, None, ruler=OnFoot(TOWN))
    with pytest.raises(ValueError, match="sideways"):
        dataclasses.replace(QUERY, arterials="sideways")


def test_unreachable_unsnapped_and_unknown_are_three_classes():
    """No bridge, and no streets at all in the two easternmost columns; one cell nowhere."""
    west = [([(x, y) for x in X[:3]], 0) for y in Y] + [([(x, y) for y in Y], 0) for x in X[:3]]
    east = [([(X[3], y) for y in Y], 0)]
    people = toytown.population()
    cells = people.cells.copy()
    cells.loc["0,0", "geometry"] = None
    found = walk(net=WalkNetwork(toynet.network(west + east, key="cut")),
                 people=dataclasses.replace(people, cells=cells))  # fmt: skip
    states = found.cells["state"].value_counts().to_dict()
    assert states == {"reached": 3, "beyond": 8, "unreachable": 4, "unsnapped": 8, "unknown": 1}
    assert found.children_unreachable == 800
    assert found.children_unsnapped == 1600
    assert found.children_unknown == 100
    assert (found.children_covered, found.children_uncovered) == (300, 800 + 800)
    assert found.share_covered == 300 / 1900
    assert found.cells["covered"].isna().sum() == 9
    assert set(found.why_not) == {"cells_without_location", "cells_off_network"}
    for table in (found.by_band, found.by_sub_area):
        parts = table[["children_covered", *WALK_CLASSES]].sum(axis=1)
        assert parts.tolist() == table["children_total"].tolist()
    east_row = found.by_sub_area.loc["E"]
    assert east_row["children_unreachable"] == 800
    assert east_row["children_unsnapped"] == 1600
    assert np.isnan(east_row["share_covered"]) or east_row["share_covered"] == 0


def test_two_gates_the_nearest_counts():
    gates = {"s0": toytown.lonlat(shapely.MultiPoint([(-500, -1500), (500, -1500)])).iloc[0]}
    cells = walk(gates=gates).cells
    assert cells["distance_m"]["3,0"] == pytest.approx(0, abs=0.01)
    assert walk(gates=gates).children_covered == 300 + 200 + 200 + 200


def test_who_stands_inside_a_park_is_there():
    park = toytown.sites([shapely.box(-900, -1900, -100, -1100)])
    found = walk(sites=park)
    assert found.cells["distance_m"]["2,0"] == 0
    # Nor is its inside a place that the circle alone reaches, or one that nobody knows.
    inside = park.geometry.iloc[0]
    assert shapely.intersection(found.covered, inside).area == pytest.approx(inside.area)
    assert shapely.intersection(found.false_area, inside).area == pytest.approx(0, abs=1e-12)
    assert shapely.intersection(found.unknown, inside).area == pytest.approx(0, abs=1e-12)


def test_a_line_is_entered_at_its_ends():
    route = toytown.sites([shapely.LineString([(-2500, -1500), (-500, -1500)])])
    cells = walk(sites=route).cells
    assert cells["distance_m"]["1,0"] == pytest.approx(1000, abs=0.01)
    assert cells["distance_m"]["2,0"] == pytest.approx(0, abs=0.01)


def test_arterials_can_be_closed_and_crossings_cost_time():
    """A street along x = -1000 with an arterial across it at y = -1500."""
    net = WalkNetwork(
        toynet.network(
            [
                ([(-500, -2000), (-500, -1500)], 0),
                ([(-500, -1500), (-500, -500)], 0),
                ([(-2000, -1500), (-500, -1500), (500, -1500)], ARTERIAL),
            ],
            key="arterial",
        )
    )
    sites = toytown.sites([shapely.Point(-500, -2000)])
    plain = walk(sites=sites, net=net)
    assert plain.cells["distance_m"]["2,1"] == pytest.approx(1500, abs=0.01)
    delayed = walk(dataclasses.replace(QUERY, crossing_delay_s=90.0), sites, net)
    assert delayed.cells["distance_m"]["2,1"] == pytest.approx(1600, abs=0.01)
    closed = walk(dataclasses.replace(QUERY, arterials="not_across"), sites, net)
    assert closed.cells["state"]["2,1"] == "unreachable"
    (gap,) = closed.gaps[closed.gaps["share_unreachable"] > 0.5].to_dict("records")
    assert gap["why"] == "arterial"  # not the streets are too few: the rule shuts them
    assert gap["share_cut_off"] == gap["share_unreachable"]
    for code in languages():
        assert text(code)("network.why.arterial") in why_gap(gap, text(code))


def test_other_minutes_or_another_walker_search_nothing(monkeypatch):
    from geo.network import search

    net = WalkNetwork(TOWN.network)
    walk(net=net)
    monkeypatch.setattr(search.Router, "fields", None)
    monkeypatch.setattr(search.Router, "snap", None)
    assert walk(dataclasses.replace(QUERY, minutes=30), net=net).children_covered == 600
    slow = dataclasses.replace(QUERY, speed_mps=0.5, walker="age_3_6")
    assert walk(slow, net=net).children_covered == 100


def test_children_hidden_where_few_and_real():
    found = walk(people=dataclasses.replace(toytown.population(), modelled=False))
    assert not found.by_band["hidden"].any()


points = st.tuples(st.integers(-2900, 2900), st.integers(-1900, 1900))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(points, min_size=1, max_size=4), points)
def test_properties(at, more):
    sites = toytown.sites([shapely.Point(p) for p in at])
    found = walk(sites=sites)
    cells = found.cells
    measured = cells["distance_m"].notna()
    # No walk is shorter than the straight line (the two projections differ by 1e-5).
    assert (
        cells["distance_m"][measured] >= cells["straight_m"][measured] * (1 - 1e-4) - 0.01
    ).all()
    # The circle holds all that the walk reaches.
    covered = cells["covered"].fillna(False).astype(bool)
    assert (cells["straight_m"][covered] <= found.radius_m * 1.0001).all()
    total = found.children_covered + found.children_uncovered
    assert total + found.children_unsnapped + found.children_unknown == found.children_total
    assert found.area_covered_km2 <= found.area_km2 + 1e-9
    # One more site takes nobody's walk away.
    longer = walk(sites=toytown.sites([shapely.Point(p) for p in (*at, more)]))
    assert longer.children_covered >= found.children_covered
    assert set(BANDS) == set(found.by_band.index)


def test_how_many_start_from_a_street_farther_away_is_told():
    """Streets 60 m north of all homes; two of them and the park are 5 m from a path to nowhere."""
    rows = [([(x, y + 60) for x in X], 0) for y in Y]
    joined = [([(X[5], y + 60) for y in Y], 0)]
    stubs = [([(X[c] - 20, Y[0] + 5), (X[c] + 20, Y[0] + 5)], 0) for c in (0, 2)]
    found = walk(net=WalkNetwork(toynet.network([*rows, *joined, *stubs], key="stubs")))
    assert found.cells["distance_m"]["0,0"] == pytest.approx(60 + 2000 + 60, abs=0.1)
    assert found.homes_at_stubs == 2
    assert found.network_source is not None
    assert found.network_source.sites_at_stubs == 1
    for code in languages():
        t = text(code)
        said = definition(found.query, found, t, walkers=Walkers({}, "", 15, 0), categories={})
        assert t("definition.homes_at_stubs", count=2) in said
        assert t("definition.sites_at_stubs", count=1) in said
    none = walk(net=WalkNetwork(toynet.network([*rows, *joined], key="no stubs")))
    assert (none.homes_at_stubs, none.network_source.sites_at_stubs) == (0, 0)
    assert none.share_covered == found.share_covered
