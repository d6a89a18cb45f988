from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.faults import InputRefused
from spaces.reach.analysis import GapQuery, analyse
from tests.toys import toytown
from tests.toys.reachtown import QUERY, at_points, run

sites_at = st.lists(
    st.tuples(st.integers(-4000, 4000), st.integers(-3000, 3000)), min_size=1, max_size=5
)


def test_figures_by_hand():
    found = run()
    assert found.radius_m == 1000.0
    assert (found.sites_used, found.sites_unlocated, found.sites_undated) == (2, 0, 0)
    assert found.children_total == toytown.CHILDREN
    assert (found.children_covered, found.children_uncovered) == (900, 2700)
    assert found.children_unknown == 0
    assert found.share_covered == 0.25
    assert found.area_km2 == pytest.approx(24, rel=1e-6)
    assert found.area_covered_km2 == pytest.approx(2 * toytown.CORNER_KM2, rel=2e-4)
    assert found.why_not == ()
    assert (found.modelled, found.demo, found.population_source) == (True, False, "toytown.parquet")


def test_gaps_hold_exactly_the_uncovered_children():
    found = run()
    assert found.gaps["children"].sum() == found.children_uncovered
    assert found.gaps["area_km2"].sum() == 18.0


def test_the_two_halves_of_the_town_are_in_wgs84():
    found = run()
    assert found.covered is not None
    assert found.uncovered is not None
    town = toytown.boundary()
    assert found.covered.intersection(found.uncovered).area < 1e-9
    # An edge of 6 km straight in metres is a little bent in degrees: a sliver is left.
    both = found.covered.union(found.uncovered)
    assert both.symmetric_difference(town).area < 1e-4 * town.area


def test_what_cannot_be_computed_is_none_and_says_why():
    found = run(sites=toytown.sites(status=["planned", "planned"]))
    assert found.why_not == ("no_sites",)
    assert found.children_total == 3600
    assert found.area_km2 == pytest.approx(24, rel=1e-6)
    nothing = (found.children_covered, found.children_uncovered, found.share_covered)
    assert (*nothing, found.area_covered_km2, found.covered, found.uncovered) == (None,) * 6
    assert found.cells["covered"].isna().all()
    assert set(found.cells["state"]) == {"unknown"}
    assert found.gaps.empty
    for table in (found.by_band, found.by_sub_area):
        assert table["children_covered"].isna().all()
        assert table["share_covered"].isna().all()
        assert table["children_total"].sum() == 3600


def test_without_population_areas_still_come():
    found = run(population=None)
    assert found.why_not == ("no_population",)
    assert (found.children_total, found.share_covered, found.modelled) == (None, None, None)
    assert found.area_covered_km2 == pytest.approx(2 * toytown.CORNER_KM2, rel=2e-4)
    assert found.cells.empty
    assert set(found.cells.columns) >= {"distance_m", "covered", "nearest_site", "state"}


def test_without_boundary_children_still_come():
    found = run(boundary=None)
    assert found.why_not == ("no_boundary",)
    assert (found.area_km2, found.area_covered_km2) == (None, None)
    assert found.children_covered == 900


def test_with_nothing_at_all():
    found = analyse(QUERY, toytown.sites().iloc[:0], None, None)
    assert found.why_not == ("no_sites", "no_population", "no_boundary")


def test_polygons_and_lines_serve_too():
    route = shapely.LineString([(0, -2000), (0, 2000)])
    found = run(sites=toytown.sites([route], category=["safe_route"], demo=True))
    assert found.children_covered == 4 * 100 + 4 * 200
    assert found.area_covered_km2 == pytest.approx(8.0, rel=1e-4)
    assert found.demo
    yard = shapely.box(-3000, -2000, 0, 2000)
    found = run(dataclasses.replace(QUERY, minutes=0.001), toytown.sites([yard]))
    assert found.children_covered == 1200


def test_nothing_given_is_changed():
    sites, people, parts = toytown.sites(), toytown.population(), toytown.parts()
    before = (sites.copy(), people.cells.copy(), parts.copy())
    analyse(QUERY, sites, people, toytown.boundary(), parts)
    assert sites.equals(before[0])
    assert people.cells.equals(before[1])
    assert parts.equals(before[2])


def test_row_order_does_not_matter():
    rng = np.random.default_rng(3)
    sites = at_points([(0, 0), (0, 0), (1000, 0), (-1000, 0)], category=["park", "a", "park", "b"])
    people = toytown.population()
    turned = dataclasses.replace(people, cells=people.cells.iloc[rng.permutation(24)])
    a = run(sites=sites, population=people)
    b = run(sites=sites.iloc[::-1], population=turned)
    assert a.cells.equals(b.cells.loc[a.cells.index])
    for table in ("by_band", "by_sub_area", "by_category", "gaps"):
        assert getattr(a, table).equals(getattr(b, table)), table
    assert a.area_covered_km2 == b.area_covered_km2


@given(sites_at, st.tuples(st.integers(-4000, 4000), st.integers(-3000, 3000)), st.integers(1, 40))
@settings(max_examples=25, deadline=None)
def test_properties(points, extra, minutes):
    query = GapQuery("toy", speed_mps=1.0, minutes=minutes)
    found = run(query, at_points(points))
    assert 0 <= found.share_covered <= 1
    assert found.children_covered + found.children_uncovered == found.children_total
    assert found.by_band["children_total"].sum() == found.children_total
    assert found.by_sub_area["children_covered"].sum() == found.children_covered
    assert found.gaps["children"].sum() == found.children_uncovered
    more = run(query, at_points([*points, extra]))
    assert more.children_covered >= found.children_covered
    assert more.area_covered_km2 >= found.area_covered_km2 - 1e-9
    wider = run(dataclasses.replace(query, minutes=minutes + 3), at_points(points))
    assert wider.children_covered >= found.children_covered
    assert wider.area_covered_km2 >= found.area_covered_km2 - 1e-9


def test_places_too_wide_for_one_measure_are_refused():
    with pytest.raises(InputRefused, match="too_wide"):
        run(boundary=shapely.box(100, 20, 120, 40))


def test_nobody_inside_the_place_is_not_called_nobody():
    far = toytown.population()
    none = dataclasses.replace(far, cells=far.cells.iloc[:0], outside=3600.0)
    found = run(population=none)
    assert (found.children_total, found.share_covered, found.children_outside) == (0, None, 3600)
    assert "no_children_inside" in found.why_not
    assert "no_children" not in found.why_not
