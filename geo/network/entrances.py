"""Places that are more than a point: where they can be entered when nobody says."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geo.arrays import Floats, Geometries, Longs
from geo.network.snap import Snapped

STEP_M = 25.0
"""Distance between two supposed entrances along an outline."""


def entrance_points(geometry: Geometries, step_m: float = STEP_M) -> tuple[Floats, Longs]:
    """Points through which places can be entered.

    A point, and each of several, is an entrance itself. Along a line, and around a polygon, there
    is one at least every ``step_m``: a park is as near as its nearest edge.

    Parameters
    ----------
    geometry : array of geometries, shape (n,)
        In metres; None and empty ones have no entrance.
    step_m : float
        Longest distance between neighbours.

    Returns
    -------
    xy : float64[k, 2]
        Entrances in metres.
    owner : int64[k]
        Position of the geometry each belongs to.
    """
    if not step_m > 0:
        raise ValueError(f"step_m must be above 0, got {step_m}")
    given = np.asarray(geometry, dtype=object)
    dense = shapely.segmentize(given, step_m)
    xy, owner = shapely.get_coordinates(dense, return_index=True)
    return np.asarray(xy, dtype=np.float64), np.asarray(owner, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Entrances:
    """Places to walk to, joined to the network; a place may have several entrances.

    Parameters
    ----------
    snapped : Snapped, k entrances
        Where each entrance meets the streets. Those that did not join are passed over.
    owner : int64[k]
        Which place the entrance belongs to.
    """

    snapped: Snapped
    owner: Longs
