"""Points at even spacing by hand: where each lies, and which of two streets it is nearest to.

Two streets run north 100 m apart; points every 10 m lie from 30 m west of the first to 30 m east
of the second.
"""

from __future__ import annotations

import numpy as np
import pytest

from geo.network.raster_points import Pieces, Raster, named, nearest
from geo.network.snap import StreetIndex
from tests.toys import toynet

NETWORK = toynet.network([([(0, 0), (0, 100)], 0), ([(100, 0), (100, 100)], 0)])
WEST, SOUTH = NETWORK.node_xy.min(axis=0)
RASTER = Raster(float(WEST) - 30, float(SOUTH), 10.0, 11, 17)


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(StreetIndex(NETWORK).segments, RASTER)


def test_numbers_run_row_by_row_and_back():
    assert RASTER.size == 11 * 17
    number = np.array([0, 16, 17, RASTER.size - 1])
    at = RASTER.at(number) - (WEST, SOUTH)
    assert at == pytest.approx(np.array([[-30, 0], [130, 0], [-30, 10], [130, 100]]))
    assert RASTER.number(RASTER.at(number)).tolist() == number.tolist()
    across, up = RASTER.axes
    assert (across[-1] - WEST, up[-1] - SOUTH) == pytest.approx((130, 100))


def test_a_street_names_points_that_it_passes_and_no_others(pieces):
    """Of the columns 30 m and 130 m from the left at least every second point."""
    passing = named(pieces).reshape(11, 17)
    assert np.flatnonzero((passing >= 0).any(axis=0)).tolist() == [3, 13]
    assert ((passing[:, [3, 13]] >= 0).sum(axis=0) >= 5).all()
    assert passing[:, 3].max() != passing[:, 13].max()


@pytest.mark.parametrize(("limit_m", "reached"), [(20.0, 10), (20.5, 10), (40.0, 16), (60.0, 17)])
def test_every_point_within_the_limit_has_its_nearest_street(pieces, limit_m, reached):
    """Within 20 m: five columns by each street. Within 40 m: all but the one half-way."""
    number, segment = nearest(pieces, named(pieces), limit_m)
    assert len(number) == 11 * reached
    column = number % 17
    first, second = named(pieces).reshape(11, 17)[:, [3, 13]].max(axis=0)
    assert (segment[column < 8] == first).all()
    assert (segment[column > 8] == second).all()
    metres = np.sqrt(pieces.square_m2(number, segment))
    apart = np.minimum(np.abs(column - 3), np.abs(column - 13)) * 10
    assert metres == pytest.approx(apart, abs=1e-2)
