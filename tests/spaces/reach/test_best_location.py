"""One new site per gap: a row of cells by hand, and what one site more really covers."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from spaces.reach.best_location import best_points
from spaces.reach.gap_areas import gap_areas
from tests.toys import toytown


def test_a_row_of_cells_by_hand():
    """Cells at 0, 1, 2, 3 km with 10, 40, 10, 30 children; a site reaches 1 km.

    At 0: 10+40 = 50. At 1: 10+40+10 = 60. At 2: 40+10+30 = 80. At 3: 10+30 = 40.
    """
    xy = np.array([[0.0, 0], [1000, 0], [2000, 0], [3000, 0]])
    children = np.array([10.0, 40, 10, 30])
    best = best_points(xy, children, np.zeros(4, dtype=np.int64), 1000.0)
    assert best["position"].tolist() == [2]
    assert best["children"].tolist() == [80]


def test_children_of_the_next_gap_count():
    """Two gaps side by side: from 1 km a site also reaches the 30 of the other gap."""
    xy = np.array([[0.0, 0], [1000, 0], [2000, 0]])
    best = best_points(xy, np.array([5.0, 5, 30]), np.array([1, 1, 0]), 1000.0)
    assert best.loc[1, "position"] == 1
    assert best.loc[1, "children"] == 40
    assert best.loc[0, "children"] == 35


def test_gaps_say_where_and_how_many():
    """Eastern gap of the toy town: 8 cells of 200; a site at a cell's centre reaches 1 km.

    Two columns wide, four rows: an inner cell has itself, one beside, two above and below.
    """
    town = toytown.cells()
    east = town.index.str.split(",").str[0].isin(["4", "5"])
    distance_m = np.where(east, 2000.0, 0.0)
    gaps = gap_areas(town, distance_m, 1000.0, crs=toytown.CRS, new_site_m=1000.5)
    xy = town.to_crs(toytown.CRS).geometry
    reached = {
        i: town["children"][east & (xy.distance(xy[i]) <= 1000.5).to_numpy()].sum()
        for i in town.index[east]
    }
    assert gaps["best_children"].iloc[0] == max(reached.values(), default=np.nan)


def test_not_sought_is_not_zero():
    town = toytown.cells()
    gaps = gap_areas(town, np.full(len(town), 2000.0), 1000.0, crs=toytown.CRS)
    assert gaps["best_children"].isna().all()


def test_few_children_are_hidden():
    town = toytown.cells().assign(children=0.0)
    town.loc[town.index[0], "children"] = 3.0
    gaps = gap_areas(
        town, np.full(len(town), 2000.0), 1000.0, crs=toytown.CRS, new_site_m=10.0, hide_few=True
    )
    assert gaps["best_children"].isna().all()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), min_size=1))
def test_equals_trying_every_cell(rows):
    xy = np.array([(x * 100.0, y * 100.0) for x, y, _ in rows])
    children = np.array([float(c) for *_, c in rows])
    best = best_points(xy, children, np.zeros(len(rows), dtype=np.int64), 150.0)
    away = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    assert best["children"].iloc[0] == ((away <= 150.0) * children).sum(axis=1).max()
