"""Water and rail in OpenStreetMap's words, and waters whose banks are several ways."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import shapely

from geo.arrays import Floats, Geometries

Get = Callable[[str, str], str]
KEYS = ("natural", "waterway", "railway")
_AREAS = {"natural": frozenset({"water"}), "waterway": frozenset({"riverbank", "dock"})}
_LINES = {
    "natural": frozenset({"coastline"}),
    "waterway": frozenset({"river", "canal"}),
    "railway": frozenset({"rail", "light_rail", "narrow_gauge", "subway", "tram_train"}),
}
_NONE = frozenset({"", "no"})


def barrier(get: Get) -> Literal["area", "line"] | None:
    """Tell whether a way is water or rail on the ground, and whether closed it is an area.

    A coastline around an island is a line: the land inside is no water. What runs in a tunnel, and
    rail over a bridge, is no barrier.

    Parameters
    ----------
    get : callable
        ``(key, default) -> value`` of its tags.
    """
    if get("tunnel", "") not in _NONE:
        return None
    if get("bridge", "") not in _NONE and get("railway", ""):
        return None
    if any(get(key, "") in values for key, values in _AREAS.items()):
        return "area"
    return "line" if any(get(key, "") in values for key, values in _LINES.items()) else None


def is_water(get: Get) -> bool:
    """Whether a relation is one water with banks of several ways."""
    return any(get(key, "") in values for key, values in _AREAS.items())


def bank(places: Floats, *, closed: bool) -> shapely.Geometry | None:
    """Shape of a way, float64[k, 2]; an area where it is closed and said to be one."""
    if len(places) < 2:
        return None
    return shapely.Polygon(places) if closed and len(places) >= 4 else shapely.LineString(places)


def water(outer: Sequence[Floats], inner: Sequence[Floats]) -> list[shapely.Geometry]:
    """Shapes of one water: areas with their islands as holes, and banks that close nowhere.

    Who lives on an island is not on the water, so islands must be holes.

    Parameters
    ----------
    outer, inner : sequence of float64[k, 2]
        Ways of the outer banks and of the islands, in any order and direction.
    """
    areas, open_ = _closed(outer)
    islands, torn = _closed(inner)
    if not areas:  # a clipped extract: every bank is a line
        return [*open_, *_outlines(islands), *torn]
    whole = shapely.difference(shapely.union_all(areas), shapely.union_all(islands))
    return [*shapely.get_parts(whole), *open_, *torn]


def _outlines(islands: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
    """Outlines of some areas."""
    return [shapely.boundary(island) for island in islands]


def _closed(ways: Sequence[Floats]) -> tuple[list[shapely.Geometry], list[shapely.Geometry]]:
    """Areas that some ways enclose together, and ways that enclose none."""
    lines = np.array([shapely.LineString(way) for way in ways if len(way) > 1], dtype=object)
    found = [shapely.get_parts(some) for some in shapely.polygonize_full(lines)]
    return list(found[0]), [line for some in found[1:] for line in some]


def sound(shapes: Sequence[shapely.Geometry | None]) -> Geometries:
    """Make shapes valid, as an array; what is None or empty is left out."""
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapes
    made = made[~shapely.is_missing(made)]
    made = np.asarray(shapely.make_valid(made), dtype=object)
    return made[~shapely.is_empty(made)]
