"""What bars walks, in OpenStreetMap's words: water, rail, motorways, walls and fences.

Also waters whose banks are several ways, and fences that only stand around a home.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import shapely

from geo.arrays import Floats, Geometries

Get = Callable[[str, str], str]
Bar = Literal["area", "line", "wall"]
KEYS = ("natural", "waterway", "railway", "barrier")
_AREAS = {"natural": frozenset({"water"}), "waterway": frozenset({"riverbank", "dock"})}
_WATER_LINES = {
    "natural": frozenset({"coastline"}),
    "waterway": frozenset({"river", "canal"}),
}
_RAILS = frozenset({"rail", "light_rail", "narrow_gauge", "subway", "tram_train", "preserved"})
_MOTORWAYS = frozenset({"motorway", "motorway_link"})
_WALLS = frozenset({"wall", "city_wall", "retaining_wall", "fence"})
_NONE = frozenset({"", "no"})
_BURIED = frozenset({"underground", "underwater"})


def barrier(get: Get) -> Bar | None:
    """Tell whether a way bars walks on the ground, and whether closed it is an area.

    A coastline around an island is a line: the land inside is no water. What runs in a tunnel or
    is said to lie under the ground is no barrier, nor is rail, a motorway or a wall on a bridge
    or below layer 0. Water keeps barring with a layer below 0: many maps give it to every river.

    Parameters
    ----------
    get : callable
        ``(key, default) -> value`` of its tags.

    Returns
    -------
    {"area", "line", "wall"} or None
        A ``wall`` that closes around nothing but a home is left freely; see :func:`walls`.
    """
    if get("tunnel", "") not in _NONE or get("location", "") in _BURIED:
        return None
    if any(get(key, "") in values for key, values in _AREAS.items()):
        return "area"
    if any(get(key, "") in values for key, values in _WATER_LINES.items()):
        return "line"
    if get("bridge", "") not in _NONE or _below(get("layer", "")) or _below(get("level", "")):
        return None
    if get("railway", "") in _RAILS or get("highway", "") in _MOTORWAYS:
        return "line"
    if get("highway", "") and get("motorroad", "") == "yes":
        return "line"
    return "wall" if get("barrier", "") in _WALLS else None


def _below(level: str) -> bool:
    """Whether a layer lies under the ground; what is no number does not say so."""
    try:
        return float(level or 0) < 0
    except ValueError:
        return False


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


def walls(rings: Sequence[Floats], streets: Floats) -> list[shapely.Geometry]:
    """Shapes of closed walls: a ring with streets inside is a line, one without them an area.

    Whoever lives within a fence that no street leads into comes out somehow, and leaves it freely
    as an area is left; where streets lead inside, nobody climbs over it to another one.

    Parameters
    ----------
    rings : sequence of float64[k, 2]
        Closed lines.
    streets : float64[n, 2]
        Corners of all streets that are walked, in the same coordinates.
    """
    lines = [shapely.LineString(ring) for ring in rings]
    areas = np.array([shapely.Polygon(ring) for ring in rings], dtype=object)
    held, _ = shapely.STRtree(np.asarray(shapely.points(streets), dtype=object)).query(
        shapely.make_valid(areas), predicate="contains"
    )
    full = np.isin(np.arange(len(lines)), held)
    return [line if inside else area for line, area, inside in zip(lines, areas, full, strict=True)]
