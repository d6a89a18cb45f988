"""Why figures are missing or weaker than they look, and the answer where there are no streets."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.arrays import Mask
from geo.crs import STORAGE_CRS
from geo.network.graph import ON_ARTERIAL
from geo.network.rules import Arterials
from spaces.school_routes.catchments import Catchments
from spaces.school_routes.gates import Gates
from spaces.school_routes.indicators import Measured
from spaces.school_routes.pupils import Pupils
from spaces.school_routes.query import SchoolQuery
from spaces.school_routes.result import (
    CROSSING_COLUMNS,
    FIGURES,
    MISSED_COLUMNS,
    NEED_COLUMNS,
    OFF_COLUMNS,
    ROUTE_COLUMNS,
    SCHOOL_COLUMNS,
    STREET_COLUMNS,
    Figures,
    SchoolRoutes,
)
from spaces.school_routes.safe_routes import Routes
from spaces.walking import WalkNetwork


def is_demo(*frames: gpd.GeoDataFrame) -> bool:
    """Whether any of some sites are made up."""
    return any("demo" in f and bool(f["demo"].fillna(False).astype(bool).any()) for f in frames)


def reasons(
    query: SchoolQuery,
    measured: Measured,
    routes: Routes,
    facilities: int,
    pupils: Pupils | None,
    within: BaseGeometry | None,
    catchments: Catchments | None,
) -> tuple[str, ...]:
    """Say by codes what is missing; see :data:`spaces.school_routes.result.WHY_NOT`.

    Parameters
    ----------
    query : SchoolQuery
        What was asked.
    measured, routes : Measured, Routes
        What the figures are added up from.
    facilities : int
        How many facilities at crossings exist.
    pupils : Pupils or None
        The children; None without a population.
    within : Polygon or MultiPolygon, optional
        Boundary in which schools count.
    catchments : Catchments or None
        Which school children go to, where it was said.
    """
    lost = pupils is not None and catchments is not None and bool((pupils.school < 0).any())
    nobody = pupils is not None and not pupils.children.sum() > 0
    arterials = (measured.network.node_flags & ON_ARTERIAL) != 0
    said = {
        "no_schools": not measured.counted.any(),
        "no_schools_on_network": measured.counted.any()
        and not (measured.counted & measured.on_network).any(),
        "no_population": pupils is None,
        "no_children": nobody,
        "no_bands": pupils is not None and not pupils.by_age,
        "no_routes": not routes.treats.any(),
        "no_facilities": facilities == 0,
        "no_centre_boundary": bool(query.within) and within is None,
        "no_arterials": not arterials.any(),
        "catchment_incomplete": lost,
    }
    return tuple(code for code, yes in said.items() if yes)


def at_stubs(
    streets: WalkNetwork, pupils: Pupils, gates: Gates, arterials: Arterials
) -> dict[str, Any]:
    """Count homes, and schools with all their gates, whose nearest street leads nowhere.

    Parameters
    ----------
    streets : WalkNetwork
        The streets.
    pupils, gates : Pupils, Gates
        Where the children live, and the schools' gates.
    arterials : str
        Whether arterials may be joined.
    """
    homes = streets.passed_by(pupils.xy, arterials) & (pupils.children > 0)
    passed = streets.passed_by(gates.xy, arterials)[gates.gate]
    others = (gates.snapped.edge[gates.gate] >= 0) & ~passed
    schools = np.setdiff1d(gates.school[passed], gates.school[others])
    return {"homes_at_stubs": int(homes.sum()), "schools_at_stubs": int(schools.size)}


def without_streets(
    query: SchoolQuery, schools: gpd.GeoDataFrame, counted: Mask, *, demo: bool
) -> SchoolRoutes:
    """Count schools where there is no network; nothing else can be said.

    Parameters
    ----------
    query : SchoolQuery
        What was asked.
    schools : GeoDataFrame
        Schools that exist, by id.
    counted : bool[schools]
        Which of them count.
    demo : bool
        Whether any site is made up.
    """
    there = (~(schools.geometry.isna() | schools.geometry.is_empty)).to_numpy(dtype=bool)
    figures = Figures(schools=int(counted.sum()), schools_located=int((counted & there).sum()))

    def table(columns: tuple[str, ...]) -> pd.DataFrame:
        return pd.DataFrame(columns=list(columns), index=pd.Index([], name="id", dtype=object))

    def drawn(columns: tuple[str, ...]) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(table(columns), geometry=[], crs=STORAGE_CRS)

    return SchoolRoutes(
        query, figures, table(SCHOOL_COLUMNS), table(FIGURES), drawn(STREET_COLUMNS),
        drawn(CROSSING_COLUMNS), drawn(ROUTE_COLUMNS), drawn(ROUTE_COLUMNS),
        drawn(MISSED_COLUMNS), table(OFF_COLUMNS), table(NEED_COLUMNS),
        demo=demo, why_not=("no_network",),
    )  # fmt: skip
