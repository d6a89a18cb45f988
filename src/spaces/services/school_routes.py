"""Ways to school of a place, out of the data folder."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd

from spaces.content.folder import Content
from spaces.places.central_area import load_centre
from spaces.places.population import load_population
from spaces.places.registry import load_boundaries
from spaces.school_routes.analysis import measure
from spaces.school_routes.catchments import catchments_path, load_catchments
from spaces.school_routes.query import SchoolQuery
from spaces.school_routes.result import SchoolRoutes
from spaces.sites.loading import load_sites
from spaces.sites.safe_route_types import load_safe_route_types
from spaces.walking.network_files import load_network, prepare


def answer_school_routes(
    content: Content, query: SchoolQuery, *, sites: gpd.GeoDataFrame | None = None
) -> SchoolRoutes | None:
    """Answer a question about ways to school; None for a place without a network.

    A question about the central urban area is answered for the whole place where the folder
    holds no outline of it: ``query.within`` of the answer is then "".

    Parameters
    ----------
    content : Content
        The data folder.
    query : SchoolQuery
        The question.
    sites : GeoDataFrame, optional
        Sites of the place instead of those of the folder.

    Raises
    ------
    InputRefused
        If a file of the folder cannot be used.
    """
    network = load_network(content, query.place)
    if network is None:
        return None
    centre = load_centre(content, query.place) if query.within else None
    if centre is None:
        query = replace(query, within="")
    own = load_sites(content, query.place).frame if sites is None else sites
    population = load_population(content, query.place)
    path = catchments_path(content, query.place)
    schools = own[own["category"].isin(query.kinds)]
    catchments = load_catchments(content, query.place, schools, population)
    query = replace(query, catchment="" if path is None else path.name)
    frames = load_boundaries(content)
    parts = frames[(frames["place"] == query.place) & (frames.index != query.place)]
    return measure(
        query,
        prepare(network),
        own,
        population,
        load_safe_route_types(content),
        within=centre,
        parts=parts,
        catchments=catchments,
    )
