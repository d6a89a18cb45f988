"""Walks along streets: how long they take against the bare searches, and against their peers.

Run: ``python benchmarks/network.py [--data FOLDER] [--repeats 5] [--peers]``. ``FOLDER`` holds
``bench-moscow`` and ``porto-alegre-r5r``. All times are processor seconds of this process, so
that other work on the machine counts less; ratios are of medians taken in turns. Exit status 1
when a ratio is above its limit. Peers: networkx, and pandana where it can be imported (AGPL, so it
is in no list of requirements: ``pip install pandana`` into an environment for the benchmark).
"""

from __future__ import annotations

import argparse
import importlib
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

import numpy as np
import osmium
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from benchmarks.moscow import around, moscow, write_pbf
from geo.network.entrances import Entrances
from geo.network.graph import Network
from geo.network.search import Router
from geo.network.sources.build import build
from geo.network.sources.cache import dump, load
from geo.network.sources.osm import read_osm
from geo.network.sources.ways import load_ways
from geo.network.tiles import Tiles
from spaces.walking.search_limits import TILED_NODES

LIMIT_M = 1200.0
NODES = 206_000
LIMITS = {"8 categories": 1.3, "reading .pbf": 1.5, "growth exponent": 1.15}


def rounds(jobs: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, float]:
    """Take turns, so that a busy minute of the machine falls on all of them alike."""
    taken: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(repeats + 1):
        for name, job in jobs.items():
            start = time.process_time()
            job()
            if turn:  # the first turn warms up
                taken[name].append(time.process_time() - start)
    for name, times in taken.items():
        print(f"  {name:44s} {median(times):8.3f} s  ({min(times):.3f}-{max(times):.3f})")
    return {name: median(times) for name, times in taken.items()}


def bare(graph: csr_array, sources: list[np.ndarray]) -> None:
    for rows in sources:
        dijkstra(graph, indices=rows, min_only=True, limit=LIMIT_M)


def searches(network: Network, repeats: int, label: str) -> float:
    """Eight categories, one site for each 1,000 nodes, against scipy on the same arcs."""
    router = Router(network)
    groups, sources = [], []
    for kind in range(8):
        snapped = router.snap(around(network, network.node_count // 1000, kind))
        groups.append(Entrances(snapped, np.arange(len(snapped))))
        sources.append(network.edges.u[snapped.edge[snapped.edge >= 0]])
    print(f"{label}: {network.node_count:,} nodes, {network.edge_count:,} edges, 8 categories")
    graph = router.adjacency.graph
    cells = router.snap(around(network, 100_000, 99))
    fields = router.fields(groups, LIMIT_M)
    took = rounds(
        {
            "bare scipy multi-source Dijkstra": lambda: bare(graph, sources),
            "Router.fields": lambda: router.fields(groups, LIMIT_M),
            "Router.at, 100,000 cells x 8": lambda: [router.at(cells, f) for f in fields],
        },
        repeats,
    )
    base, ours, _ = took.values()
    print(f"  ratio {ours / base:.2f}")
    return ours / base


def joining(network: Network, repeats: int) -> None:
    router = Router(network)
    cells, sites = around(network, 100_000, 1), around(network, 2_000, 2)
    print("joining points to streets")
    rounds(
        {
            "index of the streets": lambda: Router(network).streets,
            "100,000 cells": lambda: router.snap(cells),
            "2,000 sites": lambda: router.snap(sites),
        },
        repeats,
    )


def bare_osm(path: Path) -> int:
    """Read what any network needs: of each highway its tags, and its nodes with their places."""
    count = 0
    highways = osmium.filter.KeyFilter("highway")
    for way in osmium.FileProcessor(str(path)).with_locations().with_filter(highways):
        if isinstance(way, osmium.osm.Way):
            [way.tags.get(key) for key in ("highway", "foot", "access", "bridge", "tunnel", "name")]
            count += sum(1 for n in way.nodes if n.location.valid() and (n.ref, n.lon, n.lat))
    return count


def reading(path: Path, repeats: int) -> float:
    print(f"reading {path.name}, {path.stat().st_size / 1e6:.1f} MB")

    def ours() -> Network:
        return build(read_osm(path, path.name, load_ways()).ways, path.name)

    took = rounds({"bare pyosmium": lambda: bare_osm(path), "file to network": ours}, repeats)
    base, whole = took.values()
    print(f"  ratio {whole / base:.2f}")
    return whole / base


def growth(folder: Path, repeats: int) -> float:
    """One category from 206,000 to 3.3 million nodes, with and without tiles."""
    print("growth, 1 category")
    sizes, plain, tiled = [], [], []
    for nodes, copies in ((NODES, 1), (None, 8)):
        network = moscow(folder, nodes=nodes, copies=copies)
        router = Router(network)
        snapped = router.snap(around(network, network.node_count // 1000, 5))
        group = Entrances(snapped, np.arange(len(snapped)))
        tiles = Tiles(router, LIMIT_M)
        whole = router.fields([group], LIMIT_M)[0]
        assert np.array_equal(whole.distance_m, tiles.field(group).distance_m)
        print(f" {network.node_count:,} nodes, {len(tiles.tiles)} tiles, identical distances")
        jobs = {
            "whole": lambda r=router, g=group: r.fields([g], LIMIT_M),
            "tiles": lambda t=tiles, g=group: t.field(g),
        }
        took = rounds(jobs, repeats)
        sizes.append(network.node_count)
        plain.append(took["whole"])
        tiled.append(took["tiles"])
    span = np.log(sizes[1] / sizes[0])
    # The product searches the small one as a whole and the large one by tiles.
    assert sizes[0] <= TILED_NODES < sizes[1]
    taken = {"whole": plain, "tiles": tiled, "as the product does": [plain[0], tiled[1]]}
    found = {name: float(np.log(t[1] / t[0]) / span) for name, t in taken.items()}
    print("  exponent: " + ", ".join(f"{name} {by:.2f}" for name, by in found.items()))
    return found["as the product does"]


def peers(network: Network) -> None:
    """Compare with networkx, and pandana where somebody installed it (AGPL: never required)."""
    print("peers, 1 category, once")
    router = Router(network)
    snapped = router.snap(around(network, network.node_count // 1000, 0))
    edges = network.edges
    rows = np.unique(edges.u[snapped.edge[snapped.edge >= 0]])
    nx = importlib.import_module("networkx")
    graph = nx.Graph()
    graph.add_weighted_edges_from(zip(edges.u, edges.v, edges.length_m, strict=True))
    jobs: dict[str, Callable[[], object]] = {
        "scipy": lambda: bare(router.adjacency.graph, [rows]),
        "networkx": lambda: nx.multi_source_dijkstra_path_length(graph, set(rows), cutoff=LIMIT_M),
    }
    try:
        pandana = importlib.import_module("pandana")
    except ImportError as missing:
        print(f"  pandana is left out, it is not installed here: {missing}")
    else:
        x, y = pd.Series(network.node_xy[:, 0]), pd.Series(network.node_xy[:, 1])
        weight = pd.DataFrame({"w": edges.length_m})
        begun = time.process_time()
        net = pandana.Network(x, y, pd.Series(edges.u), pd.Series(edges.v), weight)
        net.set_pois("s", LIMIT_M, 1, x.iloc[rows], y.iloc[rows])
        print(f"  pandana's preprocessing {time.process_time() - begun:.1f} s")
        jobs["pandana (without its preprocessing)"] = lambda: net.nearest_pois(LIMIT_M, "s")
    rounds(jobs, 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).resolve().parents[2] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    folder = asked.data / "bench-moscow"
    if not folder.is_dir():
        print(f"no {folder}")
        return 2
    part = moscow(folder, nodes=NODES)
    merged = moscow(folder, nodes=None, simplify=True)
    found = {"8 categories": searches(part, asked.repeats, "Moscow's middle, every vertex a node")}
    searches(merged, asked.repeats, "Moscow, chains merged")
    joining(part, asked.repeats)
    if asked.peers:
        peers(part)
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "moscow.osm.pbf")
        write_pbf(merged, path)
        found["reading .pbf"] = reading(path, min(asked.repeats, 3))
        kept = Path(scratch, "kept.npz")
        read = importlib.import_module("geo.network.sources.reading").Read(merged)
        kept.write_bytes(dump(read))
        rounds({"network from its cache": lambda: load(kept)}, 3)
    reading(asked.data / "porto-alegre-r5r" / "poa_osm.pbf", asked.repeats)
    found["growth exponent"] = growth(folder, min(asked.repeats, 3))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB")
    for name, value in found.items():
        print(f"{name}: {value:.2f}, limit {LIMITS[name]}")
    return 0 if all(value <= LIMITS[name] for name, value in found.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
