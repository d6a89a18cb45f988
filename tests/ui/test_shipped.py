"""The shipped data on the pages, against figures computed here from the bare files."""

from __future__ import annotations

import json
import re
import tomllib
from html import escape
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from spaces.ledger.school_route_shares import ROUTES_BY
from spaces.ledger.words import by_definition
from spaces.school_routes.query import SchoolQuery
from spaces.text import text
from tests.ui.conftest import html, open_screen

DATA = Path(__file__).resolve().parents[2] / "data"
PLACES = tomllib.loads((DATA / "places.toml").read_text(encoding="utf-8"))["place"]
KINDS = tomllib.loads((DATA / "categories.toml").read_text(encoding="utf-8"))["category"]
SPACES = {kind["id"] for kind in KINDS if kind["space"]}
CODE, YEAR, RADIUS_M, UTM = "330381", 2024, 990, 32651
CENSUS = ("age_0", "age_1_4", "age_5_9", "age_10_14")


@pytest.fixture(autouse=True)
def _shipped(monkeypatch):
    monkeypatch.delenv("SPACES_DATA", raising=False)


def features(code):
    found = json.loads((DATA / "sites.geojson").read_text(encoding="utf-8"))["features"]
    return [f for f in found if f["properties"]["place"] == code]


def shown(feature):
    """Name as a page shows it: what is made up says so."""
    said = feature["properties"]
    return said["name_zh"] + ("（示范数据）" if said["demo"] else "")


def by_year(code, year):
    return [f for f in features(code) if (f["properties"]["year"] or 0) <= year]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_children_within_the_walk_agree_with_a_computation_of_its_own(lang):
    built = [
        shapely.geometry.shape(f["geometry"])
        for f in features(CODE)
        if f["geometry"]
        and f["properties"]["category"] in SPACES
        and f["properties"]["status"] in ("built", "certified")
        and f["properties"]["year"] is not None
        and f["properties"]["year"] <= YEAR
    ]
    sites = gpd.GeoSeries(built, crs=4326).to_crs(UTM).union_all()
    cells = gpd.read_parquet(DATA / "population" / f"{CODE}.parquet").to_crs(UTM)
    heads = cells[list(CENSUS)].sum(axis=1)
    expected = heads[cells.distance(sites) <= RADIUS_M].sum() / heads.sum()
    said = html(open_screen("gaps", place=CODE, year=str(YEAR), lang=lang, ruler="radius"))
    near = [f"{expected + step:.1%}" for step in (-0.001, 0, 0.001)]  # UTM is off by up to 0.04 %
    assert any(f">{share}<" in said for share in near), near
    assert f"{len(built)}" in said


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["code"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_place_opens_with_its_census_children(place, lang):
    said = html(open_screen("methods", place=place["code"], lang=lang))
    assert f"{sum(place['census'][band] for band in CENSUS):,}" in said


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["code"])
def test_the_map_lists_every_located_site_of_its_year(place):
    app = open_screen("map", place=place["code"], year="2024", lang="zh")
    located = [shown(f) for f in by_year(place["code"], 2024) if f["geometry"]]
    assert sorted(app.dataframe[0].value[text("zh")("sites.name")]) == sorted(located)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["code"])
@pytest.mark.parametrize("page", ["overview", "progress", "gaps"])
def test_every_place_has_something_to_say(place, page):
    app = open_screen(page, place=place["code"], lang="en")
    assert not app.error
    assert len(html(app)) > 1000


def test_promised_projects_without_a_place_are_listed():
    app = open_screen("sites", place=CODE, year=str(YEAR), lang="zh")
    waiting = {shown(f) for f in by_year(CODE, YEAR) if not f["geometry"]}
    last = app.dataframe[len(app.dataframe) - 1].value
    assert set(last[text("zh")("sites.name")]) == waiting
    assert any("明镜公园" in name for name in waiting)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_promises_of_a_kind_stand_beside_what_the_file_holds(lang):
    hospitals = [
        f
        for f in by_year(CODE, YEAR)
        if f["properties"]["category"] == "hospital"
        and f["properties"]["status"] in ("built", "certified")
    ]
    plan = tomllib.loads((DATA / "plans" / f"{CODE}.toml").read_text(encoding="utf-8"))
    target = next(t for t in plan["target"] if t["category"] == "hospital" and t["kind"] == "count")
    promised = {p["year"]: p["value"] for p in target["reading"][0]["points"]}[YEAR]
    said = html(open_screen("progress", place=CODE, year=str(YEAR), lang=lang))
    unit = target["unit"] if lang == "zh" else ""
    of = text(lang)("progress.of", planned=promised, unit=unit).strip()
    assert f"<b>{len(hospitals)}</b> {of}" in said
    assert target["quote"] in said
    assert pd.notna(promised)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_promise_of_safe_ways_is_measured_by_what_the_link_says(lang):
    """瑞安 promises "全覆盖": each denominator gives another share, and says which it is."""
    t, shares = text(lang), set()
    for by in ROUTES_BY:
        params = {"target": "330381-p4-4g", "routes_by": by, "lang": lang}
        app = open_screen("progress", place=CODE, year=str(YEAR), **params)
        said = html(app)
        definition = escape(by_definition(by, SchoolQuery(CODE, year=YEAR), t))
        row = next(one for one in said.split('<div class="cfs-row') if definition in one)
        assert t("progress.to_school_ways") in row
        assert by_box(app).value == by
        shares.add(re.search(r"<b>([0-9.]+)%</b>", row).group(1))
    assert len(shares) == len(ROUTES_BY)


def by_box(app):
    return next(box for box in app.selectbox if box.key == "cfs_routes_by")


@pytest.mark.parametrize(("lang", "between"), [("zh", "、"), ("en", ", ")])
def test_lists_in_a_cell_are_written_as_the_language_does(lang, between):
    app = open_screen("sites", place=CODE, year=str(YEAR), lang=lang)
    cells = [cell for cell in app.dataframe[0].value[text(lang)("sites.facilities")] if cell]
    assert any(between in cell for cell in cells)
    assert lang == "zh" or not any("、" in cell for cell in cells)
