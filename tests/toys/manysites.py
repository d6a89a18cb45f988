"""A city with very many made-up sites, written as a data folder beside the shipped one's rest."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

from spaces.content.folder import Content

ROOT = Path(__file__).resolve().parents[2]
PLACE = "330381"
KINDS = ("school", "park", "micro_space", "community", "hospital", "venue", "library")
STATUSES = ("built", "built", "certified", "built", "planned", "building")
HOURS = ("", "24/7", "Mo-Su 08:30-17:30", "Tu-Su 09:00-20:00", "Mo-Fr 07:00-18:00; Sa 08:00-12:00")
FACILITIES = ("toilet", "nursing_room", "shade", "indoor", "free", "stroller", "wheelchair")
STREETS = ("安阳街道", "玉海街道", "锦湖街道", "塘下镇", "莘塍街道", "马屿镇")
CORNERS = (120.45, 27.7, 120.72, 27.88)


def build(folder: Path, count: int) -> Content:
    """Write a data folder with ``count`` sites of one place; always the same for a count."""
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("population", "plans"))
    random.seed(count)
    features = [_feature(number) for number in range(count)]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    (folder / "sites.geojson").write_text(text, encoding="utf-8")
    return Content(folder)


def _feature(number: int) -> dict[str, object]:
    west, south, east, north = CORNERS
    street = random.choice(STREETS)
    at = [
        round(min(east, max(west, random.gauss(120.62, 0.06))), 6),
        round(min(north, max(south, random.gauss(27.78, 0.04))), 6),
    ]
    youngest = random.choice((0, 0, 3, 6))
    properties = {
        "id": f"many-{number}",
        "place": PLACE,
        "name_zh": f"{street}第{number}号儿童空间",
        "name_en": f"Space {number}",
        "category": random.choice(KINDS),
        "status": random.choice(STATUSES),
        "year": random.randint(2021, 2027),
        "address": f"{street}某路{number % 400}号",
        "sub_area": street,
        "lead": ["某局"],
        "age_min": youngest,
        "age_max": youngest + random.choice((6, 11, 14)) if youngest < 4 else 14,
        "facilities": random.sample(FACILITIES, random.randint(0, 4)),
        "opening": random.choice(HOURS),
        "coord_source": "wgs84",
        "demo": True,
        "verified_on": random.choice((None, "2025-05-26")),
        "public": True,
    }
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": at},
    }
