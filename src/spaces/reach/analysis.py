"""The one job behind the screens and the command line: who is served within a walk, who not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import geopandas as gpd
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE_CRS, metric_crs_for
from spaces.reach.children import ChildCounts, count_children
from spaces.reach.coverage import Measure
from spaces.reach.covered_area import AreaCover, covered_area
from spaces.reach.on_foot import WalkRuler
from spaces.reach.query import GapQuery
from spaces.reach.result import GapResult
from spaces.reach.straight_line import nearest
from spaces.reach.supply import Supply, supply_of

if TYPE_CHECKING:
    from spaces.places.population import Population

__all__ = ["GapQuery", "GapResult", "analyse"]


def analyse(
    query: GapQuery,
    sites: gpd.GeoDataFrame,
    population: Population | None,
    boundary: BaseGeometry | None,
    parts: gpd.GeoDataFrame | None = None,
    *,
    space_categories: Collection[str] | None = None,
    measure: Measure = nearest,
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
        Children of the place. All its cells count.
    boundary : Polygon or MultiPolygon or None
        The place, WGS-84.
    parts : GeoDataFrame, optional
        Outlines of the sub-areas, index code, column ``name_zh``; for names, and for cells
        that do not name their sub-area.
    space_categories : collection of str, optional
        Kinds that count as "any space" when the query names none; default every kind that
        ``sites`` has.
    measure : Measure
        The ruler: the straight line, a :class:`spaces.reach.on_foot.WalkRuler`, or another that
        gives the same :class:`spaces.reach.nearest.Nearest` in metres. Areas are those of circles,
        those of walks with a ``WalkRuler``.

    Raises
    ------
    ValueError
        If the query asks for a walk and ``measure`` is none, or the other way round.
    InputRefused
        If the data lack a CRS or are too wide for one metric CRS.
    """
    walk = measure if isinstance(measure, WalkRuler) else None
    if query.on_foot != (walk is not None):
        raise ValueError(f"ruler {query.ruler!r} and measure {type(measure).__name__} do not fit")
    chosen = supply_of(query, sites, space_categories)
    crs = _metric(boundary, population, chosen.located)
    metric = chosen.located.geometry.to_crs(crs)
    area = None if boundary is None else _area(boundary, metric, query, crs, walk)
    people = count_children(query, chosen, metric, population, parts, crs, measure)
    split = area is not None and not chosen.why_not
    return GapResult(
        query=query,
        radius_m=query.radius_m,
        sites_used=len(chosen.located),
        sites_unlocated=len(chosen.all) - len(chosen.located),
        sites_undated=chosen.undated,
        demo=chosen.demo,
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
        area_covered_km2=area.area_covered_km2 if area is not None and split else None,
        cells=people.cells,
        gaps=people.gaps,
        covered=area.covered if area is not None and split else None,
        uncovered=area.uncovered if area is not None and split else None,
        why_not=_why_not(chosen, population, people, boundary, walk, metric),
        **_on_foot(walk, area, people, metric, split=split),
    )


def _on_foot(
    walk: WalkRuler | None,
    area: AreaCover | None,
    people: ChildCounts,
    sites: gpd.GeoSeries,
    *,
    split: bool,
) -> dict[str, Any]:
    """Fields of a result that only a walk has."""
    if walk is None:
        return {}
    known = area if area is not None and split else None
    return {
        "children_unreachable": people.unreachable,
        "children_unsnapped": people.unsnapped,
        "area_unknown_km2": None if known is None else known.area_unknown_km2,
        "unknown": None if known is None else known.unknown,
        "area_circle_km2": None if known is None else known.area_circle_km2,
        "area_false_km2": None if known is None else known.area_false_km2,
        "false_area": None if known is None else known.false,
        "ground": walk.ground(sites),
    }


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
    walk: WalkRuler | None,
) -> AreaCover:
    place = gpd.GeoSeries([boundary], crs=STORAGE_CRS).to_crs(crs).iloc[0]
    cover = covered_area if walk is None else walk.cover
    found = cover(sites, place, query.radius_m)
    names = ("covered", "uncovered", "unknown", "false")
    shapes = [getattr(found, name) for name in names]
    drawn = gpd.GeoSeries(shapes, crs=crs).to_crs(STORAGE_CRS)
    return replace(found, **dict(zip(names, drawn, strict=True)))


def _why_not(
    chosen: Supply,
    population: Population | None,
    people: ChildCounts,
    boundary: BaseGeometry | None,
    walk: WalkRuler | None,
    sites: gpd.GeoSeries,
) -> tuple[str, ...]:
    reasons = {
        "no_sites": chosen.why_not == "no_sites",
        "no_located_sites": chosen.why_not == "no_located_sites",
        "no_population": population is None,
        "no_children": population is not None and not people.total,
        "no_bands": population is not None and not population.bands,
        "cells_without_location": bool(people.unknown),
        "cells_off_network": bool(people.unsnapped),
        "sites_off_network": walk is not None and bool(walk.ground(sites).sites_off),
        "no_boundary": boundary is None,
    }
    return tuple(code for code, true in reasons.items() if true)
