"""Step by step to the gate: on which side of each street, and where to change over."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.arrays import Floats, Ints, Longs, Mask
from geo.network.flows.corners import FREE, LEFT, RIGHT, SIDE_M, Corners, Sides
from geo.network.flows.forest import Forest, Trips
from geo.network.graph import ARTERIAL, Network
from geo.network.snap import Snapped

_UNGUARDED, _NEVER = 1 << 20, 1 << 50
_ANY = -1
_AT_NODE_M = 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Ends:
    """Where walks begin and end, beside the streets.

    Parameters
    ----------
    points, gates : Snapped
        Where homes and gates meet the streets.
    point_xy, gate_xy : float64[n, 2], float64[k, 2]
        Where they are themselves, metres; what lies on the street has no corner of its own.
    point_side, gate_side : int8[n], int8[k]
        On which side of an arterial; see :func:`geo.network.flows.corners.sides`.
    """

    points: Snapped
    point_xy: Floats
    point_side: Sides
    gates: Snapped
    gate_xy: Floats
    gate_side: Sides


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Nodes that somebody passes, each on the left or right of the street walked next.

    State ``2 k + side`` is node ``live[k]``; ``follow`` is the next state, ``at`` the node where
    the step to it crosses, -1 for none.
    """

    live: Ints
    number: Ints
    corner: Ints
    cost: Longs
    follow: Longs
    at: Ints


def plan_steps(
    network: Network, corners: Corners, ways: Forest, passing: Floats, ends: Ends, guarded: Mask
) -> Plan:
    """Choose for every node that somebody passes, on either side, how to go on; see :class:`Plan`.

    Parameters
    ----------
    network : Network
        The streets.
    corners : Corners
        Corners between arterials at each node.
    ways : Forest
        Ways from every node to its gate.
    passing : float64[nodes]
        Who passes each node.
    ends : Ends
        Arms in which ways begin and end.
    guarded : bool[nodes]
        Where crossing is guarded.
    """
    live = np.flatnonzero(passing > 0).astype(np.int32)
    number = np.full(len(passing), -1, dtype=np.int32)
    number[live] = np.arange(len(live))
    edge, late = ways.edge[live], ways.leave[live] > 0
    out, into = 2 * edge + late, 2 * edge + ~late
    leave = np.column_stack([corners.high[out], corners.low[out]])
    arrive = np.column_stack([corners.low[into], corners.high[into]])
    cost = np.zeros((len(live), 2), dtype=np.int64)
    parent = np.where(ways.parent[live] >= 0, number[ways.parent[live]], -1)
    _at_gates(network, corners, ways, ends, live[parent < 0], number, leave, cost)
    follow = np.full((len(live), 2), -1, dtype=np.int64)
    at = np.full((len(live), 2), -1, dtype=np.int32)
    price = np.where(guarded[live], 1, _UNGUARDED)
    dull, top = _skipped(parent, (parent >= 0) & (corners.arms[live[parent]] < 2))
    kept = np.flatnonzero(~dull)
    number_of = np.cumsum(~dull) - 1
    above = np.where(parent[kept] >= 0, number_of[top[parent[kept]]], -1)
    for level in _levels(above):
        rows = kept[level]
        ahead = parent[rows]
        paid = _paid(cost[top[ahead]], dull[ahead])
        step = _step(arrive[rows, LEFT], ahead, leave, paid, price)
        follow[rows], cost[rows] = (2 * ahead + step[0])[:, None], step[1][:, None]
        at[rows] = np.where(step[2], live[ahead], -1)[:, None]
        two = np.flatnonzero(arrive[rows, LEFT] != arrive[rows, RIGHT])  # along an arterial
        rows, ahead = rows[two], ahead[two]
        step = _step(arrive[rows, RIGHT], ahead, leave, paid[two], price)
        follow[rows, RIGHT], cost[rows, RIGHT] = 2 * ahead + step[0], step[1]
        at[rows, RIGHT] = np.where(step[2], live[ahead], -1)
    rest = np.flatnonzero(dull)
    cost[rest] = cost[top[rest]].min(axis=1)[:, None]
    ahead = parent[rest]
    follow[rest] = (2 * ahead + (cost[ahead, RIGHT] < cost[ahead, LEFT]))[:, None]
    return Plan(live, number, leave, cost, follow.ravel(), at.ravel())


def _skipped(parent: Longs, dull: Mask) -> tuple[Mask, Longs]:
    """Follow steps that cross nothing, as none but one corner is there, to the first other one.

    Returns
    -------
    dull : bool[n]
        As given: which rows step so.
    top : int64[n]
        The row itself, or of a dull one the first after it that is not.
    """
    top = np.where(dull, parent, np.arange(len(parent)))
    todo = np.flatnonzero(dull)
    while len(todo):
        todo = todo[dull[top[todo]]]
        top[todo] = top[top[todo]]
    return dull, top


def _paid(cost: Longs, either: Mask) -> Longs:
    """Choose the cheaper side where a way may go on from either; both columns, left and right."""
    cost[either] = cost[either].min(axis=1)[:, None]
    return cost


def _at_gates(
    network: Network,
    corners: Corners,
    ways: Forest,
    ends: Ends,
    roots: Ints,
    number: Ints,
    leave: Ints,
    cost: Longs,
) -> None:
    """Let nobody end on the wrong side of the gate's street, where its side is known."""
    row, gate = number[roots], ways.entrance[roots]
    side, late = ends.gate_side[gate], ways.leave[roots] > 0
    wrong = (side != FREE) & network.has(ARTERIAL)[ways.edge[roots]]
    walked = np.where(late, side, 1 - side)  # the other side, as seen by who walks
    cost[row[wrong], walked[wrong]] = _NEVER
    # A gate at the node itself is in the corner where it lies, or in any.
    apart_m = np.abs(ways.leave - ways.arrive)[roots] * network.edges.length_m[ways.edge[roots]]
    there = np.flatnonzero(apart_m <= _AT_NODE_M)
    away = ends.gate_xy[gate[there]] - network.node_xy[roots[there]]
    known = np.hypot(*away.T) > SIDE_M
    corner = corners.around(network, roots[there], ends.gate_xy[gate[there]])
    leave[row[there]] = np.where(known, corner, _ANY)[:, None]
    cost[row[there]] = 0


def _levels(parent: Ints) -> list[Longs]:
    """Rows of a forest by how many steps they are from its end, the nearest first; no roots."""
    depth = np.zeros(len(parent), dtype=np.int64)
    jump, node = parent.copy(), np.flatnonzero(parent >= 0)
    depth[node] = 1
    while len(node):
        depth[node], ahead = depth[node] + depth[jump[node]], jump[jump[node]]
        jump[node] = ahead
        node = node[ahead >= 0]
    order = np.argsort(depth, kind="stable")
    bounds = np.cumsum(np.bincount(depth)) if len(depth) else np.zeros(0, dtype=np.int64)
    return np.split(order, bounds)[1:-1]


def _step(
    corner: Ints, ahead: Ints | Longs, leave: Ints, paid: Longs, price: Longs
) -> tuple[Longs, Longs, Mask]:
    """From a corner to the better side of the next street: side, cost, whether one crosses."""
    goal = leave[ahead]
    crosses = (corner[:, None] != goal) & (goal != _ANY)
    total = crosses * price[ahead][:, None] + paid
    # Of equal ones the one that need not cross yet.
    right = total[:, 1] < total[:, 0]
    right |= (total[:, 1] == total[:, 0]) & crosses[:, 0] & ~crosses[:, 1]
    row, side = np.arange(len(corner)), right.astype(np.int64)
    return side, total[row, side], crosses[row, side]


def first_step(
    network: Network,
    corners: Corners,
    plan: Plan,
    found: Trips,
    ends: Ends,
    rows: Longs,
    guarded: Mask,
) -> tuple[Longs, Ints]:
    """First state of points that walk over a node, and the node if they cross there at once.

    Parameters
    ----------
    network, corners, ends, guarded : Network, Corners, Ends, bool[nodes]
        As in :func:`plan_steps`.
    plan : Plan
        How to go on at every node.
    found : Trips
        How each point gets to its gate.
    rows : int64[k]
        The points asked for, by position.
    """
    node, late = found.node[rows], found.leave[rows] > 0
    ahead = plan.number[node]
    end = 2 * ends.points.edge[rows] + late
    # As walked: the end at v is reached in the street's direction, the one at u against it.
    both = np.column_stack([corners.low[end], corners.high[end]])
    side = ends.point_side[rows]
    walked = np.where(late, side, 1 - side)
    apart = np.abs(ends.points.share[rows] - found.leave[rows])
    at_node = apart * network.edges.length_m[ends.points.edge[rows]] <= _AT_NODE_M
    there = np.flatnonzero(at_node)
    away = ends.point_xy[rows[there]] - network.node_xy[node[there]]
    there = there[np.hypot(*away.T) > SIDE_M]
    # Who lives at the node itself is in the corner where the home lies.
    both[there] = corners.around(network, node[there], ends.point_xy[rows[there]])[:, None]
    price = np.where(guarded[plan.live], 1, _UNGUARDED)
    best = _step(both[:, LEFT], ahead, plan.corner, plan.cost[ahead], price)
    known = (side != FREE) & ~at_node
    best[1][known & (walked != LEFT)] = _NEVER
    two = np.flatnonzero((both[:, LEFT] != both[:, RIGHT]) | known)  # else both are the same
    step = _step(both[two, RIGHT], ahead[two], plan.corner, plan.cost[ahead[two]], price)
    step[1][known[two] & (walked[two] != RIGHT)] = _NEVER
    own = [column[two] for column in best]
    better = (step[1] < own[1]) | ((step[1] == own[1]) & own[2] & ~step[2])
    for old, new in zip(best, step, strict=True):
        old[two[better]] = new[better]
    return 2 * ahead + best[0], np.where(best[2], node, -1).astype(np.int32)
