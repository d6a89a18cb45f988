"""Which sites serve a question."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import shapely

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
