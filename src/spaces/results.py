"""The question about reach, and its answer, as plain data."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

RULERS = ("radius",)
"""Rulers by name: ``radius`` is the straight line."""

STATES = ("covered", "uncovered", "unknown")
"""What a cell can be. "Unknown" is not "uncovered": nothing was measured."""


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

    Raises
    ------
    ValueError
        If speed or minutes are not above zero, or the ruler is unknown.
    """

    place: str
    categories: tuple[str, ...] = ()
    speed_mps: float = 1.1
    walker: str | None = None
    minutes: float = 15
    year: int | None = None
    ruler: str = "radius"

    def __post_init__(self) -> None:
        object.__setattr__(self, "categories", tuple(sorted(set(self.categories))))
        for name in ("speed_mps", "minutes"):
            value = getattr(self, name)
            if not (math.isfinite(value) and value > 0):
                raise ValueError(f"{name} must be above 0, got {value}")
        if self.ruler not in RULERS:
            raise ValueError(f"unknown ruler {self.ruler!r}; known: {', '.join(RULERS)}")

    @property
    def radius_m(self) -> float:
        """Metres that the walker covers in that time, to the millimetre."""
        return round(self.speed_mps * 60 * self.minutes, 3)


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
        Heads; ``unknown`` are those in cells that could not be measured. The other two and it
        add up to the total.
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
        ``nearest_site`` (id), ``state`` (one of :data:`STATES`); the same columns whatever
        the ruler. Counts in it are exact: hide small ones of real children before showing
        them (:func:`spaces.disclosure.is_small`).
    gaps : GeoDataFrame
        See :func:`spaces.gaps.gap_areas`.
    covered, uncovered : BaseGeometry or None
        The two parts of the place, WGS-84.
    why_not : tuple of str
        ``no_sites``, ``no_located_sites``, ``no_population``, ``no_children``, ``no_bands``,
        ``no_boundary``, ``cells_without_location``.
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
