"""The children's half of an answer: who is served, in figures, tables and gaps."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import CRS

from geo.arrays import Floats
from geo.crs import STORAGE_CRS
from spaces.places import Population
from spaces.places.population_cells import centres, metric_xy
from spaces.reach.breakdown import answers, by_band, by_state, by_sub_area, on_foot, share, tally
from spaces.reach.coverage import by_category, cover_cells
from spaces.reach.gap_areas import gap_areas
from spaces.reach.gap_reasons import shares, with_why
from spaces.reach.query import GapQuery
from spaces.reach.result import WALK_STATES
from spaces.reach.ruler import Beside, Ruler
from spaces.reach.supply import Supply

_CELL_COLUMNS = ["children", "sub_area_code", "distance_m", "covered", "nearest_site", "state"]


@dataclass(frozen=True, slots=True, eq=False)
class ChildCounts:
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
    unreachable: float | None = None
    unsnapped: float | None = None
    at_stubs: int | None = None


def count_children(
    query: GapQuery,
    supply: Supply,
    metric: gpd.GeoSeries,
    population: Population | None,
    parts: gpd.GeoDataFrame | None,
    crs: CRS,
    ruler: Ruler,
) -> ChildCounts:
    """Count the children by what the ruler says of their cells.

    Parameters
    ----------
    query, supply : GapQuery, Supply
        The question, and the sites it asks for.
    metric : GeoSeries
        Geometry of ``supply.located`` in ``crs``.
    population : Population or None
        The children.
    parts : GeoDataFrame, optional
        Outlines of the sub-areas.
    crs : CRS
        Metric CRS of the place.
    ruler : Ruler
        What is measured by.
    """
    if population is None:
        return _nobody(supply, crs)
    given = population.cells
    xy = metric_xy(given, crs)
    cells, kinds = cover_cells(query, supply, metric, population, xy, centres(given), parts, ruler)
    measured, few = not supply.why_not, not population.modelled
    children = cells["children"].to_numpy(dtype=np.float64, na_value=np.nan)
    total, served, unserved = tally(children, *answers(cells["covered"]))
    part = share(served, unserved)
    seen = ruler.beside(xy, metric)
    gaps = _gaps(query, population, cells, xy, crs, seen, measured=measured)
    if seen is not None:
        cells = cells.assign(straight_m=seen.straight_m)
    beyond_streets = _walk_classes(cells, children)
    if beyond_streets is not None:
        unreachable, unsnapped, unknown = beyond_streets
    else:
        unmeasured = cells["covered"].isna().to_numpy(dtype=bool)
        unreachable, unsnapped = None, None
        unknown = float(np.nansum(children[unmeasured]))  # a difference would leave 1e-13
    return ChildCounts(
        total=total,
        covered=served if measured else None,
        uncovered=unserved if measured else None,
        unknown=unknown if measured else None,
        unreachable=unreachable if measured else None,
        unsnapped=unsnapped if measured else None,
        at_stubs=None if seen is None else int((seen.at_stub & (children > 0)).sum()),
        share=part if measured and not np.isnan(part) else None,
        by_band=by_band(cells, population.bands, measured=measured, hide_few=few),
        by_sub_area=by_sub_area(cells, parts, measured=measured, hide_few=few),
        by_category=kinds,
        cells=cells,
        gaps=gaps,
    )


def _gaps(
    query: GapQuery,
    population: Population,
    cells: gpd.GeoDataFrame,
    xy: Floats,
    crs: CRS,
    seen: Beside | None,
    *,
    measured: bool,
) -> gpd.GeoDataFrame:
    """Areas beyond reach; on foot also why, and where no way leads the site that looks near."""
    distance_m, site = cells["distance_m"].to_numpy(), cells["nearest_site"]
    if seen is not None:
        site = site.astype(object).where(site.notna(), seen.straight_site)
    gaps = gap_areas(
        cells,
        distance_m if measured else np.full(len(cells), np.nan),
        query.radius_m,
        nearest_site=site,
        bands=population.bands,
        crs=crs,
        xy=xy,
        hide_few=not population.modelled,
        new_site_m=query.radius_m,
        shares=None if seen is None else shares(cells, seen, query.radius_m),
    )
    return gaps if seen is None else with_why(gaps)


def _walk_classes(cells: gpd.GeoDataFrame, children: Floats) -> list[float] | None:
    """Count the unreachable, unsnapped and unknown children; None by the straight line."""
    if not on_foot(cells):
        return None
    return by_state(children, cells["state"], slice(None))[WALK_STATES.index("unreachable") :]


def _nobody(supply: Supply, crs: CRS) -> ChildCounts:
    """Return empty tables with the usual columns, for a place without a population."""
    cells = gpd.GeoDataFrame({c: [] for c in _CELL_COLUMNS}, geometry=[], crs=STORAGE_CRS)
    return ChildCounts(
        None,
        None,
        None,
        None,
        None,
        by_band=by_band(cells, (), measured=False, hide_few=False),
        by_sub_area=by_sub_area(cells, None, measured=False, hide_few=False),
        by_category=by_category(supply, {}, float("nan"), hide_few=False),
        cells=cells,
        gaps=gap_areas(cells, np.zeros(0), 1.0, crs=crs),
    )
