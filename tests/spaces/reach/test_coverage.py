"""Which cells the sites cover, kind by kind."""

from __future__ import annotations

import numpy as np
import pytest

from spaces.reach.straight_line import nearest
from tests.toys import toytown
from tests.toys.reachtown import at_points, run


def test_cells_by_hand():
    cells = run().cells
    on = ["0,0", "0,1", "1,0", "4,3", "5,2", "5,3"]
    assert sorted(cells.index[cells["covered"]]) == on
    assert cells["nearest_site"]["0,1"] == "s0"
    assert cells["nearest_site"]["4,3"] == "s1"
    assert cells["distance_m"]["0,3"] == pytest.approx(3000, abs=0.01)
    assert cells["state"].value_counts().to_dict() == {"covered": 6, "uncovered": 18, "unknown": 0}
    assert list(cells.index) == list(toytown.cells().index)


def test_the_kinds_together_equal_one_search_over_all():
    rng = np.random.default_rng(5)
    sites = at_points(rng.uniform(-3000, 3000, (20, 2)), category=list("abcd") * 5)
    found = run(sites=sites)
    crs = toytown.CRS
    xy = found.cells.to_crs(crs).get_coordinates().to_numpy()
    straight = nearest(xy, sites.to_crs(crs).geometry)
    np.testing.assert_allclose(found.cells["distance_m"], straight.distance_m, atol=1e-3)
