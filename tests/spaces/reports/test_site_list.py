"""Exported lists of sites hold the same sites when they are read again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spaces.content import default_content
from spaces.reports.site_list import site_list
from spaces.sites import load_categories, load_sites, read_sites
from spaces.sites.contract import SITE_COLUMNS
from spaces.sites.statuses import STATUSES
from spaces.sites.vocabulary import FACILITIES
from spaces.text import languages, text
from spaces.ui.shell.downloads import csv_bytes, geojson_bytes

PLACE = "330381"
CONTENT = default_content()
KINDS = load_categories(CONTENT)


def exported(frame: gpd.GeoDataFrame, lang: str, suffix: str, folder: Path) -> Path:
    path = folder / f"export{suffix}"
    if suffix == ".geojson":
        path.write_bytes(geojson_bytes(frame, "示范", ["甲"]))
    elif suffix == ".csv":
        t = text(lang)
        data = csv_bytes(site_list(frame, KINDS, t), t("demo.note"), t("demo.column"))
        path.write_bytes(data)
    else:  # as a spreadsheet would save the same table
        rows = site_list(frame, KINDS, text(lang))
        path = path.with_suffix(".tsv")
        path.write_text(rows.to_csv(index=False, sep="\t"), encoding="utf-16")
    return path


def same(found: gpd.GeoDataFrame, given: gpd.GeoDataFrame) -> None:
    assert found.index.tolist() == given.index.tolist()
    for name in (column for column in SITE_COLUMNS if column != "id"):
        left, right = found[name].tolist(), given[name].tolist()
        for a, b in zip(left, right, strict=True):
            blank = not isinstance(b, list) and pd.isna(b)
            assert pd.isna(a) if blank else a == b, (name, a, b)
    here, there = found.geometry.to_numpy(), given.geometry.to_numpy()
    assert (shapely.is_missing(here) == shapely.is_missing(there)).all()
    assert (shapely.get_type_id(here) == shapely.get_type_id(there)).all()
    both = ~shapely.is_missing(there)
    assert shapely.hausdorff_distance(here[both], there[both]).max(initial=0) < 1.5e-7


@pytest.mark.parametrize("place", ["330381", "320400", "140000", "370321", "310105"])
@pytest.mark.parametrize("suffix", [".csv", ".geojson", ".tsv"])
@pytest.mark.parametrize("lang", languages())
def test_the_shipped_sites_come_back(tmp_path: Path, place: str, suffix: str, lang: str):
    frame = load_sites(CONTENT, place).frame
    found = read_sites(exported(frame, lang, suffix, tmp_path), CONTENT, place)
    same(found.frame, frame)
    lost = [f for f in found.faults if f.severity == "error" or f.code == "datum_converted"]
    assert not lost


WORDS = st.text("甲乙丙园校号 aZ9-=+@、；;,|\"'（）", max_size=12).map(str.strip)
POINT = st.builds(shapely.Point, st.floats(120.63, 120.67), st.floats(27.77, 27.79))
BOX = POINT.map(lambda p: shapely.box(p.x, p.y, p.x + 0.001, p.y + 0.001))
SITE = st.fixed_dictionaries(
    {
        "place": st.just(PLACE),
        "name_zh": WORDS.map(lambda word: f"园{word}"),
        "name_en": WORDS,
        "category": st.sampled_from([k for k, kind in KINDS.items() if kind.id == "park"]),
        "status": st.sampled_from(list(STATUSES)),
        "year": st.one_of(st.none(), st.integers(1900, 2100)),
        "address": WORDS,
        "sub_area": WORDS,
        "lead": st.lists(WORDS.filter(bool), max_size=3, unique=True),
        "age_min": st.one_of(st.none(), st.sampled_from([0, 3, 3.5])),
        "facilities": st.lists(st.sampled_from(list(FACILITIES)), max_size=4, unique=True),
        "capacity": st.one_of(st.none(), st.sampled_from([0, 60, 1200, 12.5])),
        "source": WORDS,
        "coord_source": st.sampled_from(["wgs84", "gcj02", "bd09"]),
        "demo": st.booleans(),
        "public": st.booleans(),
        "verified_on": st.sampled_from([None, "2026-11-02"]),
        "geometry": st.one_of(POINT, BOX),
    }
)


@given(st.lists(SITE, min_size=1, max_size=5), st.sampled_from([".csv", ".geojson", ".tsv"]),
       st.sampled_from(languages()))  # fmt: skip
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_sites_come_back(tmp_path: Path, rows: list[dict], suffix: str, lang: str):
    begun = gpd.GeoDataFrame(rows, geometry="geometry", crs=4326)
    begun.insert(0, "id", [f"s-{n}" for n in range(len(begun))])
    first = tmp_path / "first.geojson"
    first.write_bytes(geojson_bytes(begun.set_index("id")))
    frame = read_sites(first, CONTENT, PLACE).frame
    found = read_sites(exported(frame, lang, suffix, tmp_path), CONTENT, PLACE)
    same(found.frame, frame)


def test_a_planner_finds_coordinates_and_whole_years(tmp_path: Path):
    frame = load_sites(CONTENT, PLACE).frame
    path = exported(frame, "zh", ".csv", tmp_path)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))
    placed = [row for row in rows if row["经度"]]
    assert len(placed) > 0
    assert all(row["坐标系"] == "wgs84" for row in placed)
    assert {len(row["年份"]) for row in rows} <= {0, 4}
