"""Coordinate reference systems: what we store in, and what we measure in."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import geopandas as gpd
from pyproj import CRS, Transformer
from pyproj.transformer import TransformerGroup

from geo.faults import Fault, InputRefused

STORAGE_CRS = CRS.from_epsg(4326)
"""Everything is stored in WGS-84 longitude and latitude."""

_MAX_SPAN_DEG = 12.0
"""Widest extent, in degrees, for which one local projection is honest enough."""


def require_crs(frame: gpd.GeoDataFrame | gpd.GeoSeries, name: str = "frame") -> CRS:
    """Return the frame's CRS, or refuse a frame that has none.

    Raises
    ------
    InputRefused
        With code ``no_crs``: coordinates without a CRS are numbers, not places.
    """
    if frame.crs is None:
        raise InputRefused([Fault("no_crs", name)])
    crs: CRS = frame.crs
    return crs


def metric_crs(lon: float, lat: float) -> CRS:
    """Local transverse Mercator in metres, true to scale on the meridian through the point.

    A zone system (UTM, the Chinese 3-degree belts) is off by up to 0.04 % in length, twice
    that in area, and splits a province in two. A projection centred on the data is off by
    less than 0.001 % across a city and 0.03 % across 山西.

    Parameters
    ----------
    lon, lat : float
        Centre of the data, WGS-84 degrees.

    Examples
    --------
    >>> here = metric_crs(120.63, 27.78)
    >>> here.axis_info[0].unit_name
    'metre'
    >>> x, y = mover(CRS("EPSG:4326"), here).transform(120.64, 27.78)
    >>> round(x), round(y)
    (986, 0)
    """
    if not (-180 <= lon <= 180 and -85 <= lat <= 85):
        raise ValueError(f"no local metric CRS at lon={lon}, lat={lat}")
    return CRS.from_proj4(
        f"+proj=tmerc +lat_0={lat:.4f} +lon_0={lon:.4f} +k=1 +x_0=0 +y_0=0 "
        "+datum=WGS84 +units=m +no_defs"
    )


def metric_crs_for(frame: gpd.GeoDataFrame | gpd.GeoSeries) -> CRS:
    """Metric CRS chosen for the data: centred on the middle of the frame's bounds.

    Raises
    ------
    InputRefused
        ``no_crs`` without a CRS, ``empty`` without a geometry, ``too_wide`` when the data
        span more than 12 degrees (one local projection would no longer be honest).
    """
    require_crs(frame)
    bounds = frame.to_crs(STORAGE_CRS).total_bounds
    west, south, east, north = (float(v) for v in bounds)
    if not all(abs(v) <= 360 for v in (west, south, east, north)):
        raise InputRefused([Fault("empty", "frame")])
    if max(east - west, north - south) > _MAX_SPAN_DEG:
        span = round(max(east - west, north - south), 2)
        raise InputRefused([Fault("too_wide", "frame", facts={"span_deg": span})])
    return metric_crs((west + east) / 2, (south + north) / 2)


@lru_cache(maxsize=64)
def mover(source: CRS, target: CRS) -> Transformer:
    """Return the transformer from one CRS to another, axes as x and y.

    Kept, because making one costs more (15 ms) than moving ten thousand points.
    """
    return Transformer.from_crs(source, target, always_xy=True)


_NEAR_WGS84: Final = ("world geodetic system 1984", "wgs 84", "wgs_1984", "wgs84")
_NEAR_2000: Final = ("china 2000", "china_2000", "cgcs2000", "cgcs_2000", "china geodetic 2000")
_OLD_CHINESE_M: Final = 130.0
"""How far 北京54 and 西安80 lie from CGCS2000, at most.

The national survey's answers on the change to CGCS2000 give, for sheets all over China, -29 to
-62 m north and -56 to +84 m east for 北京54, -9 to +43 m and +76 to +119 m for 西安80. The
parameters of a place are not public.
"""


def is_wgs84(crs: CRS) -> bool:
    """Whether a CRS is plain WGS-84 degrees, under any of its names."""
    if not crs.is_geographic:
        return False
    return crs == STORAGE_CRS or _datum_name(crs).startswith(_NEAR_WGS84)


@lru_cache(maxsize=64)
def shift_error_m(crs: CRS) -> float | None:
    """How far off positions may be when a CRS is brought to WGS-84 without parameters.

    Parameters
    ----------
    crs : CRS
        Such as a city's own grid, 北京54 or 西安80.

    Returns
    -------
    float or None
        Metres: None where the way to WGS-84 is known (WGS-84, CGCS2000, parameters in the file,
        any CRS with a published transformation); 130 for the old Chinese datums and for a datum
        that is not named, which in China is one of them or based on one.
    """
    name = _datum_name(crs)
    if crs.is_bound or name.startswith((*_NEAR_WGS84, *_NEAR_2000)) or "2000" in name:
        return None
    old = any(word in name for word in ("beijing", "xian", "xi'an", "unknown", "unnamed"))
    if not old and any(t.accuracy >= 0 for t in _ways_to_wgs84(crs)):
        return None
    return _OLD_CHINESE_M


def _ways_to_wgs84(crs: CRS) -> list[Transformer]:
    return list(TransformerGroup(crs, STORAGE_CRS, always_xy=True).transformers)


def _datum_name(crs: CRS) -> str:
    base = crs.source_crs if crs.is_bound and crs.source_crs is not None else crs
    geodetic = base.geodetic_crs
    datum = geodetic.datum if geodetic is not None else None
    name = datum.name if datum is not None else (geodetic.name if geodetic is not None else "")
    return name.casefold().removeprefix("d_")
