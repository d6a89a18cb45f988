"""The one job behind the screens and the command line: who is served within a walk, who not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import geopandas as gpd
import pandas as pd
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE_CRS, metric_crs_for
from spaces.places import Population
from spaces.reach.children import ChildCounts, count_children
from spaces.reach.covered_area import AreaCover
from spaces.reach.query import GapQuery
from spaces.reach.result import GapResult, NetworkSource
from spaces.reach.ruler import Ruler
from spaces.reach.straight_line import STRAIGHT_LINE
from spaces.reach.supply import Supply, supply_of

__all__ = ["GapQuery", "GapResult", "analyse"]


def analyse(
    query: GapQuery,
    sites: gpd.GeoDataFrame,
    population: Population | None,
    boundary: BaseGeometry | None,
    parts: gpd.GeoDataFrame | None = None,
    *,
    space_categories: Collection[str] | None = None,
    ruler: Ruler = STRAIGHT_LINE,
) -> GapResult:
    """Who lives within the walk of a site, and where the gaps are.

    Pure: nothing that is given is changed, and equal input gives equal output whatever the
    order of its rows.

    Parameters
    ----------
    query : GapQuery
        The question.
    sites : GeoDataFrame
        Sites of the place, EPSG:4326, index ``id``, with ``category``, ``status``, ``year``.
    population : Population or None
        Children of the place. All its cells count: who lives outside is left out before
        (:mod:`spaces.places.living_outside`).
    boundary : Polygon or MultiPolygon or None
        The place, WGS-84.
    parts : GeoDataFrame, optional
        Outlines of the sub-areas, index code, column ``name_zh``; for names, and for cells
        that do not name their sub-area.
    space_categories : collection of str, optional
        Kinds that count as "any space" when the query names none; default every kind that
        ``sites`` has.
    ruler : Ruler
        What is measured by: the straight line, a :class:`spaces.reach.on_foot.OnFoot`, or another
        of that form.

    Raises
    ------
    ValueError
        If the query asks for another ruler than ``ruler`` is.
    InputRefused
        If the data lack a CRS or are too wide for one metric CRS.
    """
    if query.ruler not in ruler.names:
        raise ValueError(f"{type(ruler).__name__} does not measure by {query.ruler!r}")
    supply = supply_of(query, sites, space_categories)
    crs = _metric(boundary, population, supply.located)
    metric = supply.located.geometry.to_crs(crs)
    area = None if boundary is None else _area(boundary, metric, query, crs, ruler)
    people = count_children(query, supply, metric, population, parts, crs, ruler)
    source = ruler.source(metric)
    return GapResult(
        query=query,
        radius_m=query.radius_m,
        sites_used=len(supply.located),
        sites_unlocated=len(supply.all) - len(supply.located),
        sites_undated=supply.undated,
        demo=supply.demo,
        modelled=None if population is None else population.modelled,
        population_source="" if population is None else population.source,
        children_total=people.total,
        children_covered=people.covered,
        children_uncovered=people.uncovered,
        children_unknown=people.unknown,
        share_covered=people.share,
        by_band=people.by_band,
        by_sub_area=people.by_sub_area,
        by_category=people.by_category,
        area_km2=None if area is None else area.area_km2,
        cells=people.cells,
        gaps=people.gaps,
        why_not=_why_not(supply, population, people, boundary, source),
        children_unreachable=people.unreachable,
        children_unsnapped=people.unsnapped,
        homes_at_stubs=people.at_stubs,
        network_source=source,
        **_places(population),
        **_split(None if supply.why_not else area),
    )


def _places(population: Population | None) -> dict[str, Any]:
    """Fields of a result that say where the children of the file were taken to live."""
    if population is None:
        return {}
    sides = population.cells.get("cell_m", pd.Series(dtype="Float64")).dropna()
    return {
        "children_outside": population.outside,
        "areas_spread": population.areas,
        "spread_apart_m": population.apart_m,
        "widest_cell_m": float(sides.max()) if len(sides) else 0.0,
    }


def _split(area: AreaCover | None) -> dict[str, Any]:
    """Fields of a result that say which part of the place is within reach."""
    names = (
        "area_covered_km2", "area_unknown_km2", "area_circle_km2", "area_false_km2",
        "covered", "uncovered", "unknown", "false_area",
    )  # fmt: skip
    return {name: None if area is None else getattr(area, name) for name in names}


def _metric(
    boundary: BaseGeometry | None, population: Population | None, sites: gpd.GeoDataFrame
) -> CRS:
    """Choose the metric CRS of the place, so that a figure does not depend on the sites."""
    if boundary is not None:
        return metric_crs_for(gpd.GeoSeries([boundary], crs=STORAGE_CRS))
    if population is not None and len(population.cells):
        return metric_crs_for(population.cells)
    if len(sites):
        return metric_crs_for(sites)
    return STORAGE_CRS  # nothing to measure, nothing to refuse


def _area(
    boundary: BaseGeometry,
    sites: gpd.GeoSeries,
    query: GapQuery,
    crs: CRS,
    ruler: Ruler,
) -> AreaCover:
    place = gpd.GeoSeries([boundary], crs=STORAGE_CRS).to_crs(crs).iloc[0]
    found = ruler.cover(sites, place, query.radius_m)
    names = ("covered", "uncovered", "unknown", "false_area")
    shapes = [getattr(found, name) for name in names]
    drawn = gpd.GeoSeries(shapes, crs=crs).to_crs(STORAGE_CRS)
    return replace(found, **dict(zip(names, drawn, strict=True)))


def _why_not(
    supply: Supply,
    population: Population | None,
    people: ChildCounts,
    boundary: BaseGeometry | None,
    source: NetworkSource | None,
) -> tuple[str, ...]:
    reasons = {
        "no_sites": supply.why_not == "no_sites",
        "only_undated": supply.why_not == "only_undated",
        "no_located_sites": supply.why_not == "no_located_sites",
        "no_population": population is None,
        "no_children_inside": population is not None
        and bool(population.outside)
        and not people.total,
        "no_children": population is not None and not population.outside and not people.total,
        "no_bands": population is not None and not population.bands,
        "cells_without_location": bool(people.unknown),
        "cells_off_network": bool(people.unsnapped),
        "sites_off_network": source is not None and bool(source.sites_off),
        "no_boundary": boundary is None,
    }
    return tuple(code for code, true in reasons.items() if true)
