"""Map layers of walks as GeoJSON bytes: pure functions, answers in, bytes out.

For what a layer may carry see :mod:`spaces.graphics.geojson`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.crs import STORAGE_CRS
from geo.network.graph import ARTERIAL
from geo.network.rules import Rules
from spaces.graphics.geojson import (
    children_counts,
    feature_collection,
    point_collection,
    whole_metres,
)
from spaces.places.population_cells import centres
from spaces.reach import GapResult
from spaces.reach.from_point import Way
from spaces.reach.gap_reasons import false_comfort
from spaces.sites import gates_of
from spaces.walking import WalkNetwork
from spaces.walking.cache import digest
from spaces.walking.entrances import EntrancePoints
from spaces.walking.isochrones import site_zones

_SIMPLE_M = 2.0
"""Outlines may be drawn this far off: a raster of 25 m is no finer."""


def walk_cells_layer(walk: GapResult, site_names: Mapping[str, str]) -> bytes:
    """Where children live, by the five classes of a walk; ``false_comfort`` is true or absent.

    Properties: ``state`` (:data:`spaces.reach.result.WALK_STATES`), ``false_comfort``, ``children``
    or ``few``, ``cell_m``, ``nearest_m`` (the walk), ``straight_m``, ``nearest``.
    """
    cells = walk.cells
    straight_m = cells["straight_m"].to_numpy(dtype=np.float64)
    false = false_comfort(cells["covered"], straight_m, walk.query.radius_m)
    size = cells["cell_m"] if "cell_m" in cells else pd.Series(0, index=cells.index)
    children = cells["children"].to_numpy(dtype=float, na_value=np.nan)
    counts = children_counts(children, modelled=walk.modelled)
    names = {key: json.dumps(name, ensure_ascii=False) for key, name in site_names.items()}
    columns: list[tuple[str, Sequence[object]]] = [
        ('"state":"', [f'{state}"' for state in _texts(cells["state"])]),
        ('"false_comfort":', ["true" if yes else None for yes in false]),
        ('"children":', counts["children"]),
        ('"few":', ["true" if few else None for few in counts["few"]]),
        ('"cell_m":', size.tolist()),
        ('"nearest_m":', _whole(cells["distance_m"])),
        ('"straight_m":', _whole(cells["straight_m"])),
        ('"nearest":', [names.get(key) for key in _texts(cells["nearest_site"])]),
    ]
    points = centres(cells)
    ids = tuple(_texts(cells.index))
    return point_collection(shapely.get_x(points), shapely.get_y(points), ids, columns)


def _texts(values: pd.Series | pd.Index) -> list[str]:
    """Texts as a plain list: an arrow column is slow to walk through one by one."""
    return [str(value) for value in values.to_numpy(dtype=object).tolist()]


def _whole(metres: pd.Series) -> list[int | None]:
    return whole_metres(metres.to_numpy(dtype=np.float64))


def false_comfort_layer(walk: GapResult) -> bytes:
    """Area inside the circle and beyond the walk, as one feature; none where it is empty."""
    area = walk.false_area
    shapes = [] if area is None or area.is_empty else [area]
    columns: dict[str, Sequence[object]] = {
        "state": ["false_comfort"] * len(shapes),
        "area_km2": [round(walk.area_false_km2 or 0.0, 3)] * len(shapes),
    }
    return feature_collection(
        gpd.GeoSeries(shapes, crs=4326), ["false_comfort"] * len(shapes), columns
    )


def walk_reach_layer(walk: GapResult) -> bytes:
    """Areas within the walk, beyond it, and on no known street."""
    given = {"covered": walk.covered, "uncovered": walk.uncovered, "unknown": walk.unknown}
    drawn = {k: shape for k, shape in given.items() if shape is not None and not shape.is_empty}
    series = gpd.GeoSeries(list(drawn.values()), crs=4326)
    return feature_collection(series, list(drawn), {"state": list(drawn)})


def isochrones_layer(
    streets: WalkNetwork,
    rules: Rules,
    sites: gpd.GeoDataFrame,
    *,
    speed_mps: float,
    minutes: Sequence[float] = (5, 10, 15),
    dissolved: bool = False,
) -> bytes:
    """Draw walks of some minutes around each site; small bands come last and lie on top.

    Parameters
    ----------
    streets, rules : WalkNetwork, Rules
        What is walked on.
    sites : GeoDataFrame
        Located sites, EPSG:4326, index id.
    speed_mps : float
        Of the walker, metres per second.
    minutes : sequence of float
        Lengths of the walks.
    dissolved : bool
        One area for all sites together.

    Returns
    -------
    bytes
        Polygons with ``site`` ("" when dissolved), ``minutes``, ``limit_m``.
    """
    entrances = streets.entrance_points(sites.geometry, gates_of(sites))
    ids = [str(key) for key in sites.index]
    if dissolved:
        every = np.zeros(len(entrances.owner), dtype=np.int64)
        entrances, ids = EntrancePoints(entrances.xy, every, 1, entrances.key + "-all"), [""]
    return _bands(streets, rules, entrances, ids, speed_mps, minutes)


def isochrones_at_layer(
    streets: WalkNetwork,
    rules: Rules,
    at: tuple[float, float],
    *,
    speed_mps: float,
    minutes: Sequence[float] = (5, 10, 15),
) -> bytes:
    """Draw walks of some minutes from a point of the map (longitude, latitude).

    Parameters
    ----------
    streets, rules : WalkNetwork, Rules
        What is walked on.
    at : tuple of float
        Longitude and latitude, WGS-84 degrees.
    speed_mps : float
        Of the walker, metres per second.
    minutes : sequence of float
        Lengths of the walks.
    """
    xy = streets.network.to_metres(np.array([at[0]]), np.array([at[1]]))
    entrances = EntrancePoints(xy, np.zeros(1, dtype=np.int64), 1, digest(xy.tobytes()))
    return _bands(streets, rules, entrances, [""], speed_mps, minutes)


def _bands(
    streets: WalkNetwork,
    rules: Rules,
    entrances: EntrancePoints,
    ids: Sequence[str],
    speed_mps: float,
    minutes: Sequence[float],
) -> bytes:
    order = sorted(minutes, reverse=True)
    limits = [round(speed_mps * 60 * band, 3) for band in order]
    found = site_zones(streets, rules, entrances, limits)
    shapes = np.array([shape for zone in found for shape in zone], dtype=object)
    rows = [(key, band, limit) for key in ids for band, limit in zip(order, limits, strict=True)]
    drawn = ~shapely.is_empty(shapes)
    plain = shapely.simplify(shapes[drawn], _SIMPLE_M)
    series = gpd.GeoSeries(plain, crs=streets.network.crs).to_crs(STORAGE_CRS)
    kept = [row for row, yes in zip(rows, drawn, strict=True) if yes]
    columns: dict[str, Sequence[object]] = {
        "site": [row[0] for row in kept],
        "minutes": [row[1] for row in kept],
        "limit_m": [row[2] for row in kept],
    }
    return feature_collection(series, [f"{key}-{band:g}" for key, band, _ in kept], columns)


def ways_layer(
    ways: Sequence[Way], site_names: Mapping[str, str], kinds: Mapping[str, str]
) -> bytes:
    """Ways to the nearest site of each kind, as lines; kinds without a way are left out.

    Properties: ``category``, ``kind`` (its name), ``site``, ``name``, ``distance_m``,
    ``minutes``, ``state``.

    Parameters
    ----------
    ways : sequence of Way
        Ways from one point.
    site_names : mapping of str to str
        Names of sites by id.
    kinds : mapping of str to str
        Names of categories by id.
    """
    drawn = [way for way in ways if len(way.lonlat) > 1]
    series = gpd.GeoSeries([shapely.LineString(way.lonlat) for way in drawn], crs=STORAGE_CRS)
    columns: dict[str, Sequence[object]] = {
        "category": [way.category for way in drawn],
        "kind": [kinds.get(way.category, way.category) for way in drawn],
        "site": [way.site for way in drawn],
        "name": [site_names.get(way.site, "") for way in drawn],
        "distance_m": [round(way.distance_m) for way in drawn],
        "minutes": [round(way.minutes, 1) for way in drawn],
        "state": [way.state for way in drawn],
    }
    return feature_collection(series, [way.category for way in drawn], columns)


def streets_layer(streets: WalkNetwork) -> bytes:
    """Draw the streets and the waters between, for a check by eye; arterials are marked."""
    network = streets.network
    shapes = np.concatenate([network.lines(), network.barriers])
    series = gpd.GeoSeries(shapes, crs=network.crs).to_crs(STORAGE_CRS)
    arterial = network.has(ARTERIAL)
    roles = ["arterial" if big else "street" for big in arterial]
    roles += ["barrier"] * len(network.barriers)
    return feature_collection(series, [str(k) for k in range(len(roles))], {"role": roles})
