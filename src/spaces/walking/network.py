"""A walking network with everything kept that does not depend on the question.

Snapping cells and searching from sites are costly; comparing with a limit is not. So what was
snapped is kept by where it lies, what was searched by the sites and the rules, and another walker
or other minutes only compare again.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Mask
from geo.crs import mover
from geo.network.entrances import Entrances
from geo.network.graph import Network
from geo.network.rules import Arterials, Rules
from geo.network.search import Router
from geo.network.snap import LIMIT_M, Snapped
from geo.network.walks import DistanceField, Walk
from spaces.walking.cache import LruCache, digest
from spaces.walking.entrances import EntrancePoints, entrances_key, find_entrances
from spaces.walking.search_limits import SEARCH_LIMIT_M

_SNAPS, _FIELDS, _WALKS, _ROUTERS, _OTHERS = 192, 192, 64, 8, 32
_FEWEST_FIELDS, _FIELD_NODES = 24, 8_000_000
"""A field takes 12 bytes a node: about 100 MB of them are kept, for a large network too."""
_SNAPPED = ("edge", "share", "leg_m", "xy", "state")


class WalkNetwork:
    """A network to walk on; share one between all viewers.

    Everything is searched once, however far. A very large network is one that ends its searches:
    :class:`spaces.walking.large_networks.LargeWalkNetwork`.

    Parameters
    ----------
    network : Network
        The streets. Its ``key`` names it in caches.
    snap_limit_m : float
        Longest way from a cell or an entrance to a street; farther ones are *unsnapped*.
    raster_path : Path, optional
        Where a joined raster of this network may lie; see :mod:`spaces.walking.distance_raster`.
    """

    def __init__(
        self,
        network: Network,
        *,
        snap_limit_m: float = LIMIT_M,
        raster_path: Path | None = None,
    ) -> None:
        self.network, self.snap_limit_m = network, snap_limit_m
        self.raster_path = raster_path
        self.lock = threading.RLock()
        self.kept: LruCache[object] = LruCache(_OTHERS)
        self._routers: LruCache[Router] = LruCache(_ROUTERS)
        self._snaps: LruCache[Snapped] = LruCache(_SNAPS)
        most = max(_FEWEST_FIELDS, min(_FIELDS, _FIELD_NODES // max(network.node_count, 1)))
        self._fields: LruCache[DistanceField] = LruCache(most)
        self._walks: LruCache[Walk] = LruCache(_WALKS)
        self._entrances: LruCache[EntrancePoints] = LruCache(_FIELDS)

    def router(self, rules: Rules) -> Router:
        """Return the network under rules."""
        with self.lock:
            return self._routers.get(rules, lambda: Router(self.network, rules))

    def snapped(self, xy: Floats, arterials: Arterials, key: str | None = None) -> Snapped:
        """Snap points to the streets, kept by where they lie; a delay does not change where.

        Parameters
        ----------
        xy : float64[n, 2]
            Points in the network's metres; NaN without a place.
        arterials : {"allowed", "not_along", "not_across"}
            Which streets may be joined.
        key : str, optional
            Name of these points, where the caller has one; else it is made of their content.
        """
        name = key or digest(np.ascontiguousarray(xy).tobytes())
        with self.lock:
            return self._snaps.get((name, arterials), lambda: self.snap(xy, arterials, name))

    def snap(self, xy: Floats, arterials: Arterials, key: str | None = None) -> Snapped:
        """Snap points without keeping the answer; see :meth:`snapped`.

        Parameters
        ----------
        xy, arterials, key : float64[n, 2], str, str or None
            As :meth:`snapped` takes them.
        """
        router = self.router(Rules(0.0, arterials))
        if arterials == "allowed":
            return router.snap(xy, limit_m=self.snap_limit_m)
        free = self.snapped(xy, "allowed", key) if key else self.snap(xy, "allowed")
        # Who joined a street that stays open joins it still; its very end may be on a closed one.
        anew = (free.share <= 0) | (free.share >= 1)
        anew |= ~router.costs.allowed[free.edge] | router.last[free.edge]
        shut = np.flatnonzero((free.edge >= 0) & anew)
        again = router.snap(xy[shut], limit_m=self.snap_limit_m)
        columns = {name: getattr(free, name).copy() for name in _SNAPPED}
        for name, column in columns.items():
            column[shut] = getattr(again, name)
        return Snapped(**columns)

    def passed_by(self, xy: Floats, arterials: Arterials, key: str | None = None) -> Mask:
        """Which points joined a street farther away, because the nearest leads nowhere, bool[n].

        Parameters
        ----------
        xy : float64[n, 2]
            Points in the network's metres.
        arterials : str
            What the walker may do with arterials.
        key : str, optional
            Name of the points; default a digest of them.
        """
        name = key or digest(np.ascontiguousarray(xy).tobytes())
        streets = self.router(Rules(0.0, arterials)).streets
        with self.lock:
            found = self.kept.get(
                ("passed", name, arterials),
                lambda: streets.passed_by(xy, self.snapped(xy, arterials, name)),
            )
        assert isinstance(found, np.ndarray)
        return found

    def here(self, xy: Floats, crs: CRS) -> Floats:
        """Bring metres of another CRS into the network's."""
        if crs == self.network.crs or not len(xy):
            return xy
        move = mover(crs, self.network.crs)
        moved = np.column_stack(move.transform(xy[:, 0], xy[:, 1]))
        moved[~np.isfinite(moved).all(axis=1)] = np.nan
        return moved

    def snap_entrances(self, entrances: EntrancePoints, arterials: Arterials) -> Entrances:
        """Snap the entrances of sites to the streets."""
        return Entrances(
            self.snapped(entrances.xy, arterials, "entrances-" + entrances.key), entrances.owner
        )

    def fields(
        self, groups: Sequence[EntrancePoints], rules: Rules, limit_m: float
    ) -> list[DistanceField]:
        """Distances of all nodes from each group of sites; those not yet known in one go.

        Parameters
        ----------
        groups : sequence of EntrancePoints
            What is searched from, one group for each answer.
        rules : Rules
            Delays and closed streets.
        limit_m : float
            How far, in metres on foot.
        """
        keys = [(entrances.key, rules, limit_m) for entrances in groups]
        with self.lock:
            found = self._fields.known(keys)
            new = [k for k in range(len(keys)) if k not in found]
            if new:
                wanted = [self.snap_entrances(groups[k], rules.arterials) for k in new]
                for k, field in zip(new, self.search(wanted, rules, limit_m), strict=True):
                    found[k] = self._fields.put(keys[k], field)
            return [found[k] for k in range(len(keys))]

    def search(
        self, groups: Sequence[Entrances], rules: Rules, limit_m: float
    ) -> list[DistanceField]:
        """Search from each group without keeping the answer; see :meth:`fields`.

        Parameters
        ----------
        groups : sequence of Entrances
            What is searched from, one group for each answer.
        rules : Rules
            Delays and closed streets.
        limit_m : float
            How far, in metres on foot.
        """
        return self.router(rules).fields(groups, limit_m)

    def search_limit_m(self, limit_m: float) -> float:  # noqa: ARG002
        """How far to search for walks of some metres: everywhere, whatever the walk."""
        return SEARCH_LIMIT_M

    def walks(
        self,
        xy: Floats,
        groups: Sequence[EntrancePoints],
        rules: Rules,
        limit_m: float = SEARCH_LIMIT_M,
    ) -> list[Walk]:
        """Nearest site of each group for every point.

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
        name = digest(np.ascontiguousarray(xy).tobytes())
        keys = [(name, entrances.key, rules, limit_m) for entrances in groups]
        with self.lock:
            found = self._walks.known(keys)
            new = [k for k in range(len(keys)) if k not in found]
            if new:
                points = self.snapped(xy, rules.arterials, name)
                fields = self.fields([groups[k] for k in new], rules, limit_m)
                walks = self.router(rules).at_each(points, fields)
                for k, walk in zip(new, walks, strict=True):
                    found[k] = self._walks.put(keys[k], walk)
            return [found[k] for k in range(len(keys))]

    def entrance_points(
        self, sites: gpd.GeoSeries, given: Mapping[str, BaseGeometry]
    ) -> EntrancePoints:
        """Where sites are entered, kept; see :func:`spaces.walking.entrances.find_entrances`.

        Parameters
        ----------
        sites : GeoSeries
            Any CRS, index id.
        given : dict of str to MultiPoint
            Entrances by id of the site, WGS-84.
        """
        key = entrances_key(sites, given)
        with self.lock:
            return self._entrances.get(
                key, lambda: find_entrances(sites, given, self.network.crs, key)
            )
