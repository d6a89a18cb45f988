"""Questions about reach asked of the toy town."""

from __future__ import annotations

import geopandas as gpd
import shapely

from spaces.reach.analysis import GapQuery, GapResult, analyse
from tests.toys import toytown

QUERY = GapQuery("toy", speed_mps=toytown.SPEED_1000_M)


def run(query: GapQuery = QUERY, sites=None, population="toy", boundary="toy", **more) -> GapResult:
    return analyse(
        query,
        toytown.sites() if sites is None else sites,
        toytown.population() if population == "toy" else population,
        toytown.boundary() if boundary == "toy" else boundary,
        toytown.parts(),
        **more,
    )


def at_points(points, **more) -> gpd.GeoDataFrame:
    return toytown.sites([shapely.Point(p) for p in points], **more)
