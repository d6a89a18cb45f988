"""The one job behind the screens and the command line: who is served within a walk, who not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE_CRS, metric_crs_for
from spaces.area import AreaCover, covered_area
from spaces.cells import centres, metric_xy
from spaces.gaps import gap_areas
from spaces.reach import nearest
from spaces.results import GapQuery, GapResult
from spaces.service import Chosen, Measure, by_category, choose, serve
from spaces.tallies import answers, by_band, by_sub_area, share, tally

if TYPE_CHECKING:
    from spaces.population import Population

__all__ = ["GapQuery", "GapResult", "analyse"]

_CELL_COLUMNS = ["children", "sub_area_code", "distance_m", "covered", "nearest_site", "state"]


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
        The ruler for the children: the straight line, or another that gives the same
        :class:`spaces.reach.Nearest` in metres. Areas are always those of circles.

    Raises
    ------
    InputRefused
        If the data lack a CRS or are too wide for one metric CRS.
    """
    chosen = choose(query, sites, space_categories)
    crs = _metric(boundary, population, chosen.located)
    metric = chosen.located.geometry.to_crs(crs)
    area = None if boundary is None else _area(boundary, metric, query, crs)
    people = _people(query, chosen, metric, population, parts, crs, measure)
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
        why_not=_why_not(chosen, population, people, boundary),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _People:
    """The children's half of a result; None where nothing could be computed."""

    total: float | None
    covered: float | None
    uncovered: float | None
    unknown: float | None
    share: float | None
    by_band: pd.DataFrame
    by_sub_area: pd.DataFrame
    by_category: pd.DataFrame
    cells: gpd.GeoDataFrame
    gaps: gpd.GeoDataFrame


def _people(
    query: GapQuery,
    chosen: Chosen,
    metric: gpd.GeoSeries,
    population: Population | None,
    parts: gpd.GeoDataFrame | None,
    crs: CRS,
    measure: Measure,
) -> _People:
    if population is None:
        return _nobody(chosen, crs)
    given = population.cells
    xy = metric_xy(given, crs)
    cells, kinds = serve(query, chosen, metric, population, xy, centres(given), parts, measure)
    measured, few = not chosen.why_not, not population.modelled
    children = cells["children"].to_numpy(dtype=np.float64, na_value=np.nan)
    total, served, unserved = tally(children, *answers(cells["covered"]))
    part = share(served, unserved)
    distance_m = cells["distance_m"].to_numpy()
    return _People(
        total=total,
        covered=served if measured else None,
        uncovered=unserved if measured else None,
        unknown=total - served - unserved if measured else None,
        share=part if measured and not np.isnan(part) else None,
        by_band=by_band(cells, population.bands, measured=measured, hide_few=few),
        by_sub_area=by_sub_area(cells, parts, measured=measured, hide_few=few),
        by_category=kinds,
        cells=cells,
        gaps=gap_areas(
            cells,
            distance_m if measured else np.full(len(cells), np.nan),
            query.radius_m,
            nearest_site=cells["nearest_site"],
            bands=population.bands,
            crs=crs,
            xy=xy,
            hide_few=few,
            new_site_m=query.radius_m,
        ),
    )


def _nobody(chosen: Chosen, crs: CRS) -> _People:
    """Return empty tables with the usual columns, for a place without a population."""
    cells = gpd.GeoDataFrame({c: [] for c in _CELL_COLUMNS}, geometry=[], crs=STORAGE_CRS)
    return _People(
        None,
        None,
        None,
        None,
        None,
        by_band=by_band(cells, (), measured=False, hide_few=False),
        by_sub_area=by_sub_area(cells, None, measured=False, hide_few=False),
        by_category=by_category(chosen, {}, float("nan"), hide_few=False),
        cells=cells,
        gaps=gap_areas(cells, np.zeros(0), 1.0, crs=crs),
    )


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


def _area(boundary: BaseGeometry, sites: gpd.GeoSeries, query: GapQuery, crs: CRS) -> AreaCover:
    place = gpd.GeoSeries([boundary], crs=STORAGE_CRS).to_crs(crs).iloc[0]
    found = covered_area(sites, place, query.radius_m)
    drawn = gpd.GeoSeries([found.covered, found.uncovered], crs=crs).to_crs(STORAGE_CRS)
    return AreaCover(found.area_km2, found.area_covered_km2, drawn.iloc[0], drawn.iloc[1])


def _why_not(
    chosen: Chosen,
    population: Population | None,
    people: _People,
    boundary: BaseGeometry | None,
) -> tuple[str, ...]:
    reasons = {
        "no_sites": chosen.why_not == "no_sites",
        "no_located_sites": chosen.why_not == "no_located_sites",
        "no_population": population is None,
        "no_children": population is not None and not people.total,
        "no_bands": population is not None and not population.bands,
        "cells_without_location": bool(people.unknown),
        "no_boundary": boundary is None,
    }
    return tuple(code for code, true in reasons.items() if true)
