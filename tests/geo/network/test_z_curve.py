"""Numbers along a curve: near in the plane is near in memory."""

from __future__ import annotations

import numpy as np

from geo.network.z_curve import curve


def test_four_corners_in_the_order_of_a_z():
    xy = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    assert np.argsort(curve(xy)).tolist() == [0, 1, 2, 3]


def test_neighbours_lie_closer_along_the_curve_than_in_rows():
    side = 64
    xy = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2) * 10.0
    rank = np.argsort(np.argsort(curve(xy)))
    above = rank.reshape(side, side)
    apart = np.abs(np.diff(above, axis=0))
    assert np.median(apart) < side / 4  # row by row every one of these would be 64


def test_one_place_and_many_at_one_place():
    assert curve(np.array([[5.0, 5.0]])).tolist() == [0]
    assert len(set(curve(np.full((9, 2), 3.0)).tolist())) == 1
