"""What the public map may know of the sites: the listed fields of public sites, nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from spaces.public.outlines import UNIT_DEG, paths
from spaces.public.persons import named_after_nobody, without_persons
from spaces.public.pinyin import readings
from spaces.sites import Category, is_located
from spaces.sites.opening_hours import as_json, parse_hours
from spaces.sites.statuses import STATUSES
from spaces.sites.vocabulary import FACILITIES

PUBLIC_COLUMNS: Final = (
    "name_zh", "name_en", "category", "status", "year", "address", "sub_area", "age_min",
    "age_max", "facilities", "opening", "demo", "verified_on", "verified_by",
)  # fmt: skip
"""Columns of the site contract that leave the house, besides the place on the map."""

FACILITY_ORDER: Final = tuple(FACILITIES)
STATUS_ORDER: Final = tuple(status for status in STATUSES if status not in ("closed", "unknown"))
"""What a site on the public map may be: nobody is sent to a place that may not be there."""
_NUMBER_BITS: Final = 48
_POINTS: Final = (shapely.GeometryType.POINT, shapely.GeometryType.MULTIPOINT)
_LINES: Final = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)


def public_sites(sites: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Sites that go out, with only the columns of :data:`PUBLIC_COLUMNS` and their geometry."""
    shown = sites.loc[is_public(sites), [*PUBLIC_COLUMNS, "geometry"]]
    return without_persons(shown, PUBLIC_COLUMNS)


def is_public(sites: gpd.GeoDataFrame) -> pd.Series[bool]:
    """Whether each site goes out: it is marked public, and known to be there or to come.

    Sites that are closed, those of which nobody said what they are, and those whose name holds a
    number of a person stay in the house.
    """
    known = sites["status"].isin(STATUS_ORDER)
    shown: pd.Series[bool] = is_marked(sites) & known & named_after_nobody(sites)
    return shown


def is_marked(sites: gpd.GeoDataFrame) -> pd.Series[bool]:
    """Whether each site is marked public, whatever is known of it."""
    marked: pd.Series[bool] = sites["public"].fillna(False).astype(bool)
    return marked


def public_numbers(ids: Iterable[object]) -> list[str]:
    """Names of sites in links: stable as long as the id is, and not the id itself.

    Ids are a department's own and may say more than the public should read.
    """
    out, used = [], set()
    for key in ids:
        digest = hashlib.sha256(f"site|{key}".encode()).digest()
        number = int.from_bytes(digest[: _NUMBER_BITS // 8], "big")
        while number in used:  # 50,000 sites: one chance in 200,000
            number += 1
        used.add(number)
        out.append(np.base_repr(number, 36).lower())
    return out


def sites_payload(sites: gpd.GeoDataFrame, categories: Mapping[str, Category]) -> dict[str, Any]:
    """Public sites as plain columns for JSON.

    Parameters
    ----------
    sites : GeoDataFrame
        What :func:`public_sites` returned; EPSG:4326, index id.
    categories : mapping of str to Category
        Kinds by id.

    Returns
    -------
    dict
        ``kinds``, ``areas``, ``openings``, ``checkers``, ``pinyin`` and ``sites``, a dict of
        columns of equal length. Coordinates are whole millionths of a degree, null for a site
        without a place;
        ``fac`` has a bit for each of ``facilities``; ``area``, ``open`` and ``by`` point into
        ``areas``, ``openings`` and ``checkers``, where 0 stands for not known.
    """
    kinds = [c for c in categories.values() if c.id in set(sites["category"])]
    number = {kind.id: k for k, kind in enumerate(kinds)}
    areas = ["", *sorted(set(sites["sub_area"]) - {""})]
    hours = ["", *sorted(set(sites["opening"]) - {""})]
    checkers = ["", *sorted(set(sites["verified_by"]) - {""})]
    columns: dict[str, Any] = {
        "id": public_numbers(sites.index),
        "zh": sites["name_zh"].tolist(),
        "en": sites["name_en"].tolist(),
        "kind": [number[key] for key in sites["category"]],
        "status": [STATUS_ORDER.index(key) for key in sites["status"]],
        "year": _whole(sites["year"]),
        "address": sites["address"].tolist(),
        "area": _positions(areas, sites["sub_area"]),
        "from": _whole(sites["age_min"]),
        "to": _whole(sites["age_max"]),
        "fac": [_bits(values) for values in sites["facilities"]],
        "open": _positions(hours, sites["opening"]),
        "demo": sites["demo"].astype(int).tolist(),
        "seen": [_day(value) for value in sites["verified_on"]],
        "by": _positions(checkers, sites["verified_by"]),
        **_places(sites),
    }
    return {
        "kinds": [_kind(kind) for kind in kinds],
        "facilities": FACILITY_ORDER,
        "statuses": STATUS_ORDER,
        "areas": areas,
        "checkers": checkers,
        "openings": [_opening(text) for text in hours],
        "pinyin": readings([*columns["zh"], *columns["address"], *areas]),
        "sites": columns,
        "shapes": _shapes(sites),
    }


def _opening(text: str) -> dict[str, Any]:
    """Give opening hours as written and as understood; ``more``: the text says more than that."""
    read = parse_hours(text)
    return {"text": text, "tables": as_json(read), "more": bool(read and read.more)}


def _kind(kind: Category) -> dict[str, Any]:
    """Describe a kind as the map draws it; ``go``: children go there and stay."""
    return {
        "id": kind.id,
        "zh": kind.zh,
        "en": kind.en,
        "letter": kind.letter,
        "shape": kind.shape,
        "color": kind.color or "#4d4d4d",
        "go": kind.space,
    }


def _positions(known: Sequence[str], values: Iterable[str]) -> list[int]:
    at = {value: k for k, value in enumerate(known)}
    return [at[value] for value in values]


def _whole(values: pd.Series) -> list[int | float | None]:
    """Numbers, whole where they are whole; None where missing."""
    out: list[int | float | None] = []
    for value in values.tolist():
        if pd.isna(value):
            out.append(None)
        else:
            out.append(int(value) if float(value).is_integer() else float(value))
    return out


def _bits(values: Iterable[str]) -> int:
    return sum(1 << FACILITY_ORDER.index(value) for value in set(values))


def _day(value: object) -> str | None:
    """Day of a visit as ``2025-05-26``."""
    return None if value is None or pd.isna(value) else str(value)[:10]  # type: ignore[call-overload]


def _places(sites: gpd.GeoDataFrame) -> dict[str, list[int | None]]:
    """Where each symbol stands: the point, the middle of a line, a point within an area."""
    there = is_located(sites).to_numpy()
    shapes = np.asarray(sites.geometry.array, dtype=object)[there]
    at = np.full((len(sites), 2), np.nan)
    if len(shapes):
        kind = shapely.get_type_id(shapes)
        line = np.isin(kind, _LINES)
        spots = shapely.point_on_surface(shapes)
        spots[line] = shapely.line_interpolate_point(_longest(shapes[line]), 0.5, normalized=True)
        at[there] = np.column_stack([shapely.get_x(spots), shapely.get_y(spots)])
    whole = np.rint(np.nan_to_num(at) / UNIT_DEG).astype(np.int64).tolist()
    known = there.tolist()
    pairs = list(zip(whole, known, strict=True))
    return {
        "lon": [xy[0] if has else None for xy, has in pairs],
        "lat": [xy[1] if has else None for xy, has in pairs],
    }


def _longest(lines: np.ndarray) -> np.ndarray:
    """Take the longest part of each line: the middle of several may lie on none."""
    parts = [max(shapely.get_parts(line), key=shapely.length) for line in lines]
    return np.array(parts, dtype=object)


def _shapes(sites: gpd.GeoDataFrame) -> dict[str, list[list[int]]]:
    """Outlines and lines by position of the site, for those that are more than a point."""
    there = is_located(sites).to_numpy()
    geometry = np.asarray(sites.geometry.array, dtype=object)
    wide = np.flatnonzero(there)
    wide = wide[~np.isin(shapely.get_type_id(geometry[wide]), _POINTS)]
    return {str(k): paths(shapely.simplify(geometry[k], 2 * UNIT_DEG)) for k in wide}
