"""The lists behind the figures: streets by load, crossings by children, who needs which."""

from __future__ import annotations

from collections import defaultdict

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.crs import STORAGE_CRS
from geo.network.flow import tally
from geo.network.graph import ARTERIAL, GUARDED, Network
from geo.network.stretches import Stretches
from spaces.school_flow import Flow, Guards
from spaces.school_query import CROSSING_COLUMNS, NEED_COLUMNS, STREET_COLUMNS
from spaces.school_spots import Spots

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
_LEAST_M = 0.01


def streets_table(
    network: Network, flow: Flow, treated: Stretches, school_ids: list[str]
) -> gpd.GeoDataFrame:
    """Streets that children walk on or that are treated, the most loaded untreated ones first."""
    on, edges = flow.pieces, network.edges
    long = (on.stop - on.start) * edges.length_m[on.edge] > _LEAST_M
    child_m = tally(on.edge, on.metres(network), len(edges))
    treated_piece_m = treated.overlap_m(network, on.edge, on.start, on.stop)
    child_treated_m = tally(on.edge, on.weight * treated_piece_m, len(edges))
    children = tally(on.edge[long], on.weight[long], len(edges))
    children -= tally(flow.again.edge, flow.again.weight, len(edges))
    treated_m = treated.per_edge_m(network)
    rows = np.flatnonzero((child_m > 0) | (treated_m > _LEAST_M))
    open_m = np.maximum(child_m - child_treated_m, 0.0)
    rows = rows[np.lexsort((rows, -child_m[rows], -np.round(open_m[rows], 6)))]
    names = np.array(network.names, dtype=object)
    ways = np.array(network.ways, dtype=object)
    schools = _schools_by(on.edge[long], on.gate[long], flow, school_ids)
    table: dict[str, object] = {
        "name": names[edges.name[rows]],
        "way": ways[edges.way[rows]],
        "arterial": network.has(ARTERIAL)[rows],
        "length_m": edges.length_m[rows],
        "treated_m": treated_m[rows],
        "untreated_m": np.maximum(edges.length_m - treated_m, 0.0)[rows],
        "children": np.maximum(children, 0.0)[rows],
        "child_m": child_m[rows],
        "child_untreated_m": open_m[rows],
        "schools": [schools.get(int(edge), []) for edge in rows],
    }
    index = pd.Index([f"e{edge}" for edge in rows.tolist()], name="id")
    lines = _degrees(network, network.lines()[rows])
    frame = gpd.GeoDataFrame(table, index=index, geometry=lines, crs=STORAGE_CRS)
    return frame[[*STREET_COLUMNS, "geometry"]]


def _degrees(network: Network, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.asarray(shapely.transform(shapes, network.to_degrees), dtype=object)


def _schools_by(
    place: NDArray[np.int32], goal: Longs, flow: Flow, school_ids: list[str]
) -> dict[int, list[str]]:
    """Schools whose children use each place (edge or node), by id."""
    pairs = np.unique(place.astype(np.int64) * max(flow.goals, 1) + goal)
    table = pd.DataFrame({"place": pairs // max(flow.goals, 1), "goal": pairs % max(flow.goals, 1)})
    owner = pd.DataFrame({"goal": flow.goal, "school": flow.school})
    both = table.merge(owner, on="goal")[["place", "school"]].drop_duplicates()
    both = both.sort_values(["place", "school"])
    first = np.flatnonzero(np.diff(both["place"].to_numpy(), prepend=-1))
    ids = np.array(school_ids, dtype=object)[both["school"].to_numpy()]
    parts = np.split(ids, first[1:]) if len(first) else []
    at = both["place"].to_numpy()[first].tolist()
    return {k: part.tolist() for k, part in zip(at, parts, strict=True)}


def crossings_table(
    network: Network,
    flow: Flow,
    guards: Guards,
    spots: Spots,
    routes_at: dict[int, list[str]],
    school_ids: list[str],
) -> gpd.GeoDataFrame:
    """Crossings of arterials on the ways of children and of routes, unguarded ones first."""
    children = tally(flow.cross, flow.cross_weight, network.node_count)
    nodes = np.union1d(np.flatnonzero(children > 0), np.array(sorted(routes_at), dtype=np.int64))
    nodes = nodes.astype(np.int64)
    guarded = guards.node[nodes]
    order = np.lexsort((nodes, -np.round(children[nodes], 6), guarded))
    nodes, guarded = nodes[order], guarded[order]
    schools = _schools_by(flow.cross, flow.cross_goal, flow, school_ids)
    standing = [spots.at(int(node)) for node in nodes]
    names = _street_names(network, nodes)
    table: dict[str, object] = {
        "streets": [names[int(node)] for node in nodes],
        "guarded": guarded,
        "signal": (network.node_flags[nodes] & GUARDED) != 0,
        "facility": [facility for facility, _ in standing],
        "facility_kinds": [kinds for _, kinds in standing],
        "children": children[nodes],
        "schools": [schools.get(int(node), []) for node in nodes],
        "routes": [routes_at.get(int(node), []) for node in nodes],
    }
    points = shapely.points(network.node_lon[nodes], network.node_lat[nodes])
    index = pd.Index([f"c{node}" for node in nodes.tolist()], name="id")
    frame = gpd.GeoDataFrame(table, index=index, geometry=np.asarray(points), crs=STORAGE_CRS)
    return frame[[*CROSSING_COLUMNS, "geometry"]]


def _street_names(network: Network, nodes: Longs) -> dict[int, list[str]]:
    """Names of the streets at nodes, arterials first, each once."""
    wanted = np.zeros(network.node_count, dtype=bool)
    wanted[nodes] = True
    found: dict[int, list[str]] = {int(node): [] for node in nodes}
    edges, big = network.edges, network.has(ARTERIAL)
    near = np.flatnonzero(wanted[edges.u] | wanted[edges.v])
    for edge in near[np.argsort(~big[near], kind="stable")].tolist():
        name = network.names[edges.name[edge]]
        for node in (int(edges.u[edge]), int(edges.v[edge])):
            if wanted[node] and name and name not in found[node]:
                found[node].append(name)
    return found


def needs_table(flow: Flow) -> pd.DataFrame:
    """Children by the unguarded crossings on their way; none for those who have none."""
    sums: dict[tuple[tuple[int, ...], int], float] = defaultdict(float)
    for chain, goal, weight in zip(
        flow.chains, flow.chain_goal.tolist(), flow.chain_weight.tolist(), strict=True
    ):
        if chain and weight > 0:
            sums[chain, goal] += weight
    rows = [(sums[key], key[1], [f"c{node}" for node in key[0]]) for key in sorted(sums)]
    return pd.DataFrame(rows, columns=list(NEED_COLUMNS))
