"""The page of gaps on foot: the toy town with one street along its southern row.

The street runs through the centres of the squares of row 0, from column 0 to column 3. The park
stands at its western end, the school far off any street. Within 15 minutes (1,000 m) of the park
walk the squares 0,0 and 1,0: 200 children; 2,0 and 3,0 are on the street and farther (300); the
other 20 squares are near no known street: 3,600 - 500 = 3,100 children who are not measured.
"""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from geo.network.graph import FOOTWAY
from geo.network.rules import ARTERIALS
from geo.network.sources.cache import dump
from geo.network.sources.reading import Read
from spaces.reach.gap_reasons import WHY
from spaces.reach.query import GapQuery
from spaces.reach.result import WALK_STATES
from spaces.text import text
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import maps
from spaces.ui.server.layer_query import checked
from spaces.ui.shell import cache as cached
from spaces.ui.shell import downloads
from tests.toys import toycontent, toynet
from tests.toys.toycontent import made_up
from tests.ui.conftest import html, open_screen
from tests.ui.server.test_layers import ask

LANGS = ["zh", "en"]
PARAMS = {"place": toycontent.PLACE, "year": "2024", "walker": "metre", "minutes": "15"}
NOTICE = "玩具数据 <b>© toy</b>"
ROW = [(x, -1500.0) for x in (-2500.0, -1500.0, -500.0, 500.0)]


def keep(root, streets=((ROW, 0),), notice=NOTICE):
    made = toynet.network(list(streets), demo=True, notice=notice, key="toy-street")
    (root / "network").mkdir(exist_ok=True)
    path = root / "network" / f"{toycontent.PLACE}.npz"
    path.write_bytes(dump(Read(made, [])))


@pytest.fixture
def walked(toy):
    keep(toy)
    return toy


def frames(app, column):
    return [f.value for f in app.dataframe if column in f.value.columns]


@pytest.mark.parametrize("lang", LANGS)
def test_both_rulers_with_every_class_and_the_notice(walked, lang):
    t = text(lang)
    app = open_screen("gaps", lang=lang, ruler="both", **PARAMS)
    said = html(app)
    assert t("gaps.within_line", covered="200", total="500") in said
    assert t("walk.circle", minutes=15) in said
    assert t("walk.heads", n="900") in said  # the circles of park and school
    assert t("walk.false") in said
    assert "玩具数据 &lt;b&gt;© toy&lt;/b&gt;" in said
    assert t("definition.network_demo") in said
    table = next(f for f in frames(app, t("gaps.column_group")) if len(f) == 4)
    assert list(table[t("network.state.reached")]) == ["20", "40", "60", "80"]
    assert list(table[t("network.state.beyond")]) == ["30", "60", "90", "120"]
    assert list(table[t("network.state.unsnapped")]) == ["310", "620", "930", "1,240"]
    for apart in ("unreachable", "unknown"):  # classes of their own, also where nobody is in them
        assert list(table[t(f"network.state.{apart}")]) == ["0"] * 4
    gaps = frames(app, t("gaps.column_rank"))[0]
    assert set(gaps[t("map.field.why")]) <= {t(f"network.why.{why}") for why in WHY}
    assert t("map.field.inside") in gaps.columns
    assert t("walk.column_km") in gaps.columns


@pytest.mark.parametrize("lang", LANGS)
def test_three_classes_apart_have_their_own_row_in_the_legend(walked, monkeypatch, lang):
    seen, t = [], text(lang)
    monkeypatch.setattr(maps, "show_map", lambda view, *_, **__: seen.extend(view.layers))
    open_screen("gaps", lang=lang, ruler="both", **PARAMS)
    cells = next(layer for layer in seen if layer.id == "cells")
    words = {item.id: item.label for item in cells.legend}
    assert set(words) == {*WALK_STATES, "false_comfort"}
    assert len(set(words.values())) == len(words)
    assert words["unknown"] == t("map.state.unlocated")
    assert words["unreachable"] == t("map.state.unreachable")
    assert words["unsnapped"] == t("map.state.unsnapped")


@pytest.mark.parametrize("lang", LANGS)
def test_gaps_to_take_away_say_why_and_whose_streets(walked, monkeypatch, lang):
    t, asked = text(lang), []
    monkeypatch.setattr(downloads, "buttons", lambda *given: asked.append(given))
    open_screen("gaps", lang=lang, ruler="both", **PARAMS)
    _, tables, layers, sources = asked[0]
    assert sources == (t("network.demo"), t("network.notice", notice=NOTICE))
    out = json.loads(downloads.geojson_bytes(layers["gaps"](), "", sources))
    assert out["sources"] == list(sources)
    for gap, row in zip(out["features"], tables["gaps"]().to_dict("records"), strict=True):
        assert gap["properties"].keys() == row.keys()
        assert gap["properties"][t("map.field.why")] == row[t("map.field.why")] != ""
        assert NOTICE in gap["properties"][t("walk.column_source")]
        assert gap["properties"][t("gaps.column_nearest_site")] in (
            made_up("沙园", lang),
            made_up("东小", lang),
        )
        assert gap["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert any(gap["properties"][t("walk.column_km")] for gap in out["features"])
    open_screen("gaps", lang=lang, ruler="radius", **PARAMS)
    assert asked[1][3] == ()


def test_the_network_alone_leaves_the_circle_away(walked):
    said = html(open_screen("gaps", ruler="network", **PARAMS))
    t = text("zh")
    assert t("gaps.within_line", covered="200", total="500") in said
    assert t("walk.circle", minutes=15) not in said


def test_the_straight_line_is_what_it_was(walked):
    said = html(open_screen("gaps", ruler="radius", **PARAMS))
    assert text("zh")("gaps.within_line", covered="900", total="3,600") in said


GRID = [[(x, y) for x in range(-2500, 2501, 500)] for y in range(-1500, 1501, 500)]
LANES = [[(x, y) for y in range(-1500, 1501, 500)] for x in range(-2500, 2501, 500)]


def notes_of_the_map(monkeypatch) -> list[tuple[str, ...]]:
    seen = []
    monkeypatch.setattr(maps, "show_map", lambda view, *_, **__: seen.append(view.notes))
    return seen


@pytest.mark.parametrize("lang", LANGS)
def test_a_network_too_thin_says_so_and_is_not_the_default(walked, monkeypatch, lang):
    t, notes = text(lang), notes_of_the_map(monkeypatch)
    app = open_screen("gaps", lang=lang, **PARAMS)
    assert [w.value for w in app.warning] == [t("walk.too_thin")]
    said = html(app)
    assert t("gaps.within_line", covered="900", total="3,600") in said
    # 3,100 of 3,600 children live farther than 100 m from the only street.
    assert t("network.reason.far_cells") + t("walk.judged", share="86.1%") in said
    assert t("network.reason.roads_only") in said
    limits = {"far_thin": "20%", "far_too_thin": "50%", "outside_thin": "10%"}
    limits |= {"outside_too_thin": "40%", "arterial_too_thin": "80%", "small_thin": "5%"}
    assert t("walk.judged_how", **limits) in said
    assert t("walk.too_thin") not in notes[0]  # the circle rests on no street
    app = open_screen("gaps", lang=lang, ruler="both", **PARAMS)
    assert t("gaps.within_line", covered="200", total="500") in html(app)
    assert notes[1][0] == t("walk.too_thin")


@pytest.mark.parametrize("lang", LANGS)
def test_a_thin_network_is_measured_on_and_says_so(toy, monkeypatch, lang):
    """Streets past every home, but no footway, path or service road among them."""
    t, notes = text(lang), notes_of_the_map(monkeypatch)
    keep(toy, [(line, 0) for line in GRID + LANES])
    app = open_screen("gaps", lang=lang, **PARAMS)
    assert not app.warning
    assert t("walk.thin") in [i.value for i in app.info]
    assert t("network.reason.roads_only") in html(app)
    assert t("walk.circle", minutes=15) in html(app)
    assert notes[0][0] == t("walk.thin")


def test_a_good_network_puts_both_rulers_side_by_side(toy, monkeypatch):
    t, notes = text("zh"), notes_of_the_map(monkeypatch)
    keep(toy, [(line, FOOTWAY) for line in GRID + LANES])
    app = open_screen("gaps", **PARAMS)
    assert t("walk.circle", minutes=15) in html(app)
    assert not app.warning
    assert not {t("walk.thin"), t("walk.too_thin")} & set(notes[0])


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_without_a_network_says_how_to_import_one(toy, lang):
    t = text(lang)
    app = open_screen("gaps", lang=lang, ruler="both", **PARAMS)
    assert t("walk.none") in [i.value for i in app.info]
    assert any(f"network import FILE --place {toycontent.PLACE}" in c.value for c in app.code)
    assert t("gaps.within_line", covered="900", total="3,600") in html(app)


def test_a_damaged_network_is_named_and_the_circle_stands(walked):
    (walked / "network" / f"{toycontent.PLACE}.npz").write_bytes(b"nothing of the sort")
    said = html(open_screen("gaps", ruler="both", **PARAMS))
    assert f"{toycontent.PLACE}.npz" in said
    assert text("zh")("gaps.within_line", covered="900", total="3,600") in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_rules_of_the_walk_write_the_link(walked, lang):
    t = text(lang)
    app = open_screen("gaps", lang=lang, ruler="both", **PARAMS)
    choice = app.selectbox(key="cfs_arterials")
    assert choice.value == "allowed"
    assert choice.options == [t(f"walk.arterials_{rule}") for rule in ARTERIALS]
    for rule in ("not_along", "not_across"):
        app.selectbox(key="cfs_arterials").set_value(rule).run()
        assert app.query_params["arterials"] == rule
        assert t(f"definition.arterials_{rule}") in html(app)
    app.number_input(key="cfs_delay").set_value(25).run()
    assert app.query_params["delay"] == "25"
    assert app.query_params["arterials"] == "not_across"
    assert t("definition.crossing_delay", seconds="25") in html(app)
    app.selectbox(key="cfs_arterials").set_value("allowed").run()
    app.number_input(key="cfs_delay").set_value(0).run()
    assert not {"arterials", "delay"} & set(app.query_params)


def test_a_walker_brings_a_rule_of_its_own_and_the_link_overrules_it(walked):
    file = walked / "walkers.toml"
    own = file.read_text("utf-8").replace('id = "slow"', 'id = "slow"\narterials = "not_across"')
    file.write_text(own.replace("minutes = 15", "minutes = 15\ncrossing_delay_s = 10"), "utf-8")
    t, slow = text("zh"), {**PARAMS, "walker": "slow"}
    app = open_screen("gaps", ruler="both", **slow)
    assert app.selectbox(key="cfs_arterials").value == "not_across"
    assert app.number_input(key="cfs_delay").value == 10
    assert t("definition.arterials_not_across") in html(app)
    app = open_screen("gaps", ruler="both", arterials="allowed", delay="0", **slow)
    assert app.selectbox(key="cfs_arterials").value == "allowed"
    assert t("definition.arterials_allowed") in html(app)
    assert t("definition.crossing_delay", seconds="0") in html(app)
    app = open_screen("gaps", ruler="both", delay="0", **slow)
    assert t("definition.arterials_not_across") in html(app)


def test_the_straight_line_has_no_rules_of_a_walk(walked):
    app = open_screen("gaps", ruler="radius", arterials="not_across", delay="30", **PARAMS)
    assert not app.number_input
    assert [box.key for box in app.selectbox if box.key == "cfs_arterials"] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_on_the_map_lists_what_is_reached_from_there(walked, lang):
    t = text(lang)
    point = toycontent.sites().geometry.iloc[0]
    app = open_screen("gaps", lang=lang, ruler="both", spot=f"{point.x},{point.y}", **PARAMS)
    table = frames(app, t("walk.column_site"))[0]
    states = dict(zip(table[t("walk.column_site")], table[t("walk.column_state")], strict=True))
    assert states[made_up("沙园", lang)] == "✓ " + t("network.state.reached")
    assert app.button[0].label == t("walk.forget")
    assert t("walk.every", n=1, minutes=15) in [box.label for box in app.expander]
    every = next(f for f in frames(app, t("sites.name")) if t("walk.column_minutes") in f.columns)
    assert list(every[t("sites.name")]) == [made_up("沙园", lang)]


@pytest.mark.parametrize("lang", LANGS)
def test_a_site_with_two_gates_says_so(walked, lang):
    frame, t = toycontent.sites(), text(lang)
    point = frame.geometry.iloc[0]
    frame["entrances"] = [f"{point.x} {point.y}; {point.x + 0.001} {point.y}", "", "", ""]
    toycontent.write_geojson(frame, walked / "sites.geojson")
    app = open_screen("gaps", lang=lang, ruler="both", spot="s0", **PARAMS)
    assert t("walk.site_gates", n=2) in html(app)


def test_off_every_street_nothing_is_measured(walked):
    point = toycontent.sites().geometry.iloc[1]
    app = open_screen("gaps", ruler="both", spot=f"{point.x},{point.y}", **PARAMS)
    assert text("zh")("walk.off_street") in html(app)


def test_a_site_says_who_reaches_it_and_clearing_forgets_it(walked):
    t = text("zh")
    app = open_screen("gaps", ruler="both", spot="s0", **PARAMS)
    said = html(app)
    assert t("walk.site_heads", minutes="5", n="100") in said
    assert t("walk.site_heads", minutes="15", n="200") in said
    app.button[0].click().run()
    assert "spot" not in app.query_params
    assert t("walk.click") in html(app)


@pytest.mark.parametrize("spot", ["<script>", "999,999", "nobody", "nan,nan"])
def test_a_wrong_spot_is_no_spot(walked, spot):
    assert text("zh")("walk.click") in html(open_screen("gaps", ruler="both", spot=spot, **PARAMS))


def test_the_methods_say_how_a_walk_is_measured(walked):
    said = html(open_screen("methods", place=toycontent.PLACE))
    assert text("zh")("methods.walk_classes") in said
    assert "玩具数据" in said


def drawn(name, **query):
    answer = ask(name, **{"walker": "metre", "minutes": 15, "year": 2024, **query})
    assert answer.status_code == 200, answer.body
    return [f["properties"] for f in json.loads(answer.body)["features"]]


def test_layers_of_the_walk(walked):
    states = [f["state"] for f in drawn("walk_cells")]
    assert {s: states.count(s) for s in set(states)} == {"reached": 2, "beyond": 2, "unsnapped": 20}
    assert [f["state"] for f in drawn("walk_reach")] == ["covered", "uncovered", "unknown"]
    assert [f["minutes"] for f in drawn("isochrones", site="s0")] == [15, 10, 5]
    point = toycontent.sites().geometry.iloc[0]
    at = f"{point.x:.5f},{point.y:.5f}"
    assert [f["minutes"] for f in drawn("isochrones", at=at)] == [15, 10, 5]
    assert [f["name"] for f in drawn("ways", at=at)] == [made_up("沙园")]
    assert {f["role"] for f in drawn("streets")} == {"street"}
    assert [f["role"] for f in drawn("ground")] == ["street"]
    assert drawn("gaps", ruler="both")[0]["why"]


@pytest.mark.parametrize(
    ("name", "wrong", "query"),
    [
        ("isochrones", "site", {}),
        ("isochrones", "site", {"site": "nobody"}),
        ("isochrones", "site", {"site": "s3"}),  # it has no location
        ("isochrones", "at", {"at": "0,0"}),
        ("ways", "at", {}),
        ("ways", "at", {"at": "nan,nan"}),
        ("ways", "at", {"at": "1;2"}),
        ("walk_cells", "arterials", {"arterials": "fly"}),
        ("walk_cells", "delay", {"delay": "601"}),
        ("walk_cells", "delay", {"delay": "-1"}),
        ("walk_cells", "delay", {"delay": "nan"}),
        ("gaps", "ruler", {"ruler": "elastic"}),
    ],
)
def test_a_wrong_address_is_refused_by_its_name(walked, name, wrong, query):
    answer = ask(name, **query)
    assert answer.status_code == 400
    assert json.loads(answer.body)["parameter"] == wrong


def test_without_a_network_its_layers_are_refused(toy):
    assert ask("walk_cells").status_code == 400
    assert json.loads(ask("gaps", ruler="both").body)["parameter"] == "ruler"


def test_two_viewers_and_two_rulers_share_one_answer(walked):
    version = cached.content_version()
    query = GapQuery(toycontent.PLACE, speed_mps=1.0, ruler="both")
    first = cached_walk.gap_result(version, query)
    assert cached_walk.gap_result(version, query) is first
    again = cached_walk.gap_result(version, replace(query, ruler="network"))
    assert again.cells is first.cells


def test_the_layers_of_the_map_ask_by_the_rules_of_the_page(walked, monkeypatch):
    urls = []
    monkeypatch.setattr(
        maps, "show_map", lambda view, *_, **__: urls.extend(x.url for x in view.layers)
    )
    rules = {"ruler": "both", "arterials": "not_across", "delay": "30", "spot": "s0"}
    open_screen("gaps", **rules, **PARAMS)
    walks = {u.split("/")[1].split(".")[0]: dict(parse_qsl(urlsplit(u).query)) for u in urls}
    for name in ("walk_cells", "walk_reach", "gaps", "false_comfort", "isochrones"):
        asked = checked(name, walks[name], cached.content_version()).query()
        assert (asked.arterials, asked.crossing_delay_s) == ("not_across", 30), name
    plain = checked("cells", {"place": toycontent.PLACE, "delay": "30"}, "v")
    assert plain.query().crossing_delay_s == 0


def test_the_area_within_the_walk_can_be_switched_on(walked, monkeypatch):
    seen = []
    monkeypatch.setattr(maps, "show_map", lambda view, *_, **__: seen.extend(view.layers))
    open_screen("gaps", ruler="network", **PARAMS)
    assert [layer.id for layer in seen if layer.style == "reach"] == ["reach"]
    shown = {layer.id: layer.visible for layer in seen}
    assert shown["cells"]
    assert not shown["reach"]  # the cells under it say more


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("more", "on"),
    [
        ({"ruler": "both", "category": "park"}, True),
        ({"ruler": "both"}, False),
        ({"ruler": "radius", "category": "park"}, False),
    ],
)
def test_the_third_line_is_a_line_on_the_map(walked, monkeypatch, lang, more, on):
    seen, t = [], text(lang)
    monkeypatch.setattr(maps, "show_map", lambda view, *_, **__: seen.extend(view.layers))
    open_screen("gaps", lang=lang, **more, **PARAMS)
    (line,) = [layer for layer in seen if layer.style == "rings"]
    name = {"zh": "小公园", "en": "Small park"}[lang]
    said = t("map.standard", name=name, radius="300") + t("map.standard_check")
    assert [(item.id, item.label) for item in line.legend] == [("standard:park_small", said)]
    assert (line.legend[0].color, line.legend[0].shape) == ("#2f6b2f", "long")
    assert line.visible is on
    address = dict(parse_qsl(urlsplit(line.url).query))
    assert line.url.startswith("layers/standards.geojson?")
    assert [f["standard"] for f in drawn("standards", **address)] == ["park_small"]


def test_a_kind_without_a_standard_has_no_third_line(walked, monkeypatch):
    seen = []
    monkeypatch.setattr(maps, "show_map", lambda view, *_, **__: seen.extend(view.layers))
    open_screen("gaps", category="school", **PARAMS)
    assert "rings" not in [layer.style for layer in seen]
