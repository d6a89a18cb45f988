"""The shipped sites: real ones unlocated, made-up ones marked and inside their place."""

import json
from collections import Counter

import pandas as pd
import pytest

from geo.crs import metric_crs_for
from spaces.content import default_content
from spaces.places import load_boundaries, load_places
from spaces.sites import existing, load_sites, located

COUNTS = {"330381": (9, 145), "310105": (16, 95), "320400": (5, 480), "370321": (0, 43)}
COUNTS["140000"] = (0, 239)


@pytest.fixture(scope="module")
def loaded():
    return load_sites(default_content())


@pytest.fixture(scope="module")
def sites(loaded):
    return loaded.frame


@pytest.fixture(scope="module")
def demo(sites):
    return sites[sites["demo"]]


@pytest.fixture(scope="module")
def named(sites):
    return sites[~sites["demo"]]


def test_loads_without_a_fault(loaded):
    assert loaded.faults == ()


def test_counts(sites):
    found = {p: (int((~g["demo"]).sum()), int(g["demo"].sum())) for p, g in sites.groupby("place")}
    assert found == COUNTS


def test_one_site_a_line_and_small():
    path = default_content().path("sites.geojson")
    lines = path.read_text(encoding="utf-8").splitlines()
    features = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert len(features) == sum(map(sum, COUNTS.values()))
    assert path.stat().st_size < 1_000_000


def test_real_records_have_a_clause_and_no_location(named):
    assert named.geometry.isna().all()
    assert set(named["coord_source"]) == {"none"}
    assert named["source"].str.fullmatch(r"《.+》.*第\d+项").all()
    assert not named["name_zh"].str.contains("示范数据").any()
    assert named["verified_on"].isna().all()


def test_real_records_name_what_the_plans_name(named):
    names = " ".join(named["name_zh"])
    for wanted in ("明镜公园", "儿童智能运动中心", "国旗教育馆", "华山儿童公园", "虹桥体育公园"):
        assert wanted in names
    assert list(named.loc[named["name_zh"].str.contains("体操"), "year"]) == [2025]


def test_real_records_keep_to_the_plan_on_years_and_leads(named):
    assert set(named.index[named["year"].notna()]) == {"310105-p39a", "310105-p39b"}
    changning = named[named["place"] == "310105"]
    assert not changning["lead"].map(len).any()  # that plan names no leads
    assert named[named["place"] != "310105"]["lead"].map(len).all()


def test_made_up_sites_cannot_be_mistaken(demo):
    assert demo["name_zh"].str.startswith("示范数据·").all()
    assert demo["name_en"].str.startswith("Demo: ").all()
    assert demo["source"].str.contains("不是真实记录").all()
    assert demo["name_zh"].groupby(demo["place"]).value_counts().max() == 1


def test_made_up_sites_lie_inside_their_place_and_part(demo):
    bounds = load_boundaries(default_content())
    there = located(demo)
    for place, group in there.groupby("place"):
        assert group.within(bounds.geometry[place].buffer(1e-6)).all()
    for code, group in there[there["sub_area_code"] != ""].groupby("sub_area_code"):
        points = group[group.geom_type == "Point"]
        assert points.within(bounds.geometry[code].buffer(1e-6)).all()
        assert group.intersects(bounds.geometry[code]).all()
        assert set(group["sub_area"]) == {bounds.loc[code, "name_zh"]}


def test_some_are_promised_without_a_location(demo):
    lost = demo[demo.geometry.isna()]
    assert len(lost) >= 5
    assert set(lost["status"]) == {"planned"}
    assert set(lost["coord_source"]) == {"none"}


def test_parks_are_areas_and_school_routes_are_lines(demo):
    kinds = located(demo).geom_type.groupby(demo["category"]).agg(Counter)
    assert kinds["park"]["Polygon"] >= 40
    assert set(kinds["safe_route"]) <= {"LineString", "MultiLineString"}
    assert set(kinds["micro_space"]) == {"Point"}


def test_school_routes_start_at_a_school(demo):
    ruian = located(demo[demo["place"] == "330381"])
    ruian = ruian.to_crs(metric_crs_for(ruian))
    schools = ruian[ruian["category"] == "school"].union_all()
    routes = ruian[ruian["category"] == "safe_route"]
    assert len(routes) == 14
    assert routes.distance(schools).max() < 1


def test_some_kinds_are_ahead_of_plan_and_some_behind(demo):
    def built(place: str, kind: str, year: int) -> int:
        rows = demo[(demo["place"] == place) & (demo["category"] == kind)]
        return len(existing(rows, year))

    assert built("330381", "school", 2024) == 17  # 15 promised
    assert built("330381", "community", 2024) == 14  # 18 promised
    assert built("330381", "hospital", 2024) == 3  # 3 promised
    assert built("330381", "micro_space", 2024) == 24  # 30 promised
    assert built("320400", "library", 2025) == 168  # 200 promised
    assert built("320400", "base", 2025) == 33  # 30 promised
    assert built("370321", "park", 2025) == 3  # 2 promised


def test_some_counties_and_one_city_have_little(demo):
    shanxi = load_places(default_content())["140000"]
    counties = {part.code for part in shanxi.parts if part.level == "county"}
    reached = set(demo.loc[demo["place"] == "140000", "sub_area_code"])
    assert 20 <= len(counties - reached) <= 70
    blocks = demo[(demo["place"] == "140000") & (demo["category"] == "block")]
    assert not blocks["sub_area_code"].str.startswith(("1403", "1410", "1411")).any()


def test_some_details_are_missing(demo):
    there = existing(demo)
    for column in ("age_min", "verified_on"):
        assert 0.05 < there[column].isna().mean() < 0.5
    assert 0.05 < (there["opening"] == "").mean() < 0.5
    assert pd.to_datetime(there["verified_on"]).max() < pd.Timestamp("2026-01-01")
