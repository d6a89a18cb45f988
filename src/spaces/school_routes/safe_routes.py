"""Safe school routes on the streets: what they treat, whom they touch, what they cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Floats, Ints, Mask
from geo.crs import STORAGE_CRS
from geo.network.around import within_each
from geo.network.entrances import Entrances
from geo.network.flows.corners import Corners
from geo.network.flows.map_matching import Matched, match_lines
from geo.network.graph import ARTERIAL, Network
from geo.network.search import Router
from geo.network.stretches import Stretches, union
from spaces.school_routes.crossing_facilities import kinds_of
from spaces.school_routes.gates import Gates
from spaces.school_routes.guards import is_crossing
from spaces.school_routes.query import ROUTE
from spaces.school_routes.result import MISSED_COLUMNS, ROUTE_COLUMNS
from spaces.sites import SafeRouteType, existing
from spaces.sites.selection import located
from spaces.walking import WalkNetwork
from spaces.walking.cache import digest

MATCH_M = 20.0
"""A route treats a street that it runs along within this distance."""
TOUCH_M = 30.0
"""A school is touched when a treated street begins within this walk of where its gate meets the
street."""
_END_M, _LEAST_M = 1.0, 0.0001
_LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)


@dataclass(frozen=True, slots=True, eq=False)
class Routes:
    """Routes with a place, existing and planned, and the streets that they run along.

    Parameters
    ----------
    frame : GeoDataFrame
        The sites, by id.
    matched : Matched
        Row by row of ``frame``.
    there : bool[r]
        Whether each exists in the year asked.
    treats : bool[r]
        Whether it exists and its kind treats a street; without a kind it does.
    parts : tuple of Stretches
        Streets of each route.
    """

    frame: gpd.GeoDataFrame
    matched: Matched
    there: Mask
    treats: Mask
    parts: tuple[Stretches, ...]

    @property
    def treated(self) -> Stretches:
        """Streets treated by what exists."""
        return self.matched.stretches(self.treats)


def find_routes(
    streets: WalkNetwork,
    sites: gpd.GeoDataFrame,
    kinds: Mapping[str, SafeRouteType],
    year: int | None,
) -> Routes:
    """Lay the routes of a place on its streets; planned ones too, but they treat nothing.

    Parameters
    ----------
    streets : WalkNetwork
        The streets.
    sites : GeoDataFrame
        Sites of the place, EPSG:4326, index id.
    kinds : mapping of str to SafeRouteType
        Which kinds treat a street.
    year : int or None
        Year of the question; None for now.
    """
    lines = located(sites[sites["category"] == ROUTE])
    found = lines.loc[sorted(lines.index)]
    there = found.index.isin(existing(found, year).index)
    said = kinds_of(found)
    treating = [kind not in kinds or kinds[kind].treats for kind in said]
    metric = np.array(found.geometry.to_crs(streets.network.crs).array, dtype=object)
    metric[~np.isin(shapely.get_type_id(metric), _LINES)] = None
    key = ("matched", digest(*(shape or b"-" for shape in shapely.to_wkb(metric))), MATCH_M)
    with streets.lock:
        made = streets.kept.get(key, lambda: match_lines(streets.network, metric, MATCH_M))
    assert isinstance(made, Matched)
    parts = tuple(_of_line(made, k) for k in range(len(found)))
    treats = there & np.array(treating, dtype=bool)
    return Routes(found, made, np.asarray(there, dtype=bool), treats, parts)


def _of_line(matched: Matched, line: int) -> Stretches:
    first, stop = np.searchsorted(matched.line, [line, line + 1])
    rows = slice(first, stop)
    return union(matched.edge[rows], matched.start[rows], matched.stop[rows])


def touches(router: Router, gates: Gates, routes: Routes) -> list[Mask]:
    """For each route the schools (bool[schools]) at whose gate it begins to treat a street.

    Parameters
    ----------
    router : Router
        The streets under the rules of the question.
    gates : Gates
        Gates of the schools.
    routes : Routes
        The routes.
    """
    feet = replace(gates.snapped, leg_m=np.where(gates.snapped.edge >= 0, 0.0, np.nan))  # no street
    groups = [Entrances(feet.take(gates.of(k)), gates.of(k)) for k in range(gates.schools)]
    near = within_each(router, groups, TOUCH_M + 0.0005)
    owner = np.repeat(np.arange(gates.schools), [len(part) for part in near])
    empty = [union(np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0))]
    edge, start, stop = (
        np.concatenate([getattr(part, name) for part in [*empty, *near]])
        for name in ("edge", "start", "stop")
    )
    out = []
    for part in routes.parts:
        rows = np.flatnonzero(np.isin(edge, part.edge))
        met = part.overlap_m(router.network, edge[rows], start[rows], stop[rows]) > _LEAST_M
        touched = np.zeros(gates.schools, dtype=bool)
        touched[owner[rows[met]]] = True
        out.append(touched)
    return out


def crossed(network: Network, corners: Corners, part: Stretches) -> list[int]:
    """Crossings of arterials on a route: nodes where it goes on in another corner.

    Where it goes straight on along one arterial across another, it crosses too. A route that only
    begins or ends at an arterial, or runs along one, crosses none there.

    Parameters
    ----------
    network, corners : Network, Corners
        The streets.
    part : Stretches
        Streets of one route.
    """
    length_m = network.edges.length_m[part.edge]
    at_u, at_v = part.start * length_m <= _END_M, (1 - part.stop) * length_m <= _END_M
    end = np.concatenate([2 * part.edge[at_u], 2 * part.edge[at_v] + 1])
    ends = np.column_stack([network.edges.u, network.edges.v]).ravel()
    able = is_crossing(network, corners)
    end = end[able[ends[end]]]
    found = []
    for node in np.unique(ends[end]).tolist():
        own = end[ends[end] == node]
        if len(own) > 1 and _apart(network, corners, node, own):
            found.append(int(node))
    return found


def _apart(network: Network, corners: Corners, node: int, own: Ints) -> bool:
    big = network.has(ARTERIAL)[own // 2]
    if len(np.unique(corners.low[own[~big]])) > 1:
        return True
    arms = int(corners.arms[node])
    ranks = np.sort(corners.low[own[big]])
    # Between two arms of the route further arms on both sides: it runs across these.
    gaps = np.diff(np.append(ranks, ranks[:1] + arms)) - 1 if len(ranks) > 1 else np.zeros(1)
    return bool((gaps > 0).sum() > 1)


def missed_parts(routes: Routes, crs: object) -> gpd.GeoDataFrame:
    """Parts of routes that run along no known street, by route."""
    lost = np.flatnonzero(routes.matched.missed_m > _END_M)
    shapes = gpd.GeoSeries(list(routes.matched.missed[lost]), crs=crs).to_crs(STORAGE_CRS)
    table = {
        MISSED_COLUMNS[0]: [str(key) for key in routes.frame.index[lost]],
        MISSED_COLUMNS[1]: routes.matched.missed_m[lost],
    }
    index = pd.Index([f"m{k}" for k in lost.tolist()], name="id")
    return gpd.GeoDataFrame(table, index=index, geometry=shapes.to_numpy(), crs=STORAGE_CRS)


def routes_table(
    routes: Routes,
    rows: Mask,
    school_ids: list[str],
    touched: list[Mask],
    users: Floats,
    nodes: list[list[int]],
    unguarded: Mapping[int, float],
) -> gpd.GeoDataFrame:
    """Describe routes; see :attr:`spaces.school_routes.result.SchoolRoutes.routes`.

    Parameters
    ----------
    routes : Routes
        All of them.
    rows : bool[r]
        Those to describe.
    school_ids : list of str
        The schools by position.
    touched, users, nodes : list of bool[schools], float64[r], list of list of int
        By route: the schools that it touches, who walks along it, its crossings.
    unguarded : dict of int to float
        Children at each crossing that nothing guards.
    """
    frame, said = routes.frame, kinds_of(routes.frame)
    table: dict[str, list[object]] = {column: [] for column in ROUTE_COLUMNS}
    for k in np.flatnonzero(rows).tolist():
        open_ = [node for node in nodes[k] if node in unguarded]
        worst = min(open_, key=lambda node: (-unguarded[node], node), default=-1)
        on = routes.matched.matched_m[k] > _END_M
        row = {
            "name_zh": frame["name_zh"].iloc[k] if "name_zh" in frame else "",
            "name_en": frame["name_en"].iloc[k] if "name_en" in frame else "",
            "demo": bool(frame["demo"].iloc[k]) if "demo" in frame else False,
            "kind": said.iloc[k],
            "status": frame["status"].iloc[k],
            "matched_m": float(routes.matched.matched_m[k]),
            "missed_m": float(routes.matched.missed_m[k]),
            "schools": [school_ids[j] for j in np.flatnonzero(touched[k])],
            "children": float(users[k]),
            "crossings": [f"c{node}" for node in nodes[k]],
            "weakest": f"c{worst}" if worst >= 0 else "",
            "weakest_children": unguarded.get(worst, 0.0),
            "state": "off_network" if not on else "has_unguarded" if open_ else "whole",
        }
        for column in ROUTE_COLUMNS:
            table[column].append(row[column])
    shapes = frame.geometry.to_numpy()[rows]
    index = pd.Index([str(key) for key in frame.index[rows]], name="id")
    return gpd.GeoDataFrame(table, index=index, geometry=shapes, crs=STORAGE_CRS)
