"""One place on the map as the beginning of walks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Floats
from geo.network.rules import Rules
from geo.network.search import Router
from geo.network.snap import Snapped
from spaces.sites.entrances import gates_of
from spaces.walking.network import EntrancePoints, WalkNetwork


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """A place, its street, and how sites are found from it.

    Parameters
    ----------
    xy : float64[1, 2]
        The place in the network's metres.
    snapped : Snapped
        Where it meets the streets.
    router : Router
        The streets under the walker's rules.
    doors : callable
        ``sites (GeoSeries) -> Doors``: where they are entered.
    standing_in : callable
        ``sites (GeoSeries) -> Index``: those whose outline holds the place: whoever stands
        there is there, whatever the streets say.
    """

    xy: Floats
    snapped: Snapped
    router: Router
    doors: Callable[[gpd.GeoSeries], EntrancePoints]
    standing_in: Callable[[gpd.GeoSeries], pd.Index]


def start_at(
    streets: WalkNetwork, rules: Rules, at: tuple[float, float], sites: gpd.GeoDataFrame
) -> Start:
    """Put a place on the streets.

    Parameters
    ----------
    streets, rules : WalkNetwork, Rules
        What is walked on.
    at : (float, float)
        Longitude and latitude, WGS-84.
    sites : GeoDataFrame
        Located sites, EPSG:4326, index id; their gates are known from here.
    """
    xy = streets.network.to_metres(np.array([at[0]]), np.array([at[1]]))
    gates = gates_of(sites)
    return Start(
        xy,
        streets.snap(xy, rules.arterials),
        streets.router(rules),
        lambda some: streets.doors(some, gates),
        lambda some: some.index[shapely.intersects_xy(some.to_numpy(), *at)],
    )
