"""Made-up ways to school for the demonstration sites: gates, schools, routes, crossings.

Everything stands on the made-up network of the place, so that what is matched, walked and ranked
can be shown: routes run along its streets from a school's gate towards where most children come
from; crossings stand at its arterials, most of which stay unguarded. Two routes do not: one leaves
the streets half-way, one runs where the network knows none. ``demo_sites.toml`` says how many of
which kind (``[school_ways.<code>]``).
"""

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
from geo.network.paths import path
from geo.network.search import Router
from geo.network.snap import Snapped
from geo.network.sources.cache import load

Table = dict[str, Any]
Rng = np.random.Generator
Near = Callable[[float, float], tuple[str, str, str]]

GATE_M: Final = 120.0
"""A school farther from any street gets no gate of its own."""
STOP_EVERY_M: Final = 260.0
BUS_MPS: Final = 0.9
ARRIVAL_MIN: Final = 7 * 60 + 50


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


def arm(
    streets: Streets,
    woods: Forest,
    gate: Snapped,
    number: int,
    length: tuple[float, float],
    away_from: np.ndarray | None = None,
) -> np.ndarray | None:
    """Line (k, 2) from a gate along the streets that most children come by."""
    low, high = length
    own = (woods.gate == number) & (woods.metres >= low) & (woods.metres <= high)
    at = np.flatnonzero(own)
    if away_from is not None and len(at):
        ahead, behind = streets.network.node_xy[at] - gate.xy[0], away_from - gate.xy[0]
        at = at[(ahead * behind).sum(axis=1) < 0]
    if not len(at):
        return None
    far = int(at[np.argmax(woods.load[at] * woods.metres[at])])
    way = path(streets.router, streets.snap(streets.network.node_xy[far], 1.0), gate)
    return None if way is None else way.xy[::-1]


def timetable(streets: Streets, line: np.ndarray) -> str:
    """Write the stops of a walking bus from the far end to the gate, on time for school."""
    whole = shapely.LineString(line)
    number = max(2, round(whole.length / STOP_EVERY_M) + 1)
    stops = []
    for k, away_m in enumerate(np.linspace(whole.length, 0, number)):
        at = shapely.get_coordinates(streets.degrees(whole.interpolate(away_m)))[0]
        minute = ARRIVAL_MIN - round(away_m / BUS_MPS / 60)
        name = "校门" if k == number - 1 else f"示范站{k + 1}"
        stops.append(f"{minute // 60:02d}:{minute % 60:02d} {name}@{at[0]:.6f} {at[1]:.6f}")
    return "; ".join(stops)


def draw_routes(
    streets: Streets, settings: Table, routes: list[Table], schools: list[Table]
) -> Forest:
    """Lay the routes of a place along its streets, from the gate of the school they start at."""
    text = [row["entrances"] for row in schools]
    every = [read(streets, part) if part else np.zeros((0, 2)) for part in text]
    owner = np.repeat(np.arange(len(every)), [len(gates) for gates in every])
    gates = streets.snap(np.concatenate(every), 1.0)
    woods = forest(streets, gates)
    where = shapely.points([shapely.get_coordinates(row["geometry"])[0] for row in schools])
    for n, row in enumerate(routes):
        row["kind"] = settings["kinds"][n % len(settings["kinds"])]
        start = shapely.Point(shapely.get_coordinates(row["geometry"])[0])
        school = int(np.argmin(shapely.distance(where, start)))
        if not text[school]:
            continue  # its school is near no street: it stays where the network knows none
        own = np.flatnonzero(owner == school)
        gate = int(max(own, key=lambda g: woods.load[woods.gate == g].sum()))
        lines = arms(streets, woods, settings, row, gates.take(np.array([gate])), gate)
        if n == settings["leaves_streets"]:
            lines[0] = np.vstack([lines[0], beyond(lines[0])])
        shapes = [shapely.LineString(xy) for xy in lines]
        whole = shapes[0] if len(shapes) == 1 else shapely.MultiLineString(shapes)
        row["geometry"] = streets.degrees(whole)
        if row["kind"] == "walking_bus":
            row["stops"] = timetable(streets, lines[0])
    return woods


def arms(
    streets: Streets, woods: Forest, settings: Table, row: Table, gate: Snapped, number: int
) -> list[np.ndarray]:
    """One line from a gate, or two that part there."""
    rng = rng_of(row["place"], row["id"])
    low, high = (float(rng.uniform(*bounds)) for bounds in settings["length_m"])
    line = arm(streets, woods, gate, number, (low, high))
    if line is None:
        line = arm(streets, woods, gate, number, (60.0, 2 * high))
    if line is None:
        raise ValueError(f"no street for {row['id']}")
    if row["geometry"].geom_type != "MultiLineString" or row["kind"] == "walking_bus":
        return [line]
    more = arm(streets, woods, gate, number, (low, high), line[-1])
    return [line] if more is None else [line, more]


def beyond(line: np.ndarray) -> np.ndarray:
    """Give a place off the streets, half-way between going straight on and turning left."""
    ahead = (line[-1] - line[-2]) / np.hypot(*(line[-1] - line[-2]))
    place: np.ndarray = line[-1] + 260.0 * np.array([ahead[0] - ahead[1], ahead.sum()]) / 2**0.5
    return place


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


def blank_row(
    code: str, category: str, n: int, labels: list[str], near: tuple[str, str, str]
) -> Table:
    """Row of a made-up site with the fields that every site has."""
    zh, en, part = near
    return {
        "id": f"{code}-d-{category}-{n:03d}", "place": code,
        "name_zh": f"示范数据·{zh}{labels[0]}{n}", "name_en": f"Demo: {en} {labels[1]} {n}",
        "category": category, "address": "", "sub_area": zh, "sub_area_code": part,
        "coord_source": "wgs84", "demo": True, "public": True, "facilities": [], "opening": "",
        "verified_on": None, "age_min": None, "age_max": None, "lead": [], "partners": [],
    }  # fmt: skip


class Maker:
    """Adds the ways to school of one place to its made-up sites.

    Parameters
    ----------
    code : str
        The place.
    data : Path
        The data folder, with its network.
    settings : dict
        ``[school_ways.<code>]``.
    near : callable
        Sub-area of WGS-84 degrees.
    source : str
        What every made-up site says of its source.
    """

    def __init__(self, code: str, data: Path, settings: Table, near: Near, source: str) -> None:
        self.code, self.settings, self.near, self.source = code, settings, near, source
        self.streets = streets_of(code, data)

    def rows(self, rows: list[Table]) -> list[Table]:
        """All rows with the new ones; schools get gates, and routes streets, kinds and stops."""
        schools = [r for r in rows if r["category"] == "school" and r["geometry"] is not None]
        for row in schools:
            at = self.streets.metres(*shapely.get_coordinates(row["geometry"])[0])
            gates = gate_points(self.streets, at, rng_of(self.code, row["id"]))
            row["entrances"] = written(self.streets, gates) if len(gates) else ""
        added = self._schools([r for r in rows if r["geometry"] is not None])
        routes = [r for r in rows if r["category"] == "safe_route" and r["geometry"] is not None]
        woods = draw_routes(self.streets, self.settings, routes, [*schools, *added])
        return [*rows, *added, *self._crossings(woods), *self._drop_offs([*schools, *added])]

    def _row(self, category: str, n: int, xy: np.ndarray, status: str, year: int) -> Table:
        lon, lat = self.streets.network.to_degrees(xy)[0]
        near = self.near(float(lon), float(lat))
        row = blank_row(self.code, category, n, self.settings["label"][category], near)
        more = {key: self.settings["lead"].get(category, {}).get(key, []) for key in LEADS}
        state = {"status": status, "year": year, "source": self.source}
        return row | more | state | {"geometry": shapely.Point(lon, lat)}

    def _schools(self, rows: list[Table]) -> list[Table]:
        """Ordinary schools beside streets; the first secondary school shares a primary's gate."""
        rng = rng_of(self.code, "ordinary schools")
        numbers = self.settings["schools"]
        at = [shapely.get_coordinates(r["geometry"])[0] for r in rows if r["category"] == "school"]
        taken = np.array([self.streets.metres(*point) for point in at])
        total = sum(numbers.values()) - 1
        spots = new_schools(self.streets, taken, total, self.settings["apart_m"], rng)
        spots = np.insert(spots, numbers["primary_school"], spots[0] + (45.0, 20.0), axis=0)
        out: list[Table] = []
        for category, number in numbers.items():
            for n in range(1, number + 1):
                xy = spots[len(out)]
                row = self._row(category, n, xy, "built", int(rng.integers(1985, 2021)))
                gates = gate_points(self.streets, xy, rng_of(self.code, row["id"]))
                row["entrances"] = written(self.streets, gates)
                row["age_min"], row["age_max"] = self.settings["ages"][category]
                row["opening"] = "Mo-Fr 07:00-17:00"
                out.append(row)
        out[numbers["primary_school"]]["entrances"] = out[0]["entrances"]
        return out

    def _crossings(self, woods: Forest) -> list[Table]:
        rng = rng_of(self.code, "crossings")
        out = []
        found = places_of_crossings(self.streets, woods, self.settings, rng)
        for n, (kind, status, year, xy) in enumerate(found, start=1):
            row = self._row("crossing", n, xy + rng.uniform(-3, 3, 2), status, year)
            out.append(row | {"kind": kind, **self._evidence(status, n)})
        x, y = self.settings["crossing_off_streets"]
        off = self._row("crossing", len(out) + 1, self.streets.metres(x, y), "built", 2023)
        return [*out, off | {"kind": "marked_crossing"}]

    def _drop_offs(self, schools: list[Table]) -> list[Table]:
        """Drop-off areas near gates, by turns a point and a small area."""
        rng = rng_of(self.code, "drop-off areas")
        gated = [row for row in schools if row["entrances"]]
        chosen = rng.permutation(len(gated))[: len(self.settings["drop_off"])]
        out = []
        for n, (status, year) in enumerate(self.settings["drop_off"], start=1):
            gate = read(self.streets, gated[int(chosen[n - 1])]["entrances"])[0]
            xy = gate + rng.uniform(6, 14, 2) * rng.choice([-1, 1], 2)
            row = self._row("drop_off", n, xy, status, year)
            if n % 2 == 0:
                row["geometry"] = self.streets.degrees(
                    shapely.box(xy[0] - 14, xy[1] - 5, xy[0] + 14, xy[1] + 5)
                )
            out.append(row | {"kind": "drop_off", **self._evidence(status, n)})
        return out

    @staticmethod
    def _evidence(status: str, n: int) -> Table:
        return {"evidence": "示范依据，不是真实文件"} if status == "built" and n % 2 else {}


LEADS: Final = ("lead", "partners")
