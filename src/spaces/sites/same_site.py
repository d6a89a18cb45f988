"""Rows of a list that are one site: the same name in the same place, whatever their ids.

Two departments list one hospital, a metre apart or each without a location; a library is also
listed as a base. Such rows count once, everywhere. Rows that may be one site and may be two are
counted each, and the names are asked about.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.arrays import Floats, Geometries, Longs, Mask
from geo.distance import M_PER_DEGREE
from geo.faults import Fact, Fault, Severity

NEAR_M = 100.0
"""Two rows of one name and one kind, no farther apart, are one site."""
ASKED_M = 2000.0
"""Farther, and up to here, they may be: a shifted datum moves a site by up to 1.3 km."""
_SAME_SPOT_M = 1.0
"""Rows of one name and two kinds are one site only on the same spot."""
_NAMED = 5


def same_site(sites: pd.DataFrame) -> pd.Series:
    """Key that is the same for the rows of one site.

    One site are rows of one name (blanks, width and case of letters aside) that lie within
    :data:`NEAR_M` and are of one kind, or lie on the same spot; and rows of one name, kind,
    area and address that have no location. A site without a name is like no other.

    Parameters
    ----------
    sites : DataFrame
        Sites, EPSG:4326; ``name_zh`` and, where known, ``category``, ``sub_area``, ``address``.

    Returns
    -------
    Series of int
        On the index of ``sites``; 0 for the first site, and so on in their order.
    """
    size = len(sites)
    names = _names(sites)
    twice = np.flatnonzero((pd.Series(names).duplicated(keep=False) & (names != "")).to_numpy())
    keys = np.arange(size)
    if len(twice):
        some = sites.iloc[twice]
        edges = _edges(some, names[twice])
        keys[twice] = twice[_first_joined(len(twice), edges)]
    return pd.Series(pd.factorize(keys)[0], index=sites.index, dtype="int64")


def faults_of_same(sites: pd.DataFrame, file: str) -> list[Fault]:
    """Say which rows count as one site, and ask about those that may be.

    Parameters
    ----------
    sites : DataFrame
        Sites with ``place``; see :func:`same_site`.
    file : str
        Name of the list.
    """
    names = _names(sites)
    found = pd.Series(names).duplicated() & (names != "")
    if not found.any():
        return []
    key = same_site(sites).to_numpy()
    repeated = pd.Series(key).duplicated().to_numpy()
    faults = []
    if repeated.any():
        faults.append(_fault("sites.same_site", file, sites, repeated, "notice"))
    open_ones = _maybe_same(sites, names, key)
    if open_ones.any():
        faults.append(_fault("sites.same_name", file, sites, open_ones, "warning"))
    return faults


def _fault(code: str, file: str, sites: pd.DataFrame, rows: Mask, severity: Severity) -> Fault:
    named = dict.fromkeys(str(name) for name in sites["name_zh"].to_numpy()[rows])
    facts: dict[str, Fact] = {
        "count": int(rows.sum()),
        "names": ", ".join(list(named)[:_NAMED]),
    }
    return Fault(code, file, facts=facts, severity=severity)


def _maybe_same(sites: pd.DataFrame, names: np.ndarray, key: np.ndarray) -> Mask:
    """Rows that count beside one of their name and kind that they may be."""
    asked = np.zeros(len(sites), dtype=bool)
    xy = _metres(sites)
    table = pd.DataFrame({"name": names, "kind": sites["category"].to_numpy(), "key": key})
    table["place"] = sites["place"].to_numpy() if "place" in sites else ""
    own = table.loc[(table["name"] != "") & ~table["key"].duplicated()]
    for at in own.groupby(["name", "kind", "place"], sort=False).indices.values():
        rows = own.index.to_numpy()[at]
        if len(rows) < 2:
            continue
        nowhere = np.isnan(xy[rows]).any(axis=1)
        asked[rows[nowhere][1 if nowhere.all() else 0 :]] = True
        there = rows[~nowhere]
        if len(there) > 1:
            points: Geometries = np.asarray(shapely.points(xy[there]), dtype=object)
            # The nearest other alone: a hundred gardens of one name are not ten thousand pairs.
            at, _ = shapely.STRtree(points).query_nearest(
                points, max_distance=ASKED_M, exclusive=True, all_matches=False
            )
            near = there[np.unique(at)]
            asked[near[1:]] = True
    return asked


def _edges(sites: pd.DataFrame, names: np.ndarray) -> Longs:
    """Pairs of rows that are one site, by position."""
    xy = _metres(sites)
    kinds = _text(sites, "category")
    nowhere = np.isnan(xy).any(axis=1)
    pairs: list[tuple[int, int]] = []
    there = pd.DataFrame({"name": names, "kind": kinds}).iloc[np.flatnonzero(~nowhere)]
    for by, apart in ((["name", "kind"], NEAR_M), (["name"], _SAME_SPOT_M)):
        for at in there.groupby(by, sort=False).indices.values():
            rows = there.index.to_numpy()[at]
            pairs += _near(rows, xy[rows], apart) if len(rows) > 1 else []
    told = pd.DataFrame({"name": names, "kind": kinds})
    for column in ("place", "sub_area", "address"):
        told[column] = _text(sites, column)
    told = told.iloc[np.flatnonzero(nowhere)]
    for at in told.groupby(list(told.columns), sort=False).indices.values():
        pairs += list(pairwise(told.index.to_numpy()[at].tolist()))
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _near(rows: Longs, xy: Floats, apart_m: float) -> list[tuple[int, int]]:
    """Pairs within a distance; many rows on one spot make a chain, not each pair."""
    cells = np.round(xy / (apart_m / 10))
    _, first, spot = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    pairs = [(int(rows[first[s]]), int(row)) for s, row in zip(spot.ravel(), rows, strict=True)]
    heads = rows[first]
    return pairs + [(int(heads[a]), int(heads[b])) for a, b in _within(xy[first], apart_m)]


def _within(xy: Floats, apart_m: float) -> Longs:
    """Pairs of points no farther apart, int64[k, 2], the lower first."""
    points: Geometries = np.asarray(shapely.points(xy), dtype=object)
    one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=apart_m)
    pairs: Longs = np.column_stack([one, other])[one < other]
    return pairs


def _first_joined(size: int, pairs: Longs) -> Longs:
    """Position of the first row that each row is joined to, over however many pairs."""
    first: Longs = np.arange(size)
    while True:
        lower: Longs = first.copy()
        for a, b in (pairs.T, pairs.T[::-1]):
            np.minimum.at(lower, a, first[b])
        lower = lower[lower]
        if (lower == first).all():
            return first
        first = lower


def _metres(sites: pd.DataFrame) -> Floats:
    """Metres east and north of the equator and Greenwich, near enough; nan without a location."""
    if not isinstance(sites, gpd.GeoDataFrame):
        return np.full((len(sites), 2), np.nan)
    shapes = np.asarray(sites.geometry.array, dtype=object)
    middle = shapely.centroid(shapes)
    x, y = shapely.get_x(middle), shapely.get_y(middle)
    scale = M_PER_DEGREE * np.cos(np.radians(np.nanmean(y) if np.isfinite(y).any() else 0.0))
    return np.column_stack([x * scale, y * M_PER_DEGREE])


def _names(sites: pd.DataFrame) -> np.ndarray:
    return _text(sites, "name_zh")


def _text(sites: pd.DataFrame, column: str) -> np.ndarray:
    if column not in sites:
        return np.full(len(sites), "", dtype=object)
    return np.array([_plain(str(t)) for t in sites[column].fillna("")], dtype=object)


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    """Text without what two clerks write differently: blanks, wide letters, case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
