"""Walking distances at even spacing over a network: the ground of all its areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from geo.network.graph import Network
from geo.network.rules import Arterials, Rules
from geo.network.search import Field
from geo.network.snap import Joined
from spaces.walk_network import WalkNetwork

Floats = NDArray[np.float64]

STEP_M = 25.0
"""Side of the lattice: contours of it agree with the walk to about 0.95 of the area."""
MOST_POINTS = 3_000_000
"""Past this many lattice points the side is doubled."""


@dataclass(frozen=True, slots=True, eq=False)
class WalkLattice:
    """Points at even spacing over a network, joined to its streets once.

    Parameters
    ----------
    x, y : float64[nx], float64[ny]
        Columns and rows in the network's metres.
    rows : int64[k]
        Which points of the grid (row by row) are joined.
    joined : Joined, k points
        Where.
    step_m : float
        Spacing.
    """

    x: Floats
    y: Floats
    rows: NDArray[np.int64]
    joined: Joined
    step_m: float


def walk_lattice(
    streets: WalkNetwork, arterials: Arterials = "allowed", step_m: float = STEP_M
) -> WalkLattice:
    """Return the lattice over a network; made once for each rule of arterials."""
    with streets.lock:
        made = streets.kept.get(
            ("lattice", arterials, step_m), lambda: _lattice(streets, arterials, step_m)
        )
    assert isinstance(made, WalkLattice)
    return made


def _lattice(streets: WalkNetwork, arterials: Arterials, step_m: float) -> WalkLattice:
    network, reach_m = streets.network, streets.join_limit_m
    low = network.edges.coords.min(axis=0) - reach_m - step_m
    span = network.edges.coords.max(axis=0) + reach_m + step_m - low
    near = _near_streets(network, low, span, reach_m)
    while near.sum() * (reach_m / step_m) ** 2 > MOST_POINTS:
        step_m *= 2
    x, y = (low[k] + np.arange(int(np.ceil(span[k] / step_m)) + 1) * step_m for k in (0, 1))
    block = [
        np.minimum(((v - low[k]) // reach_m).astype(np.int64), near.shape[1 - k] - 1)
        for k, v in enumerate((x, y))
    ]
    rows = np.flatnonzero(near[block[1][:, None], block[0][None, :]])
    at = np.column_stack([x[rows % len(x)], y[rows // len(x)]])
    joined = streets.joined(at, arterials)
    on = joined.edge >= 0
    return WalkLattice(x, y, rows[on], joined.take(on), step_m)


def _near_streets(network: Network, low: Floats, span: Floats, block_m: float) -> NDArray[np.bool_]:
    """Blocks that hold a street or lie beside one that does, bool[rows, columns]."""
    size = np.ceil(span / block_m).astype(np.int64) + 1
    lines = shapely.segmentize(network.lines(), block_m / 2)
    at = ((shapely.get_coordinates(lines) - low) // block_m).astype(np.int64)
    held = np.zeros((size[1], size[0]), dtype=bool)
    held[at[:, 1], at[:, 0]] = True
    return np.asarray(binary_dilation(held, np.ones((3, 3), dtype=bool)))


def distances(streets: WalkNetwork, rules: Rules, field: Field, grid: WalkLattice) -> Floats:
    """Read a searched field at the lattice: metres, float64[ny, nx], ``inf`` where unknown.

    Parameters
    ----------
    streets, rules : WalkNetwork, Rules
        What was searched on.
    field : Field
        Distances of the nodes.
    grid : WalkLattice
        Of the same network and rule of arterials.
    """
    walk = streets.router(rules).at(grid.joined, field)
    z = np.full(len(grid.x) * len(grid.y), np.inf)
    z[grid.rows] = walk.distance_m
    return z.reshape(len(grid.y), len(grid.x))
