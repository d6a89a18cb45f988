"""A large real network to measure on, whole, in part or several times over, and as a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osmium
import pandas as pd

from geo.network.graph import Network
from geo.network.sources.build import Ways, build


def moscow(folder: Path, *, nodes: int | None, copies: int = 1, simplify: bool = False) -> Network:
    """Every vertex a node; the nearest ``nodes`` to the middle; copies side by side."""
    place = pd.read_parquet(folder / "nodes.parquet")
    edge = pd.read_parquet(folder / "edges.parquet")
    lon, lat = place["lon_approx"].to_numpy(), place["lat_approx"].to_numpy()
    u, v = edge["u"].to_numpy(np.int64), edge["v"].to_numpy(np.int64)
    if nodes is not None:
        away = np.hypot((lon - np.median(lon)) * np.cos(np.radians(55.75)), lat - np.median(lat))
        inside = np.zeros(len(lon), dtype=bool)
        inside[np.argsort(away)[:nodes]] = True
        kept = inside[u] & inside[v]
        u, v = u[kept], v[kept]
    side = int(np.ceil(np.sqrt(copies)))
    wide, high = np.ptp(lon) * 1.01, np.ptp(lat) * 1.01
    lons = np.concatenate([lon + (k % side) * wide for k in range(copies)])
    lats = np.concatenate([lat - (k // side) * high for k in range(copies)])
    pair = np.column_stack([u, v]).ravel()
    pairs = np.concatenate([pair + k * len(lon) for k in range(copies)])
    count = len(pairs) // 2
    ways = Ways(
        lons,
        lats,
        pairs,
        np.arange(count + 1) * 2,
        np.zeros(count, np.uint8),
        np.zeros(count, np.uint8),
        np.zeros(count, np.int32),
        ("road",),
        ("",),
        np.zeros(len(lons), bool),
        np.zeros(0, object),
    )
    return build(ways, "moscow", simplify=simplify)


def around(network: Network, count: int, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    at = network.node_xy[rng.integers(0, network.node_count, count)]
    return at + rng.normal(0, 40, at.shape)


def write_pbf(network: Network, path: Path) -> None:
    """Write a file of the size of a city, with kinds and names of streets."""
    xy, vertex = np.unique(network.edges.coords, axis=0, return_inverse=True)
    kinds = ["residential", "footway", "service", "primary"]
    with osmium.SimpleWriter(str(path)) as out:
        for i, (lon, lat) in enumerate(network.to_degrees(xy)):
            out.add_node(osmium.osm.mutable.Node(id=i + 1, location=(float(lon), float(lat))))
        refs = vertex.reshape(-1) + 1
        for e in range(network.edge_count):
            start, stop = network.edges.offsets[e : e + 2]
            tags = {"highway": kinds[e % 4], "name": f"street {e % 5000}"}
            way = osmium.osm.mutable.Way(id=e + 1, nodes=refs[start:stop].tolist(), tags=tags)
            out.add_way(way)
