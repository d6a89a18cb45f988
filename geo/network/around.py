"""Streets around gates: all that lies within a walk, and how near other streets are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from geo.network.graph import Floats
from geo.network.search import Entrances, Field, Router
from geo.network.snap import JOINED, Joined
from geo.network.stretches import Stretches, union

Longs = NDArray[np.int64]
_AT_ONCE = 4_000_000
"""Nodes times searches held at a time: about 50 MB."""


def within(router: Router, field: Field) -> Stretches:
    """Parts of streets within a field's limit of its entrances, legs included.

    Parameters
    ----------
    router : Router
        The streets; those that the rules close are left out.
    field : Field
        See :meth:`geo.network.search.Router.fields`.
    """
    edges, length_m = router.network.edges, router.network.edges.length_m
    parts: list[tuple[Longs, Floats, Floats]] = []
    for node, paid, end in ((edges.u, router.costs.at_u, 0.0), (edges.v, router.costs.at_v, 1.0)):
        left_m = field.limit_m - field.distance_m[node] - paid
        edge = np.flatnonzero((left_m > 0) & router.costs.allowed)
        share = np.minimum(left_m[edge] / length_m[edge], 1.0)
        parts.append((edge, np.full(len(edge), end), np.abs(end - share)))
    gates = field.entrances.joined
    on = np.flatnonzero(gates.edge >= 0)
    share = (field.limit_m - gates.leg_m[on]) / length_m[gates.edge[on]]
    on, share = on[share > 0], share[share > 0]
    parts.append(
        (gates.edge[on].astype(np.int64), gates.share[on] - share, gates.share[on] + share)
    )
    edge, start, stop = (np.concatenate(column) for column in zip(*parts, strict=True))
    return union(edge, start, stop)


def within_each(router: Router, groups: Sequence[Entrances], limit_m: float) -> Iterator[Stretches]:
    """Parts of streets within the limit of each group of entrances; see :func:`within`."""
    batch = max(1, _AT_ONCE // max(router.network.node_count, 1))
    for first in range(0, len(groups), batch):
        for field in router.fields(groups[first : first + batch], limit_m):
            yield within(router, field)


def metres_to(router: Router, points: Joined, stretches: Stretches, limit_m: float) -> Floats:
    """Metres of street from where points join to the nearest of some parts of streets.

    Parameters
    ----------
    router : Router
        The streets.
    points : Joined, n points
        Their legs do not count.
    stretches : Stretches
        The parts; from their ends one walks on along any street.
    limit_m : float
        How far is looked.

    Returns
    -------
    float64[n]
        0 on such a part; ``inf`` beyond the limit; NaN where a point did not join.
    """
    start = on_street(
        np.concatenate([stretches.edge, stretches.edge]),
        np.concatenate([stretches.start, stretches.stop]),
    )
    feet = on_street(points.edge, points.share)
    found = router.nearest(feet, Entrances(start, np.arange(len(start))), limit_m).distance_m
    begin = 2.0 * stretches.edge + stretches.start
    last = np.searchsorted(begin, 2.0 * points.edge + points.share, side="right") - 1
    near = np.maximum(last, 0)
    if len(stretches):
        inside = (last >= 0) & (stretches.edge[near] == points.edge)
        found[inside & (points.share <= stretches.stop[near])] = 0.0
    return found


def on_street(edge: NDArray[np.int32], share: Floats) -> Joined:
    """Points that lie on streets themselves; ``edge`` -1 for none."""
    there = edge >= 0
    leg = np.where(there, 0.0, np.nan)
    xy = np.full((len(edge), 2), np.nan)  # nobody asks where that is
    state = np.where(there, JOINED, 3).astype(np.uint8)
    return Joined(edge.astype(np.int32), np.asarray(share, dtype=np.float64), leg, xy, state)
