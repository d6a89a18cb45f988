from __future__ import annotations

import dataclasses

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.faults import InputRefused
from spaces.places.population import BANDS, Population
from spaces.reach.analysis import GapQuery, GapResult, analyse
from spaces.reach.straight_line import nearest
from tests.toys import toytown

QUERY = GapQuery("toy", speed_mps=toytown.SPEED_1000_M)
sites_at = st.lists(
    st.tuples(st.integers(-4000, 4000), st.integers(-3000, 3000)), min_size=1, max_size=5
)


def run(query: GapQuery = QUERY, sites=None, population="toy", boundary="toy", **more) -> GapResult:
    return analyse(
        query,
        toytown.sites() if sites is None else sites,
        toytown.population() if population == "toy" else population,
        toytown.boundary() if boundary == "toy" else boundary,
        toytown.parts(),
        **more,
    )


def at_points(points, **more) -> gpd.GeoDataFrame:
    return toytown.sites([shapely.Point(p) for p in points], **more)


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


def test_tables_by_hand():
    found = run()
    assert found.by_band["children_total"].tolist() == [360, 720, 1080, 1440]
    assert found.by_band["children_covered"].tolist() == [90, 180, 270, 360]
    assert list(found.by_band.index) == list(BANDS)
    assert found.by_sub_area.loc["W", "children_covered"] == 300
    assert found.by_sub_area.loc["E"].to_dict() == {
        "children_total": 2400,
        "children_covered": 600,
        "children_uncovered": 1800,
        "share_covered": 0.25,
        "hidden": False,
        "name_zh": "东片",
    }
    assert found.by_category["children_covered"].to_dict() == {"park": 300, "school": 600}
    assert found.by_category["sites_used"].tolist() == [1, 1]


def test_cells_by_hand():
    cells = run().cells
    on = ["0,0", "0,1", "1,0", "4,3", "5,2", "5,3"]
    assert sorted(cells.index[cells["covered"]]) == on
    assert cells["nearest_site"]["0,1"] == "s0"
    assert cells["nearest_site"]["4,3"] == "s1"
    assert cells["distance_m"]["0,3"] == pytest.approx(3000, abs=0.01)
    assert cells["state"].value_counts().to_dict() == {"covered": 6, "uncovered": 18, "unknown": 0}
    assert list(cells.index) == list(toytown.cells().index)


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


def test_by_year():
    found = run(dataclasses.replace(QUERY, year=2023))
    assert (found.sites_used, found.children_covered) == (1, 300)
    early = run(dataclasses.replace(QUERY, year=2021))
    assert early.why_not == ("no_sites",)


def test_sites_without_a_year_are_counted_as_left_out_once_a_year_is_asked():
    sites = toytown.sites()
    sites.loc["s1", "year"] = pd.NA
    assert run(sites=sites).sites_used == 2
    found = run(dataclasses.replace(QUERY, year=2025), sites)
    assert (found.sites_used, found.sites_undated) == (1, 1)


def test_by_kind_and_any_space():
    assert run(dataclasses.replace(QUERY, categories=("school",))).children_covered == 600
    both = run(dataclasses.replace(QUERY, categories=("school", "park", "school")))
    assert both.children_covered == 900
    only = run(space_categories=("park", "library"))
    assert (only.sites_used, only.children_covered) == (1, 300)
    assert only.by_category["why_not"].to_dict() == {"library": "no_sites", "park": ""}
    assert np.isnan(only.by_category["share_covered"]["library"])


def test_planned_and_unlocated_sites_serve_nobody():
    shapes = [shapely.Point(0, 0), shapely.Point(0, 0), None]
    sites = toytown.sites(shapes, status=["planned", "building", "certified"])
    found = run(sites=sites)
    assert (found.sites_used, found.sites_unlocated) == (0, 1)
    assert found.why_not == ("no_located_sites",)


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


def test_without_bands():
    town = toytown.cells().drop(columns=list(BANDS))
    found = run(population=Population(town, True, "x", ()))
    assert found.why_not == ("no_bands",)
    assert found.by_band.empty
    assert found.share_covered == 0.25


def test_a_town_without_children_has_no_share():
    town = toytown.cells()
    town[["children", *BANDS]] = 0.0
    found = run(population=Population(town, True, "x", BANDS))
    assert "no_children" in found.why_not
    assert found.share_covered is None


def test_children_without_a_location_are_neither():
    town = toytown.cells()
    town.loc["0,0", "geometry"] = None
    found = run(population=Population(town, True, "x", BANDS))
    assert "cells_without_location" in found.why_not
    assert (found.children_covered, found.children_uncovered, found.children_unknown) == (
        800,
        2700,
        100,
    )
    assert found.share_covered == 800 / 3500
    assert found.cells["state"]["0,0"] == "unknown"


def test_sub_areas_are_found_where_the_cells_name_none():
    town = toytown.cells()
    town["sub_area_code"] = ""
    found = run(population=Population(town, True, "x", BANDS))
    assert found.by_sub_area["children_total"].to_dict() == {"E": 2400, "W": 1200}
    assert found.gaps["sub_area"].iloc[0] == "E"


def test_small_counts_of_real_children_are_hidden():
    town = toytown.cells()
    town["children"] = np.where(town.index.isin(["0,0", "0,1", "1,0"]), 1.0, 10.0)
    real = run(population=Population(town, False, "x", ()))
    assert real.children_covered == 33
    assert real.by_sub_area["hidden"].all()
    assert real.by_sub_area["children_covered"].isna().all()
    assert real.by_category["children_covered"].isna().all()
    modelled = run(population=Population(town, True, "x", ()))
    assert modelled.by_sub_area["children_covered"].to_dict() == {"E": 30, "W": 3}


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


def test_the_kinds_together_equal_one_search_over_all():
    rng = np.random.default_rng(5)
    sites = at_points(rng.uniform(-3000, 3000, (20, 2)), category=list("abcd") * 5)
    found = run(sites=sites)
    crs = toytown.CRS
    xy = found.cells.to_crs(crs).get_coordinates().to_numpy()
    straight = nearest(xy, sites.to_crs(crs).geometry)
    np.testing.assert_allclose(found.cells["distance_m"], straight.distance_m, atol=1e-3)


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


@pytest.mark.parametrize(
    "wrong",
    [{"speed_mps": 0}, {"speed_mps": float("nan")}, {"minutes": -1}],
)
def test_a_wrong_question_is_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        GapQuery("toy", **wrong)


def test_equal_questions_are_equal():
    a = GapQuery("toy", ("park", "school"))
    b = GapQuery("toy", ("school", "park", "park"))
    assert a == b
    assert hash(a) == hash(b)
    assert GapQuery("toy", speed_mps=1.1, minutes=15).radius_m == 990.0


def test_places_too_wide_for_one_measure_are_refused():
    with pytest.raises(InputRefused, match="too_wide"):
        run(boundary=shapely.box(100, 20, 120, 40))
