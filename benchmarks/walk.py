"""The walk: what the rest of the job costs beside its searches.

Searches: the nearest site of each of 8 kinds from every node of a city, all on one graph. The
rest: joining 100,000 cells and 2,000 sites to the streets, reading the walks of the cells, loading
the raster that was joined at import, reading it and drawing its contours, and the gap areas.
Joining the raster and the index of streets are printed apart, and then the ratio of all anew. Run:
``python benchmarks/walk.py [--network FOLDER or FILE] [--cells 100000] [--sites 2000]``. Without a
network: a made-up city of 206,000 nodes. Exit status 1 when the rest is above the limit.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.atomic import replace_bytes
from geo.crs import STORAGE_CRS, metric_crs
from geo.network.graph import Network
from geo.network.rules import Rules
from geo.network.sources.build import Ways, build
from geo.network.sources.reading import read_network
from spaces.reach.gap_areas import gap_areas
from spaces.reach.nearest import is_covered
from spaces.walking import WalkNetwork
from spaces.walking.distance_raster import distances, raster_bytes, walk_raster
from spaces.walking.isochrones import contours

LIMIT = 5.0
WALK_M = 1200.0
KINDS = 8


def made_up(side: int = 454, step_m: float = 90.0) -> Network:
    """Make a city of streets a little out of line, one in eight missing; about 206,000 nodes."""
    chance = np.random.default_rng(4)
    at = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2)
    xy = at * step_m + chance.uniform(-20, 20, at.shape)
    number = np.arange(side * side).reshape(side, side)
    ends = np.concatenate(
        [
            np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()]),
            np.column_stack([number[:-1].ravel(), number[1:].ravel()]),
        ]
    )
    ends = ends[chance.random(len(ends)) > 1 / 8]
    crs = metric_crs(120.6, 27.8)
    lonlat = gpd.GeoSeries(shapely.points(xy), crs=crs).to_crs(STORAGE_CRS)
    lon, lat = shapely.get_coordinates(lonlat.to_numpy()).T
    count = len(ends)
    ways = Ways(
        lon, lat, ends.ravel(), np.arange(count + 1) * 2,
        np.zeros(count, np.uint8), np.zeros(count, np.uint8), np.zeros(count, np.int32),
        ("residential",), ("",), np.zeros(len(lon), bool), np.zeros(0, object),
    )  # fmt: skip
    return build(ways, "made up", simplify=False, key="made up")


T = TypeVar("T")


class Clock:
    """Seconds by name, wall clock and processor."""

    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = {}

    def __call__(self, name: str, job: Callable[[], T]) -> T:  # noqa: D102
        start = time.process_time()
        found = job()
        self.taken.setdefault(name, []).append(time.process_time() - start)
        return found


def one_round(network: Network, cells_n: int, sites_n: int, clock: Clock, kept: Path) -> None:
    """Run the whole job once, on a network of which only its raster has been kept."""
    streets, rules = WalkNetwork(network, raster_path=kept), Rules()
    chance = np.random.default_rng(7)
    low, high = network.node_xy.min(axis=0), network.node_xy.max(axis=0)
    side = float(np.sqrt(np.prod(high - low) / cells_n))
    columns = int(np.ceil((high[0] - low[0]) / side))
    rank = np.arange(cells_n)
    cells = low + np.column_stack([rank % columns, rank // columns]) * side + side / 2
    sites = network.node_xy[chance.choice(network.node_count, sites_n)]
    sites = gpd.GeoSeries(
        shapely.points(sites + chance.normal(0, 20, sites.shape)), crs=network.crs
    )
    kind = chance.integers(0, KINDS, sites_n)
    router = streets.router(rules)
    clock("once: index of streets", router.streets.segments.make_ready)
    clock("once: raster joined and written", lambda: replace_bytes(kept, raster_bytes(network)))
    grid = clock("rest: load raster", lambda: walk_raster(streets))
    assert isinstance(grid.rows.base, np.memmap), "the raster was not read from its file"
    frame = gpd.GeoDataFrame(
        {"children": chance.integers(1, 40, cells_n).astype(float), "cell_m": round(side)},
        geometry=gpd.points_from_xy(*network.to_degrees(cells).T), crs=STORAGE_CRS,
    )  # fmt: skip
    groups = [streets.entrance_points(sites[kind == k], {}) for k in range(KINDS)]
    clock("rest: join cells", lambda: streets.snapped(cells, "allowed"))
    clock("rest: join sites", lambda: [streets.snap_entrances(g, "allowed") for g in groups])
    fields = clock("searches", lambda: streets.fields(groups, rules, WALK_M))
    walks = clock("rest: read cells", lambda: streets.walks(cells, groups, rules, WALK_M))
    best = np.fmin.reduce([walk.distance_m for walk in walks])
    every = min(fields, key=lambda field: float(np.isinf(field.distance_m).mean()))
    z = clock("rest: read raster", lambda: distances(streets, rules, every, grid))
    x, y = grid.raster.axes
    clock("rest: contours", lambda: contours(x, y, z, (WALK_M,)))
    gaps = clock(
        "rest: gap areas",
        lambda: gap_areas(frame, best, WALK_M, crs=network.crs, xy=cells, new_site_m=None),
    )
    reached = float(is_covered(best, WALK_M).mean())
    size = f"{len(grid.rows):,} raster points of {grid.raster.step_m:g} m, {len(gaps)} gaps"
    print(f"  {reached:.1%} of the cells within {WALK_M:g} m, {size}")


def opened(name: str | None) -> Network:
    """Return a city to measure on: made up, a file, or a folder of two Parquet tables."""
    if name is None:
        return made_up()
    path = Path(name)
    if path.is_file():
        return read_network(path).network
    nodes, edges = (pd.read_parquet(path / f"{part}.parquet") for part in ("nodes", "edges"))
    ids = nodes["node"].to_numpy()
    order = np.argsort(ids)
    ends = order[np.searchsorted(ids[order], edges[["u", "v"]].to_numpy())]
    x, y = nodes["lon_approx"].to_numpy(float), nodes["lat_approx"].to_numpy(float)
    count = len(ends)
    ways = Ways(
        x, y, ends.ravel().astype(np.int64), np.arange(count + 1) * 2,
        np.zeros(count, np.uint8), np.zeros(count, np.uint8), np.zeros(count, np.int32),
        ("residential",), ("",), np.zeros(len(x), bool), np.zeros(0, object),
    )  # fmt: skip
    return build(ways, name, simplify=False, key=name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network")
    parser.add_argument("--cells", type=int, default=100_000)
    parser.add_argument("--sites", type=int, default=2_000)
    parser.add_argument("--repeats", type=int, default=3)
    asked = parser.parse_args()
    network = opened(asked.network)
    print(
        f"{network.node_count:,} nodes, {network.edge_count:,} edges, {network.length_km:,.0f} km"
    )
    print(f"{asked.cells:,} cells, {asked.sites:,} sites of {KINDS} kinds, seconds of processor")
    clock = Clock()
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(asked.repeats):
            one_round(network, asked.cells, asked.sites, clock, Path(scratch, "kept.lattice.npy"))
    taken = {name: median(times) for name, times in clock.taken.items()}
    for name, times in clock.taken.items():
        print(f"  {name:36s} {median(times):7.3f}  ({min(times):.3f}-{max(times):.3f})")
    search, index = taken["searches"], taken["once: index of streets"]
    rest = sum(took for name, took in taken.items() if name.startswith("rest"))
    raster = taken["once: raster joined and written"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"rest {rest:.3f} s = {rest / search:.2f} x searches ({search:.3f} s), limit {LIMIT}")
    print(f"once at import, the raster: {raster / search:.2f} x searches")
    print(f"once a server, the index: {index / search:.2f} x searches")
    print(f"all anew: {(rest + raster + index) / search:.2f} x searches; peak {peak:.0f} MiB")
    return 0 if rest <= LIMIT * search else 1


if __name__ == "__main__":
    sys.exit(main())
