"""What a reader hands on: a frame as the file gave it, and what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from geo.china import Datum
from geo.faults import Fault


@dataclass(frozen=True, slots=True)
class Table:
    """A file as it was read.

    Parameters
    ----------
    frame : GeoDataFrame
        Index called ``row``, 1-based; CRS as the file says, None if it does not say.
        A geometry that could not be read is None and has a fault.
    faults : tuple of Fault
        What was noticed while reading.
    datum : {"wgs84", "gcj02", "bd09"} or None
        The datum that the file as a whole states (by the names of its coordinate columns, or
        because this product wrote it). None: it does not say.
    """

    frame: gpd.GeoDataFrame
    faults: tuple[Fault, ...] = ()
    datum: Datum | None = None
