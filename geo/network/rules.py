"""What a walk costs besides its metres, and which streets it may not use."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Literal, get_args

import numpy as np

from geo.arrays import Floats, Ints, Mask
from geo.network.graph import ARTERIAL, BRIDGE, CROSSING, GUARDED, MEDIAN, TUNNEL, Network

Arterials = Literal["allowed", "not_along", "not_across"]
ARTERIALS: Final[tuple[Arterials, ...]] = get_args(Arterials)
FRONTAGE_M = 50.0
"""Parts with less street than this, where arterials are closed, belong to the arterial's edge."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of a walk; equal rules are equal and hash alike.

    Parameters
    ----------
    crossing_delay_m : float
        What it costs to cross an arterial, in metres walked meanwhile (seconds times speed).
        Half of it is paid on the way into the crossing and half on the way out, each time a
        street that is no arterial is left or entered there: whoever crosses pays all, whoever
        turns onto the arterial pays half, whoever stays on it pays nothing. A road of two
        carriageways is crossed once: what lies between them costs nothing to enter or leave.
    arterials : {"allowed", "not_along", "not_across"}
        ``not_along``: nobody walks along an arterial, nor lives on one; crossing is allowed.
        ``not_across``: nor may one be crossed, except at traffic lights; neither on the way from
        a home or an entrance to its street.
    """

    crossing_delay_m: float = 0.0
    arterials: Arterials = "allowed"

    def __post_init__(self) -> None:
        if not (math.isfinite(self.crossing_delay_m) and self.crossing_delay_m >= 0):
            raise ValueError(f"crossing_delay_m must be 0 or more, got {self.crossing_delay_m}")
        if self.arterials not in ARTERIALS:
            raise ValueError(f"unknown rule for arterials {self.arterials!r}")


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """Rules applied to a network.

    Parameters
    ----------
    allowed : bool[m]
        Edges that may be walked and joined.
    walls : bool[m] or None
        Edges that nobody crosses on the way from a home or an entrance to another street.
    at_u, at_v : float64[m]
        What it costs, in metres, to pass between the edge and its node at that end; ``inf``
        where that is not allowed.
    """

    allowed: Mask
    at_u: Floats
    at_v: Floats
    walls: Mask | None = None


def costs(network: Network, rules: Rules) -> Costs:
    """Apply rules to a network."""
    edges = network.edges
    arterial = network.has(ARTERIAL)
    allowed = np.ones(len(edges), dtype=bool) if rules.arterials == "allowed" else ~arterial
    crossing = (network.node_flags & CROSSING) != 0
    node = np.where(crossing, rules.crossing_delay_m / 2, 0.0)
    walls = None
    if rules.arterials == "not_across":
        walls = arterial & ~network.has(BRIDGE | TUNNEL)  # people pass below or above those
        node[crossing & ((network.node_flags & GUARDED) == 0)] = np.inf
    within = np.where(np.isfinite(node), 0.0, np.inf)  # between carriageways nothing is paid
    between = network.has(MEDIAN)
    at_u, at_v = (
        np.where(arterial, 0.0, np.where(between, within[end], node[end]))
        for end in (edges.u, edges.v)
    )
    return Costs(allowed, at_u, at_v, walls)


def frontage(network: Network, paid: Costs, part: Ints) -> Mask:
    """Scraps of street that closed arterials leave over: a driveway, a piece of pavement.

    Nobody lives on a closed arterial, and so nobody on such a scrap of it. Longer pieces stay what
    they are: whoever lives on one is cut off by the arterial, which is a finding.

    Parameters
    ----------
    network, paid : Network, Costs
        The streets under rules.
    part : int32[nodes]
        Number of each node's connected part under those rules.

    Returns
    -------
    bool[m]
        Edges of parts with less than :data:`FRONTAGE_M` of street.
    """
    edges = network.edges
    open_u, open_v = np.isfinite(paid.at_u), np.isfinite(paid.at_v)
    own = part[np.where(open_u, edges.u, edges.v)].astype(np.int64)
    alone = paid.allowed & ~open_u & ~open_v
    own[alone] = int(part.max(initial=-1)) + 1 + np.arange(int(alone.sum()))
    metres = np.bincount(own, weights=np.where(paid.allowed, edges.length_m, 0.0))
    return np.asarray(paid.allowed & (metres[own] < FRONTAGE_M), dtype=bool)
