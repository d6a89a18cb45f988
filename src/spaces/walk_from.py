"""From one place on the map: what a child can walk to, and the way to the nearest of each kind."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
from numpy.typing import NDArray

from geo.network.paths import path
from geo.network.rules import Rules
from geo.network.snap import UNKNOWN
from spaces.reach import is_covered
from spaces.results import WALK_STATES
from spaces.site_entrances import gates_of
from spaces.walk_far import SEARCH_LIMIT_M
from spaces.walk_network import WalkNetwork

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """The way from a point to the nearest site of one kind.

    Parameters
    ----------
    category : str
        The kind.
    site : str
        Id of the site; "" where none is reached at all.
    distance_m : float
        Metres on foot with both legs; ``inf`` where the streets lead to none, NaN where the
        point is on no street.
    minutes : float
        The same in minutes.
    state : str
        One of :data:`spaces.results.WALK_STATES`.
    lonlat : float64[k, 2]
        The way along the streets, WGS-84, from the point to the entrance, legs included; empty
        without one.
    """

    category: str
    site: str
    distance_m: float
    minutes: float
    state: str
    lonlat: Floats


def ways_from(
    streets: WalkNetwork,
    rules: Rules,
    at: tuple[float, float],
    sites: gpd.GeoDataFrame,
    *,
    speed_mps: float,
    limit_m: float,
    shapes: bool = True,
) -> list[Way]:
    """Ways from a point to the nearest site of each kind, nearest first.

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
        Length of the walk that counts as reached; farther ones come too, as "beyond".
    shapes : bool
        Whether the ways themselves are asked.
    """
    xy = streets.network.to_metres(np.array([at[0]]), np.array([at[1]]))
    gates, found = gates_of(sites), []
    kinds = sorted(sites["category"].unique())
    groups = [sites.geometry[sites["category"] == kind] for kind in kinds]
    doors = [streets.doors(group, gates) for group in groups]
    start = streets.join(xy, rules.arterials)
    router = streets.router(rules)
    fields = streets.fields(doors, rules, SEARCH_LIMIT_M)
    for kind, group, door, field in zip(kinds, groups, doors, fields, strict=True):
        walk = router.at(start, field)
        metres, line = float(walk.distance_m[0]), np.zeros((0, 2))
        code = int(walk.state[0])
        if code == 0 and not is_covered(walk.distance_m, limit_m)[0]:
            code = WALK_STATES.index("beyond")
        if walk.owner[0] >= 0 and shapes:
            one = field.entrances.joined.take(walk.entrance)
            end = door.xy[walk.entrance]
            way = path(router, start, one, limit_m=metres + 1)
            if way is not None:
                line = streets.network.to_degrees(np.concatenate([xy, way.xy, end]))
        site = str(group.index[walk.owner[0]]) if walk.owner[0] >= 0 else ""
        minutes = metres / speed_mps / 60
        found.append(Way(kind, site, metres, minutes, WALK_STATES[min(code, UNKNOWN)], line))
    return sorted(found, key=lambda way: (np.nan_to_num(way.distance_m, nan=np.inf), way.category))
