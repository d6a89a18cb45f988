"""Made-up ways to school for the demonstration sites: gates, schools, routes, crossings.

Everything stands on the made-up network of the place, so that what is matched, walked and ranked
can be shown: routes run along its streets from a school's gate towards where most children come
from; crossings stand at its arterials, most of which stay unguarded. Two routes do not: one leaves
the streets half-way, one runs where the network knows none. ``demo_sites.toml`` says how many of
which kind (``[school_ways.<code>]``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
import shapely
from demo_streets import (
    Forest,
    Near,
    Streets,
    Table,
    forest,
    gate_points,
    new_schools,
    places_of_crossings,
    read,
    rng_of,
    streets_of,
    written,
)

from geo.network.paths import path
from geo.network.snap import Snapped

STOP_EVERY_M: Final = 260.0
BUS_MPS: Final = 0.9
ARRIVAL_MIN: Final = 7 * 60 + 50


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


def blank_row(
    code: str, category: str, n: int, labels: list[str], near: tuple[str, str, str]
) -> Table:
    """Row of a made-up site with the fields that every site has."""
    zh, en, part = near
    return {
        "id": f"{code}-d-{category}-{n:03d}", "place": code,
        "name_zh": f"{zh}{labels[0]}{n}", "name_en": f"{en} {labels[1]} {n}",
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
