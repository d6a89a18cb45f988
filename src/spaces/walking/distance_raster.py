"""Walking distances at even spacing over a network: the ground of all its areas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import scipy  # loads the part that is asked for, when it is asked for

from geo.arrays import Floats, Ints, Longs, Singles
from geo.network.graph import Network
from geo.network.raster import SnappedRaster, snap_raster
from geo.network.raster_file import dump_raster, load_raster
from geo.network.raster_points import Raster
from geo.network.rules import Arterials, Rules
from geo.network.snap import LIMIT_M
from geo.network.walks import DistanceField
from spaces.walking.cache import digest
from spaces.walking.network import WalkNetwork

STEP_M = 25.0
"""Side of the raster: contours of it agree with the walk to about 0.95 of the area."""
MOST_POINTS, MOST_FRAME = 3_000_000, 20_000_000
"""Past about this many raster points near streets, or in the frame around them all, the side is
doubled."""
_JOINING = "2"
"""Changes when points are joined in another way, so that kept rasters are made anew."""


def walk_raster(
    streets: WalkNetwork, arterials: Arterials = "allowed", step_m: float = STEP_M
) -> SnappedRaster:
    """Return the raster over a network; made, or read from its file, once for each rule.

    Parameters
    ----------
    streets : WalkNetwork
        The network.
    arterials : {"allowed", "not_along", "not_across"}
        Which streets may be joined.
    step_m : float
        Spacing of the points in metres; doubled over very large networks.
    """
    with streets.lock:
        made = streets.kept.get(
            ("raster", arterials, step_m), lambda: _snapped(streets, arterials, step_m)
        )
    assert isinstance(made, SnappedRaster)
    return made


def _snapped(streets: WalkNetwork, arterials: Arterials, step_m: float) -> SnappedRaster:
    network = streets.network
    if streets.raster_path is not None and arterials == "allowed":
        mark = _mark(network, streets.snap_limit_m, step_m)
        found = load_raster(streets.raster_path, mark, network.edge_count)
        if found is not None:
            return found
    reach_m, every = streets.snap_limit_m, streets.router(Rules()).streets
    raster = _raster(every.segments.samples, reach_m, step_m)
    return snap_raster(streets.router(Rules(0.0, arterials)).streets, raster, reach_m)


def raster_bytes(network: Network, snap_limit_m: float = LIMIT_M) -> bytes:
    """Join the raster of a network, to be kept beside it for ``WalkNetwork.raster_path``."""
    raster = walk_raster(WalkNetwork(network, snap_limit_m=snap_limit_m))
    return dump_raster(raster, _mark(network, snap_limit_m, STEP_M))


def raster_path(network_path: Path) -> Path:
    """Where the raster of a kept network lies, if there is one."""
    return network_path.with_suffix(".lattice.npy")


def _mark(network: Network, snap_limit_m: float, step_m: float) -> str:
    sizes = f"{network.node_count} {network.edge_count} {network.length_km!r}"
    return digest(_JOINING, network.key, sizes, f"{snap_limit_m!r} {step_m!r}")


def _raster(places: Floats, reach_m: float, step_m: float) -> Raster:
    """Lay points over all that is near some places of streets, float64[n, 2]."""
    low = places.min(axis=0) - reach_m - step_m
    span = places.max(axis=0) + reach_m + step_m - low
    near_m2 = _near_m2(places - low, reach_m)
    while max(near_m2 / MOST_POINTS, float(span.prod()) / MOST_FRAME) > step_m**2:
        step_m *= 2
    columns, rows = (int(np.ceil(side / step_m)) + 1 for side in span)
    return Raster(float(low[0]), float(low[1]), step_m, rows, columns)


def _near_m2(places: Floats, block_m: float) -> float:
    """Area of the blocks that hold a street or lie beside one that does."""
    column, row = (places / block_m).astype(np.int64).T
    held = np.zeros((int(row.max()) + 2, int(column.max()) + 2), dtype=bool)
    held[row, column] = True
    return (
        float(scipy.ndimage.binary_dilation(held, np.ones((3, 3), dtype=bool)).sum()) * block_m**2
    )


def distances(
    streets: WalkNetwork, rules: Rules, field: DistanceField, grid: SnappedRaster
) -> Singles:
    """Read a searched field at the raster: metres, float32[ny, nx], ``inf`` where unknown.

    Parameters
    ----------
    streets, rules : WalkNetwork, Rules
        What was searched on.
    field : DistanceField
        Distances of the nodes.
    grid : SnappedRaster
        Of the same network and rule of arterials.
    """
    z = np.full(grid.raster.size, np.inf, dtype=np.float32)
    z[grid.rows] = _metres(streets, rules, field, grid, slice(None))
    return z.reshape(grid.raster.rows, grid.raster.columns)


def window(
    streets: WalkNetwork,
    rules: Rules,
    field: DistanceField,
    grid: SnappedRaster,
    box: tuple[slice, slice],
) -> Singles:
    """Read only some rows and columns of the raster; see :func:`distances`.

    Parameters
    ----------
    streets, rules, field, grid : WalkNetwork, Rules, DistanceField, SnappedRaster
        As :func:`distances` takes them.
    box : (slice, slice)
        Rows and columns.
    """
    row, column = box
    wide = grid.raster.columns
    begin, end = np.searchsorted(grid.rows, [row.start * wide, row.stop * wide])
    inside = grid.rows[begin:end] % wide
    picked = begin + np.flatnonzero((inside >= column.start) & (inside < column.stop))
    z = np.full((row.stop - row.start, column.stop - column.start), np.inf, dtype=np.float32)
    down, right = np.divmod(grid.rows[picked], wide)
    z[down - row.start, right - column.start] = _metres(streets, rules, field, grid, picked)
    return z


def _metres(
    streets: WalkNetwork,
    rules: Rules,
    field: DistanceField,
    grid: SnappedRaster,
    rows: Longs | slice,
) -> Singles:
    """Metres from some points of the raster to the nearest entrance."""
    router, edges, edge = streets.router(rules), streets.network.edges, grid.edge[rows]
    metres = _at_ends(field, edges.u, router.costs.at_u, edge) + grid.to_u_m[rows]
    by_v = _at_ends(field, edges.v, router.costs.at_v, edge) + grid.to_v_m[rows]
    np.minimum(metres, by_v, out=metres)
    # Who lives on the street of an entrance walks along it, past no end of the street.
    entrances = field.entrances.snapped
    own = np.zeros(len(edges), dtype=bool)
    own[entrances.edge[entrances.edge >= 0]] = True
    near = np.flatnonzero(own[edge])
    if len(near):
        at = near if isinstance(rows, slice) else rows[near]
        point, _, along_m = router.along_edge(grid.snapped(at, edges.length_m), entrances)
        np.minimum.at(metres, near[point], along_m.astype(np.float32))
    return metres


def _at_ends(field: DistanceField, end: Ints, passing_m: Floats, edge: Ints) -> Singles:
    """Metres from one end of the edges of some points, by whichever is fewer: edges or points."""
    if len(edge) < len(end):
        return np.asarray(field.distance_m[end[edge]] + passing_m[edge], dtype=np.float32)
    every = (field.distance_m[end] + passing_m).astype(np.float32)
    return np.asarray(every[edge], dtype=np.float32)
