"""Which ruler answers a question when nobody chose one: the walk, wherever streets are known."""

from __future__ import annotations

from dataclasses import replace

from geo.network.quality import Quality
from geo.network.rules import Arterials
from spaces.reach.query import GapQuery
from spaces.reach.rulers import STRAIGHT, kind_of
from spaces.walking import Walkers


def usual_ruler(found: Quality | None) -> str:
    """Return both rulers where the streets are known well enough, the straight line elsewhere.

    Parameters
    ----------
    found : Quality or None
        How good the network of the place is; None without a network.

    Returns
    -------
    str
        One of :data:`spaces.reach.rulers.RULERS`.
    """
    known = found is not None and found.verdict != "too_thin"
    return "both" if known else STRAIGHT


def by_ruler(
    query: GapQuery, walkers: Walkers, ruler: str, arterials: Arterials | None = None
) -> GapQuery:
    """Return a question with a ruler: on streets it takes its rules from the walker unless told.

    Parameters
    ----------
    query : GapQuery
        The question in a straight line.
    walkers : Walkers
        The presets, with the delay at crossings.
    ruler : str
        One of :data:`spaces.reach.rulers.RULERS`.
    arterials : str, optional
        What the walker may do with arterials; None for the walker's own.
    """
    if not kind_of(ruler).on_streets:
        return query if ruler == query.ruler else replace(query, ruler=ruler)
    walker = walkers.by_id.get(query.walker or "")
    own: Arterials = walker.arterials if walker else "allowed"
    return replace(
        query,
        ruler=ruler,
        arterials=arterials or own,
        crossing_delay_s=walkers.crossing_delay_s,
    )
