"""A made-up place, kind, plan and walker appear by data alone: no line of code knows them.

The toy county is a square of 0.1 degrees with four cells of children and one sandpit, far
enough apart that every figure is plain: two cells beside the sandpit, two beyond any walk.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import geopandas
import pytest
from google.protobuf.text_format import MessageToString
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[1]
MAIN = ROOT / "src" / "spaces" / "ui" / "main.py"
PLACE = "990101"
LON, LAT = 110.0, 35.0
CENSUS = {"age_0": 10, "age_1_4": 20, "age_5_9": 30, "age_10_14": 40}

CATEGORY = """
[[category]]
id = "sandpit"
zh = "沙坑乐园"
en = "Sandpit"
letter = "沙"
shape = "star"
color = "#7a5195"
geometry = ["point", "polygon"]
space = true
nine = false
order = 990
"""
WALKER = """
[[walker]]
id = "scooter"
zh = "滑板车小童"
en = "Child on a scooter"
speed_mps = 2.0
ages = [6, 9]
note_zh = "编造的预设。"
note_en = "A made-up preset."
source = "test"
"""
PLACE_ENTRY = """
[[place]]
code = "990101"
name_zh = "试验县"
name_en = "Trial County"
level = "county"
parent_zh = "试验市"
parent_en = "Trial City"
parts = []
center = [110.0, 35.0]

[place.census]
source = "test"
residents = 1000
age_0 = 10
age_1_4 = 20
age_5_9 = 30
age_10_14 = 40
"""
PLAN = """
[plan]
id = "990101-plan"
place = "990101"
title_zh = "试验县沙坑三年计划"
title_en = "Trial County's three years of sandpits"
period = [2022, 2024]
issued = ""
note_zh = "编造。"
note_en = "Made up."

[[target]]
id = "990101-1a"
clause = "1"
category = "sandpit"
indicator_zh = "新建沙坑数"
indicator_en = "New sandpits"
kind = "count"
comparator = ">="
value = 3
unit = "个"
modal = ""
scope = ""
lead = ["试验局"]
partners = []
quote = "到2024年建成沙坑3个"
measurable = true

[[target.reading]]
id = "by"
zh = "到期达到"
en = "By the year"
type = "by"
points = [{ year = 2024, value = 3 }]
"""


def square(half: float) -> list[list[list[float]]]:
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return [[[LON + x, LAT + y] for x, y in corners]]


def append_feature(path: Path, properties: dict, geometry: dict) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    collection["features"].append(feature)
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.fixture(scope="module")
def content(tmp_path_factory) -> Path:
    """The shipped data folder with one made-up thing of each sort added to it."""
    root = tmp_path_factory.mktemp("content") / "data"
    shutil.copytree(ROOT / "data", root)
    append(root / "categories.toml", CATEGORY)
    append(root / "walkers.toml", WALKER)
    append(root / "places.toml", PLACE_ENTRY)
    (root / "plans" / f"{PLACE}.toml").write_text(PLAN, encoding="utf-8")
    outline = {"code": PLACE, "name_zh": "试验县", "level": "county", "place": PLACE}
    outline |= {"parent": "", "tolerance_m": 1, "source": "test"}
    append_feature(
        root / "boundaries.geojson", outline, {"type": "Polygon", "coordinates": square(0.05)}
    )
    site = {"id": "sandpit-1", "place": PLACE, "name_zh": "第一沙坑", "name_en": "First Sandpit"}
    site |= {"category": "sandpit", "status": "built", "year": 2023, "coord_source": "wgs84"}
    site |= {"demo": False, "source": "test"}
    append_feature(root / "sites.geojson", site, {"type": "Point", "coordinates": [LON, LAT]})
    near, far = 0.001, 0.045  # about 0.1 km and 5 km
    xs = [LON - near, LON + near, LON - far, LON + far]
    cells = geopandas.GeoDataFrame(
        {"id": [f"c{i}" for i in range(4)], "sub_area_code": "", "cell_m": 200, "modelled": True}
        | {band: [n // 10 * k for k in (1, 2, 3, 4)] for band, n in CENSUS.items()},
        geometry=geopandas.points_from_xy(xs, [LAT] * 4),
        crs="EPSG:4326",
    )
    cells.to_parquet(root / "population" / f"{PLACE}.parquet")
    return root


def spaces(content: Path, *args: str) -> list | dict:
    """Run ``python -m spaces`` on the folder and return its JSON."""
    env = os.environ | {"SPACES_DATA": str(content)}
    command = [sys.executable, "-m", "spaces", *args, "--format", "json"]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def screen(monkeypatch, content: Path, page: str, **params: str) -> str:
    """All words of one page, read as Streamlit sends them to the browser."""
    monkeypatch.setenv("SPACES_DATA", str(content))
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    app.query_params.update({"place": PLACE, "lang": "zh"} | params)
    app.switch_page(str(ROOT / "pages" / f"{page}.py"))
    app.run()
    assert not app.exception, app.exception
    words = []
    for element in [*app.main, *app.sidebar]:
        if element.proto is not None:  # a bare container says nothing itself
            words.append(MessageToString(element.proto, as_utf8=True))
        if element.type in ("dataframe", "table", "arrow_data_frame", "arrow_table"):
            words.append(element.value.to_csv())
    return "\n".join(words)


def test_the_place_appears_in_the_list_of_places(content):
    assert "试验县" in json.dumps(spaces(content, "places"), ensure_ascii=False)


def test_the_plan_and_its_target_appear(content):
    targets = json.dumps(spaces(content, "targets", "--place", PLACE), ensure_ascii=False)
    assert "新建沙坑数" in targets


def test_the_site_counts_against_the_plan(content):
    command = ("progress", "--place", PLACE, "--year", "2024")
    said = json.dumps(spaces(content, *command), ensure_ascii=False)
    assert '"planned": 3' in said
    assert '"built": 1' in said


def test_kind_and_walker_measure_the_gap(content):
    command = ("gaps", "--place", PLACE, "--category", "sandpit")
    result = spaces(content, *command, "--walker", "scooter", "--minutes", "15")
    assert result["sites_used"] == 1
    assert result["radius_m"] == pytest.approx(2.0 * 15 * 60)
    assert result["children_total"] == 100
    assert result["children_covered"] == 30
    assert "沙坑乐园" in result["definition"]
    assert "滑板车小童" in result["definition"]


@pytest.mark.parametrize(
    ("page", "params", "words"),
    [
        ("overview", {}, ["试验县", "沙坑乐园"]),
        ("map", {}, ["试验县", "沙坑乐园"]),
        ("progress", {"year": "2024"}, ["试验县", "新建沙坑数", "试验局"]),
        ("gaps", {"category": "sandpit", "walker": "scooter"}, ["沙坑乐园", "滑板车小童"]),
        ("sites", {}, ["试验县", "第一沙坑", "沙坑乐园"]),
        ("methods", {}, ["滑板车小童", "试验县沙坑三年计划"]),
    ],
)
def test_the_page_shows_them(monkeypatch, content, page, params, words):
    said = screen(monkeypatch, content, page, **params)
    assert [word for word in words if word not in said] == []


def test_without_the_folder_none_of_it_is_there(monkeypatch):
    """The words above come from the folder alone."""
    said = screen(monkeypatch, ROOT / "data", "methods", place="330381")
    assert "滑板车小童" not in said
    assert "沙坑" not in said
