"""What a reader hands on: a frame as the file gave it, with its rows as their owner counts."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.arrays import Longs
from geo.datum.words import Said
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
    said : str or Series of str
        What the names of the coordinate columns say (:data:`geo.datum.words.Said`), of all rows
        or row by row where a table has several pairs of them.
    own : bool
        Whether this product wrote the file: its coordinates are WGS-84, and what a row says of
        its source is where they came from.
    crs_named : bool
        Whether the file itself names its CRS.
    """

    frame: gpd.GeoDataFrame
    faults: tuple[Fault, ...] = ()
    said: Said | pd.Series = "open"
    own: bool = False
    crs_named: bool = False


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
