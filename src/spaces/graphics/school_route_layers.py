"""Map layers of the ways to school as GeoJSON bytes: pure functions, answers in, bytes out.

For what a layer may carry see :mod:`spaces.graphics.geojson`.
Small counts of real children are not shown (:mod:`spaces.places.disclosure`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import geopandas as gpd
import numpy as np
import shapely

from geo.crs import STORAGE_CRS
from geo.network.around import within_each
from geo.network.entrances import Entrances
from spaces.graphics.geojson import children_counts, feature_collection
from spaces.school_routes import SchoolQuery, SchoolRoutes
from spaces.school_routes.streets import parts_drawn
from spaces.sites import gates_of
from spaces.walking import WalkNetwork


def school_streets_layer(ways: SchoolRoutes, limits: Sequence[float]) -> bytes:
    """Streets that children walk, by load, and above them the parts that are treated.

    Properties: ``role`` (``untreated``; ``treated``: just that part of a street), ``load`` (1 and
    up: how many of the ascending ``limits`` the children of a day reach, and one), ``children``
    or ``few``, ``name``, ``metres``.
    """
    loaded = ways.streets[ways.streets["children"] > 0]
    parts = ways.treated
    roles = ["untreated"] * len(loaded) + ["treated"] * len(parts)
    children = np.concatenate([loaded["children"], parts["children"]]).astype(float)
    shapes = np.concatenate([loaded.geometry.to_numpy(), parts.geometry.to_numpy()])
    columns: dict[str, Sequence[object]] = {
        "role": roles,
        "load": (np.searchsorted(np.sort(limits), children, side="right") + 1).tolist(),
        **children_counts(children, modelled=ways.modelled),
        "name": [*loaded["name"], *parts["name"]],
        "metres": np.rint([*loaded["length_m"], *parts["treated_m"]]).astype(int).tolist(),
    }
    ids = [*map(str, loaded.index), *map(str, parts.index)]
    return feature_collection(gpd.GeoSeries(shapes, crs=STORAGE_CRS), ids, columns)


def school_crossings_layer(ways: SchoolRoutes, ranks: Mapping[str, int]) -> bytes:
    """Crossings of arterials on the way, those with a rank last, so that they lie on top.

    Parameters
    ----------
    ways : SchoolRoutes
        The answer.
    ranks : mapping of str to int
        Number on the map by id of the crossing.

    Returns
    -------
    bytes
        Points with ``role`` (``guarded``, ``unguarded``), ``rank``, ``children`` or ``few``,
        ``name`` (of the streets), ``schools`` (how many).
    """
    frame = ways.crossings
    rank = [ranks.get(str(key)) for key in frame.index]
    order = np.argsort([-(r or 10**6) for r in rank], kind="stable")
    frame, rank = frame.iloc[order], [rank[k] for k in order]
    columns: dict[str, Sequence[object]] = {
        "role": ["guarded" if yes else "unguarded" for yes in frame["guarded"]],
        "rank": rank,
        **children_counts(frame["children"].to_numpy(dtype=float), modelled=ways.modelled),
        "name": [" / ".join(names) for names in frame["streets"]],
        "schools": [len(schools) for schools in frame["schools"]],
    }
    return feature_collection(frame.geometry, [str(key) for key in frame.index], columns)


def school_gates_layer(
    ways: SchoolRoutes, sites: gpd.GeoDataFrame, names: Mapping[str, str], school: str = ""
) -> bytes:
    """Gates that the list of sites names, of all schools or of one.

    Properties: ``role`` (``gate``), ``school`` (id), ``name``.

    Parameters
    ----------
    ways : SchoolRoutes
        The answer.
    sites : GeoDataFrame
        The list of sites, index ``id``; schools may have ``entrances``.
    names : mapping of str to str
        Names of schools by id.
    school : str
        Id of the one school that is drawn; "" for all.
    """
    wanted = [school] if school else [str(key) for key in ways.schools.index]
    there = sites[sites.index.isin(wanted)]
    points, owners = [], []
    for key, gates in sorted(gates_of(there).items()):
        for point in shapely.get_parts(gates):
            points.append(point)
            owners.append(key)
    columns: dict[str, Sequence[object]] = {
        "role": ["gate"] * len(owners),
        "school": owners,
        "name": [names.get(key, "") for key in owners],
    }
    ids = [f"{key}-{k}" for k, key in enumerate(owners)]
    return feature_collection(gpd.GeoSeries(points, crs=STORAGE_CRS), ids, columns)


def school_shed_layer(
    query: SchoolQuery, streets: WalkNetwork, sites: gpd.GeoDataFrame, school: str
) -> bytes:
    """Streets within the walk of one school's gates: what its share of street is a share of.

    Properties: ``role`` (``shed``), ``metres``, ``limit_m``.

    Parameters
    ----------
    query : SchoolQuery
        The question: radius and rules.
    streets : WalkNetwork
        What is walked on.
    sites : GeoDataFrame
        Located sites, index ``id``.
    school : str
        Id of the school.
    """
    one = sites[sites.index == school]
    entrances = streets.entrance_points(one.geometry, gates_of(one))
    joined = streets.snapped(entrances.xy, query.arterials)
    group = Entrances(joined, np.arange(len(joined)))
    part = within_each(streets.router(query.rules), [group], query.radius_m)[0]
    shapes = parts_drawn(streets.network, part)
    length_m = (part.stop - part.start) * streets.network.edges.length_m[part.edge]
    columns: dict[str, Sequence[object]] = {
        "role": ["shed"] * len(part),
        "metres": np.rint(length_m).astype(int).tolist(),
        "limit_m": [query.radius_m] * len(part),
    }
    ids = [f"s{k}" for k in range(len(part))]
    return feature_collection(gpd.GeoSeries(shapes, crs=STORAGE_CRS), ids, columns)


def school_missed_layer(ways: SchoolRoutes, names: Mapping[str, str]) -> bytes:
    """Parts of routes that run along no known street.

    Properties: ``role`` (``missed``), ``route`` (id), ``name``, ``metres``.
    """
    frame = ways.missed
    columns: dict[str, Sequence[object]] = {
        "role": ["missed"] * len(frame),
        "route": frame["route"].tolist(),
        "name": [names.get(key, "") for key in frame["route"]],
        "metres": np.rint(frame["missed_m"].to_numpy(dtype=float)).astype(int).tolist(),
    }
    return feature_collection(frame.geometry, [str(key) for key in frame.index], columns)
