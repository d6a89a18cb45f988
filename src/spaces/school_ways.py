"""How much of the ways to school is safe: schools, street metres, child-metres, crossings."""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from spaces.population import Population
from spaces.route_kinds import RouteKind
from spaces.school_query import Figures, SchoolQuery, SchoolWays
from spaces.walk_network import WalkNetwork

TOUCH_M = 30.0
"""A school is touched when a treated street begins within this walk of where its gate meets the
street."""
MATCH_M = 20.0
"""A route treats a street that it runs along within this distance."""
GUARD_M = 25.0
"""A facility stands at a crossing no farther away than this."""

__all__ = ["GUARD_M", "MATCH_M", "TOUCH_M", "Figures", "SchoolQuery", "SchoolWays", "measure"]


def measure(
    query: SchoolQuery,
    streets: WalkNetwork,
    sites: gpd.GeoDataFrame,
    population: Population | None,
    route_kinds: Mapping[str, RouteKind],
    *,
    within: BaseGeometry | None = None,
    catchments: gpd.GeoDataFrame | Mapping[str, str] | None = None,
    parts: gpd.GeoDataFrame | None = None,
) -> SchoolWays:
    """Measure the ways to school of a place (being built)."""
    raise NotImplementedError
