"""What every ruler answers: the nearest site of each cell; and the one rule of "covered"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geo.arrays import Bytes, Floats, Longs, Mask

TOLERANCE_M = 0.0005
"""Half a millimetre: coordinates come back from a projection with noise of nanometres, and a
child exactly at the limit must not flip in and out with it."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest site of each cell.

    Parameters
    ----------
    distance_m : float64[n]
        Metres to the nearest site; ``inf`` if there is none, ``nan`` for a cell without a
        location.
    position : int64[n]
        Position of that site in the series that was given; -1 if there is none.
    state : uint8[n] or None
        On foot: position in :data:`spaces.reach.result.WALK_STATES`, "reached" at any distance.
        None by the straight line.
    """

    distance_m: Floats
    position: Longs
    state: Bytes | None = None


def is_covered(distance_m: Floats, radius_m: float) -> Mask:
    """Whether a distance is within the radius: ``≤``, to the millimetre, decided here only.

    Examples
    --------
    >>> is_covered(np.array([989.9, 990.0, 990.1]), 990).tolist()
    [True, True, False]
    """
    within: Mask = np.asarray(distance_m) <= radius_m + TOLERANCE_M
    return within


def closer(first: Nearest, second: Nearest) -> Nearest:
    """Nearest of two answers for the same cells; ``first`` wins a tie.

    The nearest of several kinds is the nearest of the answers of each: no second search.
    """
    take = (second.distance_m < first.distance_m) | np.isnan(second.distance_m)
    return Nearest(
        np.where(take, second.distance_m, first.distance_m),
        np.where(take, second.position, first.position),
        second.state
        if first.state is None or second.state is None
        else np.minimum(first.state, second.state),
    )
