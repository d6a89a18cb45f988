"""All children on their ways to school: on which streets, across which arterials.

Every child takes the shortest way that its rules allow, whoever else walks there: an
all-or-nothing assignment (Y. Sheffi, Urban Transportation Networks, 1985, chapter 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.arrays import Bytes, Floats, Ints, Longs, Mask
from geo.network.flows.corners import FREE, Corners
from geo.network.flows.crossing_steps import Ends
from geo.network.flows.crossings import Crossed, crossings
from geo.network.flows.forest import Forest, Trips, forest, trips
from geo.network.flows.loads import Pieces, joined, pieces, through
from geo.network.flows.route_users import users
from geo.network.graph import Network
from geo.network.search import Router
from geo.network.snap import Snapped
from geo.network.stretches import Stretches
from geo.network.walks import REACHED
from spaces.school_routes.gates import Gates
from spaces.school_routes.guards import Guards
from spaces.school_routes.pupils import NEAREST, NO_SCHOOL, UNASSIGNED, Pupils


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """Children on streets. A *goal* is a gate, or with catchments a school.

    Parameters
    ----------
    goal, school : int64[p]
        Pairs of a goal and a school (position) whose children walk there.
    goals : int
        How many goals there are.
    home_goal : int64[n]
        Where the children of each cell walk to; -1 if they reach no school.
    state : uint8[n]
        See :mod:`geo.network.walks` and ``UNASSIGNED`` of :mod:`spaces.school_routes.pupils`.
    distance_m, leg_m : float64[n]
        Their walk, and the two legs in it; NaN or ``inf`` where there is none.
    all_children : float64[n]
        Children of school age in each cell.
    weight : float64[n]
        Those who walk to a school that counts.
    pieces : Pieces
        What they walk on; ``gate`` is the goal.
    again : Pieces
        Those who come back to the street they live in: on it twice.
    cross, cross_goal, cross_weight : arrays[c]
        Node of a crossing, goal, children.
    chains : tuple of tuple of int
        Unguarded crossings (nodes) of each group of children.
    chain_goal, chain_weight : arrays[g]
        Where each group walks to, and its children.
    users : float64[routes]
        Children who walk along any part of each route.
    """

    goal: Longs
    school: Longs
    goals: int
    home_goal: Longs
    state: Bytes
    distance_m: Floats
    leg_m: Floats
    all_children: Floats
    weight: Floats
    pieces: Pieces
    again: Pieces
    cross: Ints
    cross_goal: Longs
    cross_weight: Floats
    chains: tuple[tuple[int, ...], ...]
    chain_goal: Longs
    chain_weight: Floats
    users: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """One search: some children, some gates."""

    rows: Longs
    gates: Longs
    goal: Longs
    points: Snapped
    ways: Forest
    found: Trips


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """What one run leaves on the streets, by goal."""

    on: Pieces
    again: Pieces
    met: Crossed


def assign_trips(
    router: Router,
    corners: Corners,
    pupils: Pupils,
    gates: Gates,
    guards: Guards,
    counted: Mask,
    routes: Sequence[Stretches],
    limit_m: float,
) -> Assignment:
    """Send the children of every home to their school.

    Parameters
    ----------
    router, corners : Router, Corners
        The streets under the rules of the question.
    pupils, gates, guards : Pupils, Gates, Guards
        Who walks, where to, and what guards them.
    counted : bool[schools]
        Schools whose children are counted; the others only draw theirs away.
    routes : sequence of Stretches
        Streets of each route.
    limit_m : float
        Longest walk.
    """
    count = len(pupils.children)
    by_school = bool((pupils.school != NEAREST).any())
    goal, school = (
        (np.arange(gates.schools), np.arange(gates.schools))
        if by_school
        else (gates.gate, gates.school)
    )
    goals = gates.schools if by_school else len(gates.xy)
    counts = np.zeros(goals + 1, dtype=bool)  # the last: whoever walks nowhere
    counts[goal[counted[school]]] = True
    home_goal = np.full(count, -1, dtype=np.int64)
    state, weight = pupils.snapped.state.copy(), np.zeros(count)
    state[(pupils.school == NO_SCHOOL) & (pupils.snapped.edge >= 0)] = UNASSIGNED
    distance_m, leg_m = np.full(count, np.nan), np.full(count, np.nan)
    along = np.zeros(len(routes))
    laid: list[_Laid] = []
    for run in _runs(router, pupils, gates, limit_m):
        walk, rows = run.found.walk, run.rows
        there = walk.state == REACHED
        home_goal[rows] = np.where(there, run.goal[walk.entrance], -1)
        state[rows], distance_m[rows] = walk.state, walk.distance_m
        gate_leg_m = np.where(there, run.ways.gates.leg_m[walk.entrance], np.nan)
        leg_m[rows] = run.points.leg_m + gate_leg_m
        own = np.where(there & counts[home_goal[rows]], pupils.children[rows], 0.0)
        weight[rows] = own
        passing = through(run.ways, run.found, own)
        along += users(router.network, run.points, run.ways, run.found, own, routes, passing)
        ends = _ends(run, pupils, gates, guards)
        laid.append(_laid(router.network, corners, run, own, passing, ends, guards))
    return Assignment(
        goal, school, goals, home_goal, state, distance_m, leg_m, pupils.children, weight,
        joined([one.on for one in laid]), joined([one.again for one in laid]),
        *_crossings(laid), along,
    )  # fmt: skip


def _runs(router: Router, pupils: Pupils, gates: Gates, limit_m: float) -> Iterator[_Run]:
    """One search for all who go to the nearest school, else one for each school."""
    for school in np.unique(pupils.school[pupils.school != NO_SCHOOL]).tolist():
        rows = np.flatnonzero(pupils.school == school)
        some = np.arange(len(gates.xy)) if school == NEAREST else gates.of(school)
        goal = some if school == NEAREST else np.full(len(some), school)
        points = pupils.snapped if len(rows) == len(pupils.snapped) else pupils.snapped.take(rows)
        ways = forest(router, gates.snapped.take(some), limit_m)
        if not len(goal):
            goal = np.full(1, -1)
            ways = replace(ways, gates=_nowhere(gates.snapped))
        yield _Run(rows, some, goal, points, ways, trips(router, ways, points))


def _nowhere(like: Snapped) -> Snapped:
    """Stand in for the gates of a school that has none: one that joined no street."""
    none = np.full(1, np.nan)
    return Snapped(
        np.full(1, -1, dtype=np.int32), np.zeros(1), none, np.full((1, 2), np.nan),
        np.full(1, 3, dtype=like.state.dtype),
    )  # fmt: skip


def _ends(run: _Run, pupils: Pupils, gates: Gates, guards: Guards) -> Ends:
    some = run.gates
    if not len(some):
        empty = np.full((1, 2), np.nan)
        side = np.full(1, FREE, dtype=np.int8)
        return Ends(
            run.points, pupils.xy[run.rows], pupils.side[run.rows], run.ways.gates, empty, side
        )
    side = np.where(guards.gate[some], FREE, gates.side[some]).astype(np.int8)
    beside = gates.beside_xy[some]
    return Ends(
        run.points, pupils.xy[run.rows], pupils.side[run.rows], run.ways.gates, beside, side
    )  # fmt: skip


def _laid(
    network: Network,
    corners: Corners,
    run: _Run,
    own: Floats,
    passing: Floats,
    ends: Ends,
    guards: Guards,
) -> _Laid:
    """Lay one run's children on the streets; their ways themselves are not kept."""
    on = pieces(run.points, run.ways, run.found, own, passing)
    met = crossings(
        network, corners, run.ways, run.found, ends, own, guards.node, guards.place, passing
    )
    return _Laid(
        replace(on, gate=run.goal[on.gate]),
        _again(run, own),
        replace(met, gate=run.goal[met.gate], group_gate=run.goal[met.group_gate]),
    )


def _again(run: _Run, own: Floats) -> Pieces:
    """Children on both ends of one street, with the middle of it avoided: counted twice there."""
    walk = run.found.walk
    rows = np.flatnonzero((own > 0) & (run.found.node >= 0))
    rows = rows[run.ways.gates.edge[walk.entrance[rows]] == run.points.edge[rows]]
    at = run.ways.gates.share[walk.entrance[rows]]
    both = (run.points.share[rows] != run.found.leave[rows]) & (at > 0) & (at < 1)
    rows = rows[both]
    zero, one = np.zeros(len(rows)), np.ones(len(rows))
    return Pieces(run.points.edge[rows], zero, one, own[rows], run.goal[walk.entrance[rows]])


def _crossings(
    laid: list[_Laid],
) -> tuple[Ints, Longs, Floats, tuple[tuple[int, ...], ...], Longs, Floats]:
    none, empty = np.zeros(0, dtype=np.int64), np.zeros(0)
    met = [one.met for one in laid]
    return (
        np.concatenate([none.astype(np.int32), *(c.node for c in met)]),
        np.concatenate([none, *(c.gate for c in met)]),
        np.concatenate([empty, *(c.weight for c in met)]),
        tuple(chain for c in met for chain in c.chains),
        np.concatenate([none, *(c.group_gate for c in met)]),
        np.concatenate([empty, *(c.group_weight for c in met)]),
    )
