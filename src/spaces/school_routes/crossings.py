"""Crossings on the way to school by the children who use them, and who needs which."""

from __future__ import annotations

from collections import defaultdict

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Ints, Longs
from geo.crs import STORAGE_CRS
from geo.network.flows.loads import tally
from geo.network.graph import ARTERIAL, Network
from spaces.school_routes.assignment import Assignment
from spaces.school_routes.crossing_facilities import CrossingFacilities
from spaces.school_routes.guards import Guards
from spaces.school_routes.result import CROSSING_COLUMNS, NEED_COLUMNS
from spaces.school_routes.streets import schools_by


def crossings_table(
    network: Network,
    assignment: Assignment,
    guards: Guards,
    facilities: CrossingFacilities,
    routes_at: dict[int, list[str]],
    school_ids: list[str],
) -> gpd.GeoDataFrame:
    """Crossings of arterials on the ways of children and of routes, unguarded ones first.

    Parameters
    ----------
    network : Network
        The streets.
    assignment : Assignment
        Children on them.
    guards, facilities : Guards, CrossingFacilities
        What guards crossings, and what stands at each.
    routes_at : dict of int to list of str
        Ids of the existing routes that lead over each node.
    school_ids : list of str
        The schools by position.

    Returns
    -------
    GeoDataFrame
        See :attr:`spaces.school_routes.result.SchoolRoutes.crossings`.
    """
    children = tally(assignment.cross, assignment.cross_weight, network.node_count)
    nodes = np.union1d(np.flatnonzero(children > 0), np.array(sorted(routes_at), dtype=np.int64))
    nodes = nodes.astype(np.int64)
    guarded = guards.node[nodes]
    order = np.lexsort((nodes, -np.round(children[nodes], 6), guarded))
    nodes, guarded = nodes[order], guarded[order]
    schools = schools_by(assignment.cross, assignment.cross_goal, assignment, school_ids)
    members = _members(guards.place, nodes)
    standing = [facilities.at(own) for own in members]
    names = _street_names(network, members)
    table: dict[str, object] = {
        "streets": names,
        "guarded": guarded,
        "signal": guards.signal[nodes],
        "facility": [facility for facility, _ in standing],
        "facility_kinds": [kinds for _, kinds in standing],
        "children": children[nodes],
        "schools": [schools.get(int(node), []) for node in nodes],
        "routes": [routes_at.get(int(node), []) for node in nodes],
    }
    middle = [(network.node_lon[own].mean(), network.node_lat[own].mean()) for own in members]
    points = shapely.points(np.array(middle, dtype=np.float64).reshape(-1, 2))
    index = pd.Index([f"c{node}" for node in nodes.tolist()], name="id")
    frame = gpd.GeoDataFrame(table, index=index, geometry=np.asarray(points), crs=STORAGE_CRS)
    return frame[[*CROSSING_COLUMNS, "geometry"]]


def _members(place: Ints, nodes: Longs) -> list[Longs]:
    """Nodes of the crossing that each node stands for."""
    order = np.argsort(place, kind="stable")
    first, stop = (np.searchsorted(place[order], nodes, side) for side in ("left", "right"))
    return [order[a:b] for a, b in zip(first.tolist(), stop.tolist(), strict=True)]


def _street_names(network: Network, members: list[Longs]) -> list[list[str]]:
    """Names of the streets at each crossing, arterials first, each once."""
    owner = np.full(network.node_count, -1, dtype=np.int64)
    for k, own in enumerate(members):
        owner[own] = k
    found: list[list[str]] = [[] for _ in members]
    edges, big = network.edges, network.has(ARTERIAL)
    near = np.flatnonzero((owner[edges.u] >= 0) | (owner[edges.v] >= 0))
    for edge in near[np.argsort(~big[near], kind="stable")].tolist():
        name = network.names[edges.name[edge]]
        for k in {int(owner[edges.u[edge]]), int(owner[edges.v[edge]])} - {-1}:
            if name and name not in found[k]:
                found[k].append(name)
    return found


def needs_table(assignment: Assignment) -> pd.DataFrame:
    """Children by the unguarded crossings on their way; none for those who have none."""
    sums: dict[tuple[tuple[int, ...], int], float] = defaultdict(float)
    for chain, goal, weight in zip(
        assignment.chains,
        assignment.chain_goal.tolist(),
        assignment.chain_weight.tolist(),
        strict=True,
    ):
        if chain and weight > 0:
            sums[chain, goal] += weight
    rows = [(sums[key], key[1], [f"c{node}" for node in key[0]]) for key in sorted(sums)]
    return pd.DataFrame(rows, columns=list(NEED_COLUMNS))
