"""Where in a gap one new site would serve most: a hint per gap, not a siting study.

The maximal covering location problem for a single site (R. Church and C. ReVelle, Papers of the
Regional Science Association 32, 1974), tried at the most populous cells of the gap.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from geo.arrays import Floats, Longs

GAPS_ASKED = 20
"""Only the largest gaps are asked: the hint is for those that a planner reads."""
CANDIDATES = 1500
"""Cells tried per gap, the most populous ones; a best point is nearly always among them."""


def best_points(xy: Floats, children: Floats, labels: Longs, radius_m: float) -> pd.DataFrame:
    """Find for each gap the cell where one new site would reach most unserved children.

    The reach of the new site is a circle of ``radius_m``; children of neighbouring gaps within
    it count too, because a site does not ask to which gap a child belongs.

    Parameters
    ----------
    xy : float64[n, 2]
        Centres of the uncovered cells, metric.
    children : float64[n]
        Children of each.
    labels : int64[n]
        Gap of each cell, numbered from 0 by rank.
    radius_m : float
        How far the new site reaches, in a straight line.

    Returns
    -------
    DataFrame
        One row per gap asked: ``position`` (of the cell in ``xy``) and ``children`` reached.
        Equal cells: the one that comes first.
    """
    asked = np.flatnonzero(labels < GAPS_ASKED)
    order = asked[np.lexsort((asked, -children[asked], labels[asked]))]
    within = np.arange(len(order)) - np.searchsorted(labels[order], labels[order])
    tried = np.sort(order[within < CANDIDATES])
    if not len(tried):
        return pd.DataFrame({"position": np.empty(0, np.int64), "children": np.empty(0)})
    pairs = cKDTree(xy[tried]).sparse_distance_matrix(cKDTree(xy), radius_m, output_type="ndarray")
    reached = np.bincount(pairs["i"], weights=children[pairs["j"]], minlength=len(tried))
    frame = pd.DataFrame(
        {"gap": labels[tried], "position": tried, "children": np.round(reached, 6)}
    ).sort_values(["gap", "children", "position"], ascending=[True, False, True])
    best = frame.groupby("gap", sort=True).head(1).set_index("gap")
    return best[["position", "children"]]
