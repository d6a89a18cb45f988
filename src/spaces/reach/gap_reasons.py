"""Why a gap is one: no site near, something in between, or too few streets known to tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Floats, Mask
from spaces.reach.nearest import is_covered
from spaces.reach.ruler import Beside

WHY = ("network_too_thin", "arterial", "barrier", "partly_barrier", "no_site_near")
"""Reasons, the first that holds is given: most of the gap's children live farther from a known
street than :data:`FAR_STREET_M`, or the known streets lead most of them nowhere; most of them
have a way only over arterials that this walker may not use; most of them are inside the circle
of a site and yet beyond the walk; at least :data:`SOME` of them are; none of these. How many are
inside the circle stands beside it (``share_false_comfort``)."""
FAR_STREET_M = 100.0
"""Who lives farther from any known street is not well described by the network."""
SOME = 0.1
"""Share of a gap's children inside the circle from which a barrier is part of the reason."""
_MOST = 0.5
_LEAST_TOLD = 0.005


def false_comfort(covered: pd.Series, straight_m: Floats, radius_m: float) -> Mask:
    """Inside the circle, and measured to be beyond the walk; bool[n].

    Parameters
    ----------
    covered : Series of bool, n cells
        Within the walk; NA where it was not measured.
    straight_m : float64[n]
        Straight line to the nearest site, metres.
    radius_m : float
        Length of the walk in metres.
    """
    beyond: Mask = ~covered.to_numpy(dtype=bool, na_value=True)
    return beyond & is_covered(straight_m, radius_m)


def shares(cells: gpd.GeoDataFrame, seen: Beside, radius_m: float) -> dict[str, Mask]:
    """Cells that each reason speaks of, for :func:`spaces.reach.gap_areas.gap_areas`.

    Parameters
    ----------
    cells : GeoDataFrame
        With ``covered`` and ``state`` of a walk.
    seen : Beside
        The same cells.
    radius_m : float
        Length of the walk.
    """
    return {
        "false_comfort": false_comfort(cells["covered"], seen.straight_m, radius_m),
        "unreachable": (cells["state"] == "unreachable").to_numpy(dtype=bool),
        "cut_off": seen.cut_off,
        "far_from_street": seen.leg_m > FAR_STREET_M,
    }


def with_why(gaps: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Gaps with a column ``why``, one of :data:`WHY`.

    Parameters
    ----------
    gaps : GeoDataFrame
        With ``share_false_comfort``, ``share_unreachable``, ``share_cut_off`` and
        ``share_far_from_street`` (of each gap's children).
    """
    inside, cut_off = gaps["share_false_comfort"], gaps["share_cut_off"]
    thin = gaps["share_far_from_street"] > _MOST
    thin |= (gaps["share_unreachable"] - cut_off > _MOST) & (inside < _MOST)
    holds = [thin, cut_off > _MOST, inside >= _MOST, inside >= SOME]
    why = np.select(holds, WHY[:-1], WHY[-1])
    return gaps.assign(why=pd.Series(why, index=gaps.index, dtype=object))


def told_share(gap: Mapping[str, Any]) -> float | None:
    """Share of a gap's children inside the circle, where it belongs beside the reason.

    None where too few streets are known to tell, where it rounds to nothing, and where the count
    of a gap's children is hidden.

    Parameters
    ----------
    gap : mapping
        One row of the gaps with ``why``, ``share_false_comfort`` and, where known, ``hidden``.
    """
    share = float(gap["share_false_comfort"])
    if gap["why"] == WHY[0] or bool(gap.get("hidden", False)) or not share >= _LEAST_TOLD:
        return None
    return share
