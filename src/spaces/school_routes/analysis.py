"""How much of the ways to school is safe: schools, street metres, child-metres, crossings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.arrays import Mask
from geo.network.around import within_each
from geo.network.flows.corners import Corners
from geo.network.search import Router
from geo.network.stretches import Stretches
from spaces.places import Population
from spaces.school_routes.assignment import Assignment, assign_trips
from spaces.school_routes.catchments import Catchments
from spaces.school_routes.caveats import at_stubs, is_demo, reasons, without_streets
from spaces.school_routes.crossing_facilities import (
    CrossingFacilities,
    facilities_off,
    find_crossing_facilities,
    guards_of,
)
from spaces.school_routes.crossings import crossings_table, needs_table
from spaces.school_routes.gates import Gates, find_gates, inside, schools_of
from spaces.school_routes.guards import GUARD_M, Guards
from spaces.school_routes.indicators import (
    Measured,
    place_figures,
    school_table,
    sub_area_table,
    sub_areas,
)
from spaces.school_routes.link_loads import loads_of
from spaces.school_routes.pupils import Pupils, find_pupils, settled
from spaces.school_routes.query import SchoolQuery
from spaces.school_routes.result import Figures, SchoolRoutes
from spaces.school_routes.safe_routes import (
    MATCH_M,
    TOUCH_M,
    Routes,
    crossed,
    find_routes,
    missed_parts,
    routes_table,
    touches,
)
from spaces.school_routes.streets import streets_table, treated_table
from spaces.sites import SafeRouteType
from spaces.walking import WalkNetwork

__all__ = ["GUARD_M", "MATCH_M", "TOUCH_M", "Figures", "SchoolQuery", "SchoolRoutes", "measure"]


def measure(
    query: SchoolQuery,
    streets: WalkNetwork | None,
    sites: gpd.GeoDataFrame,
    population: Population | None,
    route_kinds: Mapping[str, SafeRouteType],
    *,
    within: BaseGeometry | None = None,
    catchments: Catchments | None = None,
    parts: gpd.GeoDataFrame | None = None,
) -> SchoolRoutes:
    """Measure the ways to school of a place.

    Children walk the shortest way to the nearest gate, or to the school that a catchment gives
    them, whatever is treated. A street is treated where an existing route of a treating kind runs
    along it; a crossing of an arterial is guarded by traffic lights or an existing facility of a
    guarding kind. What is only planned does neither.

    Parameters
    ----------
    query : SchoolQuery
        What is asked.
    streets : WalkNetwork or None
        The streets; without them only schools are counted.
    sites : GeoDataFrame
        Sites of the place, EPSG:4326, index id, columns of the site contract.
    population : Population or None
        Children of the place.
    route_kinds : mapping of str to SafeRouteType
        Which kinds treat and guard.
    within : Polygon or MultiPolygon, optional
        Boundary, WGS-84: only schools in it count, with all their children and streets. The
        nearest school of a child is still sought among all.
    catchments : Catchments, optional
        Which school children go to; default the nearest.
    parts : GeoDataFrame, optional
        Sub-areas, index code, with ``name_zh``: where a school says none.

    Returns
    -------
    SchoolRoutes
    """
    schools = schools_of(sites, query)
    counted = inside(schools, within)
    if streets is None:
        return without_streets(query, schools, counted, demo=is_demo(schools))
    network, router, corners = streets.network, streets.router(query.rules), _corners(streets)
    gates = find_gates(streets, schools, query.arterials)
    routes = find_routes(streets, sites, route_kinds, query.year)
    facilities = find_crossing_facilities(streets, corners, sites, route_kinds, query.year)
    guards = guards_of(network, corners, facilities, gates.snapped.xy)
    ids = [str(key) for key in schools.index]
    pupils = None
    if population is not None:
        pupils = find_pupils(streets, population, query.arterials, catchments, ids)
        pupils = settled(pupils, router, gates, query.limit_m)
    walkers = pupils or _nobody(streets)
    assignment = assign_trips(
        router, corners, walkers, gates, guards, counted, routes.parts, query.limit_m
    )
    touched = [near & counted for near in touches(router, gates, routes)]
    any_touch = _any([t for t, yes in zip(touched, routes.treats, strict=True) if yes], len(ids))
    measured = Measured(
        network, schools, counted, _located(schools, gates), gates.on_network(), any_touch, gates,
        _around(router, gates, counted, query.radius_m), routes.treated,
        assignment if pupils else None,
    )  # fmt: skip
    areas, use = sub_areas(schools, parts), _unguarded(assignment, guards.node)
    return SchoolRoutes(
        query=query,
        figures=place_figures(measured),
        schools=school_table(measured, areas, use),
        by_sub_area=sub_area_table(measured, areas),
        facilities_off=facilities_off(streets, corners, facilities, gates.snapped.xy),
        demo=network.demo or is_demo(schools, routes.frame, facilities.frame),
        modelled=None if population is None else population.modelled,
        notice=network.notice,
        why_not=reasons(query, measured, routes, len(facilities.frame), pupils, within, catchments),
        **at_stubs(streets, walkers, gates, query.arterials),
        **_lists(measured, assignment, routes, guards, facilities, touched, corners),
    )


def _lists(
    measured: Measured,
    assignment: Assignment,
    routes: Routes,
    guards: Guards,
    facilities: CrossingFacilities,
    touched: list[Mask],
    corners: Corners,
) -> dict[str, Any]:
    """Streets, crossings and routes, one table each."""
    network, ids = measured.network, [str(key) for key in measured.schools.index]
    nodes = [
        sorted({int(guards.place[node]) for node in crossed(network, corners, part)})
        for part in routes.parts
    ]
    on_routes = _routes_at(routes, nodes)
    crossings = crossings_table(network, assignment, guards, facilities, on_routes, ids)
    open_ = crossings[~crossings["guarded"].astype(bool)]
    needed = {int(key[1:]): n for key, n in zip(open_.index, open_["children"], strict=True)}
    # Those on planned routes alone stand in no list of crossings; nobody walks there.
    unguarded = {n: 0.0 for own in nodes for n in own if not guards.node[n]} | needed
    described = {
        there: routes_table(
            routes, routes.there == there, ids, touched, assignment.users, nodes, unguarded
        )
        for there in (True, False)
    }
    streets = streets_table(network, assignment, routes.treated, ids)
    return {
        "streets": streets,
        "treated": treated_table(network, routes.treated, streets),
        "crossings": crossings,
        "routes": described[True],
        "planned": described[False],
        "missed": missed_parts(routes, network.crs),
        "needs": needs_table(assignment),
        "loads": loads_of(network, assignment, routes.treated, ids),
    }


def _corners(streets: WalkNetwork) -> Corners:
    with streets.lock:
        made = streets.kept.get(("corners",), lambda: Corners(streets.network))
    assert isinstance(made, Corners)
    return made


def _nobody(streets: WalkNetwork) -> Pupils:
    nowhere = np.zeros((0, 2))
    snapped = streets.snap(nowhere, "allowed")
    none = np.zeros(0, dtype=np.int64)
    return Pupils(np.zeros(0), nowhere, snapped, none.astype(np.int8), none, by_age=True)


def _located(schools: gpd.GeoDataFrame, gates: Gates) -> Mask:
    found: Mask = (~(schools.geometry.isna() | schools.geometry.is_empty)).to_numpy(dtype=bool)
    found = found.copy()
    found[np.unique(gates.school[np.isfinite(gates.xy[gates.gate]).all(axis=1)])] = True
    return found


def _around(router: Router, gates: Gates, counted: Mask, radius_m: float) -> tuple[Stretches, ...]:
    """Streets around each school that counts; none around the others."""
    wanted = np.flatnonzero(counted)
    groups = [gates.entrances(np.arange(gates.schools) == k) for k in wanted]
    nothing = Stretches(np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0))
    out = [nothing] * gates.schools
    for k, part in zip(wanted.tolist(), within_each(router, groups, radius_m), strict=True):
        out[k] = part
    return tuple(out)


def _any(masks: list[Mask], count: int) -> Mask:
    found = np.zeros(count, dtype=bool)
    for mask in masks:
        found |= mask
    return found


def _routes_at(routes: Routes, nodes: list[list[int]]) -> dict[int, list[str]]:
    """Existing routes by the crossings that they lead over."""
    found: dict[int, list[str]] = defaultdict(list)
    for key, there, own in zip(routes.frame.index, routes.there, nodes, strict=True):
        for node in own if there else []:
            found[node].append(str(key))
    return found


def _unguarded(assignment: Assignment, guarded: Mask) -> pd.DataFrame:
    """Who of each school uses which unguarded crossing."""
    rows = ~guarded[assignment.cross]
    use = pd.DataFrame(
        {
            "node": assignment.cross[rows],
            "goal": assignment.cross_goal[rows],
            "children": assignment.cross_weight[rows],
        }
    )
    owner = pd.DataFrame({"goal": assignment.goal, "school": assignment.school})
    both = use.merge(owner, on="goal")
    sums = both.groupby(["school", "node"])["children"].sum().round(6).reset_index()
    return pd.DataFrame(sums).assign(crossing=[f"c{node}" for node in sums["node"]])
