"""How far a walk reaches, as areas: a raster of walking distances and its contours.

The contours are those of marching squares over a raster, as the package contourpy draws them; a
raster of walking distances is used because the hull of reached nodes claims land that no walk
reaches.
"""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely
from contourpy import FillType, contour_generator
from numpy.typing import NDArray
from pyproj import CRS
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Mask, Singles
from geo.network.raster import SnappedRaster
from geo.network.rules import Rules
from geo.network.walks import DistanceField
from spaces.walking.distance_raster import distances, walk_raster, window
from spaces.walking.entrances import EntrancePoints
from spaces.walking.network import WalkNetwork
from spaces.walking.search_limits import SEARCH_LIMIT_M

_NEAR_M = 500.0
"""Up to here walks are drawn on half the spacing: a step is a larger part of a small area."""
_STEEP = 1.5
"""Distances farther than 1.5 steps from the limit are drawn in to it. Where the walk jumps (two
banks of a river) the contour then runs midway and not along one bank; where it rises evenly, at
most 1.4 m a metre, nothing changes."""


_PLAIN_M = 0.5


def contours(
    x: Floats, y: Floats, z: Floats | Singles, limits_m: Sequence[float]
) -> list[BaseGeometry]:
    """Areas where a distance is within each limit.

    Parameters
    ----------
    x, y : float64[nx], float64[ny]
        Columns and rows, metres.
    z : float[ny, nx]
        Distances; ``inf`` where there is none.
    limits_m : sequence of float
        The limits.

    Returns
    -------
    list of MultiPolygon
        One for each limit, in the CRS of ``x`` and ``y``.
    """
    margin = _STEEP * float(x[1] - x[0])
    found = []
    for limit_m in limits_m:
        row, column = _frame(z <= limit_m)
        drawn = np.clip(z[row, column], limit_m - margin, limit_m + margin, dtype=np.float64)
        maker = contour_generator(
            x[column], y[row], drawn, name="serial", fill_type=FillType.OuterOffset
        )
        found.append(_shape(*maker.filled(limit_m - 2 * margin, limit_m)))
    return found


def _frame(inside: Mask) -> tuple[slice, slice]:
    """Rows and columns that hold what is inside, and one more on each side."""
    sides = []
    for axis in (1, 0):
        at = np.flatnonzero(inside.any(axis=axis))
        first, last = (int(at[0]), int(at[-1])) if len(at) else (0, 0)
        first = max(min(first - 1, inside.shape[1 - axis] - 2), 0)
        sides.append(slice(first, max(last + 2, first + 2)))
    return sides[0], sides[1]


def _shape(points: Sequence[Floats], offsets: Sequence[NDArray[np.uint32]]) -> BaseGeometry:
    rings = [
        [ring for ring in np.split(at, cut[1:-1]) if len(ring) > 3]
        for at, cut in zip(points, offsets, strict=True)
    ]
    shapes = np.array([shapely.Polygon(some[0], some[1:]) for some in rings if some], dtype=object)
    broken = ~shapely.is_valid(shapes)
    shapes[broken] = shapely.make_valid(shapes[broken])
    joined = shapely.union_all(shapes) if broken.any() else shapely.MultiPolygon(list(shapes))
    assert isinstance(joined, BaseGeometry)
    return joined


def zones(
    streets: WalkNetwork,
    rules: Rules,
    entrances: EntrancePoints,
    limits_m: Sequence[float],
    place: BaseGeometry,
    crs: CRS,
    search_limit_m: float = SEARCH_LIMIT_M,
) -> tuple[BaseGeometry, list[BaseGeometry]]:
    """Dissolved areas of a place within a walk of any of some sites.

    Parameters
    ----------
    streets, rules, entrances : WalkNetwork, Rules, EntrancePoints
        Network, rules and entrances of the sites.
    limits_m : sequence of float
        Lengths of the walk: several bands cost one search.
    place : Polygon or MultiPolygon
        The place, in ``crs``.
    crs : CRS
        Metric CRS of the place and of what comes back.
    search_limit_m : float
        How far is searched.

    Returns
    -------
    known : BaseGeometry
        Part of the place that a street is near.
    within : list of BaseGeometry
        For each limit the part within the walk; inside ``known``.
    """
    grid = walk_raster(streets, rules.arterials)
    with streets.lock:
        key = ("known", rules.arterials, place.wkb, str(crs))
        known = streets.kept.get(key, lambda: _known(streets, grid, place, crs))
        field = streets.fields([entrances], rules, search_limit_m)[0]
        shown = ("distances", entrances.key, rules, search_limit_m)
        z = streets.kept.get(shown, lambda: distances(streets, rules, field, grid))
    assert isinstance(known, BaseGeometry)
    assert isinstance(z, np.ndarray)
    drawn = gpd.GeoSeries(contours(*grid.raster.axes, z, limits_m), crs=streets.network.crs)
    shapely.prepare(known)
    return known, [shapely.intersection(known, shape) for shape in drawn.to_crs(crs)]


def _known(
    streets: WalkNetwork, grid: SnappedRaster, place: BaseGeometry, crs: CRS
) -> BaseGeometry:
    raster = grid.raster
    z = np.full(raster.size, np.inf, dtype=np.float32)
    z[grid.rows] = 0.0
    shape = contours(*raster.axes, z.reshape(raster.rows, raster.columns), (raster.step_m / 2,))
    # Straight edges of the raster in fewer corners: everything is cut by this shape.
    plain = shapely.simplify(shape, _PLAIN_M)
    moved = gpd.GeoSeries(plain, crs=streets.network.crs).to_crs(crs).iloc[0]
    known: BaseGeometry = shapely.intersection(place, moved)
    return known


def site_zones(
    streets: WalkNetwork, rules: Rules, entrances: EntrancePoints, limits_m: Sequence[float]
) -> list[list[BaseGeometry]]:
    """Areas within a walk of each site alone, in the network's metres.

    Parameters
    ----------
    streets, rules : WalkNetwork, Rules
        What is walked on.
    entrances : EntrancePoints
        Where the sites are entered.
    limits_m : sequence of float
        Lengths of the walks in metres.

    Returns
    -------
    list of list of MultiPolygon
        For each site in order, one area for each limit; empty for a site on no street.
    """
    grid = walk_raster(streets, rules.arterials)
    snapped = streets.snap_entrances(entrances, rules.arterials).snapped
    reach_m = max(limits_m) + grid.raster.step_m * 2
    out: list[list[BaseGeometry]] = []
    for site in range(entrances.count):
        own = entrances.owner == site
        one = EntrancePoints(
            entrances.xy[own], np.zeros(int(own.sum()), np.int64), 1, f"{entrances.key}-{site}"
        )
        if not (snapped.edge[own] >= 0).any():
            out.append([shapely.MultiPolygon()] * len(limits_m))
            continue
        field = streets.fields([one], rules, reach_m)[0]
        near = [limit_m for limit_m in limits_m if limit_m <= _NEAR_M]
        far = [limit_m for limit_m in limits_m if limit_m > _NEAR_M]
        shapes: dict[float, BaseGeometry] = {}
        if near:
            drawn = _fine(streets, rules, field, grid.raster.step_m / 2, entrances.xy[own], near)
            shapes |= zip(near, drawn, strict=True)
        if far:
            drawn = _window(streets, rules, field, grid, entrances.xy[own], reach_m, far)
            # What is near is also within the longer walk, whatever the coarser raster says.
            inner = shapely.union_all(list(shapes.values()))
            shapes |= {m: shapely.union(inner, shape) for m, shape in zip(far, drawn, strict=True)}
        out.append([shapes[limit_m] for limit_m in limits_m])
    return out


def _fine(
    streets: WalkNetwork,
    rules: Rules,
    field: DistanceField,
    step_m: float,
    at: Floats,
    limits_m: Sequence[float],
) -> list[BaseGeometry]:
    """Contours of short walks around one site, on points of their own, each joined exactly."""
    low = at.min(axis=0) - max(limits_m) - 2 * step_m
    high = at.max(axis=0) + max(limits_m) + 2 * step_m
    x, y = (np.arange(low[k], high[k] + step_m, step_m) for k in (0, 1))
    points = np.column_stack([side.ravel() for side in np.meshgrid(x, y)])
    router = streets.router(rules)
    joined = router.snap(points, limit_m=streets.snap_limit_m)
    metres = router.at(joined, field).distance_m
    z = np.where(np.isnan(metres), np.inf, metres).reshape(len(y), len(x))
    return contours(x, y, z, limits_m)


def _window(
    streets: WalkNetwork,
    rules: Rules,
    field: DistanceField,
    grid: SnappedRaster,
    at: Floats,
    reach_m: float,
    limits_m: Sequence[float],
) -> list[BaseGeometry]:
    """Contours around one site: only that part of the raster is read which it can reach."""
    sides, axes = [], grid.raster.axes
    for k, axis in enumerate(axes):
        first = max(int(np.searchsorted(axis, at[:, k].min() - reach_m)) - 1, 0)
        stop = int(np.searchsorted(axis, at[:, k].max() + reach_m)) + 1
        sides.append(slice(first, max(min(stop, len(axis)), first + 2)))
    column, row = sides
    z = window(streets, rules, field, grid, (row, column))
    return contours(axes[0][column], axes[1][row], z, limits_m)
