"""Walks of many points to their nearest gate, added up on the streets in linear time.

One search from all gates gives a forest: every node knows the next node of its shortest way. What
walks through a node is what joins there and what comes through the nodes behind it, so the loads
of a city are a few additions over arrays, not a path for every point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.arrays import Floats, Ints, Longs, Mask
from geo.network.flows.forest import Forest, Trips
from geo.network.graph import Network
from geo.network.snap import Snapped
from geo.network.walks import REACHED

_FEW = 8
"""With fewer nodes than one in so many, single additions cost less than sums over all of them."""


def tally(at: Ints | Longs, weight: Floats, count: int) -> Floats:
    """Sum of the weights at each place, float64[count].

    Parameters
    ----------
    at : int[n]
        Place of each weight, from 0.
    weight : float64[n]
        The weights.
    count : int
        How many places there are.
    """
    return np.asarray(np.bincount(at, weight, minlength=count), dtype=np.float64)


def downstream(parent: Ints | Longs, weight: Floats) -> Floats:
    """Add to every node of a forest what all nodes behind it weigh.

    Parameters
    ----------
    parent : int[n]
        Next node of each; -1 at the end.
    weight : float64[n]
        Weight that joins at each.

    Returns
    -------
    float64[n]
        Weight that passes through each, its own included.

    Notes
    -----
    Each round looks twice as far ahead, so that rounds are few even where ways are long.
    """
    total = np.array(weight, dtype=np.float64)
    node = np.flatnonzero(parent >= 0)
    jump = parent[node]
    ahead = np.full(len(total), -1, dtype=np.int64)
    while len(node):
        ahead[node] = jump
        if _FEW * len(node) < len(total):
            np.add.at(total, jump, total[node])
        else:
            total += tally(jump, total[node], len(total))
        jump = ahead[jump]
        ahead[node[jump < 0]] = -1
        node, jump = node[jump >= 0], jump[jump >= 0]
    return total


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Weights on parts of streets, of the walks of many points.

    Parameters
    ----------
    edge : int32[k]
        The edge; it may occur often.
    start, stop : float64[k]
        The part, as shares of its length; ``start <= stop``.
    weight : float64[k]
        What walks there.
    gate : int64[k]
        Where to.
    """

    edge: Ints
    start: Floats
    stop: Floats
    weight: Floats
    gate: Longs

    def __len__(self) -> int:
        return len(self.edge)

    def metres(self, network: Network) -> Floats:
        """Weight times metres of street of each piece."""
        length_m = network.edges.length_m[self.edge]
        return np.asarray(self.weight * (self.stop - self.start) * length_m)


def joined(parts: Sequence[Pieces]) -> Pieces:
    """All pieces together, in their order; of none, no piece."""
    none = np.zeros(0)
    empty = Pieces(none.astype(np.int32), none, none, none, none.astype(np.int64))
    columns = ("edge", "start", "stop", "weight", "gate")
    return Pieces(*(np.concatenate([getattr(p, c) for p in [empty, *parts]]) for c in columns))


def through(ways: Forest, found: Trips, weight: Floats) -> Floats:
    """Weight that passes each node, float64[nodes]; ``weight`` as in :func:`pieces`.

    Parameters
    ----------
    ways : Forest
        Ways from every node to its gate.
    found : Trips
        How each point gets to its gate.
    weight : float64[n]
        Who starts at each point, such as children.
    """
    over = np.flatnonzero(found.node >= 0)
    own = tally(found.node[over], weight[over], len(ways.parent))
    # Whoever weighs nothing is nobody: only ways that somebody walks are followed.
    return downstream(ways.parent, own)


def pieces(
    points: Snapped, ways: Forest, found: Trips, weight: Floats, passing: Floats | None = None
) -> Pieces:
    """Lay the weights of points on the streets that they walk.

    Parameters
    ----------
    points : Snapped, n points
        Where they begin.
    ways, found : Forest, Trips
        Their ways.
    weight : float64[n]
        What each point weighs, 0 or more; those that reach no gate are passed over.
    passing : float64[nodes], optional
        What :func:`through` answers, where it is known.

    Returns
    -------
    Pieces
        Whole edges between nodes, each once; the gate's street in part; and of each point the
        part of its own street. Together they are weight times metres of street, legs apart.
    """
    passing = through(ways, found, weight) if passing is None else passing
    node = np.flatnonzero(passing > 0)
    walks: Mask = (found.walk.state == REACHED) & (weight > 0)
    home = np.flatnonzero(walks & (points.share != found.leave))
    low = np.concatenate([ways.leave[node], points.share[home]])
    high = np.concatenate([ways.arrive[node], found.leave[home]])
    gate = np.concatenate([ways.entrance[node], found.walk.entrance[home]])
    return Pieces(
        np.concatenate([ways.edge[node], points.edge[home]]),
        np.minimum(low, high),
        np.maximum(low, high),
        np.concatenate([passing[node], weight[home]]),
        gate.astype(np.int64),
    )
