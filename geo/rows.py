"""Row numbers as the owner of a file counts them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.arrays import Longs


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
