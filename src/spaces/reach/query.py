"""The question about reach, as plain data."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.network.rules import Arterials, Rules
from spaces.reach.rulers import STRAIGHT, kind_of

USUAL_SPEED_MPS, USUAL_MINUTES = 1.1, 15
"""Walk of a question that names none: metres per second, and minutes."""


@dataclass(frozen=True, slots=True)
class GapQuery:
    """What is asked. Equal questions are equal and hash alike, so answers can be kept.

    Parameters
    ----------
    place : str
        Code of the place.
    categories : tuple of str
        Kinds of sites; empty means any space. Order and repeats do not matter.
    speed_mps : float
        Walking speed in metres per second.
    walker : str or None
        Preset that the speed comes from, if any.
    minutes : float
        Length of the walk.
    year : int or None
        Count what existed at the end of this year; None counts what exists now.
    ruler : str
        Name of the ruler: one of :data:`spaces.reach.rulers.RULERS`, or that of a ruler of the
        caller's own, which :func:`spaces.reach.analysis.analyse` then takes.
    arterials : {"allowed", "not_along", "not_across"}
        On foot: what the walker may do with arterial roads; see :class:`geo.network.rules.Rules`.
    crossing_delay_s : float
        On foot: seconds lost at each crossing of an arterial.

    Raises
    ------
    ValueError
        If speed or minutes are not above zero, the delay is below zero, or the word for arterials
        is unknown. A ruler that nobody knows is refused where it is to measure.
    """

    place: str
    categories: tuple[str, ...] = ()
    speed_mps: float = USUAL_SPEED_MPS
    walker: str | None = None
    minutes: float = USUAL_MINUTES
    year: int | None = None
    ruler: str = STRAIGHT
    arterials: Arterials = "allowed"
    crossing_delay_s: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "categories", tuple(sorted(set(self.categories))))
        for name in ("speed_mps", "minutes"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"{name} must be above 0, got {value}")
        self.rules  # noqa: B018  refuses a wrong delay or word

    @property
    def radius_m(self) -> float:
        """Metres that the walker covers in that time, to the millimetre."""
        return round(self.speed_mps * 60 * self.minutes, 3)

    @property
    def on_foot(self) -> bool:
        """Whether the way along the streets is asked, alone or beside the straight line."""
        return kind_of(self.ruler).on_streets

    @property
    def beside_line(self) -> bool:
        """Whether the straight line is shown beside the way along the streets."""
        return kind_of(self.ruler).beside_line

    @property
    def rules(self) -> Rules:
        """Rules of the walk; a delay counts as the metres walked meanwhile."""
        return Rules(round(self.crossing_delay_s * self.speed_mps, 3), self.arterials)
