"""Make ``data/sites.geojson``: the places that the plans name, and demonstration sites.

The named projects come from ``named_projects.toml`` as they stand there: real records without
a location. The rest is made up: ``demo_sites.toml`` says how many of which kind, the modelled
children say where they are likely, and a seeded generator deals them out. Every made-up site
has ``demo: true``; whoever names it adds a mark. No clock: a second run gives the same bytes.

The ways to school of 瑞安 follow its demonstration network (``demo_school_ways.py``).

Run after ``make_population.py`` and ``make_demo_network.py``:
``python scripts/make_demo_sites.py [--only CODE] [--out FILE]``.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Transformer

from geo.crs import STORAGE_CRS

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(Path(__file__).resolve().parent))  # also where a test loads this file

from demo_ground import (  # noqa: E402
    Ground,
    Rng,
    Table,
    chances,
    ground_of,
    load_toml,
    scatter,
    shaped,
)
from demo_school_ways import Maker  # noqa: E402

SOURCE: Final = "示范数据，由脚本生成，不是真实记录"
CERTIFIED_SHARE: Final = 0.3
PROPERTIES: Final = (
    "id", "place", "name_zh", "name_en", "category", "status", "year", "address", "sub_area",
    "sub_area_code", "lead", "partners", "age_min", "age_max", "facilities", "opening", "source",
    "coord_source", "demo", "verified_on", "public",
)  # fmt: skip
MORE: Final = ("entrances", "kind", "stops", "evidence")
"""Properties that stand only where there is something to say."""


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
            "name_zh": f"{label}{seen[label]}",
            "name_en": " ".join(f"{en} {kind['label'][1]} {seen[label]}".split()),
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
