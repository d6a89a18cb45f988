"""Make the demonstration walking network of 瑞安: ``data/network/330381.npz``.

Made up by rule, and marked as demonstration: no street, river, bridge or crossing of it is a real
one. Streets lie on a grid of 220 m, a little out of line, wherever the modelled children live
close together; every fifth is an arterial; a share of the small ones is missing. Two made-up
waters, one broad and one narrow, run where the town's river and canal roughly are, with few
bridges, so that the difference between a circle and a walk can be shown. Towns apart are joined by
one road. No clock and no unseeded chance: a second run gives the same bytes.

Run: ``python scripts/make_demo_network.py [--out FILE]``. A real network replaces it:
docs/network.md.
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from geo.arrays import Floats, Geometries, Longs, Mask
from geo.atomic import replace_bytes
from geo.crs import STORAGE_CRS, metric_crs
from geo.network.sources.build import Ways, build
from geo.network.sources.cache import dump
from geo.network.sources.lines import read_lines
from geo.network.sources.reading import Read
from geo.network.sources.ways import load_ways

ROOT: Final = Path(__file__).resolve().parents[1]
PLACE: Final = "330381"
SEED: Final = 330381
NOTICE: Final = (
    "示范路网：由脚本生成，街道、河流、桥梁都不是真的。"
    "Demonstration network: made by a script; no street, water or bridge is real."
)
STEP_M: Final = 220.0
JITTER_M: Final = 28.0
ARTERIAL_EVERY: Final = 5
BRIDGE_EVERY: Final = 10
LEAST_CHILDREN: Final = 12.0
NEAR_M: Final = 280.0
SMALLEST_TOWN: Final = 20
MISSING: Final = 0.12
LIGHTS: Final = 0.35
BROAD: Final = """
120.40 27.768, 120.44 27.772, 120.50 27.783, 120.54 27.782, 120.58 27.776, 120.60 27.768,
120.625 27.763, 120.65 27.757, 120.675 27.750, 120.70 27.742, 120.76 27.722"""
NARROW: Final = """
120.645 27.772, 120.652 27.790, 120.660 27.805, 120.672 27.820, 120.683 27.840, 120.690 27.860,
120.700 27.885, 120.710 27.910"""
BROAD_HALF_M: Final = 150.0
NARROW_HALF_M: Final = 18.0


@dataclass
class Streets:
    """Streets between numbered nodes: ends, kind and whether it is a bridge."""

    xy: Floats
    grid: Longs
    ends: Longs
    kind: Geometries
    bridge: Mask


def crossings(low: Floats, high: Floats, towns: Floats, waters: list[BaseGeometry]) -> Streets:
    """Nodes of the grid near children, not in the water."""
    first = np.floor(low / STEP_M).astype(np.int64)
    last = np.ceil(high / STEP_M).astype(np.int64)
    columns, rows = (np.arange(first[k], last[k] + 1) for k in (0, 1))
    grid = np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2)
    chance = np.random.default_rng(SEED)
    xy = grid * STEP_M + chance.uniform(-JITTER_M, JITTER_M, grid.shape)
    near = cKDTree(towns).query(xy)[0] <= NEAR_M
    wet = shapely.intersects_xy(shapely.union_all(waters), xy[:, 0], xy[:, 1])
    keep = near & ~wet
    none = np.zeros((0, 2), dtype=np.int64)
    return Streets(xy[keep], grid[keep], none, np.zeros(0, dtype=object), np.zeros(0, dtype=bool))


def grid_streets(town: Streets, waters: list[BaseGeometry]) -> Streets:
    """Join neighbours; over water only at the few bridges."""
    number = {(int(c), int(r)): k for k, (c, r) in enumerate(town.grid)}
    ends, kinds, bridges = [], [], []
    chance = np.random.default_rng(SEED + 1)
    water = shapely.union_all(waters)
    shapely.prepare(water)
    for (column, row), here in number.items():
        for step, line in (((1, 0), row), ((0, 1), column)):
            luck, sort = chance.random(2)
            arterial = line % ARTERIAL_EVERY == 0
            may_bridge = line % BRIDGE_EVERY == 0
            there, wet = _next(number, (column, row), step, town.xy, water, far=may_bridge)
            if there is None or (wet and not may_bridge):
                continue
            if not arterial and luck < MISSING:
                continue
            small = "residential" if sort < 0.6 else "service" if sort < 0.85 else "footway"
            ends.append((here, there))
            kinds.append("secondary" if arterial else small)
            bridges.append(wet)
    return replace(
        town,
        ends=np.array(ends, dtype=np.int64),
        kind=np.array(kinds, dtype=object),
        bridge=np.array(bridges, dtype=bool),
    )


def _next(
    number: dict[tuple[int, int], int],
    at: tuple[int, int],
    step: tuple[int, int],
    xy: Floats,
    water: BaseGeometry,
    *,
    far: bool,
) -> tuple[int | None, bool]:
    """Next node in a direction, past the water where a bridge may be; and whether it is over it."""
    for reach in range(1, 4 if far else 2):
        other = number.get((at[0] + step[0] * reach, at[1] + step[1] * reach))
        if other is not None:
            line = shapely.LineString(xy[[number[at], other]])
            wet = bool(shapely.intersects(water, line))
            return (other, wet) if reach == 1 or wet else (None, False)
    return None, False


def joined_towns(town: Streets) -> Streets:
    """Leave out scraps, and join the towns that remain by the shortest roads between them."""
    size = len(town.xy)
    links = coo_array((np.ones(len(town.ends)), town.ends.T), shape=(size, size))
    part = connected_components(links, directed=False)[1]
    kept = [p for p, n in enumerate(np.bincount(part)) if n >= SMALLEST_TOWN]
    groups = [np.flatnonzero(part == p) for p in kept]
    gap = np.zeros((len(kept), len(kept)))
    pair: dict[tuple[int, int], tuple[int, int]] = {}
    for i, some in enumerate(groups):
        tree = cKDTree(town.xy[some])
        for j in range(i + 1, len(groups)):
            metres, found = tree.query(town.xy[groups[j]])
            best = int(np.argmin(metres))
            gap[i, j], pair[i, j] = metres[best], (int(some[found[best]]), int(groups[j][best]))
    roads = [
        pair[int(i), int(j)] for i, j in zip(*minimum_spanning_tree(gap).nonzero(), strict=True)
    ]
    inside = np.isin(part[town.ends[:, 0]], kept)
    return replace(
        town,
        ends=np.concatenate([town.ends[inside], np.array(roads, dtype=np.int64).reshape(-1, 2)]),
        kind=np.append(town.kind[inside], np.array(["tertiary"] * len(roads), dtype=object)),
        bridge=np.append(town.bridge[inside], np.ones(len(roads), dtype=bool)),
    )


def as_ways(town: Streets, waters: list[BaseGeometry], crs: CRS) -> Ways:
    """Streets as the network builder takes them, with traffic lights and water."""
    lines = gpd.GeoSeries(shapely.linestrings(town.xy[town.ends]), crs=crs).to_crs(STORAGE_CRS)
    table = load_ways()
    frame = gpd.GeoDataFrame(
        {
            "highway": town.kind,
            "bridge": np.where(town.bridge, "yes", "no"),
            "name": np.where(town.kind == "secondary", "示范大道", ""),
        },
        geometry=shapely.set_precision(lines.to_numpy(), 1e-7),
        crs=STORAGE_CRS,
    )
    ways, faults = read_lines(frame, "demo", table, join_m=0.0)
    faults = [fault for fault in faults if fault.severity != "notice"]
    if faults:
        raise SystemExit(f"the demonstration streets have faults: {faults}")
    at = gpd.GeoSeries(shapely.points(town.xy), crs=crs).to_crs(STORAGE_CRS)
    node = cKDTree(np.column_stack([ways.vertex_lon, ways.vertex_lat]))
    main = (town.grid % ARTERIAL_EVERY == 0).all(axis=1)
    lucky = np.random.default_rng(SEED + 2).random(len(town.xy)) < LIGHTS
    used = np.isin(np.arange(len(town.xy)), town.ends)
    lit = node.query(shapely.get_coordinates(at.to_numpy()[(main | lucky) & used]))[1]
    guarded = np.zeros(len(ways.vertex_lon), dtype=bool)
    guarded[lit] = True
    shores = gpd.GeoSeries(waters, crs=crs).to_crs(STORAGE_CRS)
    barriers = np.asarray(shapely.set_precision(shores.to_numpy(), 1e-7), dtype=object)
    return replace(ways, guarded=guarded, barriers=barriers)


def make() -> bytes:
    """Bytes of the network."""
    cells = gpd.read_parquet(ROOT / "data" / "population" / f"{PLACE}.parquet")
    crs = metric_crs(120.62, 27.79)
    bands = ["age_0", "age_1_4", "age_5_9", "age_10_14"]
    dense = cells[cells[bands].sum(axis=1) >= LEAST_CHILDREN]
    dense = dense[dense.geometry.x < 121.0]  # the islands have none
    towns = shapely.get_coordinates(dense.geometry.to_crs(crs).to_numpy())
    courses = gpd.GeoSeries.from_wkt(
        [f"LINESTRING ({c})" for c in (BROAD, NARROW)], crs=STORAGE_CRS
    )
    broad, narrow = courses.to_crs(crs)
    waters = [broad.buffer(BROAD_HALF_M, quad_segs=2), narrow.buffer(NARROW_HALF_M, quad_segs=2)]
    town = crossings(towns.min(axis=0) - 500, towns.max(axis=0) + 500, towns, waters)
    ways = as_ways(joined_towns(grid_streets(town, waters)), waters, crs)
    key = hashlib.sha256(np.column_stack([ways.vertex_lon, ways.vertex_lat]).round(7).tobytes())
    key.update(ways.vertex.tobytes() + ways.flags.tobytes() + ways.guarded.tobytes())
    network = build(ways, "demo", notice=NOTICE, demo=True, key=key.hexdigest()[:32])
    return dump(Read(network))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "network" / f"{PLACE}.npz")
    asked = parser.parse_args()
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    data = make()
    replace_bytes(asked.out, data)
    print(f"{asked.out.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
