"""The question about the ways to school, as plain data."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from geo.network.rules import ARTERIALS, Arterials, Rules

SCHOOL_KINDS = ("school", "primary_school", "secondary_school")
"""Categories of sites that children walk to on school days."""
ROUTE, CROSSING, DROP_OFF = "safe_route", "crossing", "drop_off"
"""Categories of sites that make a way safer: lines, spots at crossings, places to be set down."""
CENTRE, EVERYWHERE = "centre", "place"
"""Words for where schools count: in the central urban area alone, or in the whole place."""
WITHIN: Final = (CENTRE, EVERYWHERE)

USUAL_RADIUS_M, USUAL_LIMIT_M = 500.0, 3000.0
"""Metres of walking around a gate, and longest walk to school, unless the user says otherwise."""
RADII_M: Final = (50, 3000)
LIMITS_M: Final = (100, 20_000)
"""Least and most that may be asked for instead."""

USUAL_CROSSINGS, USUAL_METRES = 10, 1000
"""Budgets unless the user names others: crossings to mend, and metres of street to treat."""
CROSSING_BUDGETS: Final = (1, 10_000)
METRE_BUDGETS: Final = (1, 10_000_000)
"""Least and most that a command may name."""
CROSSINGS_SHOWN: Final = (1, 100)
METRES_SHOWN: Final = (50, 50_000)
"""Least and most that a page may name: a list that somebody reads on a screen."""


@dataclass(frozen=True, slots=True)
class SchoolQuery:
    """What is asked. Equal questions are equal and hash alike, so answers can be kept.

    Parameters
    ----------
    place : str
        Code of the place.
    year : int or None
        Count the routes and facilities that existed at the end of this year; None: now. A school
        without a year counts in every year.
    radius_m : float
        Streets within this walk of a gate count as streets around the school.
    arterials : {"allowed", "not_along", "not_across"}
        What children may do with arterial roads; see :class:`geo.network.rules.Rules`.
    kinds : tuple of str
        Categories of sites that count as schools; order does not matter.
    limit_m : float
        Longest walk to school, both legs included; children farther away do not walk.
    within : str
        Name of the boundary (中心城区) that the schools lie in; "" for the whole place.
    catchment : str
        Name of the list or map of catchments; "" for the nearest school.

    Raises
    ------
    ValueError
        If a length is not above zero, no kind is named, or a word is unknown.
    """

    place: str
    year: int | None = None
    radius_m: float = USUAL_RADIUS_M
    arterials: Arterials = "allowed"
    kinds: tuple[str, ...] = SCHOOL_KINDS
    limit_m: float = USUAL_LIMIT_M
    within: str = ""
    catchment: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", tuple(sorted(set(self.kinds))))
        for name in ("radius_m", "limit_m"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"{name} must be above 0, got {value}")
        if not self.kinds:
            raise ValueError("at least one kind of school must be named")
        if self.arterials not in ARTERIALS:
            raise ValueError(f"unknown rule for arterials {self.arterials!r}")

    @property
    def rules(self) -> Rules:
        """Rules of the walk; crossing an arterial costs no metres here."""
        return Rules(0.0, self.arterials)
