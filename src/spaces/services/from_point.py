"""How far it is from points to sites, and to sites from where children live."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd

from geo.crs import metric_crs_for
from spaces.places.population_cells import metric_xy
from spaces.reach import GapQuery, OnFoot
from spaces.reach.from_point import Way, sites_within, ways_from
from spaces.reach.nearest import Nearest
from spaces.reach.walk_classes import heads_within
from spaces.services.inputs import PlaceInputs
from spaces.services.reach import ruler_of, streets_of
from spaces.sites import existing, gates_of
from spaces.sites.selection import located


def located_sites(inputs: PlaceInputs, query: GapQuery) -> gpd.GeoDataFrame:
    """Return the located sites that exist and are of the kinds asked; of every kind if none is."""
    there = located(existing(inputs.listed.frame, query.year))
    return there[there["category"].isin(query.categories)] if query.categories else there


def nearest_sites(
    inputs: PlaceInputs, query: GapQuery, starts: gpd.GeoDataFrame, sites: gpd.GeoDataFrame
) -> Nearest:
    """Nearest of some sites from each start, by the ruler of the question.

    Parameters
    ----------
    inputs : PlaceInputs
        Whose streets are walked.
    query : GapQuery
        The question.
    starts : GeoDataFrame
        Where walks begin, EPSG:4326 points; those without a location have no nearest site.
    sites : GeoDataFrame
        Located sites, EPSG:4326, index id.

    Raises
    ------
    NoStreets
        If it asks for a walk and no streets are known.
    """
    ruler = ruler_of(inputs, query)
    crs = streets_of(inputs).network.crs if query.on_foot else metric_crs_for(starts)
    return ruler.nearest_of(metric_xy(starts, crs), [sites.geometry.to_crs(crs)])[0]


def at_stubs(
    inputs: PlaceInputs, query: GapQuery, starts: gpd.GeoDataFrame, sites: gpd.GeoDataFrame
) -> dict[str, int]:
    """Count starts and sites whose nearest street leads nowhere; nothing without streets.

    Parameters
    ----------
    inputs : PlaceInputs
        What is known of the place.
    query : GapQuery
        The question, with its ruler.
    starts, sites : GeoDataFrame
        As for :func:`nearest_sites`.
    """
    if not query.on_foot:
        return {}
    streets = streets_of(inputs)
    crs = streets.network.crs
    found = ruler_of(inputs, query).source(sites.geometry.to_crs(crs))
    starting = streets.passed_by(metric_xy(starts, crs), query.rules.arterials)
    by_site = 0 if found is None else found.sites_at_stubs
    return {"starts_at_stubs": int(starting.sum()), "sites_at_stubs": by_site}


def ways_from_point(
    inputs: PlaceInputs, query: GapQuery, at: tuple[float, float]
) -> tuple[Way, ...]:
    """Ways from a point to the nearest site of each kind asked; of every kind if none is.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    query : GapQuery
        The question, on foot.
    at : tuple of float
        Longitude and latitude, WGS-84 degrees.

    Raises
    ------
    NoStreets
        If no streets are known.
    """
    streets, sites = streets_of(inputs), located_sites(inputs, query)
    found = ways_from(
        streets, query.rules, at, sites, speed_mps=query.speed_mps, limit_m=query.radius_m
    )
    return tuple(found)


def sites_near_point(inputs: PlaceInputs, query: GapQuery, at: tuple[float, float]) -> pd.DataFrame:
    """Every site of the kinds asked within the walk from a point; see :func:`ways_from_point`.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    query : GapQuery
        The question, on foot.
    at : tuple of float
        Longitude and latitude, WGS-84 degrees.
    """
    streets, sites = streets_of(inputs), located_sites(inputs, query)
    return sites_within(
        streets, query.rules, at, sites, speed_mps=query.speed_mps, limit_m=query.radius_m
    )


def children_near_site(
    inputs: PlaceInputs, query: GapQuery, site: str, minutes: Sequence[float]
) -> pd.Series | None:
    """Children within some minutes of one site, by minutes; None where nobody knows.

    Parameters
    ----------
    inputs : PlaceInputs
        The place.
    query : GapQuery
        The question, on foot.
    site : str
        Id of a located site.
    minutes : sequence of float
        Lengths of the walks.

    Raises
    ------
    NoStreets
        If no streets are known.
    """
    if inputs.population is None:
        return None
    one = inputs.listed.frame.loc[[site]]
    ruler = OnFoot.for_query(query, streets_of(inputs), gates_of(one))
    return heads_within(ruler, one, inputs.population, query.speed_mps, minutes)
