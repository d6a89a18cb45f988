"""How far it is along streets that a hand drew: every kind of street file, from file to answer.

Each home and site is some metres off its street; the metres on the way are in the drawing. What is
told of the file is looked for by the name of its sentence.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from spaces.cli.main import main
from spaces.content.folder import Content
from spaces.text import text
from tests.toys import streetfiles, toycontent
from tests.toys.streetfiles import Osm, Place

STREET = "residential"
Draw = Callable[[Path], Path]
HOME, SITE = (0.0, 5.0), (400.0, 5.0)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """One data folder for all: nothing here writes into it."""
    return toycontent.build(tmp_path_factory.mktemp("data"))


@pytest.fixture
def reach(content, tmp_path: Path, capsys):
    """State and metres from one home to one site, and what was said."""

    def run(streets: Path, home: Place = HOME, site: Place = SITE, *more: str):
        starts = streetfiles.points(tmp_path / "points.csv", h=home)
        parks = streetfiles.sites(tmp_path / "sites.csv", s=site)
        words = ["reach", "--network", str(streets), "--sites", str(parks)]
        words += ["--points", str(starts), "--minutes", "60", "--format", "csv", *more]
        status = main([*words], content)
        said = capsys.readouterr()
        assert status == 0, said.err
        (row,) = csv.DictReader(io.StringIO(said.out))
        return row["state"], float(row["distance_m"] or "nan"), said.err

    return run


def told(key: str, said: str) -> bool:
    """Whether a sentence of the catalogue stands in a text, up to its last word without a value."""
    pieces = [piece.split("}")[-1] for piece in text("zh").template(key).split("{")]
    return all(piece in said for piece in pieces)


def assert_walk(found, metres: float, within: float = 1.0) -> None:
    assert found[0] == "reached"
    assert found[1] == pytest.approx(metres, abs=within)


# --- A small part of the drawing that leads nowhere ---------------------------------------------

MAIN = [(0.0, 20.0), (400.0, 20.0), (600.0, 20.0)]


@pytest.mark.parametrize(
    ("stub", "kind"),
    [
        ([(0, 2), (5, 2)], "footway"),
        ([(0, 2), (60, 2)], "path"),
        ([(-30, 2), (30, 2), (30, -40), (-30, -40), (-30, 2)], "service"),
        ([(0, 0), (0, -150)], "steps"),
    ],
)
def test_a_home_beside_a_stub_starts_from_the_street_that_leads_on(reach, tmp_path, stub, kind):
    osm = Osm()
    osm.way(MAIN, highway=STREET)
    osm.way(stub, highway=kind)
    found = reach(osm.write(tmp_path / "a.osm"), (0, 0), (400, 25))
    assert_walk(found, 425)
    assert told("network.starts_at_stubs", found[2])


def test_a_site_beside_a_stub_is_reached_from_the_street_that_leads_on(reach, tmp_path):
    osm = Osm()
    osm.way(MAIN, highway=STREET)
    osm.way([(400, 2), (390, 2)], highway="footway")
    found = reach(osm.write(tmp_path / "a.osm"), (0, 25), (400, 0))
    assert_walk(found, 425)
    assert told("network.sites_at_stubs", found[2])
    assert not told("network.starts_at_stubs", found[2])


def test_a_home_and_a_site_on_one_stub_both_start_from_the_street(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 20), (400, 20)], highway=STREET)
    osm.way([(0, 0), (100, 0)], highway="footway")
    assert_walk(reach(osm.write(tmp_path / "a.osm"), (0, 2), (100, 2)), 18 + 100 + 18)


def test_where_no_other_street_is_near_the_stub_is_joined(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 300), (900, 300)], highway=STREET)
    osm.way([(0, 0), (100, 0)], highway="footway")
    found = reach(osm.write(tmp_path / "a.osm"), (0, 5), (100, 5))
    assert_walk(found, 110)
    assert not told("network.starts_at_stubs", found[2])
    assert reach(tmp_path / "a.osm", (0, 5), (900, 305))[0] == "unreachable"


def test_nobody_leaves_a_stub_across_a_river(reach, tmp_path):
    osm = Osm()
    osm.way(MAIN, highway=STREET)
    osm.way([(0, 2), (5, 2)], highway="footway")
    osm.way([(-900, 10), (900, 10)], waterway="river")
    assert reach(osm.write(tmp_path / "a.osm"), (0, 0), (400, 25))[0] == "unreachable"


def test_a_village_with_streets_of_its_own_is_no_stub(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 200), (1500, 200)], highway=STREET)
    osm.way([(0, 0), (1100, 0)], highway=STREET)
    assert_walk(reach(osm.write(tmp_path / "a.osm"), (0, 5), (400, 5)), 410)
    assert reach(tmp_path / "a.osm", (0, 5), (400, 205))[0] == "unreachable"


def test_of_two_small_parts_of_like_length_none_is_a_stub(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 100), (400, 100)], highway=STREET)
    osm.way([(0, 0), (300, 0)], highway=STREET)
    assert_walk(reach(osm.write(tmp_path / "a.osm"), (0, 5), (300, 5)), 310)


def test_a_scrap_of_pavement_at_a_closed_arterial_is_no_street_to_live_on(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 0), (200, 0), (900, 0)], highway="primary")
    osm.way([(200, 0), (200, 20)], highway="footway")
    osm.way([(200, 80), (600, 80)], highway=STREET)
    osm.way([(900, 0), (900, 300), (600, 300), (600, 80)], highway=STREET)
    home, site = (205, 20), (600, 305)
    for rule in ("not_along", "not_across"):
        found = reach(osm.write(tmp_path / "a.osm"), home, site, "--arterials", rule)
        assert_walk(found, 60 + 395 + 220 + 5)
        assert told("network.starts_at_stubs", found[2])
    assert_walk(reach(tmp_path / "a.osm", home, site), 5 + 20 + 700 + 300 + 300 + 5)


def test_a_street_that_a_closed_arterial_cuts_off_stays_cut_off(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 0), (200, 0), (900, 0)], highway="primary")
    osm.way([(200, 0), (200, 200)], highway=STREET)
    osm.way([(400, 100), (800, 100)], highway=STREET)
    osm.way([(800, 0), (800, 300)], highway=STREET)
    osm.way([(800, 0), (900, 0)], highway="primary")
    found = reach(osm.write(tmp_path / "a.osm"), (205, 150), (800, 305), "--arterials", "not_along")
    assert found[0] == "unreachable"


# --- What an editor saved before an upload ------------------------------------------------------


def missing_path(*, new_nodes: bool, new_way: bool) -> Osm:
    osm = Osm()
    osm.way([(0, 0), (200, 0)], highway=STREET)
    for place in ((400.0, 0.0), (400.0, 300.0)):
        osm.node(place, new=new_nodes)
    osm.way([(200, 0), (400, 0), (400, 300)], new=new_way, mark="action='modify'", highway="path")
    return osm


@pytest.mark.parametrize("new_nodes", [True, False])
@pytest.mark.parametrize("new_way", [True, False])
def test_what_was_drawn_and_not_uploaded_is_there(reach, tmp_path, new_nodes, new_way):
    osm = missing_path(new_nodes=new_nodes, new_way=new_way)
    found = reach(osm.write(tmp_path / "a.osm"), HOME, (400, 305))
    assert_walk(found, 710)
    assert not told("fault.network.nodes_missing", found[2])


def test_a_file_that_was_never_uploaded_is_read(reach, tmp_path):
    osm = Osm(new=True)
    osm.way([(0, 0), (200, 0), (400, 0)], highway=STREET)
    assert_walk(reach(osm.write(tmp_path / "a.osm")), 410)


def test_a_new_river_a_new_lake_and_a_new_gate_bar(reach, tmp_path):
    osm = Osm(new=True)
    osm.way([(0, 100), (400, 100)], highway=STREET)
    osm.way([(-900, 50), (900, 50)], waterway="river")
    assert reach(osm.write(tmp_path / "a.osm"), (0, 0), (400, 105))[0] == "unsnapped"
    lake = Osm(new=True)
    lake.way([(0, 100), (400, 100)], highway=STREET)
    bank = lake.way([(-50, 20), (50, 20), (50, 60), (-50, 60), (-50, 20)])
    lake.relation({bank: "outer"}, type="multipolygon", natural="water")
    assert reach(lake.write(tmp_path / "b.osm"), (0, 0), (400, 105))[0] == "unsnapped"
    gate = Osm(new=True)
    gate.way([(0, 0), (200, 0), (400, 0)], highway=STREET)
    gate.node((200, 0), {"barrier": "gate", "locked": "yes"})
    assert reach(gate.write(tmp_path / "c.osm"))[0] == "unreachable"


def detour(mark: str) -> Osm:
    osm = Osm()
    osm.way([(0, 0), (200, 0)], highway=STREET)
    osm.way([(200, 0), (400, 0)], mark=mark, highway="footway")
    osm.way([(50, 0), (50, 200), (400, 200), (400, 0)], highway=STREET)
    osm.way([(0, 0), (50, 0)], highway=STREET)
    return osm


@pytest.mark.parametrize("mark", ["action='delete'", 'action="delete"', "visible='false'"])
@pytest.mark.parametrize("name", ["a.osm", "a.osm.gz", "a.osm.bz2"])
def test_what_was_deleted_is_not_there(reach, tmp_path, mark, name):
    pack = {"a.osm": bytes, "a.osm.gz": gzip.compress, "a.osm.bz2": bz2.compress}[name]
    path = tmp_path / name
    path.write_bytes(pack(detour(mark).text().encode()))
    assert_walk(reach(path), 5 + 50 + 200 + 350 + 195)
    path.write_bytes(pack(detour("action='modify'").text().encode()))
    assert_walk(reach(path), 410)


def test_a_deleted_node_ends_its_way_and_a_deleted_river_bars_nothing(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 100), (150, 100), (200, 100), (250, 100), (400, 100)], highway=STREET)
    osm.way([(-900, 50), (900, 50)], mark="action='delete'", waterway="river")
    assert_walk(reach(osm.write(tmp_path / "a.osm"), (0, 0), (400, 105)), 505)
    osm.marks[(200, 100)] = {"action": "delete"}
    assert reach(osm.write(tmp_path / "a.osm"), (0, 0), (400, 105))[0] == "unreachable"


def test_a_deleted_gate_is_open_and_a_deleted_plaza_is_gone(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 0), (200, 0), (400, 0)], highway=STREET)
    osm.node((200, 0), {"barrier": "gate", "locked": "yes"})
    osm.marks[(200, 0)] = {"action": "modify"}
    assert reach(osm.write(tmp_path / "a.osm"))[0] == "unreachable"
    osm = plaza("pedestrian", mark="action='delete'")
    assert reach(osm.write(tmp_path / "b.osm"), HOME, (300, 5))[0] == "unreachable"


# --- Plazas, platforms and piers ----------------------------------------------------------------

SQUARE = [(100, 0), (150, 50), (200, 0), (150, -50)]


def plaza(highway: str, *, parts: int = 1, mark: str = "", inner: bool = False, **tags: str) -> Osm:
    osm = Osm()
    osm.way([(0, 0), (100, 0)], highway=STREET)
    osm.way([(200, 0), (300, 0)], highway=STREET)
    ring = [*SQUARE, SQUARE[0]]
    cuts = [ring] if parts == 1 else [ring[:3], ring[2:]]
    ways = {osm.way(cut): "outer" for cut in cuts}
    if inner:
        ways[osm.way([(145, 0), (150, 5), (155, 0), (145, 0)])] = "inner"
    said = {"highway": highway} if highway else {}
    osm.relation(ways, mark=mark, type="multipolygon", **{**said, **tags})
    return osm


@pytest.mark.parametrize("parts", [1, 2])
@pytest.mark.parametrize("inner", [False, True])
@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "pedestrian", "area": "yes"},
        {"highway": "footway"},
        {"highway": "", "railway": "platform"},
        {"highway": "", "public_transport": "platform"},
        {"highway": "", "man_made": "pier"},
    ],
)
def test_a_square_that_is_a_relation_is_walked_around(reach, tmp_path, tags, parts, inner):
    osm = plaza(**tags, parts=parts, inner=inner)
    assert_walk(reach(osm.write(tmp_path / "a.osm"), HOME, (300, 5)), 5 + 100 + 141.4 + 100 + 5)


@pytest.mark.parametrize(
    "tags", [{"highway": "pedestrian", "access": "no"}, {"highway": "", "leisure": "park"}]
)
def test_a_square_that_nobody_may_enter_is_not_walked(reach, tmp_path, tags):
    osm = plaza(**tags)
    assert reach(osm.write(tmp_path / "a.osm"), HOME, (300, 5))[0] == "unreachable"


def test_a_square_that_is_one_closed_way_is_walked_around(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 0), (100, 0)], highway=STREET)
    osm.way([(200, 0), (300, 0)], highway=STREET)
    osm.way([*SQUARE, SQUARE[0]], highway="pedestrian", area="yes")
    assert_walk(reach(osm.write(tmp_path / "a.osm"), HOME, (300, 5)), 351.4)


def link(**tags: str) -> Osm:
    osm = Osm()
    osm.way([(0, 0), (100, 0)], highway=STREET)
    osm.way([(200, 0), (300, 0)], highway=STREET)
    osm.way([(100, 0), (200, 0)], **tags)
    return osm


@pytest.mark.parametrize(
    "tags",
    [
        {"railway": "platform"},
        {"public_transport": "platform"},
        {"man_made": "pier"},
        {"highway": "platform"},
        {"railway": "platform", "area": "yes", "layer": "-2", "tunnel": "yes"},
        {"railway": "platform", "access": "private", "foot": "yes"},
    ],
)
def test_platforms_and_piers_are_walked(reach, tmp_path, tags):
    assert_walk(reach(link(**tags).write(tmp_path / "a.osm"), HOME, (300, 5)), 310)


@pytest.mark.parametrize(
    "tags",
    [
        {"railway": "platform", "access": "no"},
        {"public_transport": "platform", "foot": "no"},
        {"public_transport": "station"},
        {"man_made": "pipeline"},
        {"railway": "platform_edge"},
    ],
)
def test_what_is_no_platform_or_is_closed_is_not_walked(reach, tmp_path, tags):
    assert reach(link(**tags).write(tmp_path / "a.osm"), HOME, (300, 5))[0] == "unreachable"


def test_nobody_steps_from_home_onto_a_platform_under_the_ground(reach, tmp_path):
    osm = Osm()
    osm.way([(0, 100), (400, 100)], highway=STREET)
    osm.way([(0, 0), (200, 0), (400, 0)], railway="platform", layer="-2")
    osm.way([(400, 0), (400, 100)], highway="steps", tunnel="yes")
    assert_walk(reach(osm.write(tmp_path / "a.osm"), HOME, (400, 105)), 95 + 400 + 5)


# --- Gates, and other nodes that bind -----------------------------------------------------------


def gated(split: bool = True, **tags: str) -> Osm:
    osm = Osm()
    if split:
        osm.way([(0, 0), (200, 0)], highway="service")
        osm.way([(200, 0), (400, 0)], highway="service")
    else:
        osm.way([(0, 0), (200, 0), (400, 0)], highway="service")
    osm.node((200, 0), tags)
    return osm


@pytest.mark.parametrize("split", [True, False])
@pytest.mark.parametrize(
    "tags",
    [
        {"barrier": "gate", "access": "no", "locked": "yes"},
        {"barrier": "gate", "locked": "yes"},
        {"barrier": "gate", "access": "private"},
        {"barrier": "lift_gate", "access": "yes", "foot": "no"},
        {"barrier": "wall"},
        {"barrier": "fence"},
        {"foot": "no"},
        {"access": "no"},
        {"entrance": "yes", "foot": "private"},
    ],
)
def test_nobody_passes_what_is_shut_and_that_is_told(reach, tmp_path, split, tags):
    found = reach(gated(split, **tags).write(tmp_path / "a.osm"))
    assert found[0] == "unreachable"
    assert told("fault.network.gates_shut", found[2])


@pytest.mark.parametrize(
    "tags",
    [
        {"barrier": "gate"},
        {"barrier": "gate", "locked": "no"},
        {"barrier": "gate", "access": "private", "foot": "yes"},
        {"barrier": "gate", "locked": "yes", "foot": "designated"},
        {"barrier": "bollard"},
        {"barrier": "fence", "access": "yes"},
        {"barrier": "gate", "motor_vehicle": "no"},
        {"barrier": "gate", "access": "customers"},
        {"highway": "crossing", "foot": "no"},
    ],
)
def test_what_is_open_is_passed(reach, tmp_path, tags):
    found = reach(gated(**tags).write(tmp_path / "a.osm"))
    assert_walk(found, 410)
    assert not told("fault.network.gates_shut", found[2])


def test_a_shut_gate_at_a_corner_ends_every_way_there(reach, tmp_path):
    osm = gated(barrier="gate", locked="yes")
    osm.way([(200, 0), (200, 300)], highway="service")
    path = osm.write(tmp_path / "a.osm")
    assert reach(path, HOME, (205, 300))[0] == "unreachable"
    assert reach(path, (205, 300), SITE)[0] == "unreachable"
    assert_walk(reach(path, HOME, (100, 5)), 110)


def test_a_ring_is_opened_by_its_gate_on_one_side_only(reach, tmp_path):
    osm = Osm()
    ring = [(0, 0), (400, 0), (400, 400), (0, 400)]
    osm.way([*ring, ring[0]], highway="service")
    osm.node((0, 0), {"barrier": "gate", "locked": "yes"})
    assert_walk(reach(osm.write(tmp_path / "a.osm"), (50, 5), (5, 50)), 5 + 350 + 800 + 350 + 5)


def test_a_crossing_closed_on_foot_ends_footways_and_not_the_road(reach, tmp_path):
    osm = gated(split=False, highway="crossing", foot="no")
    osm.way([(200, 0), (200, 300)], highway="footway")
    path = osm.write(tmp_path / "a.osm")
    assert_walk(reach(path), 410)
    assert reach(path, HOME, (205, 300))[0] == "unreachable"


def test_who_lives_behind_a_shut_gate_is_cut_off_and_not_beside_a_gap(reach, tmp_path):
    osm = gated(barrier="gate", locked="yes")
    osm.way([(400, 0), (3000, 0)], highway="service")
    assert reach(osm.write(tmp_path / "a.osm"), (0, 5), (3000, 5))[0] == "unreachable"


# --- What bars the way from home to the street --------------------------------------------------


def beyond(**tags: str) -> Osm:
    osm = Osm()
    osm.way([(0, 100), (400, 100)], highway=STREET)
    osm.way([(-900, 50), (900, 50)], **tags)
    return osm


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "motorway"},
        {"highway": "motorway_link"},
        {"highway": "trunk", "motorroad": "yes"},
        {"barrier": "wall"},
        {"barrier": "fence"},
        {"barrier": "city_wall"},
        {"barrier": "retaining_wall"},
        {"railway": "rail"},
        {"railway": "light_rail"},
        {"railway": "subway"},
        {"waterway": "river", "layer": "-1"},
        {"waterway": "canal"},
        {"highway": "motorway", "tunnel": "no", "bridge": "no"},
    ],
)
def test_what_bars(reach, tmp_path, tags):
    found = reach(beyond(**tags).write(tmp_path / "a.osm"), (0, 0), (400, 105))
    assert found[0] == "unsnapped"


@pytest.mark.parametrize(
    "tags",
    [
        {"railway": "subway", "location": "underground"},
        {"railway": "subway", "tunnel": "yes"},
        {"railway": "subway", "layer": "-2"},
        {"railway": "rail", "level": "-1"},
        {"railway": "light_rail", "bridge": "viaduct", "layer": "1"},
        {"railway": "abandoned"},
        {"railway": "tram"},
        {"highway": "motorway", "bridge": "yes", "layer": "1"},
        {"highway": "motorway", "tunnel": "yes"},
        {"highway": "motorway", "layer": "-1"},
        {"waterway": "river", "tunnel": "culvert"},
        {"waterway": "canal", "location": "underground"},
        {"waterway": "stream"},
        {"barrier": "wall", "location": "underground"},
        {"barrier": "kerb"},
        {"highway": "construction"},
    ],
)
def test_what_does_not_bar(reach, tmp_path, tags):
    assert_walk(reach(beyond(**tags).write(tmp_path / "a.osm"), (0, 0), (400, 105)), 505)


def test_behind_a_wall_the_next_street_on_this_side_is_joined(reach, tmp_path):
    osm = beyond(barrier="wall")
    osm.way([(0, -150), (400, -150), (950, -150), (950, 100), (400, 100)], highway=STREET)
    found = reach(osm.write(tmp_path / "a.osm"), (0, 0), (400, 105))
    assert_walk(found, 150 + 950 + 250 + 550 + 5)


def test_a_fence_around_a_home_alone_is_left_and_one_with_streets_inside_is_not(reach, tmp_path):
    ring = [(-30, -30), (30, -30), (30, 30), (-30, 30), (-30, -30)]
    osm = Osm()
    osm.way([(0, 100), (400, 100)], highway=STREET)
    osm.way(ring, barrier="fence")
    assert_walk(reach(osm.write(tmp_path / "a.osm"), (0, 0), (400, 105)), 505)
    # Who is outside does not climb in, and who lives where streets lead inside not out.
    wide = [(-300, -30), (700, -30), (700, 60), (-300, 60), (-300, -30)]
    osm = Osm()
    osm.way([(0, 100), (400, 100)], highway=STREET)
    osm.way([(0, -25), (400, -25)], highway="service")
    osm.way(wide, barrier="wall")
    assert reach(osm.write(tmp_path / "b.osm"), (0, 40), (400, 105))[0] == "unreachable"
    assert_walk(reach(tmp_path / "b.osm", (0, 40), (400, -20)), 65 + 400 + 5)


# --- Words for kinds of street in files of lines -------------------------------------------------


NO_STREETS = (
    "高速 高速路 高速公路 匝道 高架路 铁路 铁道 轨道 地铁 地下铁 河流 双线河 railway river water "
    "motorway 规划路 在建 围墙 Expressway 轻轨 湖泊 运河 电力线 轮渡 ＲＡＩＬＷＡＹ 鬼道 未知 41000"
)
STREETS = (
    "主干道 支路 城市次干路 村道 胡同 台阶 小区路 广场 人行道 机耕路 一级公路 县道 辅路 "
    "Residential track_grade2 支路;台阶"
)


@pytest.mark.parametrize("word", [*NO_STREETS.split(), " 高 速 "])
def test_no_word_makes_a_street_of_what_is_none(reach, tmp_path, word):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 0), (400, 0)], {"道路等级": "支路"}),
        ([(400, 0), (800, 0)], {"道路等级": word}),
    )
    assert reach(path, HOME, (800, 5))[0] == "unreachable"


@pytest.mark.parametrize("word", ["鬼道", "41000", "1", "仙人道（甲）", "street of dreams"])
def test_a_kind_that_nobody_knows_is_told_with_how_often(reach, tmp_path, word):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 0), (400, 0)], {"道路等级": "支路"}),
        ([(400, 0), (800, 0)], {"道路等级": word}),
    )
    found = reach(path, HOME, (800, 5))
    assert found[0] == "unreachable"
    assert told("fault.network.kinds_left_out", found[2])
    assert f"{word} × 1" in found[2]
    assert_walk(reach(path, HOME, (800, 5), "--kinds", f"{word}=支路"), 810)
    assert reach(path, HOME, (800, 5), "--kinds", f"{word}=none")[0] == "unreachable"


@pytest.mark.parametrize("word", [*STREETS.split(), "['footway', 'steps']"])
def test_words_for_streets_are_understood(reach, tmp_path, word):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 0), (400, 0)], {"道路等级": "支路"}),
        ([(400, 0), (800, 0)], {"道路等级": word}),
    )
    found = reach(path, HOME, (800, 5))
    assert_walk(found, 810)
    assert not told("fault.network.kinds_left_out", found[2])


@pytest.mark.parametrize(
    "word", ["河流", "铁路", "双线河", "river", "rail", "围墙", "高速公路", "运河"]
)
def test_words_for_what_bars_do_bar(reach, tmp_path, word):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 100), (400, 100)], {"道路等级": "支路"}),
        ([(-900, 50), (900, 50)], {"道路等级": word}),
    )
    assert reach(path, (0, 0), (400, 105))[0] == "unsnapped"


@pytest.mark.parametrize("word", ["地铁", "地下铁", "轻轨", "高架路", "匝道", "溪流", "电力线"])
def test_words_for_what_people_pass_do_not_bar(reach, tmp_path, word):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 100), (400, 100)], {"道路等级": "支路"}),
        ([(-900, 50), (900, 50)], {"道路等级": word}),
    )
    assert_walk(reach(path, (0, 0), (400, 105)), 505)


@pytest.mark.parametrize("header", ["类别", "类型", "等级", "RoadKind", "要素类"])
def test_a_column_of_kinds_is_known_by_its_words(reach, tmp_path, header):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 100), (400, 100)], {header: "支路", "备注": "甲"}),
        ([(-900, 50), (900, 50)], {header: "河流", "备注": "乙"}),
    )
    found = reach(path, (0, 0), (400, 105))
    assert found[0] == "unsnapped"
    assert header in found[2]
    assert told("fault.network.kind_column", found[2])


def test_lines_that_say_nothing_are_streets_and_that_is_told(reach, tmp_path):
    path = streetfiles.lines(tmp_path / "a.geojson", ([(0, 0), (400, 0)], {"备注": "甲"}))
    found = reach(path)
    assert_walk(found, 410)
    assert told("fault.network.all_streets", found[2])


def test_a_file_of_kinds_that_nobody_knows_asks_what_they_are(ask, tmp_path):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 0), (400, 0)], {"道路等级": "甲类"}),
        ([(400, 0), (800, 0)], {"道路等级": "乙类"}),
        ([(0, 0), (0, 300)], {"道路等级": "支路"}),
    )
    answer = ask("network", "check", str(path))
    assert answer.status == 1
    assert told("fault.network.kinds_not_known", answer.err)
    assert "乙类 × 1, 甲类 × 1" in answer.err
    said = ask("network", "check", str(path), "--kinds", "甲类=主干路", "乙类=none")
    assert "支路" not in said.err
    wrong = ask("network", "check", str(path), "--kinds", "甲类=神道")
    assert wrong.status == 2
    assert "甲类=神道" in wrong.err


# --- Ends of lines that touch, or nearly ----------------------------------------------------------


def tee(path: Path, gap: float, *, at: float = 200.0, over: float = 0.0) -> Path:
    return streetfiles.lines(
        path,
        ([(0, 0), (400, 0)], {"道路等级": "支路"}),
        ([(at, gap - over), (at, 300)], {"道路等级": "支路"}),
    )


@pytest.mark.parametrize("gap", [0.0, 0.05, 0.4, 0.9, -0.3])
def test_an_end_on_the_middle_of_a_street_meets_it(reach, tmp_path, gap):
    found = reach(tee(tmp_path / "a.geojson", gap), (205, 290), HOME)
    assert_walk(found, 5 + 290 + 200 + 5)
    assert told("fault.network.ends_joined", found[2])


@pytest.mark.parametrize("gap", [1.2, 3.0, 4.5])
def test_an_end_that_nearly_meets_a_street_is_told_and_joined_on_request(reach, tmp_path, gap):
    path = tee(tmp_path / "a.geojson", gap)
    found = reach(path, (205, 290), HOME)
    assert found[0] == "unreachable"
    assert told("fault.network.ends_apart", found[2])
    assert not told("fault.network.ends_joined", found[2])
    assert_walk(reach(path, (205, 290), HOME, "--join-m", "5"), 500 - gap, 5)


def test_an_end_far_from_every_street_is_no_gap(reach, tmp_path):
    found = reach(tee(tmp_path / "a.geojson", 8.0), (205, 290), HOME)
    assert found[0] == "unreachable"
    assert not told("fault.network.ends_apart", found[2])


def test_nothing_is_joined_where_nobody_wants_it(reach, tmp_path):
    found = reach(tee(tmp_path / "a.geojson", 0.4), (205, 290), HOME, "--join-m", "0")
    assert found[0] == "unreachable"
    assert told("fault.network.ends_apart", found[2])


@pytest.mark.parametrize("gap", [0.05, 0.5, 0.99])
def test_a_gap_between_two_ends_is_closed(reach, tmp_path, gap):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 0), (200, 0)], {"highway": STREET}),
        ([(200 + gap, 0), (400, 0)], {"highway": STREET}),
    )
    assert_walk(reach(path), 410, 1.1)


def test_several_ends_on_one_piece_come_in_their_order(reach, tmp_path):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 0), (400, 0)], {"highway": STREET}),
        ([(300, 0.2), (300, 300)], {"highway": STREET}),
        ([(100, -0.3), (100, -300)], {"highway": STREET}),
        ([(200, 0), (200, 300)], {"highway": STREET}),
    )
    assert_walk(reach(path, (105, -290), (305, 290)), 5 + 290 + 200 + 290 + 5)
    assert_walk(reach(path, (105, -290), (205, 290)), 5 + 290 + 100 + 290 + 5)
    assert_walk(reach(path, HOME, (395, 5)), 405)


def test_a_bridge_over_a_street_does_not_meet_it(reach, tmp_path):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 0), (400, 0)], {"highway": STREET}),
        ([(200, -100), (200, 100)], {"highway": "footway", "bridge": "yes", "layer": "1"}),
        ([(200, 100), (200, 400)], {"highway": STREET}),
    )
    found = reach(path, (205, 390), HOME)
    assert found[0] == "unreachable"
    assert not told("fault.network.crossings_unmet", found[2])


def test_lines_that_merely_cross_are_told(reach, tmp_path):
    path = streetfiles.lines(
        tmp_path / "a.geojson",
        ([(0, 0), (400, 0)], {"highway": STREET}),
        ([(200, -300), (200, 300)], {"highway": STREET}),
    )
    found = reach(path, (205, 290), HOME)
    assert found[0] == "unreachable"
    assert told("fault.network.crossings_unmet", found[2])


# --- A road of two carriageways -------------------------------------------------------------------


def dual(apart: float = 20.0, *, middle: bool = False, turned: bool = False) -> Osm:
    osm = Osm()
    osm.way([(-500, 0), (0, 0), (500, 0)], highway="primary", oneway="yes")
    if turned:
        osm.way([(0, apart), (0, apart + 20), (0, 800)], highway="primary", oneway="yes")
        osm.way([(-300, apart + 20), (0, apart + 20)], highway="primary")
    else:
        osm.way([(500, apart), (0, apart), (-500, apart)], highway="primary", oneway="yes")
    half = [(0, apart / 2)] if middle else []
    osm.way([(0, -300), (0, 0), *half, (0, apart), (20, apart + 300)], highway=STREET)
    if middle:
        osm.way([(0, apart / 2), (60, apart / 2)], highway="footway")
    return osm


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("apart", [12.0, 20.0, 36.0])
def test_two_carriageways_are_crossed_once(reach, tmp_path, apart, middle):
    osm = dual(apart, middle=middle)
    bare = reach(osm.write(tmp_path / "a.osm"), (-5, -300), (20, apart + 305))
    slow = reach(tmp_path / "a.osm", (-5, -300), (20, apart + 305), "--crossing-delay", "60")
    delay_m = slow[1] - bare[1]
    once = reach(one_road().write(tmp_path / "b.osm"), (-5, -300), (5, 300))
    wait = reach(tmp_path / "b.osm", (-5, -300), (5, 300), "--crossing-delay", "60")
    assert delay_m == pytest.approx(wait[1] - once[1], abs=0.01)
    assert delay_m > 10


def one_road() -> Osm:
    osm = Osm()
    osm.way([(-500, 0), (0, 0), (500, 0)], highway="primary")
    osm.way([(0, -300), (0, 0), (0, 300)], highway=STREET)
    return osm


def test_two_roads_farther_apart_are_crossed_twice(reach, tmp_path):
    osm = dual(80.0)
    bare = reach(osm.write(tmp_path / "a.osm"), (-5, -300), (20, 385))
    slow = reach(tmp_path / "a.osm", (-5, -300), (20, 385), "--crossing-delay", "60")
    once = reach(one_road().write(tmp_path / "b.osm"), (-5, -300), (5, 300))
    wait = reach(tmp_path / "b.osm", (-5, -300), (5, 300), "--crossing-delay", "60")
    assert slow[1] - bare[1] == pytest.approx(2 * (wait[1] - once[1]), abs=0.01)
