"""Children by age band and by sub-area."""

from __future__ import annotations

import numpy as np

from spaces.places.population import BANDS, Population
from tests.toys import toytown
from tests.toys.reachtown import run


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
