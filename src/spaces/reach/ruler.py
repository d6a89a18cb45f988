"""What a ruler is: whatever tells how far a child has to go to a site.

The circle (:mod:`spaces.reach.straight_line`) and the walk along the streets
(:mod:`spaces.reach.on_foot`) are rulers. Another one (a bus, a bicycle, a given matrix) is one
more module with a class of this form: everything above asks the ruler and never which it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import geopandas as gpd
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Mask, Names
from spaces.reach.covered_area import AreaCover
from spaces.reach.nearest import Nearest
from spaces.reach.result import NetworkSource


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What the straight line and the streets say of each cell, beside a way along streets.

    Parameters
    ----------
    straight_m : float64[n]
        Straight line to the nearest site; ``nan`` without a location.
    straight_site : object[n]
        Its id; None without one.
    leg_m : float64[n]
        Metres to the street that the cell joins; ``nan`` where it joins none.
    cut_off : bool[n]
        The walker's rules leave no way to any site, though the streets have one.
    at_stub : bool[n]
        The nearest street leads nowhere, so the cell joined one farther away.
    """

    straight_m: Floats
    straight_site: Names
    leg_m: Floats
    cut_off: Mask
    at_stub: Mask


class Ruler(Protocol):
    """A way to measure how far each cell is from sites, and which area lies within a limit.

    Cells, sites and outlines are in one metric CRS; distances are metres of that ruler, so that
    all of them compare with the same limit. Sites come with their id as index.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the rulers of a question (:class:`spaces.reach.query.GapQuery`) that it is."""

    @property
    def states(self) -> tuple[str, ...]:
        """What a cell can be: ``STATES`` of :mod:`spaces.reach.result`, or ``WALK_STATES``.

        The latter for a ruler whose answers carry a state for each cell.
        """

    def nearest_of(self, xy: Floats, groups: Sequence[gpd.GeoSeries]) -> list[Nearest]:
        """Nearest site of each group for every cell.

        Parameters
        ----------
        xy : float64[n, 2]
            Cells in metres; ``nan`` without a location.
        groups : sequence of GeoSeries
            Sites of each group, in the CRS of the cells.

        Returns
        -------
        list of Nearest
            One for each group.
        """

    def cover(self, sites: gpd.GeoSeries, outline: BaseGeometry, limit_m: float) -> AreaCover:
        """Split a place in the part within the limit of a site and the part beyond it.

        Parameters
        ----------
        sites : GeoSeries
            Sites in metres.
        outline : Polygon or MultiPolygon
            The place, in the same CRS.
        limit_m : float
            How far counts as within, in metres of this ruler.

        Raises
        ------
        ValueError
            If the outline has no area.
        """

    def beside(self, xy: Floats, sites: gpd.GeoSeries) -> Beside | None:
        """Say what the straight line and the streets say of the same cells, to tell why a gap is.

        None for a ruler that has nothing to be compared with.

        Parameters
        ----------
        xy : float64[n, 2]
            Cells in metres.
        sites : GeoSeries
            All sites of the question, in the CRS of the cells.
        """

    def source(self, sites: gpd.GeoSeries) -> NetworkSource | None:
        """Say on whose network was measured, and how many of these sites are not on it.

        None for a ruler that needs no network.
        """
