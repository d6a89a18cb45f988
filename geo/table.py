"""What a reader hands on: a frame as the file gave it, with its rows as their owner counts."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Longs
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


def row_numbers(frame: pd.DataFrame) -> Longs:
    """Return the index if it is called ``row`` (as ``geo.io`` leaves it), else count from 1.

    Returns
    -------
    array of int64, shape (n,)
        The first data row of the file is 1.
    """
    if frame.index.name == "row":
        return frame.index.to_numpy(dtype=np.int64)
    return np.arange(1, len(frame) + 1, dtype=np.int64)
