"""How far it is to the nearest site on foot: the ruler "network".

The same answer as by the straight line (:class:`spaces.reach.nearest.Nearest`), with a state
beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Mask
from geo.network.rules import Rules
from geo.network.walks import BEYOND, REACHED, UNKNOWN, UNREACHABLE, Walk
from spaces.reach.covered_area import AreaCover, circles
from spaces.reach.nearest import Nearest
from spaces.reach.query import GapQuery
from spaces.reach.result import WALK_STATES, NetworkSource
from spaces.reach.ruler import Beside
from spaces.reach.straight_line import nearest
from spaces.walking import WalkNetwork
from spaces.walking.cache import digest
from spaces.walking.entrances import EntrancePoints
from spaces.walking.isochrones import zones
from spaces.walking.search_limits import SEARCH_LIMIT_M

_AREAL, _M2_PER_KM2 = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON), 1e6


@dataclass(frozen=True, slots=True, eq=False)
class OnFoot:
    """The walk along the streets as a :class:`spaces.reach.ruler.Ruler`.

    Parameters
    ----------
    streets : WalkNetwork
        The network, shared and kept.
    rules : Rules
        Delays and closed streets.
    gates : dict of str to MultiPoint
        Entrances of sites by id, WGS-84; others are entered by their shape.
    search_limit_m : float
        How far is searched.
    """

    names: ClassVar[tuple[str, ...]] = ("network", "both")
    states: ClassVar[tuple[str, ...]] = WALK_STATES

    streets: WalkNetwork
    rules: Rules = field(default_factory=Rules)
    gates: dict[str, BaseGeometry] = field(default_factory=dict)
    search_limit_m: float = SEARCH_LIMIT_M

    @classmethod
    def for_query(
        cls,
        query: GapQuery,
        streets: WalkNetwork,
        gates: dict[str, BaseGeometry] | None = None,
    ) -> OnFoot:
        """Return the walk that a question asks for: its rules, searched as far as it needs.

        Parameters
        ----------
        query : GapQuery
            The question, in metres and seconds.
        streets : WalkNetwork
            The network.
        gates : dict of str to MultiPoint, optional
            Entrances of sites by id, WGS-84.
        """
        return cls(streets, query.rules, gates or {}, streets.search_limit_m(query.radius_m))

    def nearest_of(self, xy: Floats, groups: Sequence[gpd.GeoSeries]) -> list[Nearest]:
        """Nearest site of each group for every cell.

        Parameters
        ----------
        xy : float64[n, 2]
            Cells in the metric CRS of the sites; ``nan`` without a location.
        groups : sequence of GeoSeries
            Sites, index id.

        Returns
        -------
        list of Nearest
            Metres with both legs. Who stands inside an outline is there: 0 m.
        """
        if not groups:
            return []
        here = self._here(xy, groups[0].crs)
        entrances = [self.streets.entrance_points(group, self.gates) for group in groups]
        walks = self.streets.walks(here, entrances, self.rules, self.search_limit_m)
        return [
            _inside(xy, group, _nearest(walk)) for walk, group in zip(walks, groups, strict=True)
        ]

    def _here(self, xy: Floats, crs: CRS) -> Floats:
        """Cells in the network's metres, kept."""
        xy = np.ascontiguousarray(xy, dtype=np.float64)
        key = ("here", digest(xy.tobytes()), str(crs))
        with self.streets.lock:
            here = self.streets.kept.get(key, lambda: self.streets.here(xy, crs))
        assert isinstance(here, np.ndarray)
        return here

    def legs(self, xy: Floats, crs: CRS) -> Floats:
        """Metres from each cell (float64[n, 2] in ``crs``) to its street; ``nan`` for none."""
        return self.streets.snapped(self._here(xy, crs), self.rules.arterials).leg_m

    def cover(self, sites: gpd.GeoSeries, outline: BaseGeometry, limit_m: float) -> AreaCover:
        """Split a place in the part within the walk, the part beyond it, and the unknown part.

        Parameters
        ----------
        sites : GeoSeries
            Metric CRS.
        outline : Polygon or MultiPolygon
            The place, in that CRS.
        limit_m : float
            Length of the walk.
        """
        place = outline if outline.is_valid else shapely.make_valid(outline)
        if not place.area > 0:
            raise ValueError(f"boundary has no area ({outline.geom_type})")
        entrances = self.streets.entrance_points(sites, self.gates)
        known, within = zones(
            self.streets, self.rules, entrances, (limit_m,), place, sites.crs, self.search_limit_m
        )
        covered = within[0]
        grounds = _grounds(sites, place)
        if grounds is not None:  # who stands inside is there, even far from any street
            covered, known = shapely.union(covered, grounds), shapely.union(known, grounds)
        uncovered = shapely.difference(known, covered)
        circle = circles(sites, place, limit_m)
        false = shapely.intersection(circle, uncovered)
        areas = [float(s.area) / _M2_PER_KM2 for s in (place, covered, known, false)]
        return AreaCover(
            areas[0],
            areas[1],
            covered,
            uncovered,
            area_unknown_km2=max(areas[0] - areas[2], 0.0),
            unknown=self._unknown(place, known),
            area_circle_km2=min(float(circle.area) / _M2_PER_KM2, areas[0]),
            area_false_km2=areas[3],
            false_area=false,
        )

    def _unknown(self, place: BaseGeometry, known: BaseGeometry) -> BaseGeometry:
        """Part of a place that no street is near: the same for every question."""
        key = ("unknown", digest(place.wkb), digest(known.wkb))
        with self.streets.lock:
            found = self.streets.kept.get(key, lambda: shapely.difference(place, known))
        assert isinstance(found, BaseGeometry)
        return found

    def beside(self, xy: Floats, sites: gpd.GeoSeries) -> Beside:
        """Look at the cells by the straight line, and at their way to a street.

        Parameters
        ----------
        xy : float64[n, 2]
            Cells in the metric CRS of the sites.
        sites : GeoSeries
            Sites, index id.
        """
        key = (
            "straight",
            digest(xy.tobytes()),
            self.streets.entrance_points(sites, self.gates).key,
        )
        with self.streets.lock:
            found = self.streets.kept.get(key, lambda: nearest(xy, sites))
        assert isinstance(found, Nearest)
        ids = np.array([*sites.index, None], dtype=object)
        legs, cut_off = self.legs(xy, sites.crs), self._cut_off(xy, sites)
        at_stub = self.at_stub(xy, sites.crs)
        return Beside(found.distance_m, ids[found.position], legs, cut_off, at_stub)

    def at_stub(self, xy: Floats, crs: CRS) -> Mask:
        """Which cells joined a street farther away because the nearest leads nowhere, bool[n]."""
        return self.streets.passed_by(self._here(xy, crs), self.rules.arterials)

    def _cut_off(self, xy: Floats, sites: gpd.GeoSeries) -> Mask:
        """Whether rules alone keep each cell from every site; both searches are kept."""
        if self.rules.arterials == "allowed":
            return np.zeros(len(xy), dtype=bool)
        free = replace(self, rules=Rules()).nearest_of(xy, [sites])[0]
        ruled = self.nearest_of(xy, [sites])[0]
        assert ruled.state is not None
        assert free.state is not None
        return np.asarray((ruled.state == UNREACHABLE) & (free.state <= BEYOND), dtype=bool)

    def source(self, sites: gpd.GeoSeries) -> NetworkSource:
        """Say on what network was walked, and how these sites meet it."""
        entrances: EntrancePoints = self.streets.entrance_points(sites, self.gates)
        snapped = self.streets.snap_entrances(entrances, self.rules.arterials).snapped
        on = np.unique(entrances.owner[snapped.edge >= 0]).size
        network = self.streets.network
        key = "entrances-" + entrances.key
        passed = self.streets.passed_by(entrances.xy, self.rules.arterials, key)
        # A site with several entrances is entered by its other ones: only who has none counts.
        others = entrances.owner[(snapped.edge >= 0) & ~passed]
        return NetworkSource(
            network.key,
            network.demo,
            network.notice,
            sites_off=entrances.count - int(on),
            sites_at_stubs=int(np.setdiff1d(entrances.owner[passed], others).size),
        )


def _nearest(walk: Walk) -> Nearest:
    return Nearest(walk.distance_m.copy(), walk.owner.copy(), walk.state.copy())


def _grounds(sites: gpd.GeoSeries, place: BaseGeometry) -> BaseGeometry | None:
    """Part of a place inside the outlines of sites; None where no site has one."""
    shapes = np.asarray(sites.array, dtype=object)
    areal = shapes[np.isin(shapely.get_type_id(shapes), _AREAL)]
    if not areal.size:
        return None
    found: BaseGeometry = shapely.intersection(place, shapely.union_all(areal))
    return found


def _inside(xy: Floats, sites: gpd.GeoSeries, found: Nearest) -> Nearest:
    """Let who stands inside an outline be there."""
    shapes = np.asarray(sites.array, dtype=object)
    areal = np.flatnonzero(np.isin(shapely.get_type_id(shapes), _AREAL))
    if not areal.size or found.state is None:
        return found
    located = np.flatnonzero(found.state != UNKNOWN)
    west, south, east, north = shapely.bounds(shapes[areal]).T
    x, y = xy[located].T
    near = (x >= west.min()) & (x <= east.max()) & (y >= south.min()) & (y <= north.max())
    located = located[near]
    tree = shapely.STRtree(shapes[areal])
    cell, site = tree.query(shapely.points(xy[located]), predicate="intersects")
    at = located[cell]
    found.distance_m[at], found.position[at], found.state[at] = 0.0, areal[site], REACHED
    return found
