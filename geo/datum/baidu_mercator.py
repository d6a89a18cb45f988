"""Baidu's plane coordinates (BD-09 MC, 百度墨卡托, metres) to BD-09 degrees and back.

Baidu's maps do not use a textbook projection but two series of polynomials, one polynomial for
each band of latitude; their coefficients stand in its JavaScript API and in every published
converter (such as BaiduMapPointConverter, MIT). Here they are data, evaluated by numpy. The two
directions are fitted apart and agree within 0.3 m inside China.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from geo.arrays import Floats

_NORTH_M = (0.0, 1678043.12, 3481989.83, 5591021.0, 8362377.87, 12890594.86)
"""Where the bands begin, in metres; in degrees they are 15 wide."""
_BAND_DEG = 15.0
# Of each band, from the equator: longitude (constant, slope), the scale of the ordinate, and the
# polynomial of the ordinate, lowest power first.
_TO_DEGREES = (
    ((2.890871144776878e-9, 0.000008983055095805407), 826088.5,
     (-3.068298e-8, 7.47137025468032, -0.00000353937994, -0.02145144861037, -0.00001234426596,
      0.00010322952773, -0.00000323890364)),
    ((3.09191371068437e-9, 0.000008983055096812155), 2555164.4,
     (0.00006995724062, 23.10934304144901, -0.00023663490511, -0.6321817810242,
      -0.00663494467273, 0.03430082397953, -0.00466043876332)),
    ((-1.981981304930552e-8, 0.000008983055099779535), 4482777.06,
     (0.03278182852591, 40.31678527705744, 0.65659298677277, -4.44255534477492,
      0.85341911805263, 0.12923347998204, -0.04625736007561)),
    ((-3.030883460898826e-8, 0.00000898305509983578), 6856817.37,
     (0.30071316287616, 59.74293618442277, 7.357984074871, -25.38371002664745,
      13.45380521110908, -3.29883767235584, 0.32710905363475)),
    ((-7.435856389565537e-9, 0.000008983055097726239), 10260144.86,
     (-0.78625201886289, 96.32687599759846, -1.85204757529826, -59.36935905485877,
      47.40033549296737, -16.50741931063887, 2.28786674699375)),
    ((1.410526172116255e-8, 0.00000898305509648872), 17337981.2,
     (-1.9939833816331, 200.9824383106796, -187.2403703815547, 91.6087516669843,
      -23.38765649603339, 2.57121317296198, -0.03801003308653)),
)  # fmt: skip
_TO_METRES = (
    ((-0.0003218135878613132, 111320.7020701615), 7.45,
     (0.00369383431289, 823725.6402795718, 0.46104986909093, 2351.343141331292,
      1.58060784298199, 8.77738589078284, 0.37238884252424)),
    ((-0.0003441963504368392, 111320.7020576856), 22.5,
     (278.2353980772752, 2485758.690035394, 6070.750963243378, 54821.18345352118,
      9540.606633304236, -2710.55326746645, 1405.483844121726)),
    ((0.00220636496208, 111320.7020209128), 37.5,
     (51751.86112841131, 3796837.749470245, 992013.7397791013, -1221952.21711287,
      1340652.697009075, -620943.6990984312, 144416.9293806241)),
    ((0.00337398766765, 111320.7020202162), 52.5,
     (4481351.045890365, -23393751.19931662, 79682215.47186455, -115964993.2797253,
      97236711.15602145, -43661946.33752821, 8477230.501135234)),
    ((0.0008277824516172526, 111320.7020463578), 67.5,
     (647795574.6671607, -4082003173.641316, 10774905663.51142, -15171875531.51559,
      12053065338.62167, -5124939663.577472, 913311935.9512032)),
    ((-0.0015702102444, 111320.7020616939), 82.5,
     (1704480524535203.0, -10338987376042340.0, 26112667856603880.0, -35149669176653700.0,
      26595700718403920.0, -10725012454188240.0, 1800819912950474.0)),
)  # fmt: skip
_Band = tuple[tuple[float, float], float, tuple[float, ...]]


def bd09mc_to_bd09(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Baidu's metres to BD-09 degrees, arrays of one shape."""
    east, north = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    return _evaluate(east, north, np.searchsorted(_NORTH_M, np.abs(north), "right"), _TO_DEGREES)


def bd09_to_bd09mc(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """BD-09 degrees to Baidu's metres, arrays of one shape."""
    east, north = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
    return _evaluate(east, north, np.floor(np.abs(north) / _BAND_DEG) + 1, _TO_METRES)


def _evaluate(
    east: Floats, north: Floats, band: ArrayLike, series: tuple[_Band, ...]
) -> tuple[Floats, Floats]:
    at = np.clip(np.nan_to_num(np.asarray(band), nan=1), 1, len(series)).astype(int) - 1
    out_x, out_y = np.full(east.shape, np.nan), np.full(north.shape, np.nan)
    for number in np.unique(at):
        (constant, slope), scale, powers = series[number]
        here = at == number
        out_x[here] = np.copysign(constant + slope * np.abs(east[here]), east[here])
        rises = np.polynomial.polynomial.polyval(np.abs(north[here]) / scale, powers)
        out_y[here] = np.copysign(rises, north[here])
    return out_x, out_y
