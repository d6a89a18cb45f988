"""What a user's own points are held against: the place, or the streets where no place is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.arrays import Mask
from geo.crs import STORAGE_CRS
from geo.datum.ground import Ground
from geo.datum.witnesses import Streets, Witness
from geo.faults import InputRefused
from geo.intake import Grounds
from geo.network.graph import Network
from spaces.services.inputs import PlaceInputs

_ROUND_M: Final = 2_000.0
"""So far beyond the streets a point is still held to be of the same area."""


def ground_of_points(inputs: PlaceInputs) -> Grounds:
    """Return what gives the ground of points that a question about a place begins at.

    Parameters
    ----------
    inputs : PlaceInputs
        The place: its outline and streets. Without a place the area of the streets stands in for
        the outline; made-up streets prove no datum.
    """

    def grounds(frame: gpd.GeoDataFrame) -> list[tuple[Mask, Ground]]:
        outline: BaseGeometry | None = inputs.outline
        own = _network(inputs) if outline is None and inputs.own.network is not None else None
        if own is not None:
            outline = _around(own)
        every = np.ones(len(frame), dtype=bool)
        return [(every, Ground(outline, partial(_witnesses, inputs)))]

    return grounds


def _network(inputs: PlaceInputs) -> Network | None:
    try:
        streets = inputs.streets
    except InputRefused:  # said where the streets are asked for
        return None
    return None if streets is None else streets.network


def _witnesses(inputs: PlaceInputs, _rows: gpd.GeoDataFrame) -> Sequence[Witness]:
    network = _network(inputs)
    if network is None or network.demo:
        return ()
    return (Streets(shapely.STRtree(network.lines()), network.crs),)


def _around(network: Network) -> BaseGeometry:
    """Hull of the streets with some ground around them, WGS-84."""
    hull = shapely.convex_hull(shapely.geometrycollections(network.lines()))
    around = gpd.GeoSeries([shapely.buffer(hull, _ROUND_M)], crs=network.crs)
    shape: BaseGeometry = around.to_crs(STORAGE_CRS).iloc[0]
    return shape
