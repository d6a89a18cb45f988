"""From one place on the map: every site that a child walks to within some minutes."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.network.paths import places_within
from geo.network.rules import Rules
from spaces.site_entrances import gates_of
from spaces.walk_network import WalkNetwork


def sites_within(
    streets: WalkNetwork,
    rules: Rules,
    at: tuple[float, float],
    sites: gpd.GeoDataFrame,
    *,
    speed_mps: float,
    limit_m: float,
) -> pd.DataFrame:
    """All sites within a walk of a point, in one search from the point.

    Parameters
    ----------
    streets, rules : WalkNetwork, Rules
        What is walked on.
    at : (float, float)
        Longitude and latitude, WGS-84.
    sites : GeoDataFrame
        Located sites, EPSG:4326, index id, with ``category``.
    speed_mps : float
        Walking speed.
    limit_m : float
        Length of the walk; the limit itself is within.

    Returns
    -------
    DataFrame
        Index ``site`` (id), nearest first: ``category``, ``distance_m`` (both legs, to the
        nearest entrance; 0 for who stands inside an outline), ``minutes``.
    """
    network = streets.network
    xy = network.to_metres(np.array([at[0]]), np.array([at[1]]))
    doors = streets.doors(sites.geometry, gates_of(sites))
    start = streets.join(xy, rules.arterials)
    found = places_within(
        streets.router(rules), start, streets.entrances(doors, rules.arterials), limit_m
    )
    metres = pd.Series(found.distance_m, index=sites.index[found.owner], dtype=float)
    inside = sites.index[shapely.intersects_xy(sites.geometry.to_numpy(), *at)]
    metres = pd.concat([pd.Series(0.0, index=inside), metres[~metres.index.isin(inside)]])
    table = pd.DataFrame({"category": sites["category"].reindex(metres.index)})
    table["distance_m"] = metres
    table["minutes"] = metres / speed_mps / 60
    return table.rename_axis("site")
