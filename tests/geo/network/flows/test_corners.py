"""Corners between arterials, and the two sides of a street, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.flows.corners import Corners
from geo.network.graph import ARTERIAL
from tests.toys import toynet, toytown

TO = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)
MIDDLE = (0.0, 0.0)
NORTH, SOUTH, EAST, WEST = (0.0, 200.0), (0.0, -200.0), (200.0, 0.0), (-200.0, 0.0)


def metres(net, *at):
    return net.to_metres(*TO.transform(*np.array(at, dtype=float).T))


def corners_at_the_middle(arterials, around):
    """Number of arms at the middle, and the corner of each place around it."""
    others = [end for end in (NORTH, SOUTH, EAST, WEST) if end not in arterials]
    net = toynet.network(
        [([MIDDLE, end], ARTERIAL) for end in arterials] + [([MIDDLE, end], 0) for end in others]
    )
    node = int(np.hypot(*(net.node_xy - metres(net, MIDDLE)).T).argmin())
    found = Corners(net)
    xy = metres(net, *around)
    where = found.around(net, np.full(len(xy), node), xy)
    return int(found.arms[node]), where.tolist()


@pytest.mark.parametrize(
    ("arterials", "apart"),
    [
        ([EAST, WEST], [[0, 1], [2, 3]]),  # north of the road and south of it
        ([NORTH, SOUTH], [[0, 3], [1, 2]]),
        ([NORTH, SOUTH, EAST, WEST], [[0], [1], [2], [3]]),
        ([EAST, NORTH], [[0], [1, 2, 3]]),
        ([EAST], [[0, 1, 2, 3]]),  # where only one ends, it divides nothing
        ([], [[0, 1, 2, 3]]),
    ],
)
def test_arterials_divide_what_is_around_a_node(arterials, apart):
    quadrants = [(50, 50), (-50, 50), (-50, -50), (50, -50)]
    arms, where = corners_at_the_middle(arterials, quadrants)
    assert arms == len(arterials)
    groups = [{where[k] for k in group} for group in apart]
    assert all(len(group) == 1 for group in groups)
    assert len(set.union(*groups)) == len(apart)


def test_a_plain_street_lies_in_one_corner_and_an_arterial_between_two():
    net = toynet.network(
        [([MIDDLE, EAST], ARTERIAL), ([MIDDLE, WEST], ARTERIAL), ([MIDDLE, NORTH], 0)]
    )
    found = Corners(net)
    node = int(np.hypot(*(net.node_xy - metres(net, MIDDLE)).T).argmin())
    ends = np.column_stack([net.edges.u, net.edges.v]).ravel()
    here = np.flatnonzero(ends == node)
    busy = net.has(ARTERIAL)[here // 2]
    assert (found.low[here] != found.high[here]).tolist() == busy.tolist()
