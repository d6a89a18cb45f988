"""Children who walk to school: how many live where, and which school is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import shapely

from geo.arrays import Floats, Geometries, Longs
from geo.crs import STORAGE_CRS
from geo.network.entrances import Entrances
from geo.network.flows.corners import Sides, sides
from geo.network.rules import Arterials
from geo.network.search import Router
from geo.network.snap import Snapped
from spaces.places import Population
from spaces.places.population_cells import centres
from spaces.school_routes.catchments import SCHOOL, Catchments
from spaces.school_routes.gates import Gates
from spaces.walking import WalkNetwork

SHARE_OF_5_9 = 4 / 5
"""Part of the band 5-9 that goes to school: 6 to 9 of five years of age, taken as equal."""
NEAREST, NO_SCHOOL = -1, -2
"""Instead of a school: the nearest one; none, because the catchments name none that counts."""
UNASSIGNED = 5
"""State of those for whom the catchments name no school; the others: :mod:`geo.network.walks`."""


@dataclass(frozen=True, slots=True, eq=False)
class Pupils:
    """Where children who walk to school live.

    Parameters
    ----------
    children : float64[n]
        Of school age in each cell.
    xy : float64[n, 2]
        The network's metres; NaN without a place.
    snapped : Snapped, n cells
        Where they meet the streets.
    side : int8[n]
        On which side of an arterial.
    school : int64[n]
        Position of their school, ``NEAREST`` or ``NO_SCHOOL``.
    by_age : bool
        Whether ``children`` are those of school age; else all children of the table.
    doubt : tuple of (int64[p], int64[p])
        Pairs of a cell and a school where areas of several schools lie over a home.
    """

    children: Floats
    xy: Floats
    snapped: Snapped
    side: Sides
    school: Longs
    by_age: bool
    doubt: tuple[Longs, Longs] = field(default_factory=lambda: (_none(), _none()))


def _none() -> Longs:
    return np.zeros(0, dtype=np.int64)


def of_school_age(population: Population) -> tuple[Floats, bool]:
    """Children of 6 to 14 in each cell: four fifths of the band 5-9 and all of 10-14.

    Returns
    -------
    children : float64[n]
        All children of a cell where the table lacks one of the two bands.
    by_age : bool
        Whether it has both.
    """
    cells = population.cells
    if "age_5_9" in population.bands and "age_10_14" in population.bands:
        young = cells["age_5_9"].to_numpy(dtype=np.float64, na_value=0.0)
        old = cells["age_10_14"].to_numpy(dtype=np.float64, na_value=0.0)
        return SHARE_OF_5_9 * young + old, True
    return cells["children"].to_numpy(dtype=np.float64, na_value=0.0), False


def find_pupils(
    streets: WalkNetwork,
    population: Population,
    arterials: Arterials,
    catchments: Catchments | None,
    school_ids: list[str],
) -> Pupils:
    """Join where children live to the streets and name their school.

    Parameters
    ----------
    streets : WalkNetwork
        The streets.
    population : Population
        The children.
    arterials : str
        Whether arterials may be joined.
    catchments : Catchments, optional
        Which school is whose; of several areas around one home see :func:`settled`. Default: the
        nearest.
    school_ids : list of str
        The schools by position.
    """
    cells = population.cells.to_crs(STORAGE_CRS)
    points = centres(cells)
    xy = streets.network.to_metres(shapely.get_x(points), shapely.get_y(points))
    xy[~np.isfinite(xy).all(axis=1)] = np.nan
    snapped = streets.snapped(xy, arterials)
    children, by_age = of_school_age(population)
    school, doubt = _schools(cells, points, catchments, school_ids)
    side = sides(streets.network, snapped, xy)
    return Pupils(children, xy, snapped, side, school, by_age, doubt)


def settled(pupils: Pupils, router: Router, gates: Gates, limit_m: float) -> Pupils:
    """Send children who live in the areas of several schools to the nearest of these on foot.

    Where none of them is within the limit the school that comes first by id stays.

    Parameters
    ----------
    pupils : Pupils
        Children with their doubts.
    router : Router
        The streets under the rules of the question.
    gates : Gates
        Gates of the schools.
    limit_m : float
        Longest walk, metres.
    """
    cells, schools = pupils.doubt
    if not len(cells):
        return pupils
    best_m, school = np.full(len(pupils.children), np.inf), pupils.school.copy()
    for k in np.unique(schools).tolist():
        rows = cells[schools == k]
        own = Entrances(gates.snapped.take(gates.of(k)), gates.of(k))
        metres = router.nearest(pupils.snapped.take(rows), own, limit_m).distance_m
        nearer = metres < best_m[rows]
        best_m[rows[nearer]], school[rows[nearer]] = metres[nearer], k
    return replace(pupils, school=school)


def _schools(
    cells: gpd.GeoDataFrame,
    points: Geometries,
    catchments: Catchments | None,
    school_ids: list[str],
) -> tuple[Longs, tuple[Longs, Longs]]:
    sure = (_none(), _none())
    if catchments is None:
        return np.full(len(cells), NEAREST, dtype=np.int64), sure
    position = {key: k for k, key in enumerate(school_ids)}
    if catchments.areas is None:
        by_cell = catchments.cells or {}
        given = [by_cell.get(str(key), "") for key in cells.index]
        return np.array([position.get(key, NO_SCHOOL) for key in given], dtype=np.int64), sure
    areas = catchments.areas.to_crs(STORAGE_CRS)
    named = areas[SCHOOL].astype(str)
    owner = np.array([position.get(key, len(school_ids)) for key in named], dtype=np.int64)
    cell, area = (
        shapely.STRtree(np.array(areas.geometry.array, dtype=object))
        .query(points, predicate="intersects")
        .astype(np.int64)
    )
    school = np.full(len(cells), len(school_ids), dtype=np.int64)
    np.minimum.at(school, cell, owner[area])
    school[school == len(school_ids)] = NO_SCHOOL
    known = owner[area] < len(school_ids)
    pairs = np.unique(np.column_stack([cell[known], owner[area[known]]]).reshape(-1, 2), axis=0)
    several = np.bincount(pairs[:, 0], minlength=len(cells))[pairs[:, 0]] > 1
    return school, (pairs[several, 0], pairs[several, 1])
