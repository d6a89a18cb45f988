"""Where an arterial can be crossed, which nodes are one crossing, and what guards it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from geo.arrays import Ints, Mask
from geo.network.flows.corners import Corners
from geo.network.graph import CROSSING, Network

GUARD_M = 25.0
"""A facility stands at a crossing, or in front of a gate, no farther away than this."""


@dataclass(frozen=True, slots=True, eq=False)
class Guards:
    """What guards crossings.

    Parameters
    ----------
    node, signal : bool[nodes]
        Lights or a facility at the crossing that a node belongs to; lights there.
    gate : bool[gates]
        A facility in front of a gate: the street may be crossed right there.
    place : int32[nodes]
        Node that stands for the crossing of each; see :func:`places_of`.
    """

    node: Mask
    signal: Mask
    gate: Mask
    place: Ints


def is_crossing(network: Network, corners: Corners) -> Mask:
    """Nodes where an arterial can be crossed: another way, or another arterial, meets it."""
    found: Mask = ((network.node_flags & CROSSING) != 0) | (corners.arms > 2)
    return found


def places_of(network: Network, corners: Corners) -> Ints:
    """Node that stands for each: crossings as near to each other as a facility are one.

    A road with two carriageways is crossed at two nodes, a junction of two such roads at four or
    more. No node is farther than :data:`GUARD_M` from the one that stands for it.
    """
    place = np.arange(network.node_count, dtype=np.int32)
    nodes = np.flatnonzero(is_crossing(network, corners))
    if len(nodes):
        at = network.node_xy[nodes]
        free = np.ones(len(nodes), dtype=bool)
        for k, near in enumerate(cKDTree(at).query_ball_point(at, GUARD_M + 0.0005)):
            if free[k]:
                own = [hit for hit in near if free[hit]]
                place[nodes[own]], free[own] = nodes[k], False
    return place
