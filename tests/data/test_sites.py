"""The shipped sites: real ones unlocated, made-up ones marked and inside their place."""

import json
from collections import Counter

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.network.search import Router
from spaces.content.folder import default_content
from spaces.places.registry import load_boundaries, load_places
from spaces.sites.entrances import gates_of
from spaces.sites.loading import load_sites
from spaces.sites.safe_route_types import guarding, load_safe_route_types
from spaces.sites.selection import existing, located
from spaces.sites.walking_bus import stops
from spaces.walking.network_files import load_network

COUNTS = {"330381": (9, 191), "310105": (16, 95), "320400": (5, 480), "370321": (0, 43)}
COUNTS["140000"] = (0, 239)
ROUTES = {"330381": 14, "310105": 5, "320400": 10, "370321": 3, "140000": 4}


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
    assert not demo["name_zh"].str.contains("示范数据").any()
    assert not demo["name_en"].str.contains("Demo").any()
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


def test_every_school_route_has_a_kind(demo):
    routes = demo[demo["category"] == "safe_route"]
    assert routes.groupby("place").size().to_dict() == ROUTES
    assert set(routes["kind"]) <= {"school_path", "walking_bus", "calmed_street", "greenway"}
    assert (routes["kind"] != "").all()


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


@pytest.fixture(scope="module")
def router():
    network = load_network(default_content(), "330381")
    assert network is not None
    return Router(network)


@pytest.fixture(scope="module")
def ruian(demo, router):
    """Made-up sites of the place that has a network, in the network's metres."""
    return located(demo[demo["place"] == "330381"]).to_crs(router.network.crs)


@pytest.fixture(scope="module")
def gates(demo, router):
    found = gates_of(demo[demo["place"] == "330381"])
    degrees = {key: shapely.get_coordinates(shape) for key, shape in found.items()}
    return {key: router.network.to_metres(*at.T) for key, at in degrees.items()}


def test_gates_lie_on_streets(gates, router):
    assert len(gates) == 35
    assert {2} <= {len(at) for at in gates.values()} <= {1, 2}
    joined = router.snap(np.concatenate(list(gates.values())))
    assert joined.leg_m.max() < 0.2  # six decimals


def test_two_schools_share_a_gate(demo):
    first = demo.loc[["330381-d-primary_school-001", "330381-d-secondary_school-001"]]
    assert first["entrances"].nunique() == 1


def test_routes_start_at_a_gate_and_follow_streets(ruian, gates, router):
    """All but two, whose schools are near no street, and one that leaves the streets."""
    every = shapely.MultiPoint(np.concatenate(list(gates.values())))
    routes = ruian[ruian["category"] == "safe_route"]
    shapes = shapely.segmentize(routes.geometry.to_numpy(), 5.0)
    xy, owner = shapely.get_coordinates(shapes, return_index=True)
    lines = router.network.lines()
    near = lines[shapely.STRtree(lines).nearest(shapely.points(xy))]
    on = shapely.distance(shapely.points(xy), near) < 1
    share = np.bincount(owner, on) / np.bincount(owner)
    assert sorted(share)[:2] == [0, 0]
    assert 0.5 < sorted(share)[2] < 0.95
    assert sorted(share)[3] == 1
    assert (routes.distance(every).to_numpy()[share > 0] < 1).all()


def test_walking_buses_arrive_at_a_gate_on_time(demo):
    buses = demo[(demo["place"] == "330381") & (demo["kind"] == "walking_bus")]
    assert len(buses) == 2
    for shape, text in zip(buses.geometry, buses["stops"], strict=True):
        found = stops(text)
        assert len(found) >= 2
        assert found[-1].time == "07:50"
        away = shapely.distance(shapely.points([(s.lon, s.lat) for s in found]), shape)
        assert away.max() < 1e-5


def test_crossings_of_several_kinds_and_most_arterials_left_unguarded(ruian, router):
    spots = ruian[ruian["category"] == "crossing"]
    assert set(spots["kind"]) == {
        "marked_crossing",
        "lit_crossing",
        "signal",
        "refuge",
        "guard_post",
    }
    assert set(spots["status"]) == {"built", "building", "planned"}
    network = router.network
    bare = (network.node_flags & 7) == 3  # on an arterial, met by another street, no lights
    nodes = shapely.MultiPoint(network.node_xy[bare])
    away = spots.distance(nodes)
    assert int((away > 25).sum()) == 1  # one stands where there is no street
    guards = spots["kind"].isin(guarding(load_safe_route_types(default_content())))
    built = existing(spots[guards & (away <= 25)])
    assert len(built) == 11
    assert bare.sum() - len(built) > 500


def test_ordinary_schools_and_drop_off_areas(ruian, gates):
    kinds = ruian["category"].value_counts()
    assert (kinds["primary_school"], kinds["secondary_school"], kinds["drop_off"]) == (14, 6, 6)
    schools = ruian[ruian["category"].isin(["primary_school", "secondary_school"])]
    assert set(schools.index) <= set(gates)
    every = shapely.MultiPoint(np.concatenate(list(gates.values())))
    drops = ruian[ruian["category"] == "drop_off"]
    assert drops.distance(every).max() < 60
    assert set(drops.geom_type) == {"Point", "Polygon"}
    assert drops["evidence"].str.contains("不是真实").any()
