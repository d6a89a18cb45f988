"""Very large networks: a search that ends somewhere, and what lies beyond its end.

In a city everything is searched once, however far, and another question only compares. Over a
province that is slow; there a search ends at a few times the walk asked for, tile by tile. Who
reaches nothing within it is then asked once more, for the nearest of all sites together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo.arrays import Longs, Mask
from geo.network.rules import Rules
from geo.network.search import BEYOND, REACHED, Walk
from geo.network.snap import Snapped

if TYPE_CHECKING:
    from spaces.walking.network import EntrancePoints, WalkNetwork
from spaces.walking.search_limits import SEARCH_LIMIT_M


def completed(
    streets: WalkNetwork,
    points: Snapped,
    walks: Sequence[Walk],
    groups: Sequence[EntrancePoints],
    rules: Rules,
) -> list[Walk]:
    """Tell of whom no group is within the search how far the nearest of all sites is.

    Parameters
    ----------
    streets, rules : WalkNetwork, Rules
        What was searched on.
    points : Snapped, n points
        The points.
    walks : sequence of Walk
        What a search that ends found, one for each group.
    groups : sequence of EntrancePoints
        Sites of each group.

    Returns
    -------
    list of Walk
        The same, with the nearest of all for every point that there is a way from. In the other
        groups such a point stays ``BEYOND`` without a distance.
    """
    states = np.array([walk.state for walk in walks])
    lost = np.flatnonzero((states != REACHED).all(axis=0) & (states == BEYOND).any(axis=0))
    if not lost.size:
        return list(walks)
    every, start = _together(groups)
    field = streets.fields([every], rules, SEARCH_LIMIT_M)[0]
    far = streets.router(rules).at(points.take(lost), field)
    group = np.searchsorted(start, far.entrance, side="right") - 1
    return [
        _with(walk, groups[k], lost, far, (group == k) & (far.entrance >= 0), int(start[k]))
        for k, walk in enumerate(walks)
    ]


def _together(groups: Sequence[EntrancePoints]) -> tuple[EntrancePoints, Longs]:
    """All sites as one group, and where the entrances of each begin."""
    count = [len(doors.xy) for doors in groups]
    xy = np.concatenate([doors.xy for doors in groups])
    key = "|".join(["all", *(doors.key for doors in groups)])
    every = replace(groups[0], xy=xy, owner=np.arange(len(xy)), count=len(xy), key=key)
    return every, np.cumsum([0, *count[:-1]])


def _with(
    walk: Walk,
    doors: EntrancePoints,
    lost: Longs,
    far: Walk,
    mine: Mask,
    start: int,
) -> Walk:
    distance_m, owner = walk.distance_m.copy(), walk.owner.copy()
    chosen, state = walk.entrance.copy(), walk.state.copy()
    at, entrance = lost[mine], far.entrance[mine] - start
    distance_m[at], owner[at] = far.distance_m[mine], doors.owner[entrance]
    chosen[at], state[at] = entrance, REACHED
    return Walk(distance_m, owner, chosen, state)
