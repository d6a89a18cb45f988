"""Which sites serve a question."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import shapely

from spaces.reach.analysis import analyse
from spaces.reach.query import GapQuery
from spaces.reach.supply import supply_of, why_not
from tests.toys import toytown
from tests.toys.reachtown import QUERY, run


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


def test_planned_and_unlocated_sites_serve_nobody():
    shapes = [shapely.Point(0, 0), shapely.Point(0, 0), None]
    sites = toytown.sites(shapes, status=["planned", "building", "certified"])
    found = run(sites=sites)
    assert (found.sites_used, found.sites_unlocated) == (0, 1)
    assert found.why_not == ("no_located_sites",)


def test_by_kind_and_any_space():
    assert run(dataclasses.replace(QUERY, categories=("school",))).children_covered == 600
    both = run(dataclasses.replace(QUERY, categories=("school", "park", "school")))
    assert both.children_covered == 900
    only = run(space_categories=("park", "library"))
    assert (only.sites_used, only.children_covered) == (1, 300)
    assert only.by_category["why_not"].to_dict() == {"library": "no_sites", "park": ""}
    assert np.isnan(only.by_category["share_covered"]["library"])


def test_sites_without_a_year_are_why_nothing_is_measured():
    """Built and located, but nobody wrote when: neither "no site" nor "no location"."""
    assert why_not(0, 0) == "no_sites"
    assert why_not(0, 0, undated=3) == "only_undated"
    assert why_not(2, 0, undated=3) == "no_located_sites"
    assert why_not(2, 1, undated=3) == ""
    undated = toytown.sites().assign(year=pd.array([pd.NA] * len(toytown.sites()), dtype="Int64"))
    found = supply_of(GapQuery("toy", year=2024), undated, None)
    assert (found.why_not, len(found.all)) == ("only_undated", 0)
    assert found.undated == sum(found.undated_by_kind.values()) > 0
    asked = GapQuery("toy", speed_mps=toytown.SPEED_1000_M, year=2024)
    answer = analyse(asked, undated, toytown.population(), toytown.boundary(), toytown.parts())
    assert "only_undated" in answer.why_not
    assert "no_sites" not in answer.why_not
    assert set(answer.by_category["why_not"]) <= {"only_undated", "no_sites"}
