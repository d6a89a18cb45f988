"""The shifted Chinese coordinates: GCJ-02 (高德, 腾讯) and BD-09 (百度), to WGS-84 and back.

No official document states the shift. The series here is the one on which the public
implementations of many map makers agree (a polynomial with sine terms in longitude and latitude,
on the ellipsoid of Krasovsky, 1940); BD-09 adds a rotation and a stretch to it. The inverse has no
closed form, so it is found by iteration: the shift is smooth, so each step shrinks the error by a
factor of about 1,000 and five steps reach the floor of double precision.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, get_args

import numpy as np
import shapely
from numpy.typing import ArrayLike

from geo.arrays import Floats, Geometries, Mask

Datum = Literal["wgs84", "gcj02", "bd09"]
DATUMS: Final[tuple[Datum, ...]] = get_args(Datum)
SHIFTED: Final = DATUMS[1:]
"""Those that are not WGS-84 and are converted to it."""

_A = 6378245.0  # Krasovsky 1940, the ellipsoid that the shift is defined on
_EE = 0.00669342162296594323
_BD_TURN = np.pi * 3000.0 / 180.0
_INVERSE_STEPS = 5


def _wave(a: Floats, amplitude: tuple[float, float], period: tuple[float, float]) -> Floats:
    terms = (k * np.sin(a / p * np.pi) for k, p in zip(amplitude, period, strict=True))
    total: Floats = sum(terms, np.zeros_like(a))
    return total * 2.0 / 3.0


def _shift_deg(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    x, y = lon - 105.0, lat - 35.0
    root = np.sqrt(np.abs(x))
    common = _wave(x, (20.0, 20.0), (1 / 6, 1 / 2))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north += common + _wave(y, (20.0, 40.0), (1.0, 3.0)) + _wave(y, (160.0, 320.0), (12.0, 30.0))
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east += common + _wave(x, (20.0, 40.0), (1.0, 3.0)) + _wave(x, (150.0, 300.0), (12.0, 30.0))
    phi = np.radians(lat)
    magic = 1.0 - _EE * np.sin(phi) ** 2
    d_lat = np.degrees(north / (_A * (1.0 - _EE) / (magic * np.sqrt(magic))))
    d_lon = np.degrees(east / (_A / np.sqrt(magic) * np.cos(phi)))
    return d_lon, d_lat


def in_shifted_area(lon: ArrayLike, lat: ArrayLike) -> Mask:
    """Whether the shift applies: the box that the public formula uses for China."""
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    return (x >= 72.004) & (x <= 137.8347) & (y >= 0.8293) & (y <= 55.8271)


def wgs84_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Shift WGS-84 degrees to GCJ-02. Outside China nothing is shifted.

    Examples
    --------
    A point in 瑞安 is drawn 537 m away:

    >>> lon, lat = wgs84_to_gcj02(120.63, 27.78)
    >>> float(lon.round(5)), float(lat.round(5))
    (120.63392, 27.77663)
    """
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    inside = in_shifted_area(x, y)
    d_lon, d_lat = _shift_deg(x, y)
    return x + np.where(inside, d_lon, 0.0), y + np.where(inside, d_lat, 0.0)


def gcj02_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Take the GCJ-02 shift back out; round trip within a millimetre."""
    return _invert(wgs84_to_gcj02, lon, lat)


def gcj02_to_bd09(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Add Baidu's second shift to GCJ-02 degrees."""
    x, y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BD_TURN)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BD_TURN)
    inside = in_shifted_area(x, y)
    return (
        np.where(inside, radius * np.cos(angle) + 0.0065, x),
        np.where(inside, radius * np.sin(angle) + 0.006, y),
    )


def bd09_to_gcj02(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Take Baidu's second shift back out, by iteration (its own inverse is off by a metre)."""
    return _invert(gcj02_to_bd09, lon, lat)


def wgs84_to_bd09(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Shift WGS-84 degrees to BD-09."""
    return gcj02_to_bd09(*wgs84_to_gcj02(lon, lat))


def bd09_to_wgs84(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Take both shifts back out of BD-09 degrees."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lon, lat))


def _invert(
    forward: Callable[[ArrayLike, ArrayLike], tuple[Floats, Floats]],
    lon: ArrayLike,
    lat: ArrayLike,
) -> tuple[Floats, Floats]:
    target_x, target_y = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    x, y = target_x.copy(), target_y.copy()
    for _ in range(_INVERSE_STEPS):
        got_x, got_y = forward(x, y)
        x, y = x + (target_x - got_x), y + (target_y - got_y)
    return x, y


_TO_WGS84: dict[str, Callable[[ArrayLike, ArrayLike], tuple[Floats, Floats]]] = {
    "gcj02": gcj02_to_wgs84,
    "bd09": bd09_to_wgs84,
}


def geometry_to_wgs84(geometry: Geometries, datum: Datum) -> Geometries:
    """Geometries of degrees in ``datum`` to WGS-84, vertex by vertex."""
    if datum == "wgs84":
        return geometry
    move = _TO_WGS84[datum]

    def moved(xy: Floats) -> Floats:
        return np.column_stack(move(xy[:, 0], xy[:, 1]))

    out: Geometries = shapely.transform(geometry, moved)
    return out
