"""Who walks and crosses where, added up school by school."""

from __future__ import annotations

import numpy as np

from geo.arrays import Floats, Longs
from geo.network.flows.loads import tally
from geo.network.graph import Network
from geo.network.stretches import Stretches
from spaces.school_routes.assignment import Assignment
from spaces.school_routes.link_loads import LinkLoads

LEAST_M = 0.01
"""Who walks on less of a street than this does not count as walking on it."""


def loads_of(
    network: Network, flow: Assignment, treated: Stretches, school_ids: list[str]
) -> LinkLoads:
    """Add up who walks and crosses where, school by school.

    Parameters
    ----------
    network : Network
        The streets.
    flow : Assignment
        Children on them.
    treated : Stretches
        Treated streets.
    school_ids : list of str
        The schools by position.
    """
    on, again = flow.pieces, flow.again
    metres = on.metres(network)
    bare_m = metres - on.weight * treated.overlap_m(network, on.edge, on.start, on.stop)
    there = (on.stop - on.start) * network.edges.length_m[on.edge] > LEAST_M
    on_foot = on.weight * there
    edge = np.concatenate([on.edge, again.edge]).astype(np.int64)
    goal = np.concatenate([on.gate, again.gate])
    zero = np.zeros(len(again.edge))
    school, street, sums = _by_school(
        flow, edge, goal,
        [
            np.concatenate([on_foot, -again.weight]),
            np.concatenate([metres, zero]),
            np.concatenate([bare_m, zero]),
        ],
    )  # fmt: skip
    kept = sums[1] > 0
    at_school, node, (who,) = _by_school(
        flow, flow.cross.astype(np.int64), flow.cross_goal, [flow.cross_weight]
    )
    return LinkLoads(
        tuple(school_ids), school[kept], street[kept], np.maximum(sums[0], 0.0)[kept],
        sums[1][kept], np.maximum(sums[2], 0.0)[kept], at_school, node, who,
    )  # fmt: skip


def _by_school(
    flow: Assignment, place: Longs, goal: Longs, weights: list[Floats]
) -> tuple[Longs, Longs, list[Floats]]:
    """Add up by school and place, ascending; a shared gate's go to each school of it."""
    size = int(place.max(initial=-1)) + 1
    pair, row = np.unique(goal * max(size, 1) + place, return_inverse=True)
    sums = [tally(row.ravel(), weight, len(pair)) for weight in weights]
    order = np.argsort(flow.goal, kind="stable")
    first, stop = (
        np.searchsorted(flow.goal[order], pair // max(size, 1), side) for side in ("left", "right")
    )
    count = stop - first
    again = np.repeat(np.arange(len(pair)), count)
    local = np.arange(len(again)) - np.repeat(np.cumsum(count) - count, count)
    school = flow.school[order][first[again] + local]
    key, row = np.unique(school * max(size, 1) + pair[again] % max(size, 1), return_inverse=True)
    return (
        key // max(size, 1),
        key % max(size, 1),
        [tally(row.ravel(), one[again], len(key)) for one in sums],
    )
