"""Walks on the command line, over the toy town with one street along its southern row."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from geo.datum.china import wgs84_to_gcj02
from geo.network.sources.reading import Read
from spaces.content.folder import Content
from spaces.walking.network_files import keep_network
from tests.toys import toycontent, toynet, toytown
from tests.toys.toycontent import PLACE

X = [toytown.centre(c, 0)[0] for c in range(6)]


@pytest.fixture
def net(tmp_path: Path) -> Path:
    """One street through all squares of the southern row, and one through the column of c=0."""
    lines = [shapely.LineString([(x, -1500) for x in X])]
    lines.append(shapely.LineString([(-2500, y) for y in (-1500, -500, 500, 1500)]))
    frame = gpd.GeoDataFrame(
        {"highway": ["residential", "footway"]},
        geometry=toytown.lonlat(*lines).to_numpy(),
        crs=4326,
    )
    return toycontent.write_geojson(frame, tmp_path / "streets.geojson")


@pytest.fixture
def points(tmp_path: Path) -> Path:
    path = tmp_path / "points.csv"
    at = toytown.lonlat(*(shapely.Point(p) for p in ((-2500, -1500), (-1500, -1400), (2500, 1500))))
    rows = [f"p{k},{p.x:.9f},{p.y:.9f}" for k, p in enumerate(at)]
    path.write_text("id,lon,lat\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def gaps(ask, *words: str) -> dict:
    answer = ask("gaps", "--place", PLACE, "--format", "json", *words)
    assert answer.status == 0, answer.err
    return json.loads(answer.out)


def test_gaps_on_foot(ask, net: Path):
    found = gaps(ask, "--network", str(net), "--category", "park")
    assert found["ruler"] == "network"
    # On foot from the park in "0,0": itself, "1,0" and "0,1" (100 each).
    assert found["children_covered"] == 300
    # Streets pass the southern row and the western column only: nine squares, four of them east.
    assert found["children_unsnapped"] == 3600 - 600 - 600
    assert found["children_unreachable"] == 0
    assert found["children_unknown"] == 0
    assert found["network"]["demo"] is False
    assert "cells_off_network" in found["why_not"]
    assert all(row["why"] for row in found["gaps"])
    assert "沿已知街道" in found["definition"]


def test_gaps_by_both_rulers(ask, net: Path):
    found = gaps(ask, "--network", str(net), "--ruler", "both", "--category", "park")
    both = found["two_rulers"]
    assert both["children_circle"] == 300
    assert (both["children_false"], both["children_unmeasured"]) == (0, 0)
    assert [row["id"] for row in both["standards"]] == ["park_small"]
    assert both["standards"][0]["children_within"] == 100
    text = ask("gaps", "--place", PLACE, "--network", str(net), "--ruler", "both")
    assert "直线够近却走不到" in text.out
    table = ask(
        "gaps", "--place", PLACE, "--network", str(net), "--ruler", "both", "--format", "csv"
    )
    rows = list(csv.DictReader(io.StringIO(table.out)))
    assert {"children_false", "children_unsnapped", "why"} <= set(rows[0])
    assert {"comfort_band", "standard", "gap"} <= {row["row"] for row in rows}


@pytest.fixture
def kept(toy: Content) -> Path:
    """Streets in the data folder that are good enough to measure on."""
    return keep_network(Read(toynet.network(toynet.comb()), []), toy, PLACE)


def test_unless_asked_gaps_uses_the_ruler_of_the_page(ask, kept: Path):
    found = gaps(ask)
    assert (found["ruler"], found["children_covered"]) == ("both", 800)
    assert found["two_rulers"]["children_false"] == 100
    line = gaps(ask, "--ruler", "radius")
    assert (line["ruler"], line["children_covered"]) == ("radius", 900)


def test_streets_that_cannot_be_read_are_named_and_the_line_is_drawn(ask, kept: Path):
    kept.write_bytes(b"no network")
    answer = ask("gaps", "--place", PLACE, "--format", "json")
    assert answer.status == 0
    assert json.loads(answer.out)["children_covered"] == 900
    assert kept.name in answer.out + answer.err


def test_a_walk_without_streets_says_so(ask):
    answer = ask("gaps", "--place", PLACE, "--ruler", "network")
    assert answer.status == 1
    assert "network import" in answer.err


def test_the_straight_line_is_unchanged(ask, net: Path):
    plain = gaps(ask)
    assert plain["ruler"] == "radius"
    assert "network" not in plain
    assert gaps(ask, "--network", str(net), "--ruler", "radius") == plain


def reach(ask, *words: str) -> list[dict[str, str]]:
    answer = ask("reach", "--format", "csv", *words)
    assert answer.status == 0, answer.err
    assert answer.out.splitlines()[0] == "id,distance_m,minutes,site_id,state"
    return list(csv.DictReader(io.StringIO(answer.out)))


def test_reach_from_points(ask, net: Path, points: Path):
    rows = reach(
        ask, "--place", PLACE, "--network", str(net), "--category", "park", "--points", str(points)
    )
    assert [row["id"] for row in rows] == ["p0", "p1", "p2"]
    assert [row["state"] for row in rows] == ["reached", "beyond", "unsnapped"]
    assert float(rows[0]["distance_m"]) == pytest.approx(0, abs=0.01)
    assert float(rows[1]["distance_m"]) == pytest.approx(1100, abs=0.01)
    assert float(rows[1]["minutes"]) == pytest.approx(16.5, abs=0.01)
    assert (rows[2]["distance_m"], rows[2]["minutes"], rows[2]["site_id"]) == ("", "", "")
    assert rows[1]["site_id"]


def test_reach_from_cells_and_by_the_straight_line(ask, net: Path):
    rows = reach(ask, "--place", PLACE, "--network", str(net), "--walker", "slow")
    assert len(rows) == 24
    states = {row["state"] for row in rows}
    assert states == {"reached", "beyond", "unsnapped"}
    straight = reach(ask, "--place", PLACE, "--ruler", "radius", "--category", "park")
    assert sum(row["state"] == "reached" for row in straight) == 3


def test_reach_from_the_cells_of_the_place_that_holds_the_sites(ask, net: Path, toy: Content):
    asked = ("--network", str(net), "--sites", str(toy.path("sites.geojson")))
    asked += ("--category", "park", "--walker", "slow")
    assert reach(ask, *asked) == reach(ask, "--place", PLACE, *asked)
    assert f"--place {PLACE}" in ask("reach", *asked).err
    frame = gpd.read_file(toy.path("sites.geojson"))
    frame.geometry = frame.geometry.translate(5, 5)
    far = toycontent.write_geojson(frame, net.with_name("far.geojson"))
    nowhere = ask("reach", "--network", str(net), "--sites", str(far))
    assert nowhere.status == 2
    assert "--points" in nowhere.err


def test_reach_by_a_walker_of_both_rulers_from_points(ask, net: Path, points: Path, toy: Content):
    asked = ("--network", str(net), "--sites", str(toy.path("sites.geojson")))
    asked += ("--category", "park", "--walker", "slow", "--points", str(points))
    rows = reach(ask, *asked)
    assert [row["state"] for row in rows] == ["reached", "beyond", "unsnapped"]
    assert float(rows[1]["minutes"]) == pytest.approx(1100 / 0.5 / 60, abs=0.01)
    straight = reach(ask, *asked, "--ruler", "radius")
    assert [row["state"] for row in straight] == ["reached", "beyond", "beyond"]


@pytest.mark.parametrize(
    "words",
    [
        ("reach",),
        ("reach", "--place", PLACE, "--ruler", "both"),
        ("reach", "--place", PLACE, "--points", "none.csv"),
        ("reach", "--place", PLACE, "--points", "a", "--population", "b"),
        ("reach", "--place", PLACE, "--arterials", "sideways"),
        ("reach", "--place", PLACE, "--crossing-delay", "-1"),
        ("gaps", "--place", PLACE, "--ruler", "crow"),
        ("gaps", "--place", PLACE, "--network", "none.pbf"),
        ("network", "import"),
        ("network", "check", "none.osm"),
    ],
)
def test_wrong_use(ask, words: tuple[str, ...]):
    assert ask(*words).status == 2


def test_import_keeps_a_network_and_the_next_question_uses_it(ask, toy: Content, net: Path):
    answer = ask("network", "import", str(net), "--place", PLACE, "--force")
    assert answer.status == 0, answer.err
    kept = toy.path("network", f"{PLACE}.npz")
    assert kept.is_file()
    assert kept.name in answer.out
    assert gaps(ask, "--ruler", "network", "--category", "park")["children_covered"] == 300
    before = kept.read_bytes()
    assert ask("network", "import", str(net), "--place", PLACE, "--force").status == 0
    assert kept.read_bytes() == before


def test_import_keeps_the_notice_of_openstreetmap(ask, toy: Content, tmp_path: Path):
    at = toytown.lonlat(shapely.Point(-2500, -1500), shapely.Point(2500, -1500))
    nodes = "".join(f'<node id="{k}" lat="{p.y}" lon="{p.x}"/>' for k, p in enumerate(at, 1))
    way = '<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>'
    path = tmp_path / "toy.osm"
    path.write_text(f'<osm version="0.6">{nodes}{way}</osm>', encoding="utf-8")
    words = ["--place", PLACE, "--force", "--format", "json"]  # one street: kept when forced
    answer = ask("network", "import", str(path), *words)
    assert answer.status == 0, answer.err
    assert "ODbL" in json.loads(answer.out)["notice"]
    assert "ODbL" in gaps(ask, "--ruler", "network")["definition"]


def test_another_city_is_refused_and_nothing_written(ask, toy: Content, net: Path):
    there = ask("network", "import", str(net), "--place", PLACE, "--force")
    assert there.status == 0
    kept = toy.path("network", f"{PLACE}.npz").read_bytes()
    frame = gpd.read_file(net)
    frame.geometry = frame.geometry.translate(5, 5)
    toycontent.write_geojson(frame, net)
    answer = ask("network", "import", str(net), "--place", PLACE)
    assert answer.status == 1
    assert net.name in answer.err
    assert toy.path("network", f"{PLACE}.npz").read_bytes() == kept


def test_check_says_what_is_thin(ask, net: Path):
    answer = ask("network", "check", str(net), "--place", PLACE, "--format", "json")
    found = json.loads(answer.out)
    assert answer.status == (1 if found["verdict"] == "too_thin" else 0)
    assert found["far_share"] == pytest.approx(2400 / 3600)
    assert found["verdict"] == "too_thin"
    assert "far_cells" in found["reasons"]
    assert "太稀" in ask("network", "check", str(net), "--place", PLACE).out


def test_a_damaged_kept_network_is_named(ask, tmp_path: Path):
    path = tmp_path / "x.npz"
    path.write_bytes(b"PK\x03\x04 nonsense")
    answer = ask("network", "check", str(path))
    assert answer.status == 1
    assert "x.npz" in answer.err


def far_m(found: dict) -> list[float | None]:
    return [row["distance_m"] for row in found["rows"]]


@pytest.mark.parametrize("how", ["column", "option", "place"])
def test_points_are_in_what_they_say(ask, net: Path, points: Path, tmp_path: Path, how: str):
    words = ["reach", "--network", str(net), "--category", "park", "--format", "json"]
    words += ["--place", PLACE]
    true = json.loads(ask(*words, "--points", str(points)).out)
    rows = list(csv.DictReader(points.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        lon, lat = wgs84_to_gcj02(float(row["lon"]), float(row["lat"]))
        row |= {"lon": f"{float(lon):.8f}", "lat": f"{float(lat):.8f}"}
        row |= {"坐标系": "高德"} if how == "column" else {}
    path = tmp_path / "moved.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    more = ["--points-datum", "gcj02"] if how == "option" else []
    answer = ask(*words, "--points", str(path), *more)
    if how == "place":  # nothing says so: told, never converted on a guess
        assert "坐标" in answer.err
        assert far_m(json.loads(answer.out)) != pytest.approx(far_m(true), abs=0.1)
    else:
        assert far_m(json.loads(answer.out)) == pytest.approx(far_m(true), abs=0.1)
        assert "换算成了 WGS-84" in answer.err


def test_points_elsewhere_are_named_where_only_streets_are_known(ask, net, toy, tmp_path):
    sites, path = toy.path("sites.geojson"), tmp_path / "far.csv"
    path.write_text("id,lon,lat,坐标系\na,120.5,27.8,wgs84\nb,121.9,30.2,wgs84\n", encoding="utf-8")
    words = ["--network", str(net), "--sites", str(sites), "--points", str(path)]
    answer = ask("reach", *words, "--category", "park")
    assert "far.csv 第 2 行" in answer.err
