"""Children of each school on each street and at each crossing, apart from those of other schools.

A street near two schools carries the children of both. Who answers for one school asks for its
own; what is mended is asked for all together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.arrays import Floats, Longs
from geo.network.flows.loads import tally
from geo.network.graph import Network
from geo.network.stretches import Stretches
from spaces.school_routes.assignment import Assignment

LEAST_M = 0.01
"""Who walks on less of a street than this does not count as walking on it."""


@dataclass(frozen=True, slots=True, eq=False)
class LinkLoads:
    """Loads of every school, one row for each street and each crossing that its children use.

    Children who walk to a gate that several schools share stand in the rows of each of them.

    Parameters
    ----------
    schools : tuple of str
        Ids of the schools.
    school : int64[k]
        Position of the school, ascending; within one by street.
    edge : int64[k]
        Street.
    children, child_m, untreated_m : float64[k]
        Who walks on it, children times metres there, and the part of it on untreated street.
    at_school, node : int64[c]
        School, ascending, and crossing.
    crossing : float64[c]
        Who crosses there.
    """

    schools: tuple[str, ...]
    school: Longs
    edge: Longs
    children: Floats
    child_m: Floats
    untreated_m: Floats
    at_school: Longs
    node: Longs
    crossing: Floats

    def streets(self, school: str) -> pd.DataFrame:
        """Streets of one school: index "e12"; ``children``, ``child_m``, ``child_untreated_m``."""
        rows = self._rows(self.school, school)
        index = pd.Index([f"e{edge}" for edge in self.edge[rows].tolist()], dtype=object)
        columns = {
            "children": self.children[rows],
            "child_m": self.child_m[rows],
            "child_untreated_m": self.untreated_m[rows],
        }
        return pd.DataFrame(columns, index=index)

    def crossings(self, school: str) -> pd.Series:
        """Children of one school at each crossing on their ways: index "c34"."""
        rows = self._rows(self.at_school, school)
        index = pd.Index([f"c{node}" for node in self.node[rows].tolist()], dtype=object)
        return pd.Series(self.crossing[rows], index=index)

    def _rows(self, owner: Longs, school: str) -> slice:
        if school not in self.schools:
            return slice(0, 0)
        at = self.schools.index(school)
        first, stop = np.searchsorted(owner, [at, at + 1])
        return slice(int(first), int(stop))


def no_loads() -> LinkLoads:
    """Return loads where nobody walks."""
    none, zero = np.zeros(0, dtype=np.int64), np.zeros(0)
    return LinkLoads((), none, none, zero, zero, zero, none, none, zero)


def loads_of(
    network: Network, assignment: Assignment, treated: Stretches, school_ids: list[str]
) -> LinkLoads:
    """Add up who walks and crosses where, school by school.

    Parameters
    ----------
    network : Network
        The streets.
    assignment : Assignment
        Children on them.
    treated : Stretches
        Treated streets.
    school_ids : list of str
        The schools by position.
    """
    on, again = assignment.pieces, assignment.again
    metres = on.metres(network)
    bare_m = metres - on.weight * treated.overlap_m(network, on.edge, on.start, on.stop)
    there = (on.stop - on.start) * network.edges.length_m[on.edge] > LEAST_M
    on_foot = on.weight * there
    edge = np.concatenate([on.edge, again.edge]).astype(np.int64)
    goal = np.concatenate([on.gate, again.gate])
    zero = np.zeros(len(again.edge))
    school, street, sums = _by_school(
        assignment, edge, goal,
        [
            np.concatenate([on_foot, -again.weight]),
            np.concatenate([metres, zero]),
            np.concatenate([bare_m, zero]),
        ],
    )  # fmt: skip
    kept = sums[1] > 0
    at_school, node, (who,) = _by_school(
        assignment,
        assignment.cross.astype(np.int64),
        assignment.cross_goal,
        [assignment.cross_weight],
    )
    return LinkLoads(
        tuple(school_ids), school[kept], street[kept], np.maximum(sums[0], 0.0)[kept],
        sums[1][kept], np.maximum(sums[2], 0.0)[kept], at_school, node, who,
    )  # fmt: skip


def _by_school(
    assignment: Assignment, place: Longs, goal: Longs, weights: list[Floats]
) -> tuple[Longs, Longs, list[Floats]]:
    """Add up by school and place, ascending; a shared gate's go to each school of it."""
    size = int(place.max(initial=-1)) + 1
    pair, row = np.unique(goal * max(size, 1) + place, return_inverse=True)
    sums = [tally(row.ravel(), weight, len(pair)) for weight in weights]
    order = np.argsort(assignment.goal, kind="stable")
    first, stop = (
        np.searchsorted(assignment.goal[order], pair // max(size, 1), side)
        for side in ("left", "right")
    )
    count = stop - first
    again = np.repeat(np.arange(len(pair)), count)
    local = np.arange(len(again)) - np.repeat(np.cumsum(count) - count, count)
    school = assignment.school[order][first[again] + local]
    key, row = np.unique(school * max(size, 1) + pair[again] % max(size, 1), return_inverse=True)
    return (
        key // max(size, 1),
        key % max(size, 1),
        [tally(row.ravel(), one[again], len(key)) for one in sums],
    )
