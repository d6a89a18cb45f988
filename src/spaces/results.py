"""The question about reach, and its answer, as plain data."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from geo.network.rules import Arterials, Rules

RULERS = ("radius", "network", "both")
"""Rulers by name: ``radius`` is the straight line, ``network`` the walk along the streets, and
``both`` the walk with the straight line beside it."""

STATES = ("covered", "uncovered", "unknown")
"""What a cell can be by the straight line. "Unknown" is not "uncovered": nothing was measured."""

WALK_STATES = ("reached", "beyond", "unreachable", "unsnapped", "unknown")
"""What a cell can be on foot, in the order of the numbers of :mod:`geo.network.search`: a site is
within the walk; there is a way but it is longer; the known streets lead to none; no known street
is near; the cell has no location. The last two are not measured, so they are not "not reached"."""


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
        One of :data:`RULERS`.
    arterials : {"allowed", "not_along", "not_across"}
        On foot: what the walker may do with arterial roads; see :class:`geo.network.rules.Rules`.
    crossing_delay_s : float
        On foot: seconds lost at each crossing of an arterial.

    Raises
    ------
    ValueError
        If speed or minutes are not above zero, the delay is below zero, or a word is unknown.
    """

    place: str
    categories: tuple[str, ...] = ()
    speed_mps: float = 1.1
    walker: str | None = None
    minutes: float = 15
    year: int | None = None
    ruler: str = "radius"
    arterials: Arterials = "allowed"
    crossing_delay_s: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "categories", tuple(sorted(set(self.categories))))
        for name in ("speed_mps", "minutes"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"{name} must be above 0, got {value}")
        if self.ruler not in RULERS:
            raise ValueError(f"unknown ruler {self.ruler!r}; known: {', '.join(RULERS)}")
        self.rules  # noqa: B018  refuses a wrong delay or word

    @property
    def radius_m(self) -> float:
        """Metres that the walker covers in that time, to the millimetre."""
        return round(self.speed_mps * 60 * self.minutes, 3)

    @property
    def on_foot(self) -> bool:
        """Whether the walk along the streets is asked, alone or beside the straight line."""
        return self.ruler != "radius"

    @property
    def rules(self) -> Rules:
        """Rules of the walk; a delay counts as the metres walked meanwhile."""
        return Rules(round(self.crossing_delay_s * self.speed_mps, 3), self.arterials)


@dataclass(frozen=True, slots=True)
class Ground:
    """The network that a walk was measured on.

    Parameters
    ----------
    key : str
        Hash of its content.
    demo : bool
        Whether it is made up.
    notice : str
        Whose data it is; belongs on every picture.
    sites_off : int
        Sites that no known street is near: nobody can be seen to reach them.
    """

    key: str
    demo: bool
    notice: str
    sites_off: int


@dataclass(frozen=True, slots=True, eq=False)
class GapResult:
    """What was found. A figure that could not be computed is None, and ``why_not`` says why.

    Parameters
    ----------
    query : GapQuery
        The question.
    radius_m : float
        The limit in metres.
    sites_used, sites_unlocated, sites_undated : int
        Existing sites of the kinds asked: measured to, left out for lack of a location, and
        left out because a year was asked and nobody knows theirs.
    demo : bool
        Whether any of those sites is demonstration data.
    modelled : bool or None
        Whether the children were spread by a model; None without a population.
    population_source : str
        Name of the population's file.
    children_total, children_covered, children_uncovered, children_unknown : float or None
        Heads; ``unknown`` are those in cells without a location. The other two, it and (on foot)
        ``children_unsnapped`` add up to the total.
    share_covered : float or None
        Covered of covered and uncovered, 0 to 1.
    by_band, by_sub_area : DataFrame
        See :mod:`spaces.tallies`.
    by_category : DataFrame
        Index ``category`` (each kind asked for): ``sites_used``, ``sites_unlocated``,
        ``children_total``, ``children_covered``, ``children_uncovered``, ``share_covered``,
        ``hidden``, ``why_not`` (code or "").
    area_km2, area_covered_km2 : float or None
        Square kilometres of the place, and of its part within reach.
    cells : GeoDataFrame
        Cells as given, and ``distance_m``, ``covered`` (boolean, NA where not measured),
        ``nearest_site`` (id), ``state`` (one of :data:`STATES`, on foot of
        :data:`WALK_STATES`); the same columns whatever the ruler. Counts in it are exact: hide
        small ones of real children before showing them (:func:`spaces.disclosure.is_small`).
        On foot also ``straight_m``, the straight line to the nearest site.
    gaps : GeoDataFrame
        See :func:`spaces.gaps.gap_areas`; on foot also ``share_false_comfort``,
        ``share_unreachable``, ``share_far_from_street`` and ``why``
        (:data:`spaces.walk_gaps.WHY`). ``nearest_m`` is the walk; where no way leads to any
        site it is ``inf``, and ``nearest_site`` the one that is nearest in a straight line.
    covered, uncovered : BaseGeometry or None
        The two parts of the place, WGS-84.
    why_not : tuple of str
        ``no_sites``, ``no_located_sites``, ``no_population``, ``no_children``, ``no_bands``,
        ``no_boundary``, ``cells_without_location``; on foot also ``cells_off_network``,
        ``sites_off_network``.
    children_unreachable, children_unsnapped : float or None
        On foot: those of ``children_uncovered`` from whom the known streets lead to no site, and
        those whom no known street is near (not measured).
    area_unknown_km2, unknown : float, BaseGeometry or None
        On foot: the part of the place that no known street is near; it is neither covered nor
        uncovered.
    area_circle_km2, area_false_km2, false_area : float, float, BaseGeometry or None
        On foot: square kilometres inside the circle as long as the walk; of these beyond the
        walk; and where (WGS-84).
    ground : Ground or None
        The network; None by the straight line.
    """

    query: GapQuery
    radius_m: float
    sites_used: int
    sites_unlocated: int
    sites_undated: int
    demo: bool
    modelled: bool | None
    population_source: str
    children_total: float | None
    children_covered: float | None
    children_uncovered: float | None
    children_unknown: float | None
    share_covered: float | None
    by_band: pd.DataFrame
    by_sub_area: pd.DataFrame
    by_category: pd.DataFrame
    area_km2: float | None
    area_covered_km2: float | None
    cells: gpd.GeoDataFrame
    gaps: gpd.GeoDataFrame
    covered: BaseGeometry | None = field(repr=False)
    uncovered: BaseGeometry | None = field(repr=False)
    why_not: tuple[str, ...]
    children_unreachable: float | None = None
    children_unsnapped: float | None = None
    area_unknown_km2: float | None = None
    unknown: BaseGeometry | None = field(default=None, repr=False)
    area_circle_km2: float | None = None
    area_false_km2: float | None = None
    false_area: BaseGeometry | None = field(default=None, repr=False)
    ground: Ground | None = None

    @property
    def children_measured(self) -> float | None:
        """Children whose way was measured: what ``share_covered`` is a share of."""
        if self.children_covered is None or self.children_uncovered is None:
            return None
        return self.children_covered + self.children_uncovered
