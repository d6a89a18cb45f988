"""Very large networks: a search that ends somewhere, and what lies beyond its end.

In a city everything is searched once, however far, and another question only compares. Over a
province that is slow; there a search ends at a few times the walk asked for, tile by tile. Who
reaches nothing within it is then asked once more, for the nearest of all sites together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from geo.arrays import Floats, Longs, Mask
from geo.network.entrances import Entrances
from geo.network.graph import Network
from geo.network.rules import Rules
from geo.network.snap import LIMIT_M, Snapped
from geo.network.tiles import Tiles
from geo.network.walks import BEYOND, REACHED, DistanceField, Walk
from spaces.walking.cache import LruCache, digest
from spaces.walking.entrances import EntrancePoints
from spaces.walking.network import WalkNetwork
from spaces.walking.search_limits import SEARCH_LIMIT_M, STEPS_M, search_limit

_TILES, _COMPLETED = 2, 8


class LargeWalkNetwork(WalkNetwork):
    """A network that is searched tile by tile and only so far as a question needs.

    It answers as :class:`spaces.walking.network.WalkNetwork` does within the limit; beyond it, it
    tells how far the nearest of all sites is, in that site's group.
    """

    def __init__(
        self,
        network: Network,
        *,
        snap_limit_m: float = LIMIT_M,
        raster_path: Path | None = None,
    ) -> None:
        super().__init__(network, snap_limit_m=snap_limit_m, raster_path=raster_path)
        self._tiles: LruCache[Tiles] = LruCache(_TILES)
        self._completed: LruCache[list[Walk]] = LruCache(_COMPLETED)

    def search_limit_m(self, limit_m: float) -> float:
        """How far to search for walks of some metres: a few times the walk."""
        return search_limit(limit_m)

    def search(
        self, groups: Sequence[Entrances], rules: Rules, limit_m: float
    ) -> list[DistanceField]:
        """Search from each group, by tiles where the search ends.

        Parameters
        ----------
        groups : sequence of Entrances
            What is searched from, one group for each answer.
        rules : Rules
            Delays and closed streets.
        limit_m : float
            How far, in metres on foot.
        """
        if limit_m not in STEPS_M:
            return super().search(groups, rules, limit_m)
        router = self.router(rules)
        tiles = self._tiles.get((rules, limit_m), lambda: Tiles(router, limit_m))
        return [tiles.field(entrances) for entrances in groups]

    def walks(
        self,
        xy: Floats,
        groups: Sequence[EntrancePoints],
        rules: Rules,
        limit_m: float = SEARCH_LIMIT_M,
    ) -> list[Walk]:
        """Nearest site of each group for every point.

        Where the search ends before any site, the nearest of all groups is told all the same, in
        its group.

        Parameters
        ----------
        xy : float64[n, 2]
            Points in the network's metres; NaN without a place.
        groups : sequence of EntrancePoints
            What is searched from, one group for each answer.
        rules : Rules
            Delays and closed streets.
        limit_m : float
            How far is searched, in metres on foot.
        """
        walks = super().walks(xy, groups, rules, limit_m)
        if limit_m not in STEPS_M:
            return walks
        name = digest(np.ascontiguousarray(xy).tobytes())
        key = (name, rules, limit_m, *(entrances.key for entrances in groups))
        with self.lock:
            points = self.snapped(xy, rules.arterials, name)
            return self._completed.get(key, lambda: completed(self, points, walks, groups, rules))


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
    count = [len(entrances.xy) for entrances in groups]
    xy = np.concatenate([entrances.xy for entrances in groups])
    key = "|".join(["all", *(entrances.key for entrances in groups)])
    every = replace(groups[0], xy=xy, owner=np.arange(len(xy)), count=len(xy), key=key)
    return every, np.cumsum([0, *count[:-1]])


def _with(
    walk: Walk,
    entrances: EntrancePoints,
    lost: Longs,
    far: Walk,
    mine: Mask,
    start: int,
) -> Walk:
    distance_m, owner = walk.distance_m.copy(), walk.owner.copy()
    chosen, state = walk.entrance.copy(), walk.state.copy()
    at, entrance = lost[mine], far.entrance[mine] - start
    distance_m[at], owner[at] = far.distance_m[mine], entrances.owner[entrance]
    chosen[at], state[at] = entrance, REACHED
    return Walk(distance_m, owner, chosen, state)
