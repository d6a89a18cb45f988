"""Numbers along a curve through the plane, so that neighbours lie close in memory.

The curve is that of G. M. Morton (A Computer Oriented Geodetic Data Base, IBM, 1966): the bits of
both coordinates in turn.
"""

from __future__ import annotations

import numpy as np

from geo.arrays import Floats, Longs


def curve(xy: Floats) -> Longs:
    """Place on a Z-shaped curve through the plane: close numbers are close places."""
    low = xy.min(axis=0)
    span = float(max(np.ptp(xy, axis=0).max(), 1e-9))
    grid = ((xy - low) / span * 0xFFFF).astype(np.int64)
    out = np.zeros(len(xy), dtype=np.int64)
    for bit in range(16):
        out |= ((grid[:, 0] >> bit) & 1) << (2 * bit)
        out |= ((grid[:, 1] >> bit) & 1) << (2 * bit + 1)
    return out
