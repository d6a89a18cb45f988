"""Make ``data/sites.geojson``: the places that the plans name, and demonstration sites.

The named projects come from ``named_projects.toml`` as they stand there: real records without
a location. The rest is made up: ``demo_sites.toml`` says how many of which kind, the modelled
children say where they are likely, and a seeded generator deals them out. Every made-up site
has ``demo: true`` and 示范数据 in its name. No clock: a second run gives the same bytes.

The ways to school of 瑞安 follow its demonstration network (``demo_school_ways.py``).

Run after ``make_population.py`` and ``make_demo_network.py``:
``python scripts/make_demo_sites.py [--only CODE] [--out FILE]``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.geometry.base import BaseGeometry

from geo.crs import STORAGE_CRS, metric_crs_for

ROOT: Final = Path(__file__).resolve().parents[1]
HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))  # also where a test loads this file

from demo_school_ways import Maker  # noqa: E402

SOURCE: Final = "示范数据，由脚本生成，不是真实记录"
BANDS: Final = ("age_0", "age_1_4", "age_5_9", "age_10_14")
TRIES: Final = 200
CERTIFIED_SHARE: Final = 0.3
PROPERTIES: Final = (
    "id", "place", "name_zh", "name_en", "category", "status", "year", "address", "sub_area",
    "sub_area_code", "lead", "partners", "age_min", "age_max", "facilities", "opening", "source",
    "coord_source", "demo", "verified_on", "public",
)  # fmt: skip
MORE: Final = ("entrances", "kind", "stops", "evidence")
"""Properties that stand only where there is something to say."""

Table = dict[str, Any]
Rng = np.random.Generator


def load_toml(name: str, folder: Path = HERE) -> Table:
    return tomllib.loads((folder / name).read_text(encoding="utf-8"))


@dataclass
class Ground:
    """One place to put sites on, in metres: boundary, parts, centres, likely cells."""

    code: str
    crs: CRS
    boundary: BaseGeometry
    parts: gpd.GeoDataFrame
    centres: list[tuple[str, str, float, float]]
    cells: gpd.GeoDataFrame
    names_en: dict[str, str]
    schools: list[tuple[float, float]] = field(default_factory=list)

    def near(self, x: float, y: float) -> tuple[str, str, str]:
        """Name in Chinese and English and code of the sub-area a point belongs to.

        A place with parts has boundaries for them; elsewhere the nearest town centre of
        demo_centres.toml gives a name, and no code, because that is a guess.
        """
        if len(self.parts):
            code = self.parts.index[self.parts.contains(shapely.Point(x, y))]
            if len(code) == 0:
                return "", "", ""
            return str(self.parts.loc[code[0], "name_zh"]), self.names_en[code[0]], str(code[0])
        nearest = min(self.centres, key=lambda c: (c[2] - x) ** 2 + (c[3] - y) ** 2)
        return nearest[0], nearest[1], ""


def ground_of(code: str, data: Path) -> Ground:
    """Read what is known about a place."""
    own = gpd.read_file(data / "boundaries.geojson").set_index("code")
    own = own[own["place"] == code]
    metric = own.to_crs(metric_crs_for(own))
    parts = metric[(metric["level"] == "county") & (metric.index != code)]
    rows = load_toml("demo_centres.toml")[code]["centre"]
    points = gpd.GeoSeries([shapely.Point(r[2], r[3]) for r in rows], crs=STORAGE_CRS)
    xy = shapely.get_coordinates(points.to_crs(metric.crs).to_numpy())
    centres = [(r[0], r[1], float(x), float(y)) for r, (x, y) in zip(rows, xy, strict=True)]
    cells = gpd.read_parquet(data / "population" / f"{code}.parquet").to_crs(metric.crs)
    names = {p["code"]: p["name_en"] for p in load_toml("places.toml", data)["part"]}
    boundary = metric.geometry[code]
    shapely.prepare(boundary)
    return Ground(code, metric.crs, boundary, parts, centres, cells, names)


def chances(ground: Ground, settings: Table, skip: list[str]) -> np.ndarray:
    """Chance (n,) that a site falls into each cell; none where a gap is wanted."""
    children = ground.cells[list(BANDS)].sum(axis=1).to_numpy(dtype=float)
    chance: np.ndarray = children ** settings["evenness"]
    gaps: list[str] = settings["gaps"]
    codes = ground.cells["sub_area_code"].to_numpy(dtype=str)
    for start in (*skip, *(g for g in gaps if g.isdigit())):
        chance[np.char.startswith(codes, start)] = 0.0
    named = {g for g in gaps if not g.isdigit()}
    if named:
        xy = shapely.get_coordinates(ground.cells.geometry.to_numpy())
        towns = np.array([c[2:] for c in ground.centres])
        nearest = ((xy[:, None, :] - towns[None]) ** 2).sum(axis=2).argmin(axis=1)
        chance[np.isin(np.array([c[0] for c in ground.centres])[nearest], sorted(named))] = 0.0
    chance /= chance.sum()
    return chance


def scatter(
    ground: Ground, chance: np.ndarray, number: int, apart_m: float, rng: Rng
) -> np.ndarray:
    """Points (number, 2) inside the place, mostly ``apart_m`` from each other."""
    xy = shapely.get_coordinates(ground.cells.geometry.to_numpy())
    reach = float(ground.cells["cell_m"].iloc[0]) * 0.45
    found: list[np.ndarray] = []
    for _ in range(number):
        for attempt in range(TRIES):
            point = xy[rng.choice(len(xy), p=chance)] + rng.uniform(-reach, reach, 2)
            inside = shapely.contains_xy(ground.boundary, *point)
            free = all(np.hypot(*(point - other)) >= apart_m for other in found)
            if inside and (free or attempt > TRIES // 2):
                break
        else:
            raise ValueError(f"no room for another site in {ground.code}")
        found.append(point.round(1))
    return np.array(found).reshape(-1, 2)


def blob(x: float, y: float, area_m2: float, rng: Rng) -> shapely.Polygon:
    """Draw an uneven, park-like polygon of about ``area_m2`` around a point."""
    corners = int(rng.integers(7, 11))
    turn = np.sort(rng.uniform(0, 0.7, corners) + np.arange(corners)) * 2 * np.pi / corners
    radius = np.sqrt(area_m2 / np.pi) * rng.uniform(0.8, 1.25, corners)
    ring = np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn) * 0.8])
    return shapely.Polygon(ring)


def route(x: float, y: float, scale: float, rng: Rng) -> BaseGeometry:
    """Draw a school route: one or two arms along a street grid from a school's gate."""
    turn = rng.uniform(0, np.pi / 2)
    arms = []
    for arm in range(1 + int(rng.random() < 0.3)):
        here, heading = np.array([x, y]), turn + arm * np.pi
        path = [here]
        for step in range(int(rng.integers(2, 5))):
            angle = heading + (np.pi / 2 if step % 2 else 0.0)
            here = here + scale * rng.uniform(90, 240) * np.array([np.cos(angle), np.sin(angle)])
            path.append(here)
        arms.append(shapely.LineString(np.array(path)))
    return arms[0] if len(arms) == 1 else shapely.MultiLineString(arms)


def shaped(ground: Ground, kind: Table, category: str, xy: np.ndarray, rng: Rng) -> BaseGeometry:
    """Geometry of one site in metres, wholly inside the place."""
    x, y = float(xy[0]), float(xy[1])
    point = shapely.Point(x, y)
    is_area = rng.random() < kind.get("share_polygon", 0.0)
    for attempt in range(TRIES):
        if category == "safe_route":
            # A school close to the boundary gets a shorter route.
            shape = route(x, y, 1.0 - attempt / TRIES, rng)
        elif is_area:
            low, high = np.log(kind["area_m2"])
            shape = blob(x, y, float(np.exp(rng.uniform(low, high))), rng)
        else:
            return point
        if ground.boundary.contains(shape):
            return shape
    if category == "safe_route":
        raise ValueError(f"no room for a route at {xy} in {ground.code}")
    return point


def deeds(group: Table, rng: Rng) -> list[tuple[str, int]]:
    """Status and year of each site of a group, the oldest first."""
    out = []
    for status in ("built", "building", "planned"):
        for year, number in group.get(status, {}).items():
            for _ in range(number):
                certified = status == "built" and rng.random() < CERTIFIED_SHARE
                out.append(("certified" if certified else status, int(year)))
    return out


def told(kind: Table, status: str, year: int, rng: Rng) -> Table:
    """Invent what a department would have noted about a site; some of it is missing."""
    known_age, known_hours, known_visit = rng.random(3) < (0.85, 0.7, 0.75)
    has = [f for f in kind["facilities"] if rng.random() < 0.6]
    hours = kind["opening"][int(rng.integers(len(kind["opening"])))]
    month, day = int(rng.integers(1, 13)), int(rng.integers(1, 29))
    there = status in ("built", "certified")
    if "indoor" in kind["facilities"]:  # staff are there: now and then they speak to more families
        has += [name for name, until in (("english", 4), ("sign_language", 2)) if day <= until]
    visit = f"{min(year + 1, 2025)}-{month:02d}-{day:02d}" if there and known_visit else None
    return {
        "age_min": kind["ages"][0] if known_age else None,
        "age_max": kind["ages"][1] if known_age else None,
        "facilities": has if there else [],
        "opening": hours if there and known_hours else "",
        "verified_on": visit,
    }


def spots_of(
    ground: Ground, category: str, number: int, group: Table, settings: Table
) -> np.ndarray:
    """Where the sites of a kind stand (number, 2); school routes start at schools."""
    rng = np.random.default_rng([int(ground.code), zlib.crc32(category.encode()), 1])
    if category == "safe_route" and len(ground.schools) >= number:
        return np.array(ground.schools)[rng.permutation(len(ground.schools))[:number]]
    chance = chances(ground, settings, group.get("skip", []))
    spots = scatter(ground, chance, number, settings["apart_m"], rng)
    if category == "school":
        ground.schools.extend((float(x), float(y)) for x, y in spots)
    return spots


def group_rows(
    ground: Ground, category: str, settings: Table, kind: Table, seen: Counter[str]
) -> list[Table]:
    """All demonstration sites of one kind in one place, geometry in metres or None."""
    rng = np.random.default_rng([int(ground.code), zlib.crc32(category.encode())])
    group = settings[category]
    plan = deeds(group, rng)
    spots = spots_of(ground, category, len(plan), group, settings)
    rows = []
    for n, ((status, year), spot) in enumerate(zip(plan, spots, strict=True)):
        lost = n >= len(plan) - group.get("unlocated", 0)
        zh, en, code = ("", "", "") if lost else ground.near(*spot)
        label = f"{zh}{kind['label'][0]}" + ("（未选址）" if lost else "")
        seen[label] += 1
        row: Table = {
            "id": f"{ground.code}-d-{category}-{n + 1:03d}",
            "place": ground.code,
            "name_zh": f"示范数据·{label}{seen[label]}",
            "name_en": " ".join(f"Demo: {en} {kind['label'][1]} {seen[label]}".split()),
            "category": category,
            "status": status,
            "year": year,
            "address": f"{zh}（示范地址）" if zh and rng.random() < 0.6 else "",
            "sub_area": zh,
            "sub_area_code": code,
            "lead": group.get("lead", []),
            "partners": group.get("partners", []),
            "source": SOURCE,
            "coord_source": "none" if lost else "wgs84",
            "demo": True,
            "public": True,
            "geometry": None if lost else shaped(ground, kind, category, spot, rng),
        }
        rows.append(row | told(kind, status, year, rng))
    return rows


def demo_rows(code: str, data: Path) -> list[Table]:
    """All demonstration sites of one place, geometry in WGS-84 degrees or None."""
    content = load_toml("demo_sites.toml")
    settings, ground = content["place"][code], ground_of(code, data)
    seen: Counter[str] = Counter()
    rows: list[Table] = []
    groups = {k: v for k, v in settings.items() if isinstance(v, dict)}
    # Schools first: the school routes start at their gates.
    for category in sorted(groups, key=lambda c: c != "school"):
        rows += group_rows(ground, category, settings, content["kind"][category], seen)
    rows.sort(key=lambda row: row["id"])
    shapes = gpd.GeoSeries([row["geometry"] for row in rows], crs=ground.crs)
    for row, shape in zip(rows, shapes.to_crs(STORAGE_CRS), strict=True):
        row["geometry"] = shape
    rows = school_ways(rows, ground, data, content["school_ways"])
    return sorted(rows, key=lambda row: row["id"])


def school_ways(rows: list[Table], ground: Ground, data: Path, settings: Table) -> list[Table]:
    """Give routes their kind; where there is a network, gates, streets and crossings as well."""
    if ground.code in settings:
        to = Transformer.from_crs(STORAGE_CRS, ground.crs, always_xy=True)

        def near(lon: float, lat: float) -> tuple[str, str, str]:
            return ground.near(*to.transform(lon, lat))

        return Maker(ground.code, data, settings[ground.code], near, SOURCE).rows(rows)
    routes = [row for row in rows if row["category"] == "safe_route"]
    for n, row in enumerate(routes):
        row["kind"] = settings["route_kinds"][n % len(settings["route_kinds"])]
    return rows


def named_rows(code: str, data: Path) -> list[Table]:
    """Projects that the plan of a place names, as named_projects.toml has them."""
    content = load_toml("named_projects.toml")
    titles = {d["place"]: d["title"] for d in content["document"]}
    parts = {p["code"]: p["name_zh"] for p in load_toml("places.toml", data)["part"]}
    rows = []
    for project in content["project"]:
        if project["id"].split("-")[0] != code:
            continue
        area = project.get("sub_area_code", "")
        row: Table = dict.fromkeys(PROPERTIES, "")
        row |= {"place": code, "status": "planned", "year": None}
        row |= {"lead": [], "partners": [], "facilities": [], "age_min": None, "age_max": None}
        row |= {"coord_source": "none", "demo": False, "verified_on": None, "public": True}
        row |= {"source": f"{titles[code]}第{project['clause']}项", "geometry": None}
        row |= {"sub_area": parts.get(area, "")}
        rows.append(row | {key: project[key] for key in project if key in PROPERTIES})
    return rows


def feature(row: Table) -> str:
    """One site on one line, so that a diff can be read."""
    shape = None
    if row["geometry"] is not None:
        rounded = shapely.transform(row["geometry"], lambda xy: np.round(xy, 6))
        shape = json.loads(shapely.to_geojson(rounded))
    properties = {key: row[key] for key in PROPERTIES}
    properties |= {key: row[key] for key in MORE if row.get(key)}
    whole = {"type": "Feature", "properties": properties, "geometry": shape}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def build(data: Path, only: str | None = None) -> bytes:
    """Bytes of the whole file, or of one place's features."""
    lines = []
    for place in load_toml("places.toml", data)["place"]:
        code = place["code"]
        if only in (None, code):
            lines += [feature(row) for row in (*named_rows(code, data), *demo_rows(code, data))]
    head = '{"type": "FeatureCollection", "name": "sites", "features": [\n'
    return (head + ",\n".join(lines) + "\n]}\n").encode()


def main() -> None:
    parser = argparse.ArgumentParser(description="Make data/sites.geojson")
    shipped = ROOT / "data" / "sites.geojson"
    parser.add_argument("--out", type=Path, default=shipped)
    known = [place["code"] for place in load_toml("places.toml", ROOT / "data")["place"]]
    parser.add_argument("--only", metavar="CODE", choices=known, help="one place")
    options = parser.parse_args()
    if options.only and options.out.resolve() == shipped:
        parser.error("--only needs --out FILE: the shipped file holds every place")
    content = build(ROOT / "data", options.only)
    options.out.write_bytes(content)
    print(f"{options.out.name}: {len(content):,} bytes, {content.count(b'coord_source')} sites")


if __name__ == "__main__":
    main()
