"""The made-up network of a place, and how its children walk on it to made-up schools."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from scipy.sparse.csgraph import dijkstra
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE_CRS
from geo.network.adjacency import attach, source_arcs
from geo.network.entrances import Entrances
from geo.network.graph import CROSSING, GUARDED, ON_ARTERIAL, Network
from geo.network.search import Router
from geo.network.snap import Snapped
from geo.network.sources.cache import load

Table = dict[str, Any]
Rng = np.random.Generator
Near = Callable[[float, float], tuple[str, str, str]]

GATE_M: Final = 120.0
"""A school farther from any street gets no gate of its own."""


@dataclass
class Streets:
    """The network of a place, and the children who walk on it to the nearest gate."""

    network: Network
    router: Router
    cells: np.ndarray
    children: np.ndarray

    def snap(self, xy: np.ndarray, limit_m: float = GATE_M) -> Snapped:
        """Join points, float64[n, 2] in the network's metres."""
        return self.router.snap(np.asarray(xy, dtype=float).reshape(-1, 2), limit_m=limit_m)

    def metres(self, lon: float, lat: float) -> np.ndarray:
        """Bring one point into the network's metres."""
        point: np.ndarray = self.network.to_metres(np.array([lon]), np.array([lat]))[0]
        return point

    def degrees(self, shape: BaseGeometry) -> BaseGeometry:
        """Bring a shape in the network's metres into WGS-84."""
        return shapely.transform(shape, self.network.to_degrees)


def streets_of(code: str, data: Path) -> Streets:
    """Read the network and the cells of a place."""
    kept = load(data / "network" / f"{code}.npz")
    if kept is None:
        raise SystemExit(f"no network of {code}: run make_demo_network.py first")
    network = kept[0].network
    frame = gpd.read_parquet(data / "population" / f"{code}.parquet").to_crs(STORAGE_CRS)
    at = shapely.get_coordinates(shapely.centroid(frame.geometry.to_numpy()))
    weight = frame["age_5_9"].to_numpy(dtype=float) * 0.8 + frame["age_10_14"].to_numpy(dtype=float)
    cells = network.to_metres(at[:, 0], at[:, 1])
    return Streets(network, Router(network), cells, weight)


def rng_of(code: str, word: str) -> Rng:
    return np.random.default_rng([int(code), zlib.crc32(word.encode()), 2])


def gate_points(streets: Streets, xy: np.ndarray, rng: Rng) -> np.ndarray:
    """One gate on the nearest street, often a second on another street close by."""
    first = streets.snap(xy)
    wants_two, turn = rng.random() < 0.45, rng.uniform(0, 2 * np.pi)
    if first.edge[0] < 0:
        return np.zeros((0, 2))
    gates = [first.xy[0]]
    for step in range(8):
        angle = turn + step * np.pi / 4
        other = streets.snap(xy + 90 * np.array([np.cos(angle), np.sin(angle)]), 60.0)
        apart = np.hypot(*(other.xy[0] - gates[0]))
        if wants_two and other.edge[0] not in (-1, first.edge[0]) and apart > 50:
            gates.append(other.xy[0])
            break
    return np.array(gates)


def written(streets: Streets, gates: np.ndarray) -> str:
    return "; ".join(f"{x:.6f} {y:.6f}" for x, y in streets.network.to_degrees(gates))


def read(streets: Streets, text: str) -> np.ndarray:
    pairs = np.array([[float(c) for c in part.split()] for part in text.split(";")])
    return streets.network.to_metres(pairs[:, 0], pairs[:, 1])


def new_schools(
    streets: Streets, taken: np.ndarray, number: int, apart_m: float, rng: Rng
) -> np.ndarray:
    """Where ordinary schools stand (number, 2), beside a street among children."""
    chance = streets.children**0.9
    joined = streets.snap(streets.cells, 150.0)
    chance = np.where(joined.edge >= 0, chance, 0.0)
    chance /= chance.sum()
    found: list[np.ndarray] = []
    for attempt in range(20_000):
        cell = int(rng.choice(len(chance), p=chance))
        spot = streets.cells[cell] + rng.uniform(-90, 90, 2)
        foot = streets.snap(spot)
        least = apart_m * (1 - attempt / 20_000)
        every = np.array([*taken, *found])
        if foot.edge[0] < 0 or np.hypot(*(every - spot).T).min() < least:
            continue
        side = (spot - foot.xy[0]) / max(float(foot.leg_m[0]), 1.0)
        found.append(foot.xy[0] + side * 38.0)
        if len(found) == number:
            return np.array(found)
    raise ValueError("no room for another school")


@dataclass
class Forest:
    """Shortest ways of all children to their nearest gate."""

    metres: np.ndarray
    after: np.ndarray
    gate: np.ndarray
    load: np.ndarray


def forest(streets: Streets, gates: Snapped) -> Forest:
    """Children that pass each node on their way to the nearest gate."""
    network, router = streets.network, streets.router
    entrances = Entrances(gates, np.arange(len(gates)))
    arcs = source_arcs(network, router.costs, entrances)
    nodes = network.node_count
    metres, after, source = dijkstra(
        attach(router.adjacency.graph, [arcs]),
        indices=np.arange(nodes, nodes + len(arcs.entrance)),
        min_only=True,
        return_predecessors=True,
    )
    homes = streets.snap(streets.cells, 250.0)
    on = np.flatnonzero(homes.edge >= 0)
    at_u, at_v = router.to_ends(homes.take(on))
    u, v = network.edges.u[homes.edge[on]], network.edges.v[homes.edge[on]]
    first = np.where(metres[u] + at_u <= metres[v] + at_v, u, v)
    load = np.zeros(nodes)
    near = metres[first] < 3000
    np.add.at(load, first[near], streets.children[on[near]])
    for node in np.argsort(-np.where(np.isfinite(metres[:nodes]), metres[:nodes], -1)):
        if 0 <= after[node] < nodes:
            load[after[node]] += load[node]
    entrance = np.where(source[:nodes] >= nodes, arcs.entrance[source[:nodes] - nodes], -1)
    return Forest(metres[:nodes], after[:nodes], entrance, load)


def places_of_crossings(
    streets: Streets, woods: Forest, settings: Table, rng: Rng
) -> list[tuple[str, str, int, np.ndarray]]:
    """Kind, status, year and place of each made-up crossing, most needed nodes first.

    The most needed of all stay as they are, or get what does not guard: there is something to mend.
    """
    flags = streets.network.node_flags
    bare = (flags & ON_ARTERIAL > 0) & (flags & CROSSING > 0) & (flags & GUARDED == 0)
    order = np.flatnonzero(bare)
    order = order[np.argsort(-woods.load[order], kind="stable")]
    out: list[tuple[str, str, int, np.ndarray]] = []
    for kind, status, year, rank in settings["crossing"]:
        low, high = rank
        taken = {tuple(place) for *_, place in out}
        free = [n for n in order[low:high] if tuple(streets.network.node_xy[n]) not in taken]
        node = int(free[int(rng.integers(len(free)))])
        out.append((kind, status, year, streets.network.node_xy[node]))
    return out
