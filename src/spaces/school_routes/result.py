"""The answer on the ways to school as plain data, with the columns of its tables."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

import geopandas as gpd
import pandas as pd

from geo.crs import STORAGE_CRS
from spaces.school_routes.link_loads import LinkLoads, no_loads
from spaces.school_routes.query import SchoolQuery

STREET_COLUMNS = (
    "name", "way", "arterial", "length_m", "treated_m", "untreated_m", "children", "child_m",
    "child_untreated_m", "schools",
)  # fmt: skip
CROSSING_COLUMNS = (
    "streets", "guarded", "signal", "facility", "facility_kinds", "children", "schools", "routes",
)  # fmt: skip
ROUTE_COLUMNS = (
    "name_zh", "name_en", "demo", "kind", "status", "matched_m", "missed_m", "schools", "children",
    "crossings", "weakest", "weakest_children", "state",
)  # fmt: skip
SCHOOL_COLUMNS = (
    "name_zh", "name_en", "demo", "sub_area", "category", "gates", "on_network", "touched",
    "street_m", "street_treated_m", "street_share", "children", "child_m", "child_treated_m",
    "child_share", "children_safe", "safe_share", "child_leg_m", "walk_m_median", "weakest",
    "weakest_children", "same_gate",
)  # fmt: skip
TREATED_COLUMNS = ("street", "name", "treated_m", "children")
MISSED_COLUMNS = ("route", "missed_m")
OFF_COLUMNS = ("category", "kind", "distance_m", "why")
NEED_COLUMNS = ("children", "gate", "crossings")
ROUTE_STATES = ("whole", "has_unguarded", "off_network")
OFF_REASONS = ("no_place", "no_street", "no_crossing")
WHY_NOT = (
    "no_network",
    "network_too_thin",
    "no_schools",
    "no_schools_on_network",
    "no_population",
    "no_children",
    "no_bands",
    "no_routes",
    "no_facilities",
    "no_centre_boundary",
    "no_arterials",
    "catchment_incomplete",
)
"""Why a figure is missing or weaker than it looks."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a place, a sub-area or a school. What could not be computed is None.

    Parameters
    ----------
    schools, schools_located, schools_on_network : int
        Schools counted; those of them with a place on the map; those with a gate on a street.
    schools_touched : int
        Those with a treated street within :data:`spaces.school_routes.analysis.TOUCH_M` of a gate.
    touched_share : float or None
        Of the schools on the network, 0 to 1.
    street_m, street_treated_m : float
        Metres of street within the radius, on foot, of a gate; no metre counts twice.
    street_share : float or None
        Treated of all metres of street, 0 to 1.
    children : float or None
        Children who walk to one of these schools.
    child_m, child_treated_m : float or None
        Children times metres of street on their way, and the part of it on treated street.
    child_share : float or None
        Treated of all child-metres, 0 to 1.
    child_leg_m : float or None
        Children times the legs between home, street and gate: in no share.
    children_safe : float or None
        Children whose way crosses no unguarded arterial.
    safe_share : float or None
        Of the children who walk to these schools, 0 to 1.
    children_beyond, children_unreachable, children_unsnapped, children_unknown : float or None
        Of the place: those who live farther than the limit; from whom the streets lead to no
        school; whose home is near no street; whose home has no place. None for a school or a
        sub-area.
    children_unassigned, children_elsewhere : float or None
        Of the place: those to whom catchments give no school; those who walk to a school outside
        the boundary. With the children who walk and the four above these are all children.
    """

    schools: int = 0
    schools_located: int = 0
    schools_on_network: int = 0
    schools_touched: int = 0
    touched_share: float | None = None
    street_m: float = 0.0
    street_treated_m: float = 0.0
    street_share: float | None = None
    children: float | None = None
    child_m: float | None = None
    child_treated_m: float | None = None
    child_share: float | None = None
    child_leg_m: float | None = None
    children_safe: float | None = None
    safe_share: float | None = None
    children_beyond: float | None = None
    children_unreachable: float | None = None
    children_unsnapped: float | None = None
    children_unknown: float | None = None
    children_unassigned: float | None = None
    children_elsewhere: float | None = None


FIGURES = tuple(one.name for one in fields(Figures))


def _nothing_treated() -> gpd.GeoDataFrame:
    index = pd.Index([], name="id", dtype=object)
    table = pd.DataFrame(columns=list(TREATED_COLUMNS), index=index)
    return gpd.GeoDataFrame(table, geometry=[], crs=STORAGE_CRS)


@dataclass(frozen=True, slots=True, eq=False)
class SchoolRoutes:
    """What was found; its columns are the tuples above.

    Parameters
    ----------
    query : SchoolQuery
        What was asked.
    figures : Figures
        Of the place, or of the schools within the boundary.
    schools : DataFrame
        Index site id; ``SCHOOL_COLUMNS``. ``gates``: how many; ``touched``, shares: NA where
        not measured; ``weakest``: the unguarded crossing that most of its children use, an id of
        ``crossings`` or ""; ``same_gate``: ids of schools that share a gate. Children who walk to
        a shared gate stand in the row of each school of it, and once in every sum.
    by_sub_area : DataFrame
        Index code or name of the sub-area; columns :data:`FIGURES`.
    streets : GeoDataFrame
        EPSG:4326 lines, index "e123"; ``STREET_COLUMNS``. Streets that a child walks on, or
        that are treated. ``children``: who walk on it on one way to school; most loaded first.
    treated : GeoDataFrame
        EPSG:4326 lines: just the treated parts of streets; ``TREATED_COLUMNS``.
    crossings : GeoDataFrame
        EPSG:4326 points, index "c45"; ``CROSSING_COLUMNS``. Arterial crossings on the way of
        children or of a route; nodes within 25 m of each other are one, named by one of them.
        ``signal``: traffic lights of the network; ``facility``: id of the site that guards it,
        or ""; ``facility_kinds``: what stands there, guarding or not.
    routes : GeoDataFrame
        EPSG:4326 lines, index site id; ``ROUTE_COLUMNS``: those that count in the year.
        ``schools``: those it touches; ``children``: who use any part of it; ``weakest``: its
        unguarded crossing with most children, or ""; ``state``: of ``ROUTE_STATES``.
    planned : GeoDataFrame
        The routes that do not exist yet, same columns; they treat nothing.
    missed : GeoDataFrame
        EPSG:4326 lines: parts of routes that run along no known street; ``MISSED_COLUMNS``.
    facilities_off : DataFrame
        Index site id: existing spots at no crossing, ``OFF_COLUMNS``; ``why`` of
        ``OFF_REASONS``.
    needs : DataFrame
        Groups of children by the unguarded crossings on their way, what
        :mod:`spaces.school_routes.priorities` ranks: ``NEED_COLUMNS`` (``gate`` a number,
        ``crossings`` ids in the order walked).
    loads : LinkLoads
        Children of each school apart; see :func:`spaces.school_routes.one_school.for_one_school`.
    demo : bool
        Whether sites or streets are made up.
    modelled : bool or None
        Whether children were spread by a model; None without children.
    notice : str
        Whose streets these are.
    why_not : tuple of str
        Of ``WHY_NOT``.
    homes_at_stubs, schools_at_stubs : int
        Homes (cells with children) and schools whose nearest street leads nowhere, so that they
        joined one farther away.
    """

    query: SchoolQuery
    figures: Figures
    schools: pd.DataFrame
    by_sub_area: pd.DataFrame
    streets: gpd.GeoDataFrame
    crossings: gpd.GeoDataFrame
    routes: gpd.GeoDataFrame
    planned: gpd.GeoDataFrame
    missed: gpd.GeoDataFrame
    facilities_off: pd.DataFrame
    needs: pd.DataFrame
    treated: gpd.GeoDataFrame = field(default_factory=_nothing_treated)
    loads: LinkLoads = field(default_factory=no_loads)
    demo: bool = False
    modelled: bool | None = None
    notice: str = ""
    why_not: tuple[str, ...] = ()
    homes_at_stubs: int = 0
    schools_at_stubs: int = 0
