"""Coordinates that say what they are, brought to WGS-84 degrees."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.arrays import Geometries, Mask
from geo.crs import STORAGE_CRS, is_wgs84, mover, shift_error_m
from geo.datum.baidu_mercator import bd09mc_to_bd09
from geo.datum.china import SHIFTED, geometry_to_wgs84
from geo.datum.words import epsg_code
from geo.faults import Fact, Fault

_OLD_CODES: Final = {4214: "beijing54", 4610: "xian80"}


def to_wgs84(
    frame: gpd.GeoDataFrame, said: pd.Series, file: str
) -> tuple[gpd.GeoDataFrame, tuple[Fault, ...]]:
    """Convert the rows of shifted degrees, with one notice for each datum.

    Parameters
    ----------
    frame : GeoDataFrame
        EPSG:4326 by name; its rows are in what ``said`` says.
    said : Series of str
        Covers the index of ``frame``.
    file : str
        Name of the input.
    """
    geometry: Geometries = np.array(frame.geometry.to_numpy(), dtype=object)
    own = said.reindex(frame.index)
    faults = []
    for datum in SHIFTED:
        chosen: Mask = (own == datum).to_numpy(dtype=bool) & ~shapely.is_missing(geometry)
        if chosen.any():
            geometry[chosen] = geometry_to_wgs84(geometry[chosen], datum)
            facts: dict[str, Fact] = {"datum": datum, "count": int(chosen.sum())}
            faults.append(Fault("datum_converted", file, facts=facts, severity="notice"))
    out = frame.set_geometry(gpd.GeoSeries(geometry, index=frame.index, crs=frame.crs))
    return out, tuple(faults)


def degrees_of_metres(
    frame: gpd.GeoDataFrame, said: pd.Series, words: list[str], file: str, faults: list[Fault]
) -> tuple[gpd.GeoDataFrame, pd.Series]:
    """Bring Baidu's metres to BD-09 degrees, and those of an EPSG code to WGS-84.

    Parameters
    ----------
    frame : GeoDataFrame
        As a reader gave it.
    said : Series of str
        What each row says (:data:`geo.datum.words.Said`).
    words : list of str
        In which words, for the code.
    file : str
        Name of the input.
    faults : list of Fault
        Gets what cannot be brought to WGS-84 surely.

    Returns
    -------
    frame : GeoDataFrame
        Those rows in degrees.
    said : Series of str
        What they are in now; ``unknown`` for a code that is none.
    """
    metric = said.isin(["bd09mc", "epsg"])
    if not metric.any():
        return frame, said
    said, geometry = said.copy(), np.array(frame.geometry.to_numpy(), dtype=object)
    baidu = (said == "bd09mc").to_numpy()
    geometry[baidu] = shapely.transform(
        geometry[baidu], lambda xy: np.column_stack(bd09mc_to_bd09(xy[:, 0], xy[:, 1]))
    )
    said[baidu] = "bd09"
    codes = pd.Series([epsg_code(w) for w in words], index=said.index, dtype=object)
    for code in sorted({c for c in codes[said == "epsg"] if c is not None}):
        chosen = ((said == "epsg") & (codes == code)).to_numpy(dtype=bool)
        geometry[chosen], meaning = _from_epsg(geometry[chosen], int(code), file, faults)
        said[chosen] = meaning
    said[said == "epsg"] = "unknown"
    crs = frame.crs if frame.crs is not None and not metric.all() else STORAGE_CRS
    return frame.set_geometry(gpd.GeoSeries(geometry, index=frame.index, crs=crs)), said


def _from_epsg(
    geometry: Geometries, code: int, file: str, faults: list[Fault]
) -> tuple[Geometries, str]:
    if code in _OLD_CODES:
        return geometry, _OLD_CODES[code]
    try:
        crs = CRS.from_epsg(code)
    except CRSError:
        facts: dict[str, Fact] = {"got": f"EPSG:{code}"}
        faults.append(Fault("datum_word_unknown", file, facts=facts, severity="warning"))
        return geometry, "unknown"
    if not is_wgs84(crs):
        move = mover(crs, STORAGE_CRS)
        moved = shapely.transform(
            geometry, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1]))
        )
    else:
        moved = geometry
    error_m = shift_error_m(crs)
    if error_m is not None:
        facts = {"crs": crs.name, "error_m": error_m}
        faults.append(Fault("crs_datum_unsure", file, facts=facts, severity="warning"))
    return moved, "wgs84"
