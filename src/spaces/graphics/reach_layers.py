"""Map layers of reach in a straight line as GeoJSON bytes: cells, gaps and areas.

For what a layer may carry see :mod:`spaces.graphics.geojson`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from spaces.graphics.geojson import DECIMALS, children_counts, feature_collection, whole_metres
from spaces.reach.gap_reasons import told_share


def cells_layer(
    cells: gpd.GeoDataFrame, site_names: Mapping[str, str], *, modelled: bool | None, by: str = ""
) -> bytes:
    """Where children live, as points with a cell size: covered, not covered or not known.

    Parameters
    ----------
    cells : GeoDataFrame
        EPSG:4326 points, columns ``children``, ``cell_m``, ``distance_m`` (NaN: not known, inf:
        no site at all), ``covered``, ``nearest_site`` (site id or empty).
    site_names : Mapping[str, str]
        Names of sites by id.
    modelled : bool or None
        Whether the children are a model's; small counts of real ones are hidden.
    by : str
        Name of the ruler that measured ``distance_m``, if it is not the straight line.
    """
    distance = cells["distance_m"].to_numpy(dtype=float)
    covered = cells["covered"].fillna(False).to_numpy(dtype=bool)
    state = np.where(covered, "covered", "uncovered")
    unknown = np.isnan(distance) | cells["covered"].isna().to_numpy(dtype=bool)
    state = np.where(unknown, "unknown", state)
    size = cells["cell_m"] if "cell_m" in cells else pd.Series(0, index=cells.index)
    children = cells["children"].to_numpy(dtype=float, na_value=np.nan)
    columns: dict[str, Sequence[Any]] = {
        "state": state.tolist(),
        **children_counts(children, modelled=modelled),
        "cell_m": size.tolist(),
        "nearest_m": whole_metres(distance),
        "nearest": [site_names.get(str(key), "") for key in cells["nearest_site"]],
        **({"by": [by] * len(cells)} if by else {}),
    }
    return feature_collection(cells.geometry, [str(i) for i in cells.index], columns)


def gaps_layer(
    gaps: gpd.GeoDataFrame,
    site_names: Mapping[str, str],
    areas: Mapping[str, str],
    *,
    modelled: bool | None,
    by: str = "",
) -> bytes:
    """Gap areas with their rank: where most children live farther than the walk.

    Parameters
    ----------
    gaps : GeoDataFrame
        EPSG:4326, index ``rank``; columns ``children`` (missing where hidden), ``area_km2``,
        ``nearest_site, nearest_m``, ``sub_area`` (code), ``center_lon``, ``center_lat``, and
        where known ``best_lon, best_lat, best_children`` (:mod:`spaces.reach.best_location`).
    site_names, areas : Mapping[str, str]
        Names of sites by id and of parts by code.
    modelled : bool or None
        Whether the children are a model's; small counts of real ones are hidden.
    by : str
        Name of the ruler that measured ``nearest_m``, if it is not the straight line.
    """
    children = gaps["children"].to_numpy(dtype=float, na_value=np.nan)
    counts = children_counts(children, modelled=modelled)
    counts["few"] = [
        True if np.isnan(c) else few for c, few in zip(children, counts["few"], strict=True)
    ]
    columns: dict[str, Sequence[Any]] = {
        "rank": [int(r) for r in gaps.index],
        **counts,
        "area_km2": [None if pd.isna(a) else round(float(a), 2) for a in gaps["area_km2"]],
        "nearest_m": whole_metres(gaps["nearest_m"].to_numpy(dtype=float)),
        "nearest": [site_names.get(str(key), "") for key in gaps["nearest_site"]],
        "area": [areas.get(str(code), "") for code in gaps["sub_area"]],
        **(_why(gaps) if "why" in gaps else {}),
        **({"by": [by] * len(gaps)} if by else {}),
        **_best(gaps, modelled),
    }
    return feature_collection(gaps.geometry, [str(r) for r in gaps.index], columns)


def _why(gaps: gpd.GeoDataFrame) -> dict[str, Sequence[Any]]:
    """Why each gap is one, and the percentage of its children inside the circle."""
    rows = gaps.drop(columns=gaps.geometry.name).to_dict(orient="records")
    shares = [told_share(row) for row in rows]
    percent = [None if share is None else max(1, round(share * 100)) for share in shares]
    return {"why": gaps["why"].tolist(), "inside_percent": percent}


def _best(gaps: gpd.GeoDataFrame, modelled: bool | None) -> dict[str, Sequence[Any]]:
    """Where a gap's number stands: at its best point where that is known, else in its middle."""
    lon, lat, reached = gaps["center_lon"], gaps["center_lat"], pd.Series(np.nan, index=gaps.index)
    if "best_lon" in gaps:
        lon, lat = gaps["best_lon"].fillna(lon), gaps["best_lat"].fillna(lat)
        reached = gaps["best_children"]
    at = [
        [round(float(x), DECIMALS), round(float(y), DECIMALS)]
        for x, y in zip(lon, lat, strict=True)
    ]
    shown = children_counts(np.asarray(reached, dtype=np.float64), modelled=modelled)["children"]
    return {"at": at, "best": [count or None for count in shown]}


def reach_layer(covered: Any, uncovered: Any) -> bytes:  # noqa: ANN401  shapely geometries
    """Area within the walk and area beyond it, as two features in WGS-84."""
    shapes = [("covered", covered), ("uncovered", uncovered)]
    drawn = [(state, shape) for state, shape in shapes if shape is not None and not shape.is_empty]
    geometry = gpd.GeoSeries([shape for _, shape in drawn], crs=4326)
    return feature_collection(geometry, [s for s, _ in drawn], {"state": [s for s, _ in drawn]})
