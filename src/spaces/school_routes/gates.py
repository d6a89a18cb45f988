"""Gates of schools on the street network: which schools share one, which lie in a boundary."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Longs, Mask
from geo.network.entrances import Entrances
from geo.network.flows.corners import Sides, sides
from geo.network.rules import Arterials
from geo.network.snap import Snapped
from spaces.school_routes.query import SchoolQuery
from spaces.sites import gates_of, is_located
from spaces.sites.contract import EXISTING
from spaces.walking import WalkNetwork

SAME_GATE_M = 1.0
"""Entrances this near to each other are one gate."""


@dataclass(frozen=True, slots=True, eq=False)
class Gates:
    """Gates of schools, each once.

    Parameters
    ----------
    xy : float64[k, 2]
        Where they are, the network's metres.
    snapped : Snapped, k gates
        Where they meet the streets.
    beside_xy : float64[k, 2]
        The gate, or its school where the gate lies on the street itself: tells the side.
    side : int8[k]
        On which side of an arterial.
    gate, school : int64[p]
        Pairs of a gate and a school (position) that it belongs to.
    schools : int
        How many schools there are.
    """

    xy: Floats
    snapped: Snapped
    beside_xy: Floats
    side: Sides
    gate: Longs
    school: Longs
    schools: int

    def of(self, school: int) -> Longs:
        """Gates of one school."""
        return np.asarray(self.gate[self.school == school], dtype=np.int64)

    def entrances(self, schools: Mask) -> Entrances:
        """Gates of some schools as entrances, each once."""
        rows = np.unique(self.gate[schools[self.school]])
        return Entrances(self.snapped.take(rows), rows)

    def on_network(self) -> Mask:
        """Whether each school has a gate on a street."""
        on = np.zeros(self.schools, dtype=bool)
        on[self.school[self.snapped.edge[self.gate] >= 0]] = True
        return on


def schools_of(sites: gpd.GeoDataFrame, query: SchoolQuery) -> gpd.GeoDataFrame:
    """Schools that exist in the year asked, by id; one without a year exists in every year."""
    there = sites["category"].isin(query.kinds) & sites["status"].isin(EXISTING)
    if query.year is not None:
        there &= ~(sites["year"].astype("Int64") > query.year).fillna(False).astype(bool)
    found = sites[there]
    return found.loc[sorted(found.index)]


def inside(schools: gpd.GeoDataFrame, boundary: BaseGeometry | None) -> Mask:
    """Whether a point of each school lies in a boundary (WGS-84); its gates if it has no place."""
    if boundary is None:
        return np.ones(len(schools), dtype=bool)
    shapes = np.array(schools.geometry.array, dtype=object)
    gates = gates_of(schools)
    for row in np.flatnonzero(~is_located(schools).to_numpy(dtype=bool)):
        shapes[row] = gates.get(str(schools.index[row]))
    points = shapely.point_on_surface(shapes)
    shapely.prepare(boundary)
    return np.asarray(shapely.intersects(boundary, points), dtype=bool)


def find_gates(streets: WalkNetwork, schools: gpd.GeoDataFrame, arterials: Arterials) -> Gates:
    """Join the gates of schools to the streets.

    Parameters
    ----------
    streets : WalkNetwork
        The streets.
    schools : GeoDataFrame
        EPSG:4326, sorted by id; gates in ``entrances``, else where the shape lies.
    arterials : str
        Whether arterials may be joined.
    """
    entrances = streets.entrance_points(schools.geometry, gates_of(schools))
    xy, number = _distinct(entrances.xy)
    pairs = np.unique(np.column_stack([number, entrances.owner]).reshape(-1, 2), axis=0)
    gate, school = pairs.T.astype(np.int64)
    snapped = streets.snapped(xy, arterials)
    beside = _beside(streets, schools, xy, snapped, gate, school)
    side = sides(streets.network, snapped, beside)
    return Gates(xy, snapped, beside, side, gate, school, len(schools))


def _distinct(xy: Floats) -> tuple[Floats, Longs]:
    """Places that are farther apart than a step, and which of them each given one is."""
    if not len(xy):
        return xy.reshape(-1, 2), np.zeros(0, dtype=np.int64)
    pairs = cKDTree(xy).query_pairs(SAME_GATE_M, output_type="ndarray")
    links = coo_array((np.ones(len(pairs), dtype=bool), pairs.T), shape=(len(xy), len(xy)))
    label = connected_components(links, directed=False)[1]
    order = np.lexsort((xy[:, 1], xy[:, 0]))  # of each cluster its westernmost, whatever the rows
    _, first = np.unique(label[order], return_index=True)
    chosen = np.sort(first)
    rank = np.empty(len(chosen), dtype=np.int64)
    rank[label[order[chosen]]] = np.arange(len(chosen))
    return xy[order[chosen]], rank[label]


def _beside(
    streets: WalkNetwork,
    schools: gpd.GeoDataFrame,
    xy: Floats,
    snapped: Snapped,
    gate: Longs,
    school: Longs,
) -> Floats:
    """Gate, or for one that lies on the street a point of the first school that it belongs to."""
    out = xy.copy()
    points = shapely.point_on_surface(np.array(schools.geometry.array, dtype=object))
    lonlat = np.column_stack([shapely.get_x(points), shapely.get_y(points)])
    own = streets.network.to_metres(lonlat[:, 0], lonlat[:, 1])
    first_gate, first = np.unique(gate, return_index=True)
    on_street = snapped.leg_m[first_gate] <= SAME_GATE_M
    place = own[school[first]]
    use = on_street & np.isfinite(place).all(axis=1)
    out[first_gate[use]] = place[use]
    return out


def same_gate(gates: Gates, ids: list[str]) -> list[list[str]]:
    """For each school the ids of others that share a gate with it, sorted."""
    table = pd.DataFrame({"gate": gates.gate, "school": gates.school})
    both = table.merge(table, on="gate")
    both = both[both["school_x"] != both["school_y"]]
    found: list[set[str]] = [set() for _ in ids]
    for one, other in zip(both["school_x"], both["school_y"], strict=True):
        found[one].add(ids[other])
    return [sorted(others) for others in found]
