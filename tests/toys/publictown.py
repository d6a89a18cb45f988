"""The toy town as its public map shows it: a handful of sites, each for one filter.

One street from west to east through the middles of row 0, one to the north from the park. The
park lies 500 m west of ``START`` along the street, the school 500 m east.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import shapely

from geo.network.sources.cache import dump
from geo.network.sources.reading import Read
from spaces.content.folder import Content
from tests.toys import toycontent, toynet, toytown
from tests.toys.payloads import ALL

PLACE = toycontent.PLACE
SECRET = "密不可见"
"""Stands in every field that the public must not read."""
STREETS = [
    ([(-2500.0, -1500.0), (-1500.0, -1500.0), (-500.0, -1500.0), (500.0, -1500.0)], 0),
    ([(-1500.0, -1500.0), (-1500.0, -500.0), (-1500.0, 500.0)], 0),
]
NAMES = ("沙河大街", "北河巷")
START = (-1500.0, -1490.0)

PUBLIC = """
default_place = "990001"
address = "http://127.0.0.1/map"
holidays = ["2026-12-02"]

[[place]]
code = "990001"
report_mail = "map@example.cn"
keeper_zh = "玩具镇妇儿工委办"
keeper_en = "Toytown office"
"""


def lonlat(x: float, y: float) -> tuple[float, float]:
    """A place of the town in WGS-84 degrees."""
    point = toytown.lonlat(shapely.Point(x, y)).iloc[0]
    return point.x, point.y


def row(number: int, name: str, at: tuple[float, float] | None, **fields: Any) -> dict[str, Any]:
    """One site; what the public must not read holds ``SECRET``."""
    properties = {
        "id": f"{SECRET}-{number}",
        "place": PLACE,
        "name_zh": name,
        "name_en": "",
        "category": "park",
        "status": "built",
        "year": 2022,
        "address": "",
        "sub_area": "",
        "sub_area_code": SECRET,
        "lead": [SECRET],
        "partners": [SECRET],
        "facilities": [],
        "capacity": 7654321,
        "opening": "",
        "source": SECRET,
        "coord_source": "gcj02" if at is None else "wgs84",
        "demo": False,
        "public": True,
        **fields,
    }
    lon_lat = None if at is None else list(lonlat(*at))
    shape = None if at is None else {"type": "Point", "coordinates": lon_lat}
    return {"type": "Feature", "properties": properties, "geometry": shape}


def rows() -> list[dict[str, Any]]:
    """All sites of the town, the private one too."""
    return [
        row(
            1, "重阳沙园", (-2000, -1480), name_en="Sand Park", age_min=0, age_max=6,
            facilities=["free", "nursing_room", "shade"], opening="24/7", sub_area="沙河街道",
            address="沙河街道1号", verified_on="2025-05-26", demo=True,
        ),
        row(
            2, "东小学", (-1000, -1520), category="school", status="certified", age_min=6,
            age_max=12, facilities=["child_toilet", "indoor", "wheelchair", "english"], year=2024,
            verified_on="2026-05-12", verified_by="东河街道办事处",
            opening="Mo-Fr 08:00-18:00", name_en="East School",
        ),
        row(
            3, "新诊所", (-1500, 480), category="clinic", status="building", year=2030,
            facilities=["stroller"], age_min=0, age_max=17,
        ),
        row(4, "远园", None, status="planned", year=2029, name_en="Far Park"),
        row(5, f"{SECRET}园", (0, 0), public=False, address=SECRET, opening="Mo 01:23-04:56"),
        row(6, "静园", (400, -1500), name_en="Quiet Park"),
        row(7, ALL[:180], (-2450, -1500), address=ALL[:180], name_en=ALL[:180], opening=ALL[:90]),
        row(8, "夜校", (200, 1500), category="school", opening="周末下午，请先打电话", age_min=10),
    ]  # fmt: skip


def build(root: Path) -> Content:
    """Write the town's data folder, with its streets."""
    content = toycontent.build(root)
    collection = {"type": "FeatureCollection", "features": rows()}
    content.path("sites.geojson").write_text(json.dumps(collection), encoding="utf-8")
    content.path("public.toml").write_text(PUBLIC, encoding="utf-8")
    made = toynet.network(STREETS, demo=True, notice="玩具路网", key="toy-public", names=NAMES)
    content.path("network").mkdir()
    content.path("network", f"{PLACE}.npz").write_bytes(dump(Read(made, ())))
    return content
