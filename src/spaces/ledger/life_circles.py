"""Time circles: 15分钟, 半小时. What share of the children has a site within the walk.

No plan defines the speed, the facilities in the circle or the share that must live in it. So the
share is computed with a walker that the reader can change, it stands beside its definition, and
nobody is judged by it: the state stays ``not_measurable``.
"""

from __future__ import annotations

from dataclasses import dataclass

from spaces.ledger.targets import Target
from spaces.reach import GapQuery, GapResult
from spaces.walking import Walkers

MINUTES = {"分钟": 1.0, "小时": 60.0}
"""Units of a circle to minutes; a circle in metres is another thing."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Share of children inside a time circle.

    Parameters
    ----------
    query : GapQuery or None
        The question behind the figure, for the gaps page and the definition; None without one.
    share : float or None
        Children within the walk, 0 to 1.
    why : str
        Reason code; ``circle_no_share`` where there is a share and the plan names none.
    """

    query: GapQuery | None
    share: float | None
    why: str


def circle_query(target: Target, place: str, walkers: Walkers, year: int) -> GapQuery | None:
    """Return the question of the gaps page that a circle asks; None if it is not a circle of time.

    The default walker walks; the target's kinds count, without any, every space for children.

    Parameters
    ----------
    target : Target
        A promise.
    place : str
        Code of the place.
    walkers : Walkers
        The presets, with the default one.
    year : int
        The asked year.
    """
    if target.kind != "circle" or target.value is None or target.unit not in MINUTES:
        return None
    walker = walkers.by_id[walkers.default]
    minutes = target.value * MINUTES[target.unit]
    if minutes <= 0:
        return None
    return GapQuery(
        place=place,
        categories=target.counts,
        speed_mps=walker.speed_mps,
        walker=walker.id,
        minutes=minutes,
        year=year,
    )


def circle(query: GapQuery | None, result: GapResult | None) -> Circle:
    """Read the share out of an answer; ``result`` is None where nobody computed it."""
    if query is None:
        return Circle(None, None, "circle_not_time")
    if result is None:
        return Circle(query, None, "circle_on_gaps_page")
    if result.share_covered is None:
        no_children = result.children_total is None
        return Circle(query, None, "needs_population" if no_children else "needs_sites")
    return Circle(query, result.share_covered, "circle_no_share")
