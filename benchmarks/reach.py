"""Straight-line reach: how long it takes against a bare k-d tree, and against its peers.

Run: ``python benchmarks/reach.py [--cells 1000000] [--sites 2000] [--repeats 7]``. Exit status 1
when the ratio to the bare query is above the limit.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from statistics import median

import geopandas as gpd
import numpy as np
import shapely
from scipy.spatial import cKDTree

from geo.crs import metric_crs
from spaces.content import default_content
from spaces.places import load_boundaries, load_population
from spaces.reach import GapQuery, analyse
from spaces.reach.straight_line import nearest
from spaces.sites import load_categories, load_sites
from spaces.sites.categories import space_ids

LIMIT = 1.5
SIDE_M = 60_000.0


def seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def bare(cells: np.ndarray, sites: np.ndarray, workers: int) -> np.ndarray:
    """Build the tree and ask it: what nobody can do without."""
    found: np.ndarray = cKDTree(sites).query(cells, workers=workers)[0]
    return found


def str_tree(cells: np.ndarray, sites: np.ndarray) -> np.ndarray:
    tree = shapely.STRtree([shapely.Point(at) for at in sites])
    points = shapely.points(cells)
    return tree.query_nearest(points, return_distance=True, all_matches=False)[1]


def rounds(jobs: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, list[float]]:
    """Take turns, so that a busy minute of the machine falls on all of them alike."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for job in jobs.values():
        job()
    for _ in range(repeats):
        for name, job in jobs.items():
            taken[name].append(seconds(job))
    return taken


def straight_line(cells_n: int, sites_n: int, repeats: int) -> float:
    rng = np.random.default_rng(2024)
    cells = rng.uniform(0, SIDE_M, (cells_n, 2))
    at = rng.uniform(0, SIDE_M, (sites_n, 2))
    points = gpd.GeoSeries(shapely.points(at), crs=metric_crs(120.6, 27.8))
    np.testing.assert_allclose(nearest(cells, points).distance_m, bare(cells, at, 1))
    print(f"{cells_n:,} cells x {sites_n:,} sites, {repeats} repeats, seconds: median (min-max)")
    worst = 0.0
    for workers in (1, -1):
        jobs: dict[str, Callable[[], object]] = {
            "bare cKDTree": partial(bare, cells, at, workers),
            "spaces.reach.straight_line.nearest": partial(nearest, cells, points, workers=workers),
        }
        taken = rounds(jobs, repeats)
        base, ours = taken.values()
        ratio = median(ours) / median(base)
        pairs = median(b / a for a, b in zip(base, ours, strict=True))
        worst = max(worst, ratio)
        for name, times in taken.items():
            print(f"  workers={workers:2d}  {name:22s} {show(times)}")
        print(f"  workers={workers:2d}  ratio {ratio:.2f} (median of pairs {pairs:.2f})")
    few = max(1, repeats // 3)
    peers = {
        "shapely STRtree": lambda: str_tree(cells, at),
    }
    for name, times in rounds(peers, few).items():
        print(f"              {name:22s} {show(times)}")
    return worst


def show(times: list[float]) -> str:
    return f"{median(times):7.3f}  ({min(times):.3f}-{max(times):.3f})"


def shipped(place: str, repeats: int) -> None:
    """Time the whole job on the shipped default: reach, areas, gaps, tables."""
    content = default_content()
    outlines, population = load_boundaries(content), load_population(content, place)
    sites = load_sites(content, place).frame
    parts = outlines[(outlines["place"] == place) & (outlines.index != place)]
    kinds = space_ids(load_categories(content))
    for name, query in {
        "any space": GapQuery(place),
        "parks": GapQuery(place, ("park",)),
        "any space, next walk": GapQuery(place, minutes=10),
    }.items():
        given = (query, sites, population, outlines.geometry[place], parts)
        result = analyse(*given, space_categories=kinds)
        again = partial(analyse, *given, space_categories=kinds)
        times = [seconds(again) for _ in range(repeats)]
        size = f"{len(result.cells):,} cells, {result.sites_used} sites, {len(result.gaps)} gaps"
        print(f"  analyse {place} {name:22s} {show(times)}  {size}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cells", type=int, default=1_000_000)
    parser.add_argument("--sites", type=int, default=2_000)
    parser.add_argument("--repeats", type=int, default=7)
    asked = parser.parse_args()
    ratio = straight_line(asked.cells, asked.sites, asked.repeats)
    for place in ("330381", "140000"):
        shipped(place, 3)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB; ratio {ratio:.2f}, limit {LIMIT}")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
