import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.grid import square_grid


def test_a_square_kilometre_in_hundred_metre_cells():
    grid = square_grid(shapely.box(0, 0, 1000, 1000), 100)
    assert grid.centres.shape == (100, 2)
    assert grid.centres[0].tolist() == [50, 50]
    assert grid.centres[1].tolist() == [150, 50]
    assert shapely.union_all(grid.squares()).area == pytest.approx(1e6)


def test_a_hole_has_no_cells():
    ring = shapely.box(0, 0, 300, 300).difference(shapely.box(100, 100, 200, 200))
    assert len(square_grid(ring, 100).centres) == 8


@given(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.sampled_from([50.0, 100.0, 250.0]))
def test_grids_of_one_crs_fall_on_each_other(x, y, cell_m):
    grid = square_grid(shapely.box(x, y, x + 999, y + 777), cell_m)
    assert np.allclose(grid.centres[:, 0], (grid.column + 0.5) * cell_m)
    assert np.allclose(grid.centres[:, 1], (grid.row + 0.5) * cell_m)
    near = 999 * 777 / cell_m**2
    assert abs(len(grid.centres) - near) <= 2 * (999 + 777) / cell_m + 4


def test_two_halves_make_the_whole():
    left, right = square_grid(shapely.box(0, 0, 430, 900), 100), None
    right = square_grid(shapely.box(430, 0, 1000, 900), 100)
    assert len(left.centres) + len(right.centres) == 90


def test_nothing_and_too_much():
    assert len(square_grid(shapely.Polygon(), 100).centres) == 0
    for cell_m in (0, -1, float("nan"), 0.01):
        with pytest.raises(ValueError, match="cell_m"):
            square_grid(shapely.box(0, 0, 1000, 1000), cell_m)
