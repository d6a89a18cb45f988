"""A data folder around the toy town: one place, two kinds, one plan, all done by hand.

The park (2022) and the school (2024) of the toy town, both demonstration data; a promised park
that has no place yet; a block that is being built. The plan promises 2 parks by 2024, a first
batch of 1 school growing by 1 each year (two readings: in all 3 or in all 6 by 2024), 3 of all
kinds together, blocks without a number, and a share that sites cannot answer.
"""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd

from spaces.content.folder import Content
from tests.toys import toytown

PLACE = "990001"

CATEGORIES = """
[[category]]
id = "school"
zh = "学校"
en = "School"
letter = "学"
shape = "square"
color = "#0b5fa5"
geometry = ["point", "polygon"]
space = true
nine = true
order = 20

[[category]]
id = "park"
zh = "公园"
en = "Park"
letter = "园"
shape = "circle"
color = "#2f6b2f"
geometry = ["point", "polygon"]
space = true
nine = true
order = 10

[[category]]
id = "clinic"
zh = "诊所"
en = "Clinic"
letter = "医"
shape = "cross"
color = "#7a0019"
geometry = ["point"]
space = false
nine = false
order = 30
"""

WALKERS = """
[defaults]
walker = "metre"
minutes = 15

[[walker]]
id = "metre"
zh = "玩具镇步行者"
en = "Toy walker"
speed_mps = 1.1111111111111112
ages = [3, 9]

[[walker]]
id = "slow"
zh = "慢"
en = "Slow"
speed_mps = 0.5
ages = [0, 2]
"""

PLACES = f"""
[[place]]
code = "{PLACE}"
name_zh = "玩具镇"
name_en = "Toytown"
level = "county"
parent_zh = "某市"
parts = ["W", "E"]
center = [120.5, 27.8]

[place.census]
source = "toy census"
residents = 20000
age_0 = 360
age_1_4 = 720
age_5_9 = 1080
age_10_14 = 1440

[[part]]
code = "W"
name_zh = "西片"
name_en = "West"
level = "town"
place = "{PLACE}"
parent = "{PLACE}"

[[part]]
code = "E"
name_zh = "东片"
level = "town"
place = "{PLACE}"
parent = "{PLACE}"
"""

STANDARDS = """
[[standard]]
id = "park_small"
zh = "小公园"
en = "Small park"
radius_m = 300
category = "park"
source = "GB/T 51346-2019"
"""

TARGET = """
[[target]]
id = "{id}"
clause = "1"
category = "{category}"
indicator_zh = "{id}指标"
indicator_en = "{id} indicator"
kind = "{kind}"
comparator = "{comparator}"
{value}
unit = "个"
modal = ""
scope = ""
lead = ["甲局", "乙局"]
quote = "建设公园"
measurable = {measurable}
"""

READING = """
[[target.reading]]
id = "{id}"
zh = "{id}"
en = "{id}"
{schedule}
"""


def target(
    id: str,  # noqa: A002  named as in the file
    category: str,
    *readings: str,
    kind: str = "count",
    comparator: str = ">=",
    value: str = "",
    measurable: str = "true",
) -> str:
    """One target of a plan file, with its readings."""
    known = {k: v for k, v in locals().items() if k != "readings"}
    return TARGET.format(**known) + "".join(readings)


def reading(id: str, schedule: str) -> str:  # noqa: A002  named as in the file
    """One reading of a target."""
    return READING.format(id=id, schedule=schedule)


def by(year: int, value: float) -> str:
    """A reading with one step."""
    return reading("by", f'type = "by"\npoints = [{{ year = {year}, value = {value} }}]')


HEAD = f"""
[plan]
id = "toy"
place = "{PLACE}"
title_zh = "玩具镇规划"
period = [2022, 2024]
"""

_GROWTH = 'type = "growth"\nstart = 2022\nend = 2024\nfirst = 1\ngrowth = 1\nmode = '
PLAN = "".join(
    (
        HEAD,
        target("parks", "park", by(2024, 2), value="value = 2"),
        target(
            "schools",
            "school",
            reading("add", _GROWTH + '"add"'),
            reading("batch", _GROWTH + '"batch"'),
            value="value = 3",
        ),
        target("all", "none", by(2024, 3), value='value = 3\ncounts = ["park", "school"]'),
        target("clinics", "clinic", kind="unnumbered", comparator="none"),
        target("share", "park", by(2024, 90), kind="coverage", value="value = 90"),
    )
)


def sites() -> gpd.GeoDataFrame:
    """The town's park and school, a clinic being built, and a park without a place."""
    shapes = [
        toytown.shapely.Point(toytown.centre(0, 0)),
        toytown.shapely.Point(toytown.centre(5, 3)),
        toytown.shapely.Point(toytown.centre(2, 2)),
        None,
    ]
    frame = toytown.sites(
        shapes,
        category=["park", "school", "clinic", "park"],
        status=["built", "certified", "building", "planned"],
        year=[2022, 2024, 2024, 2024],
    )
    frame["id"], frame["place"] = frame.index, PLACE
    frame["name_zh"] = ["沙园", "东小", "新诊所", "远园"]
    frame["demo"] = [True, True, False, False]
    frame["coord_source"] = "wgs84"
    frame["public"] = True
    return frame


def made_up(name: str, lang: str = "zh") -> str:
    """Return the name of a demonstration site as it is shown, with its mark."""
    return name + {"zh": "（示范数据）", "en": " (demo data)"}[lang]


def write_geojson(frame: gpd.GeoDataFrame, path: Path) -> Path:
    """Write a frame as GeoJSON."""
    path.write_text(frame.to_json(drop_id=True, na="null"), encoding="utf-8")
    return path


def build(root: Path) -> Content:
    """Write the whole folder."""
    texts = {
        "categories.toml": CATEGORIES,
        "walkers.toml": WALKERS,
        "places.toml": PLACES,
        "standards.toml": STANDARDS,
        "plans/toy.toml": PLAN,
    }
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    write_geojson(sites(), root / "sites.geojson")
    (root / "population").mkdir()
    cells = toytown.cells().drop(columns="children").rename_axis("id").reset_index()
    cells["modelled"] = True
    cells["coord_source"] = "wgs84"
    cells.to_parquet(root / "population" / f"{PLACE}.parquet")
    _write_boundaries(root / "boundaries.geojson")
    return Content(root)


def _write_boundaries(path: Path) -> None:
    parts = toytown.parts()
    shapes = {PLACE: toytown.boundary(), **parts.geometry.to_dict()}
    features = [
        {
            "type": "Feature",
            "properties": {
                "code": code,
                "name_zh": code,
                "level": "town",
                "place": PLACE,
                "parent": "" if code == PLACE else PLACE,
            },
            "geometry": toytown.shapely.geometry.mapping(shape),
        }
        for code, shape in shapes.items()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection), encoding="utf-8")
