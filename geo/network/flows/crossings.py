"""Where walks cross an arterial, and which of these places no lights and nobody guard.

A walk crosses at a node when it comes and goes in different corners of the arterials there. Along
an arterial one walks on a side, and so has to cross somewhere if the way leaves on the other.
Everybody crosses as seldom as possible, unguarded crossings first of all; and as late as possible,
which is where the way leaves the arterial.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.arrays import Floats, Ints, Longs, Mask
from geo.network.flows.corners import FREE, Corners
from geo.network.flows.crossing_steps import Ends, Plan, first_step, plan_steps
from geo.network.flows.forest import Forest, Trips
from geo.network.flows.loads import downstream, tally, through
from geo.network.graph import Network
from geo.network.walks import REACHED


@dataclass(frozen=True, slots=True, eq=False)
class Crossed:
    """Crossings of arterials on the ways of many points.

    Parameters
    ----------
    node : int32[c]
        Where arterials are crossed, by lights or without.
    gate : int64[c]
        On the way to which gate.
    weight : float64[c]
        Who crosses.
    group : int64[n]
        Group of each point; -1 for those that reach no gate or weigh nothing.
    chains : tuple of tuple of int
        Unguarded crossings of each group, as nodes in the order walked; () for none.
    group_gate : int64[g]
        Where each group walks to.
    group_weight : float64[g]
        Who walks in each group.
    """

    node: Ints
    gate: Longs
    weight: Floats
    group: Longs
    chains: tuple[tuple[int, ...], ...]
    group_gate: Longs
    group_weight: Floats


def crossings(
    network: Network,
    corners: Corners,
    ways: Forest,
    found: Trips,
    ends: Ends,
    weight: Floats,
    guarded: Mask,
    place: Ints | None = None,
    passing: Floats | None = None,
) -> Crossed:
    """Find where the walks of points to their gates cross arterials.

    Parameters
    ----------
    network, corners : Network, Corners
        The streets, and the corners of their nodes.
    ways, found : Forest, Trips
        The ways; see :mod:`geo.network.flows.loads`.
    ends : Ends
        Where they begin and end.
    weight : float64[n]
        Who walks.
    guarded : bool[nodes]
        Where lights or a facility guard whoever crosses.
    place : int[nodes], optional
        Node that stands for each: those of one crossing, as of two carriageways. Whoever crosses
        there at several nodes one after the other crosses once. Default: each for itself.
    passing : float64[nodes], optional
        What :func:`geo.network.flows.loads.through` answers, where it is known.
    """
    place = np.arange(network.node_count, dtype=np.int32) if place is None else place
    passing = through(ways, found, weight) if passing is None else passing
    plan = plan_steps(network, corners, ways, passing, ends, guarded)
    walks = np.flatnonzero((found.walk.state == REACHED) & (weight > 0))
    over = walks[found.node[walks] >= 0]
    state, first_at = first_step(network, corners, plan, found, ends, over, guarded)
    direct = walks[found.node[walks] < 0]
    direct_at = _between_ends(network, found, ends, direct)
    begin = np.full(len(weight), -1, dtype=np.int64)
    begin[over] = state
    at = np.full(len(weight), -1, dtype=np.int32)
    at[over], at[direct] = first_at, direct_at
    gate = found.walk.entrance
    return _summed(plan, ways, walks, begin, at, gate, weight, guarded, place)


def _between_ends(network: Network, found: Trips, ends: Ends, rows: Longs) -> Ints:
    """Of walks along one street: the node nearest to the gate, if the gate is across."""
    gate = found.walk.entrance[rows]
    home, there = ends.point_side[rows], ends.gate_side[gate]
    edge = ends.points.edge[rows]
    near = np.where(ends.gates.share[gate] <= 0.5, network.edges.u[edge], network.edges.v[edge])
    across = (home != FREE) & (there != FREE) & (home != there)
    return np.where(across, near, -1).astype(np.int32)


def _summed(
    plan: Plan,
    ways: Forest,
    walks: Longs,
    begin: Longs,
    first_at: Ints,
    gate: Longs,
    weight: Floats,
    guarded: Mask,
    place: Ints,
) -> Crossed:
    steps = _steps(plan)
    first = steps.coming[begin[walks]]
    over = walks[first >= 0]
    flow = downstream(steps.follow, tally(first[first >= 0], weight[over], len(steps.node)))
    used = np.flatnonzero(flow > 0)
    used = used[_leaves(steps, place, steps.node[used], steps.follow[used])]
    once = walks[first_at[walks] >= 0]
    once = once[_leaves(steps, place, first_at[once], steps.coming[begin[once]])]
    node = place[np.concatenate([steps.node[used], first_at[once]])]
    root = ways.entrance[plan.live[steps.state[used] // 2]]
    to = np.concatenate([root, gate[once]]).astype(np.int64)
    who = np.concatenate([flow[used], weight[once]])
    pair, row = _distinct(np.column_stack([node, to]).reshape(-1, 2).astype(np.int64))
    sums = tally(row, who, len(pair))
    group, chains, to_gate = _groups(steps, walks, begin, first_at, gate, guarded, place)
    out = np.full(len(weight), -1, dtype=np.int64)
    out[walks] = group
    heavy = tally(group, weight[walks], len(chains))
    return Crossed(
        pair[:, 0].astype(np.int32), pair[:, 1].astype(np.int64), sums, out, chains, to_gate, heavy
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Steps:
    """Steps that cross, much fewer than all: state and node of each, and which comes next.

    ``coming``: for every state the first of them from there on, and -1 at last for no state.
    """

    state: Longs
    node: Ints
    follow: Longs
    coming: Longs


def _steps(plan: Plan) -> _Steps:
    state = np.flatnonzero(plan.at >= 0)
    number = np.full(len(plan.follow) + 1, -1, dtype=np.int64)
    number[state] = np.arange(len(state))
    coming = number[np.append(_first(plan.follow, plan.at >= 0), -1)]
    return _Steps(state, plan.at[state], coming[plan.follow[state]], coming)


def _first(follow: Longs, wanted: Mask) -> Longs:
    """First wanted row of each way from each row on, itself included; -1 for none."""
    jump = np.where(wanted, np.arange(len(follow)), follow)
    while len(jump):
        further = np.where(jump >= 0, jump[jump], -1)
        if (further == jump).all():
            break
        jump = further
    return jump


def _leaves(steps: _Steps, place: Ints, node: Ints, after: Longs) -> Mask:
    """Whether a crossing is the last one at its place, given the step that crosses next."""
    then = np.append(steps.node, -1)[after]
    return np.asarray((then < 0) | (place[then] != place[node]), dtype=bool)


def _groups(
    steps: _Steps,
    walks: Longs,
    begin: Longs,
    first_at: Ints,
    gate: Longs,
    guarded: Mask,
    place: Ints,
) -> tuple[Longs, tuple[tuple[int, ...], ...], Longs]:
    """Points with the same unguarded crossings on the way to the same gate."""
    jump = np.append(_first(steps.follow, ~guarded[steps.node]), -1)
    # Behind an unguarded step the next one: the rest of a way depends on nothing before it.
    after = jump[steps.follow]
    at = first_at[walks]
    at = np.where((at >= 0) & ~guarded[at], place[at], -1)
    key = np.column_stack([at, jump[steps.coming[begin[walks]]], gate[walks]]).reshape(-1, 3)
    keys, row = _distinct(key)
    known: dict[tuple[int, tuple[int, ...]], int] = {}
    number = np.empty(len(keys), dtype=np.int64)
    rest: dict[int, tuple[int, ...]] = {-1: ()}
    stands = place[steps.node]
    nexts, stood = after.tolist(), stands.tolist()
    for k, (node, step, to) in enumerate(keys.tolist()):
        chain = rest.get(step)
        if chain is None:
            chain = _chain(step, nexts, stood, rest)
        if node >= 0:
            chain = _before(node, chain)
        number[k] = known.setdefault((to, chain), len(known))
    gates = np.array([to for to, _ in known], dtype=np.int64)
    return number[row], tuple(chain for _, chain in known), gates


def _before(node: int, chain: tuple[int, ...]) -> tuple[int, ...]:
    """Put a place before others, unless it is the one that comes next."""
    return chain if chain[:1] == (node,) else (node, *chain)


def _distinct(key: Longs) -> tuple[Longs, Longs]:
    """Distinct rows, and which of them each row is; all numbers are -1 or more."""
    number, base = np.zeros(len(key), dtype=np.int64), 1
    for column in key.T[::-1]:  # one number for a row: nodes times states times gates fit
        number += (column + 1) * base
        base *= int(column.max(initial=-1)) + 2
    _, first, row = np.unique(number, return_index=True, return_inverse=True)
    return key[first], np.asarray(row.ravel(), dtype=np.int64)


def _chain(
    step: int, after: list[int], at: list[int], rest: dict[int, tuple[int, ...]]
) -> tuple[int, ...]:
    """Unguarded crossings from a step on."""
    todo = []
    while step not in rest:
        todo.append(step)
        step = after[step]
    for back in reversed(todo):
        rest[back] = _before(at[back], rest[after[back]])
    return rest[todo[0]] if todo else rest[step]
