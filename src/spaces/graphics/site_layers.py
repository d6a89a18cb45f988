"""Map layers of sites and outlines as GeoJSON bytes: pure functions, frame in, bytes out.

For what a layer may carry see :mod:`spaces.graphics.geojson`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from spaces.graphics.geojson import DECIMALS, feature_collection
from spaces.sites import site_names


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
    labels = {key: kind.name(lang) for key, kind in kinds.items()}
    columns: dict[str, Sequence[Any]] = {
        "name": site_names(drawn, lang).tolist(),
        "category": drawn["category"].tolist(),
        "kind": [labels.get(key, key) for key in drawn["category"]],
        "status": drawn["status"].tolist(),
        "year": drawn["year"].tolist(),
        "address": drawn["address"].tolist(),
        "area": drawn["sub_area"].tolist(),
        "lead": drawn["lead"].tolist(),
        "demo": drawn["demo"].tolist(),
    }
    return feature_collection(drawn.geometry, [str(i) for i in drawn.index], columns)


def boundary_layer(
    boundaries: gpd.GeoDataFrame, place: str, names: Mapping[str, Named], lang: str
) -> bytes:
    """Outline of a place and of its parts one level down; schematic.

    ``boundaries`` is indexed by division code with column ``parent``; each feature says its
    ``role`` (``place`` or ``part``) and where its label stands (``at``, longitude and latitude).

    Parameters
    ----------
    boundaries : GeoDataFrame
        EPSG:4326, index code; columns ``place``, ``parent``.
    place : str
        Code of the place.
    names : mapping of str to Named
        Whatever has a name in each language, by code.
    lang : str
        Language of the names.
    """
    own = boundaries.loc[boundaries.index == place]
    parts = boundaries.loc[boundaries["parent"] == place]
    drawn = pd.concat([own, parts]) if len(parts) else own
    known = dict(zip(drawn.index, drawn["name_zh"], strict=True))
    at = shapely.point_on_surface(np.asarray(drawn.geometry, dtype=object))
    columns: dict[str, Sequence[Any]] = {
        "role": ["place"] * len(own) + ["part"] * len(parts),
        "name": [names[c].name(lang) if c in names else known[c] for c in drawn.index],
        "at": [[round(p.x, DECIMALS), round(p.y, DECIMALS)] for p in at],
    }
    return feature_collection(drawn.geometry, [str(i) for i in drawn.index], columns)


def _has_place(frame: gpd.GeoDataFrame) -> pd.Series:
    missing: pd.Series = frame.geometry.isna() | frame.geometry.is_empty
    return ~missing
