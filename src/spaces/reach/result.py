"""The answer about reach as plain data, and the states of a cell."""

from __future__ import annotations

from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd
from shapely.geometry.base import BaseGeometry

from spaces.reach.query import GapQuery

STATES = ("covered", "uncovered", "unknown")
"""What a cell can be by the straight line. "Unknown" is not "uncovered": nothing was measured."""

WALK_STATES = ("reached", "beyond", "unreachable", "unsnapped", "unknown")
"""What a cell can be on foot, in the order of the numbers of :mod:`geo.network.walks`: a site is
within the walk; there is a way but it is longer; the known streets lead to none; no known street
is near; the cell has no location. The last two are not measured, so they are not "not reached"."""


@dataclass(frozen=True, slots=True)
class NetworkSource:
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
    sites_at_stubs : int
        Sites whose nearest street leads nowhere, so that they joined one farther away.
    """

    key: str
    demo: bool
    notice: str
    sites_off: int
    sites_at_stubs: int


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
        See :mod:`spaces.reach.breakdown`.
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
        small ones of real children before showing them (:func:`spaces.places.disclosure.is_small`).
        On foot also ``straight_m``, the straight line to the nearest site.
    gaps : GeoDataFrame
        See :func:`spaces.reach.gap_areas.gap_areas`; on foot also ``share_false_comfort``,
        ``share_unreachable``, ``share_far_from_street`` and ``why``
        (:data:`spaces.reach.gap_reasons.WHY`). ``nearest_m`` is the walk; where no way leads to any
        site it is ``inf``, and ``nearest_site`` the one that is nearest in a straight line.
    covered, uncovered : BaseGeometry or None
        The two parts of the place, WGS-84.
    why_not : tuple of str
        ``no_sites``, ``only_undated``, ``no_located_sites``, ``no_population``, ``no_children``,
        ``no_children_inside``, ``no_bands``,
        ``no_boundary``, ``cells_without_location``; on foot also ``cells_off_network``,
        ``sites_off_network``.
    children_unreachable, children_unsnapped : float or None
        On foot: those of ``children_uncovered`` from whom the known streets lead to no site, and
        those whom no known street is near (not measured).
    homes_at_stubs : int or None
        On foot: cells with children whose nearest street leads nowhere, so that they joined one
        farther away.
    area_unknown_km2, unknown : float, BaseGeometry or None
        On foot: the part of the place that no known street is near; it is neither covered nor
        uncovered.
    area_circle_km2, area_false_km2, false_area : float, float, BaseGeometry or None
        On foot: square kilometres inside the circle as long as the walk; of these beyond the
        walk; and where (WGS-84).
    network_source : NetworkSource or None
        The network; None by the straight line.
    children_outside : float or None
        Children of the file who live outside the place: they are in no other figure. None without
        a population.
    areas_spread, spread_apart_m : int
        Areas whose children were spread evenly over points, and metres between these.
    widest_cell_m : float
        Side of the widest cell of the population, each held as one point; 0 if unknown.
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
    homes_at_stubs: int | None = None
    area_unknown_km2: float | None = None
    unknown: BaseGeometry | None = field(default=None, repr=False)
    area_circle_km2: float | None = None
    area_false_km2: float | None = None
    false_area: BaseGeometry | None = field(default=None, repr=False)
    network_source: NetworkSource | None = None
    children_outside: float | None = None
    areas_spread: int = 0
    spread_apart_m: int = 0
    widest_cell_m: float = 0.0

    @property
    def children_measured(self) -> float | None:
        """Children whose way was measured: what ``share_covered`` is a share of."""
        if self.children_covered is None or self.children_uncovered is None:
            return None
        return self.children_covered + self.children_uncovered

    @property
    def children_unmeasured(self) -> float:
        """Children of the place whose way nobody measured: no street near, or no location."""
        return (self.children_unsnapped or 0.0) + (self.children_unknown or 0.0)
