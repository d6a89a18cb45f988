"""What a search finds: how far every node is from a place, and the nearest place of each point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from geo.arrays import Bytes, Floats, Ints, Longs, Mask
from geo.network.entrances import Entrances
from geo.network.snap import TOLERANCE_M

REACHED, BEYOND, UNREACHABLE, UNSNAPPED, UNKNOWN = 0, 1, 2, 3, 4
"""``Walk.state``: a place is within the limit; there is a way but it is longer; the streets lead to
none; the point joined no street; the point has no location."""


@dataclass(frozen=True, slots=True, eq=False)
class DistanceField:
    """Distance from every node to the nearest entrance, and to which.

    Parameters
    ----------
    distance_m : float64[nodes]
        Metres, with the leg of the entrance; ``inf`` beyond the limit.
    entrance : int32[nodes]
        Position of that entrance; -1 beyond the limit.
    entrances : Entrances
        What was searched from.
    limit_m : float
        How far.
    """

    distance_m: Floats
    entrance: Ints
    entrances: Entrances
    limit_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """The nearest place of each point.

    Parameters
    ----------
    distance_m : float64[n]
        Metres on foot with both legs; ``inf`` where beyond the limit or unreachable, NaN where
        unsnapped or unknown.
    owner : int64[n]
        The place; -1 where none is reached.
    entrance : int64[n]
        Position of the entrance that is nearest; -1 where none is reached.
    state : uint8[n]
        ``REACHED``, ``BEYOND``, ``UNREACHABLE``, ``UNSNAPPED`` or ``UNKNOWN``.
    """

    distance_m: Floats
    owner: Longs
    entrance: Longs
    state: Bytes


class Ends(NamedTuple):
    """Nodes at both ends of the edges of some points, and the metres to them."""

    u: Ints
    v: Ints
    at_u: Floats
    at_v: Floats


def over_nodes(ends: Ends, field: DistanceField) -> tuple[Floats, Ints]:
    """Metres to the nearest entrance by the nearer end of each street, and which it is."""
    by_u, by_v = field.distance_m[ends.u] + ends.at_u, field.distance_m[ends.v] + ends.at_v
    node = np.where(by_u <= by_v, ends.u, ends.v)
    return np.minimum(by_u, by_v, out=by_u), field.entrance[node]


def is_within(metres: Floats, limit_m: float) -> Mask:
    """Whether there is a way and it is no longer than the limit: ``≤``, to the millimetre.

    Examples
    --------
    >>> is_within(np.array([999.0, 1000.0, 1000.5, np.inf]), 1000).tolist()
    [True, True, False, False]
    """
    return np.asarray(np.isfinite(metres) & (metres <= limit_m + TOLERANCE_M), dtype=bool)


def keep_nearer(
    metres: Floats, entrance: Longs, rows: Longs, direct: tuple[Longs, Longs, Floats]
) -> None:
    """Take the way along the edge where it is shorter than the one over the nodes.

    Parameters
    ----------
    metres : float64[n]
        Distance of each point over the nodes; changed in place.
    entrance : int64[n]
        Entrance that it leads to; changed in place.
    rows : int64[k]
        The points that may walk along their edge, by position.
    direct : tuple of (int64[m], int64[m], float64[m])
        Of each way along an edge: its position in ``rows``, its entrance and its metres.
    """
    point, other, along_m = direct
    order = np.lexsort((along_m, point))
    point, first = np.unique(point[order], return_index=True)
    other, along_m = other[order][first], along_m[order][first]
    at = rows[point]
    better = along_m < metres[at]
    metres[at[better]], entrance[at[better]] = along_m[better], other[better]
