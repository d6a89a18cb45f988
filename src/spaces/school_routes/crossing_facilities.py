"""Spots on the way to school: which crossings they guard, and which stand at none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from geo.arrays import Floats, Longs, Mask
from geo.network.flows.corners import Corners
from geo.network.graph import GUARDED, Network
from spaces.school_routes.guards import GUARD_M, Guards, is_crossing, places_of
from spaces.school_routes.query import CROSSING as CROSSING_SITE
from spaces.school_routes.query import DROP_OFF
from spaces.school_routes.result import OFF_COLUMNS
from spaces.sites import SafeRouteType, existing
from spaces.walking import WalkNetwork


@dataclass(frozen=True, eq=False)
class CrossingFacilities:
    """Facilities that exist, and where they stand.

    Parameters
    ----------
    frame : GeoDataFrame
        The sites, by id.
    xy : float64[f, 2]
        The network's metres; NaN without a place.
    kind : tuple of str
        Kind of each, else its category.
    guards : bool[f]
        Whether its kind guards a crossing.
    facility, node : int64[p]
        Pairs of a facility (position) and a crossing at which it stands.
    """

    frame: gpd.GeoDataFrame
    xy: Floats
    kind: tuple[str, ...]
    guards: Mask
    facility: Longs
    node: Longs

    @cached_property
    def _by_node(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for facility, node in zip(self.facility.tolist(), self.node.tolist(), strict=True):
            found[node].append(facility)
        return found

    def at(self, nodes: Longs) -> tuple[str, list[str]]:
        """Id of the facility that guards a crossing ("" if none does), and all kinds there."""
        here = [k for node in nodes.tolist() for k in self._by_node.get(node, ())]
        guard = [str(self.frame.index[k]) for k in here if self.guards[k]]
        return min(guard, default=""), sorted({self.kind[k] for k in here})


def kinds_of(sites: gpd.GeoDataFrame) -> pd.Series:
    """Kind of each site, "" where none is said."""
    if "kind" not in sites:
        return pd.Series("", index=sites.index, dtype=object)
    kinds: pd.Series = sites["kind"].fillna("").astype(str)
    return kinds


def find_crossing_facilities(
    streets: WalkNetwork,
    corners: Corners,
    sites: gpd.GeoDataFrame,
    kinds: Mapping[str, SafeRouteType],
    year: int | None,
) -> CrossingFacilities:
    """Find the facilities that exist in a year, and the crossings at which they stand.

    Parameters
    ----------
    streets, corners : WalkNetwork, Corners
        The streets.
    sites : GeoDataFrame
        Sites of the place, EPSG:4326, index id.
    kinds : mapping of str to SafeRouteType
        Which kinds guard.
    year : int or None
        Year of the question; None for now.
    """
    found = existing(sites[sites["category"].isin([CROSSING_SITE, DROP_OFF])], year)
    found = found.loc[sorted(found.index)]
    said = kinds_of(found)
    kind = tuple(k or c for k, c in zip(said, found["category"], strict=True))
    guards = np.array([k in kinds and kinds[k].guards for k in said], dtype=bool)
    xy = _middles(streets, found)
    nodes = np.flatnonzero(is_crossing(streets.network, corners))
    placed = np.flatnonzero(np.isfinite(xy).all(axis=1))
    near = cKDTree(streets.network.node_xy[nodes].reshape(-1, 2)).query_ball_point(
        xy[placed], GUARD_M + 0.0005
    )
    count = [len(hits) for hits in near]
    facility = np.repeat(placed, count).astype(np.int64)
    node = nodes[np.array([hit for hits in near for hit in hits], dtype=np.int64)]
    return CrossingFacilities(found, xy, kind, guards, facility, node)


def _middles(streets: WalkNetwork, found: gpd.GeoDataFrame) -> Floats:
    points = shapely.centroid(np.array(found.geometry.array, dtype=object))
    xy = streets.network.to_metres(shapely.get_x(points), shapely.get_y(points))
    xy[~np.isfinite(xy).all(axis=1)] = np.nan
    return xy


def guards_of(
    network: Network, corners: Corners, facilities: CrossingFacilities, gate_xy: Floats
) -> Guards:
    """Crossings with lights or a guarding facility; gates with one in front of them.

    Parameters
    ----------
    network, corners : Network, Corners
        The streets.
    facilities : CrossingFacilities
        What stands at crossings.
    gate_xy : float64[gates, 2]
        Gates of schools, the network's metres; NaN without a place.
    """
    place, count = places_of(network, corners), network.node_count
    lights = np.flatnonzero((network.node_flags & GUARDED) != 0)
    nodes = np.flatnonzero(is_crossing(network, corners))
    safe = np.zeros(count, dtype=bool)
    if len(lights) and len(nodes):
        away_m = cKDTree(network.node_xy[lights]).query(network.node_xy[nodes])[0]
        safe[place[nodes[away_m <= GUARD_M + 0.0005]]] = True
    signal = safe[place]
    safe[place[facilities.node[facilities.guards[facilities.facility]]]] = True
    node = safe[place]
    gate = np.zeros(len(gate_xy), dtype=bool)
    at = facilities.xy[facilities.guards & np.isfinite(facilities.xy).all(axis=1)]
    known = np.flatnonzero(np.isfinite(gate_xy).all(axis=1))
    if len(at) and len(known):
        gate[known] = cKDTree(at).query(gate_xy[known])[0] <= GUARD_M + 0.0005
    return Guards(node, signal, gate, place)


def facilities_off(
    streets: WalkNetwork, corners: Corners, facilities: CrossingFacilities, gate_xy: Floats
) -> pd.DataFrame:
    """Facilities that stand at no crossing: without a place, near no street, or elsewhere on one.

    Parameters
    ----------
    streets, corners : WalkNetwork, Corners
        The streets.
    facilities : CrossingFacilities
        What exists.
    gate_xy : float64[gates, 2]
        Gates of schools, the network's metres; NaN without a place.

    Returns
    -------
    DataFrame
        Index site id, columns :data:`spaces.school_routes.result.OFF_COLUMNS`; ``distance_m``: to
        the nearest street or crossing. A place to be set down needs a street only, and what guards
        the way in front of a gate needs no crossing.
    """
    network = streets.network
    snapped = streets.snap(facilities.xy, "allowed")
    nodes = network.node_xy[is_crossing(network, corners)].reshape(-1, 2)
    gates = gate_xy[np.isfinite(gate_xy).all(axis=1)]
    used, rows = set(facilities.facility.tolist()), []
    for k, key in enumerate(facilities.frame.index):
        category = str(facilities.frame["category"].iloc[k])
        away, why = np.nan, ""
        if not np.isfinite(facilities.xy[k]).all():
            why = "no_place"
        elif snapped.edge[k] < 0 or snapped.leg_m[k] > GUARD_M:
            away, why = float(snapped.leg_m[k]), "no_street"
        elif category == CROSSING_SITE and k not in used and not _near(gates, facilities.xy[k]):
            away = float(cKDTree(nodes).query(facilities.xy[k])[0]) if len(nodes) else np.inf
            why = "no_crossing"
        if why:
            rows.append((str(key), category, facilities.kind[k], away, why))
    frame = pd.DataFrame(rows, columns=["id", *OFF_COLUMNS])
    return frame.set_index("id")


def _near(gates: Floats, xy: Floats) -> bool:
    return bool(len(gates)) and bool((np.hypot(*(gates - xy).T) <= GUARD_M).any())
