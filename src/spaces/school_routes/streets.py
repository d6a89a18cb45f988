"""Streets on the way to school: who walks on them, and which parts are treated."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.ops import substring

from geo.arrays import Geometries, Ints, Longs
from geo.crs import STORAGE_CRS
from geo.network.flows.loads import tally
from geo.network.graph import ARTERIAL, Network
from geo.network.stretches import Stretches
from spaces.school_routes.assignment import Assignment
from spaces.school_routes.result import STREET_COLUMNS, TREATED_COLUMNS

_LEAST_M = 0.01


def streets_table(
    network: Network, assignment: Assignment, treated: Stretches, school_ids: list[str]
) -> gpd.GeoDataFrame:
    """Streets that children walk on or that are treated, the most loaded untreated ones first.

    Parameters
    ----------
    network : Network
        The streets.
    assignment : Assignment
        Children on them.
    treated : Stretches
        Treated parts of streets.
    school_ids : list of str
        The schools by position.

    Returns
    -------
    GeoDataFrame
        See :attr:`spaces.school_routes.result.SchoolRoutes.streets`.
    """
    on, edges = assignment.pieces, network.edges
    long = (on.stop - on.start) * edges.length_m[on.edge] > _LEAST_M
    child_m = tally(on.edge, on.metres(network), len(edges))
    treated_piece_m = treated.overlap_m(network, on.edge, on.start, on.stop)
    child_treated_m = tally(on.edge, on.weight * treated_piece_m, len(edges))
    children = tally(on.edge[long], on.weight[long], len(edges))
    children -= tally(assignment.again.edge, assignment.again.weight, len(edges))
    treated_m = treated.per_edge_m(network)
    rows = np.flatnonzero((child_m > 0) | (treated_m > _LEAST_M))
    open_m = np.maximum(child_m - child_treated_m, 0.0)
    rows = rows[np.lexsort((rows, -child_m[rows], -np.round(open_m[rows], 6)))]
    names = np.array(network.names, dtype=object)
    ways = np.array(network.ways, dtype=object)
    schools = schools_by(on.edge[long], on.gate[long], assignment, school_ids)
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
    lines = _lines(network, rows)
    frame = gpd.GeoDataFrame(table, index=index, geometry=lines, crs=STORAGE_CRS)
    return frame[[*STREET_COLUMNS, "geometry"]]


def _lines(network: Network, edges: Longs) -> Geometries:
    """Give some streets as lines in WGS-84 degrees, object[k]."""
    first, count = network.edges.offsets[edges], np.diff(network.edges.offsets)[edges]
    owner = np.repeat(np.arange(len(edges)), count)
    local = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    lonlat = network.to_degrees(network.edges.coords[first[owner] + local])
    return np.asarray(shapely.linestrings(lonlat, indices=owner), dtype=object)


def _degrees(network: Network, shapes: Geometries) -> Geometries:
    return np.asarray(shapely.transform(shapes, network.to_degrees), dtype=object)


def schools_by(
    place: Ints, goal: Longs, assignment: Assignment, school_ids: list[str]
) -> dict[int, list[str]]:
    """Schools whose children use each place (edge or node), by id.

    Parameters
    ----------
    place : int32[k]
        Edge or node that a child uses.
    goal : int64[k]
        Where that child walks to.
    assignment : Assignment
        Says which schools each goal is one of.
    school_ids : list of str
        The schools by position.
    """
    pairs = np.unique(place.astype(np.int64) * max(assignment.goals, 1) + goal)
    table = pd.DataFrame(
        {"place": pairs // max(assignment.goals, 1), "goal": pairs % max(assignment.goals, 1)}
    )
    owner = pd.DataFrame({"goal": assignment.goal, "school": assignment.school})
    both = table.merge(owner, on="goal")
    schools = max(len(school_ids), 1)
    row = np.unique(both["place"].to_numpy() * schools + both["school"].to_numpy())
    names = np.array(school_ids, dtype=object)[row % schools].tolist() if len(row) else []
    places, first = np.unique(row // schools, return_index=True)
    stops = np.append(first, len(row))[1:].tolist()
    return {k: names[a:b] for k, a, b in zip(places.tolist(), first.tolist(), stops, strict=True)}


def parts_drawn(network: Network, parts: Stretches) -> Geometries:
    """Parts of streets as lines in WGS-84 degrees, object[k]."""
    lines = [
        substring(shapely.LineString(network.shape(int(edge))), start, stop, normalized=True)
        for edge, start, stop in zip(parts.edge, parts.start, parts.stop, strict=True)
    ]
    out = np.empty(len(lines), dtype=object)
    out[:] = lines
    return _degrees(network, out)


def treated_table(
    network: Network, treated: Stretches, streets: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Draw just the treated parts, with the children of their whole street.

    Parameters
    ----------
    network : Network
        The streets.
    treated : Stretches
        Treated parts of streets.
    streets : GeoDataFrame
        What :func:`streets_table` gave.
    """
    edges = [f"e{edge}" for edge in treated.edge.tolist()]
    own = streets.reindex(edges)
    length_m = (treated.stop - treated.start) * network.edges.length_m[treated.edge]
    table = {
        "street": edges,
        "name": own["name"].fillna("").astype(str).tolist(),
        "treated_m": length_m,
        "children": own["children"].fillna(0.0).to_numpy(dtype=float),
    }
    index = pd.Index([f"t{k}" for k in range(len(edges))], name="id", dtype=object)
    shapes = parts_drawn(network, treated)
    frame = gpd.GeoDataFrame(table, index=index, geometry=shapes, crs=STORAGE_CRS)
    return frame[[*TREATED_COLUMNS, "geometry"]]
