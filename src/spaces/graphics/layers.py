"""Map layers as GeoJSON bytes: pure functions, frame in, bytes out.

A layer carries plain text and numbers only. Nothing here escapes anything for HTML: the map
writes every text as text, so a name is what it is, whatever letters it has.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from spaces.places.disclosure import is_small
from spaces.reach.gap_reasons import told_share

_DECIMALS: Final = 6  # 0.1 m
_NOTHING: Final = ("", None)


class Named(Protocol):
    """Anything with a name in a language."""

    def name(self, lang: str) -> str:
        """Return the name in ``lang``."""
        ...


def sites_layer(sites: gpd.GeoDataFrame, kinds: Mapping[str, Named], lang: str) -> bytes:
    """Sites with a location, for the map's symbols and cards.

    Parameters
    ----------
    sites : GeoDataFrame
        EPSG:4326, index = id, columns of the site contract. Rows without a geometry (promised,
        not yet located) are not drawn.
    kinds : Mapping[str, Named]
        Categories by id; a site of an unknown category keeps the category's id as its kind.
    lang : str
        Language of names and kinds; a site without an English name keeps its Chinese one.
    """
    drawn = sites[_has_place(sites)]
    names = drawn["name_zh"]
    if lang != "zh":
        names = drawn["name_en"].where(drawn["name_en"].fillna("").str.strip() != "", names)
    labels = {key: kind.name(lang) for key, kind in kinds.items()}
    columns: dict[str, Sequence[Any]] = {
        "name": names.tolist(),
        "category": drawn["category"].tolist(),
        "kind": [labels.get(key, key) for key in drawn["category"]],
        "status": drawn["status"].tolist(),
        "year": drawn["year"].tolist(),
        "address": drawn["address"].tolist(),
        "area": drawn["sub_area"].tolist(),
        "lead": drawn["lead"].tolist(),
        "demo": drawn["demo"].tolist(),
    }
    return _collection(drawn.geometry, [str(i) for i in drawn.index], columns)


def boundary_layer(
    boundaries: gpd.GeoDataFrame, place: str, names: Mapping[str, Named], lang: str
) -> bytes:
    """Outline of a place and of its parts one level down; schematic.

    ``boundaries`` is indexed by division code with column ``parent``; each feature says its
    ``role`` (``place`` or ``part``) and where its label stands (``at``, longitude and latitude).
    """
    own = boundaries.loc[boundaries.index == place]
    parts = boundaries.loc[boundaries["parent"] == place]
    drawn = pd.concat([own, parts]) if len(parts) else own
    known = dict(zip(drawn.index, drawn["name_zh"], strict=True))
    at = shapely.point_on_surface(np.asarray(drawn.geometry, dtype=object))
    columns: dict[str, Sequence[Any]] = {
        "role": ["place"] * len(own) + ["part"] * len(parts),
        "name": [names[c].name(lang) if c in names else known[c] for c in drawn.index],
        "at": [[round(p.x, _DECIMALS), round(p.y, _DECIMALS)] for p in at],
    }
    return _collection(drawn.geometry, [str(i) for i in drawn.index], columns)


def cells_layer(
    cells: gpd.GeoDataFrame, site_names: Mapping[str, str], *, modelled: bool | None
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
        **_counts(children, modelled=modelled),
        "cell_m": size.tolist(),
        "nearest_m": _metres(distance),
        "nearest": [site_names.get(str(key), "") for key in cells["nearest_site"]],
    }
    return _collection(cells.geometry, [str(i) for i in cells.index], columns)


def gaps_layer(
    gaps: gpd.GeoDataFrame,
    site_names: Mapping[str, str],
    areas: Mapping[str, str],
    *,
    modelled: bool | None,
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
    """
    children = gaps["children"].to_numpy(dtype=float, na_value=np.nan)
    counts = _counts(children, modelled=modelled)
    counts["few"] = [
        True if np.isnan(c) else few for c, few in zip(children, counts["few"], strict=True)
    ]
    columns: dict[str, Sequence[Any]] = {
        "rank": [int(r) for r in gaps.index],
        **counts,
        "area_km2": [None if pd.isna(a) else round(float(a), 2) for a in gaps["area_km2"]],
        "nearest_m": _metres(gaps["nearest_m"].to_numpy(dtype=float)),
        "nearest": [site_names.get(str(key), "") for key in gaps["nearest_site"]],
        "area": [areas.get(str(code), "") for code in gaps["sub_area"]],
        **(_why(gaps) if "why" in gaps else {}),
        **_best(gaps, modelled),
    }
    return _collection(gaps.geometry, [str(r) for r in gaps.index], columns)


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
        [round(float(x), _DECIMALS), round(float(y), _DECIMALS)]
        for x, y in zip(lon, lat, strict=True)
    ]
    shown = _counts(reached.to_numpy(dtype=float), modelled=modelled)["children"]
    return {"at": at, "best": [count or None for count in shown]}


def _counts(children: np.ndarray, *, modelled: bool | None) -> dict[str, Sequence[Any]]:
    """Children as whole numbers, and ``few`` instead where a small real count is hidden.

    Less than one child, as a model may have it, keeps a decimal: it is not nobody.
    """
    hidden = (is_small(children) & (not modelled)).tolist()
    known = (~np.isnan(children)).tolist()
    whole = [
        None if few or not there else round(c) if c >= 1 or c == 0 else max(round(c, 1), 0.1)
        for c, few, there in zip(children.tolist(), hidden, known, strict=True)
    ]
    return {"children": whole, "few": [True if few else None for few in hidden]}


def _metres(distance: np.ndarray) -> list[int | None]:
    known = np.isfinite(distance)
    whole = np.where(known, np.rint(np.where(known, distance, 0.0)), 0.0).astype(np.int64).tolist()
    return [d if k else None for d, k in zip(whole, known.tolist(), strict=True)]


def reach_layer(covered: Any, uncovered: Any) -> bytes:  # noqa: ANN401  shapely geometries
    """Area within the walk and area beyond it, as two features in WGS-84."""
    shapes = [("covered", covered), ("uncovered", uncovered)]
    drawn = [(state, shape) for state, shape in shapes if shape is not None and not shape.is_empty]
    geometry = gpd.GeoSeries([shape for _, shape in drawn], crs=4326)
    return _collection(geometry, [s for s, _ in drawn], {"state": [s for s, _ in drawn]})


def _has_place(frame: gpd.GeoDataFrame) -> pd.Series:
    missing: pd.Series = frame.geometry.isna() | frame.geometry.is_empty
    return ~missing


def _collection(
    geometry: gpd.GeoSeries, ids: Sequence[str], columns: Mapping[str, Sequence[Any]]
) -> bytes:
    shapes = _geometries(np.asarray(geometry, dtype=object))
    names = tuple(columns)
    rows = zip(*(map(_plain, values) for values in columns.values()), strict=True)
    features = [
        {
            "type": "Feature",
            "id": id_,
            "geometry": shape,
            "properties": {n: v for n, v in zip(names, row, strict=True) if v not in _NOTHING},
        }
        for id_, shape, row in zip(ids, shapes, rows, strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    # One call for all: the encoder in C is ten times as fast as a call per feature.
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _plain(value: Any) -> Any:  # noqa: ANN401  a value of any column
    """Value as JSON can hold it: text, number, boolean, list of text, or None for missing."""
    if isinstance(value, (str, bool, int)) or value is None:
        return value
    if isinstance(value, (list, tuple, np.ndarray)):
        return [v if isinstance(v, (int, float)) else str(v) for v in value] or None
    if pd.isna(value):
        return None
    if isinstance(value, np.generic):
        return value.item()
    return value if isinstance(value, float) else str(value)


def _geometries(shapes: np.ndarray) -> list[dict[str, Any]]:
    """GeoJSON geometries, coordinates rounded to 0.1 m; points take a fast way."""
    out = np.empty(len(shapes), dtype=object)
    points = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    xy = shapely.get_coordinates(shapes[points]).round(_DECIMALS).tolist()
    out[points] = [{"type": "Point", "coordinates": at} for at in xy]
    rest = shapely.transform(shapes[~points], lambda xy: xy.round(_DECIMALS))
    out[~points] = [json.loads(text) for text in shapely.to_geojson(rest)]
    return list(out)
