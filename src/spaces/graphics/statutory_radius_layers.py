"""The third line on the map: how far a standard reaches around the sites of its kind.

For what a layer may carry see :mod:`spaces.graphics.geojson`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import geopandas as gpd
import shapely

from geo.crs import STORAGE_CRS, metric_crs_for
from spaces.graphics.geojson import feature_collection
from spaces.reach import GapQuery
from spaces.reach.statutory_radii import Standard
from spaces.reach.supply import supply_of

_QUARTER = 16
"""Corners in a quarter of a circle: 1,000 m are then 1.2 m off at most."""


def standards_of(
    kinds: Collection[str], standards: Mapping[str, Standard]
) -> dict[str, tuple[Standard, int]]:
    """Return the standards for some kinds, each with its number among those of its kind.

    Parameters
    ----------
    kinds : collection of str
        Categories asked for.
    standards : mapping of str to Standard
        All of them by id; one without a category is for none.
    """
    found: dict[str, tuple[Standard, int]] = {}
    for key, one in standards.items():
        if one.category in kinds:
            before = sum(other.category == one.category for other, _ in found.values())
            found[key] = (one, before)
    return found


def standards_layer(
    query: GapQuery,
    sites: gpd.GeoDataFrame,
    standards: Mapping[str, Standard],
    *,
    space_categories: Collection[str] | None = None,
) -> bytes:
    """Outlines of the dissolved circles of each standard of the kinds asked.

    A standard is read in a straight line and around every existing located site of its kind:
    nobody knows which of them is a large one.

    Parameters
    ----------
    query : GapQuery
        The question: its kinds and its year count, not its walker.
    sites : GeoDataFrame
        Sites of the place, EPSG:4326, index id.
    standards : mapping of str to Standard
        Statutory radii by id.
    space_categories : collection of str, optional
        Kinds that count as "any space" when the query names none.

    Returns
    -------
    bytes
        Polygons with ``standard`` (id), ``category``, ``radius_m``; a standard without a site
        is left out.
    """
    chosen = supply_of(query, sites, space_categories)
    wanted = standards_of(chosen.kinds, standards)
    used = [s for s, _ in wanted.values() if (chosen.located["category"] == s.category).any()]
    if not used:
        return feature_collection(gpd.GeoSeries([], crs=STORAGE_CRS), [], {})
    crs = metric_crs_for(chosen.located)
    metric, kind = chosen.located.geometry.to_crs(crs), chosen.located["category"]
    shapes = [
        shapely.union_all(metric[kind == one.category].buffer(one.radius_m, quad_segs=_QUARTER))
        for one in used
    ]
    columns: dict[str, Sequence[Any]] = {
        "standard": [one.id for one in used],
        "category": [one.category for one in used],
        "radius_m": [one.radius_m for one in used],
    }
    drawn = gpd.GeoSeries(shapes, crs=crs).to_crs(STORAGE_CRS)
    return feature_collection(drawn, [one.id for one in used], columns)
