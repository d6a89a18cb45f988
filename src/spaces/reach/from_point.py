"""From one place on the map: what a child can walk to, and the way to the nearest of each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Floats
from geo.network.paths import path, places_within
from geo.network.rules import Rules
from geo.network.search import Router
from geo.network.snap import UNKNOWN, Snapped
from geo.network.walks import DistanceField
from spaces.reach.nearest import is_covered
from spaces.reach.result import WALK_STATES
from spaces.sites import gates_of
from spaces.walking import WalkNetwork
from spaces.walking.entrances import EntrancePoints
from spaces.walking.search_limits import SEARCH_LIMIT_M


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
    entrance_points : callable
        ``sites (GeoSeries) -> EntrancePoints``: where they are entered.
    standing_in : callable
        ``sites (GeoSeries) -> Index``: those whose outline holds the place: whoever stands
        there is there, whatever the streets say.
    """

    xy: Floats
    snapped: Snapped
    router: Router
    entrance_points: Callable[[gpd.GeoSeries], EntrancePoints]
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
        lambda some: streets.entrance_points(some, gates),
        lambda some: some.index[shapely.intersects_xy(some.to_numpy(), *at)],
    )


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
    streets, rules, at, sites : WalkNetwork, Rules, (float, float), GeoDataFrame
        See :func:`start_at`; the sites with ``category``.
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
    entrances = streets.snap_entrances(start.entrance_points(sites.geometry), rules.arterials)
    found = places_within(start.router, start.snapped, entrances, limit_m)
    metres = pd.Series(found.distance_m, index=sites.index[found.owner], dtype=float)
    inside = start.standing_in(sites.geometry)
    metres = pd.concat([pd.Series(0.0, index=inside), metres[~metres.index.isin(inside)]])
    table = pd.DataFrame({"category": sites["category"].reindex(metres.index)})
    table["distance_m"] = metres
    table["minutes"] = metres / speed_mps / 60
    return table.rename_axis("site")


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
        Metres on foot with both legs; 0 for who stands inside an outline, ``inf`` where the
        streets lead to none, NaN where the point is on no street.
    minutes : float
        The same in minutes.
    state : str
        One of :data:`spaces.reach.result.WALK_STATES`.
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
    streets, rules, at, sites : WalkNetwork, Rules, (float, float), GeoDataFrame
        See :func:`start_at`; the sites with ``category``.
    speed_mps : float
        Walking speed.
    limit_m : float
        Length of the walk that counts as reached; farther ones come too, as "beyond".
    shapes : bool
        Whether the ways themselves are asked.
    """
    start, found = start_at(streets, rules, at, sites), []
    kinds = sorted(sites["category"].unique())
    groups = [sites.geometry[sites["category"] == kind] for kind in kinds]
    fields = streets.fields(
        [start.entrance_points(group) for group in groups], rules, SEARCH_LIMIT_M
    )
    for kind, group, field in zip(kinds, groups, fields, strict=True):
        inside = start.standing_in(group)
        if len(inside):
            found.append(Way(kind, str(inside[0]), 0.0, 0.0, WALK_STATES[0], np.zeros((0, 2))))
            continue
        walk = start.router.at(start.snapped, field)
        metres, code = float(walk.distance_m[0]), int(walk.state[0])
        if code == 0 and not is_covered(walk.distance_m, limit_m)[0]:
            code = WALK_STATES.index("beyond")
        line = np.zeros((0, 2))
        if walk.owner[0] >= 0 and shapes:
            line = _line(
                streets, start, field, int(walk.entrance[0]), start.entrance_points(group), metres
            )
        site = str(group.index[walk.owner[0]]) if walk.owner[0] >= 0 else ""
        minutes = metres / speed_mps / 60
        found.append(Way(kind, site, metres, minutes, WALK_STATES[min(code, UNKNOWN)], line))
    return sorted(found, key=lambda way: (np.nan_to_num(way.distance_m, nan=np.inf), way.category))


def _line(
    streets: WalkNetwork,
    start: Start,
    field: DistanceField,
    entrance: int,
    entrances: EntrancePoints,
    metres: float,
) -> Floats:
    """Draw the way to one entrance, legs included; WGS-84."""
    end = field.entrances.snapped.take(np.array([entrance]))
    way = path(start.router, start.snapped, end, limit_m=metres + 1)
    if way is None:
        return np.zeros((0, 2))
    xy = np.concatenate([start.xy, way.xy, entrances.xy[entrance : entrance + 1]])
    return streets.network.to_degrees(xy)
