"""From one place on the map: every site that a child walks to within some minutes."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo.network.paths import places_within
from geo.network.rules import Rules
from spaces.reach.start_point import start_at
from spaces.walking.network import WalkNetwork


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
    streets, rules, at, sites
        See :func:`spaces.reach.start_point.start_at`; the sites with ``category``.
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
    start = start_at(streets, rules, at, sites)
    doors = streets.entrances(start.doors(sites.geometry), rules.arterials)
    found = places_within(start.router, start.snapped, doors, limit_m)
    metres = pd.Series(found.distance_m, index=sites.index[found.owner], dtype=float)
    inside = start.standing_in(sites.geometry)
    metres = pd.concat([pd.Series(0.0, index=inside), metres[~metres.index.isin(inside)]])
    table = pd.DataFrame({"category": sites["category"].reindex(metres.index)})
    table["distance_m"] = metres
    table["minutes"] = metres / speed_mps / 60
    return table.rename_axis("site")
