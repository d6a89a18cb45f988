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
_BATCH = 200_000
_COLUMNS = ("edge", "share", "leg_m", "state")
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
        Where; without the places themselves, to save memory.
    to_u_m, to_v_m : float64[k]
        Metres from each to the two ends of its edge, leg included.
    step_m : float
        Spacing.
    """

    x: Floats
    y: Floats
    rows: NDArray[np.int64]
    joined: Joined
    to_u_m: Floats
    to_v_m: Floats
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
    if arterials != "allowed":
        return _without(streets, arterials, walk_lattice(streets, "allowed", step_m))
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
    rows, joined = _joined(streets, at, rows, arterials)
    return _made(streets, x, y, rows, joined, step_m)


def _without(streets: WalkNetwork, arterials: Arterials, free: WalkLattice) -> WalkLattice:
    """Join anew only those points that are on a street now closed."""
    allowed = streets.router(Rules(0.0, arterials)).costs.allowed[free.joined.edge]
    shut, wide = free.rows[~allowed], len(free.x)
    at = np.column_stack([free.x[shut % wide], free.y[shut // wide]])
    rows, anew = _joined(streets, at, shut, arterials)
    stay = free.joined.take(allowed)
    rows = np.concatenate([free.rows[allowed], rows])
    order = np.argsort(rows, kind="stable")
    columns = {
        name: np.concatenate([getattr(stay, name), getattr(anew, name)])[order] for name in _COLUMNS
    }
    nowhere = np.broadcast_to(np.nan, (len(rows), 2))
    joined = Joined(**columns, xy=nowhere)
    return _made(streets, free.x, free.y, rows[order], joined, free.step_m)


def _made(
    streets: WalkNetwork,
    x: Floats,
    y: Floats,
    rows: NDArray[np.int64],
    joined: Joined,
    step_m: float,
) -> WalkLattice:
    length_m = streets.network.edges.length_m[joined.edge]
    along = joined.share * length_m
    to_v_m = joined.leg_m + length_m - along
    return WalkLattice(x, y, rows, joined, joined.leg_m + along, to_v_m, step_m)


def _joined(
    streets: WalkNetwork, at: Floats, rows: NDArray[np.int64], arterials: Arterials
) -> tuple[NDArray[np.int64], Joined]:
    """Join points a batch at a time; those that joined, and which they are."""
    parts, kept = [], []
    for start in range(0, max(len(at), 1), _BATCH):
        router = streets.router(Rules(0.0, arterials))
        part = router.join(at[start : start + _BATCH], limit_m=streets.join_limit_m)
        on = part.edge >= 0
        parts.append(part.take(on))
        kept.append(rows[start : start + _BATCH][on])
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS}
    nowhere = np.broadcast_to(np.nan, (len(columns["edge"]), 2))
    return np.concatenate(kept), Joined(**columns, xy=nowhere)


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
    router, edges, edge = streets.router(rules), streets.network.edges, grid.joined.edge
    by_u = field.distance_m[edges.u[edge]] + grid.to_u_m
    by_v = field.distance_m[edges.v[edge]] + grid.to_v_m
    if rules != Rules(0.0, "allowed"):
        by_u += router.costs.at_u[edge]
        by_v += router.costs.at_v[edge]
    metres = np.fmin(by_u, by_v, out=by_u)
    # Who lives on the street of an entrance walks along it, past no end of the street.
    own = np.zeros(len(edges), dtype=bool)
    doors = field.entrances.joined
    own[doors.edge[doors.edge >= 0]] = True
    near = np.flatnonzero(own[edge])
    point, _, along_m = router.along_edge(grid.joined.take(near), doors)
    np.minimum.at(metres, near[point], along_m)
    z = np.full(len(grid.x) * len(grid.y), np.inf)
    z[grid.rows] = metres
    return z.reshape(len(grid.y), len(grid.x))
