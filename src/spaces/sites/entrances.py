"""Gates of a site: a school or a park is as near as its nearest entrance."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.contracts.columns import normal
from geo.datum.china import SHIFTED, geometry_to_wgs84
from geo.faults import Fault

COLUMN = "entrances"
_NAMES = ("entrances", "gates", "出入口", "入口", "大门")
_FARTHEST_DEG = 0.02
"""An entrance about 2 km from its site is a mistake."""
_MOST = 50


def normalised(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Bring whatever a file holds as entrances into plain text: ``lon lat; lon lat``.

    A MultiPoint or Point as GeoJSON, a list of ``[lon, lat]``, or text with one pair after the
    other is understood; what is not is left for :func:`entrances` to name.
    """
    names = {normal(name) for name in _NAMES}
    headers = [column for column in frame.columns if normal(str(column)) in names]
    if len(headers) != 1:
        return frame
    texts = pd.Series([_as_text(v) for v in frame[headers[0]]], index=frame.index, dtype=object)
    return frame.drop(columns=headers).assign(**{COLUMN: texts})


def _as_text(value: object) -> object:
    if isinstance(value, str) and value.strip()[:1] in ("[", "{"):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    if isinstance(value, dict):
        value = value.get("coordinates")
    if hasattr(value, "tolist"):
        value = value.tolist()
    if not isinstance(value, list | tuple):
        return value
    if not value:
        return None
    pairs = [value] if not isinstance(value[0], list | tuple) else value
    try:
        return "; ".join(f"{float(pair[0])!r} {float(pair[1])!r}" for pair in pairs)
    except (TypeError, ValueError, IndexError):
        return str(value)


def read(text: str) -> BaseGeometry | None:
    """Read ``lon lat; lon lat`` as a MultiPoint, None if it is something else."""
    pairs = [part.replace(",", " ").split() for part in re.split(r"[;；|]", text) if part.strip()]
    try:
        points = [(float(lon), float(lat)) for lon, lat in pairs]
    except ValueError:
        return None
    sound = all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in points)
    return shapely.MultiPoint(points) if points and sound and len(points) <= _MOST else None


def check_entrances(
    frame: gpd.GeoDataFrame, file: str, said: pd.Series
) -> tuple[list[str], list[Fault]]:
    """Check the entrances of a list of sites and bring them to WGS-84.

    Parameters
    ----------
    frame : GeoDataFrame
        Checked sites in WGS-84, with text in the column ``entrances``; index: the row.
    file : str
        Its name for its owner.
    said : Series of str
        What the coordinates of each row are in (:attr:`geo.contracts.contract.Checked.said`).

    Returns
    -------
    texts : list of str
        ``lon lat; lon lat`` in WGS-84, "" without.
    faults : list of Fault
        Entrances that cannot be read, or lie far from their site; they are not used.
    """
    if not (frame[COLUMN].fillna("").str.strip() != "").any():
        return [""] * len(frame), []  # most lists have none
    texts, faults = [], []
    for row, given, shape, shift in zip(
        frame.index, frame[COLUMN], frame.geometry, said, strict=True
    ):
        text = ""
        if isinstance(given, str) and given.strip():
            gates = read(given)
            if gates is not None and shift in SHIFTED:
                gates = geometry_to_wgs84(np.array([gates], dtype=object), shift)[0]
            if gates is None:
                facts = {"got": given[:60]}
                faults.append(
                    Fault("sites.entrances_unreadable", file, int(row), COLUMN, facts, "warning")
                )
            elif shape is not None and shapely.distance(gates, shape) > _FARTHEST_DEG:
                faults.append(Fault("sites.entrances_far", file, int(row), COLUMN, {}, "warning"))
            else:
                text = _written(gates)
        texts.append(text)
    return texts, faults


def _written(gates: BaseGeometry) -> str:
    return "; ".join(f"{x:.6f} {y:.6f}" for x, y in shapely.get_coordinates(gates))


def gates_of(sites: gpd.GeoDataFrame) -> dict[str, BaseGeometry]:
    """Entrances by id of the site, WGS-84; sites without any are left out."""
    if COLUMN not in sites:
        return {}
    found = _each(sites.index, sites[COLUMN])
    return {key: gates for key, gates in found if gates is not None}


def _each(ids: Iterable[object], texts: Iterable[object]) -> list[tuple[str, BaseGeometry | None]]:
    return [
        (str(key), read(text) if isinstance(text, str) and text else None)
        for key, text in zip(ids, texts, strict=True)
    ]
