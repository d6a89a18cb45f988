"""Names for the arrays that pass between functions: the type of their numbers, said once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Metres, degrees, children, shares; ``nan`` where nothing is known."""
Singles = NDArray[np.float32]
"""Numbers that are kept by the million, where seven digits are enough."""
Longs = NDArray[np.int64]
"""Positions and labels; -1 for none."""
Ints = NDArray[np.int32]
"""Nodes and edges of a network, by number."""
Bytes = NDArray[np.uint8]
"""Codes of a few states."""
Mask = NDArray[np.bool_]
"""Which rows are meant."""
Geometries = NDArray[np.object_]
"""Shapely geometries; None where there is none."""
Names = NDArray[np.object_]
"""Ids or names as text; None where there is none."""
