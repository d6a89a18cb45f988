"""The page of ways to school on a town done by hand; see :mod:`tests.toys.schooltown`."""

from __future__ import annotations

import json
from html import escape

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from spaces.school_routes.key_figures import gives_few
from spaces.school_routes.priorities import Priorities
from spaces.text import text
from spaces.ui.school_routes import cache as cached_school
from spaces.ui.school_routes import maps as school_maps
from spaces.ui.school_routes import one_school as school_one
from spaces.ui.school_routes import priorities as school_mend
from spaces.ui.school_routes import tables as school_tables
from spaces.ui.shell import cache as cached
from spaces.ui.shell import downloads
from tests.toys import schooltown, toycontent, toytown
from tests.toys.payloads import ALL
from tests.toys.schooltown import PARAMS, SCHOOL
from tests.toys.toycontent import made_up
from tests.ui.conftest import html, open_screen

LANGS = ["zh", "en"]


@pytest.fixture
def town(tmp_path, monkeypatch):
    root = tmp_path / "data"
    root.mkdir()
    schooltown.build(root)
    monkeypatch.setenv("SPACES_DATA", str(root))
    return root


def frames(app, column):
    return [f.value for f in app.dataframe if column in f.value.columns]


@pytest.mark.parametrize("lang", LANGS)
def test_the_crossing_to_mend_is_read_first(town, lang):
    t = text(lang)
    said = html(open_screen("school_ways", lang=lang, **PARAMS))
    lead = t("school_page.first_one", gain="384")
    assert lead in said
    assert said.index(lead) < said.index(t("school_page.touched"))
    assert '<b class="number">1</b>' in said
    assert "<strong>384</strong>" in said
    side = t("school_page.side_south")
    near = t("school_page.near_school", school=made_up("东小", lang), side=side, metres="1,500")
    assert near in said


@pytest.mark.parametrize("lang", LANGS)
def test_four_figures_stand_with_their_definitions(town, lang):
    t = text(lang)
    said = html(open_screen("school_ways", lang=lang, **PARAMS))
    for figure in ("100.0%", "50.0%", "24.3%", "68.4%"):
        assert figure in said
    for name in ("touched_def", "street_def", "child_def", "safe_def"):
        assert t(f"school_page.{name}", metres=30, radius=500)[:20] in said
    assert t("school_page.safe_line", n="832", total="1,216") in said
    assert t("school_ways.why_not.no_facilities") in said
    assert t("school_ways.why_not.no_centre_boundary") in said
    # 12 * 64 + 12 * 128 = 2,304 would walk; 1,088 of them live farther than 3 km.
    assert " 1,088 " in said


@pytest.mark.parametrize("lang", LANGS)
def test_one_school_with_its_lists_and_its_sheet(town, lang):
    t = text(lang)
    app = open_screen("school_ways", lang=lang, school=SCHOOL, **PARAMS)
    said = html(app)
    assert "东小" in said
    assert t("school_page.at_gate_yes") in said
    crossings = frames(app, t("school_page.column_state"))[0]
    assert list(crossings[t("school_page.column_state")]) == [t("school_page.unguarded")]
    streets = frames(app, t("school_page.column_untreated"))[0]
    loads = [int(n.replace(",", "")) for n in streets[t("school_page.column_own")]]
    assert loads == sorted(loads, reverse=True)
    assert t("school_page.no_own_route") not in said
    version = cached.content_version()
    query = cached_school.asked(version, toycontent.PLACE, year=2024)
    assert school_one._pdf(version, query, SCHOOL, lang).startswith(b"%PDF")
    app.button(key="cfs_school_back").click().run()
    assert "school" not in app.query_params


def test_choosing_a_school_writes_the_link(town):
    app = open_screen("school_ways", **PARAMS)
    app.selectbox(key="cfs_school").set_value(SCHOOL).run()
    assert app.query_params["school"] == SCHOOL
    assert text("zh")("school_page.own_streets") in "".join(m.value for m in app.markdown)


@pytest.mark.parametrize("lang", LANGS)
def test_ranked_lists_with_budget_bound_and_downloads(town, monkeypatch, lang):
    t, asked = text(lang), []
    monkeypatch.setattr(downloads, "buttons", lambda *given: asked.append(given))
    app = open_screen("school_ways", lang=lang, fix="5", metres="1000", **PARAMS)
    said = html(app)
    assert t("school_page.crossings_gain", n=1, gain="384", share="100.0%") in said
    assert t("school_page.bound", share="100") + t("school_page.together") in said
    ranked = frames(app, t("school_page.column_freed"))[0]
    assert list(ranked[t("school_page.column_freed")]) == ["384"]
    context, tables, layers, sources = asked[0]
    assert context.demo
    assert set(tables) == {"fix_crossings", "fix_streets", "schools"}
    out = json.loads(downloads.geojson_bytes(layers["fix_streets"](), "", sources))
    assert sum(f["properties"][t("school_page.column_metres")] for f in out["features"]) <= 1000
    assert {f["geometry"]["type"] for f in out["features"]} == {"LineString"}
    (row,) = tables["fix_crossings"]().to_dict("records")
    assert row[t("school_page.column_need")] == 384, "a number, not its picture"
    assert row[t("school_page.column_id")] == str(layers["fix_crossings"]().index[0])
    assert "384" in row[t("school_page.column_how")]
    assert tables["schools"]()[t("school_page.column_children")].tolist() == [1216]
    (point,) = layers["fix_crossings"]().geometry
    wanted = toytown.lonlat(shapely.Point(2500, 0)).iloc[0]
    assert point.distance(wanted) < 1e-4
    assert any("toy" in source for source in sources)


def test_no_sum_and_no_curve_tell_a_hidden_gain(town, monkeypatch):
    """Three real children at the crossing: neither the list nor the curve lets them be read."""
    chosen = pd.DataFrame({"gain": [3.0]})
    few = Priorities("crossing", 1.0, chosen, chosen, 3.0, 3.0, 1.0, "greedy_children")
    assert gives_few(few, modelled=False)
    assert not gives_few(few, modelled=True)
    asked = []
    monkeypatch.setattr(school_mend, "gives_few", lambda *_, **__: True)
    monkeypatch.setattr(school_tables, "gives_few", lambda *_, **__: True)
    monkeypatch.setattr(school_mend, "_curve", lambda *given: asked.append(given[-1]))
    app = open_screen("school_ways", **PARAMS)
    assert asked == ["street"]
    t = text("zh")
    assert t("school_page.column_freed_all") not in frames(app, t("school_page.column_freed"))[0]


def test_budgets_and_settings_write_the_link(town):
    app = open_screen("school_ways", **PARAMS)
    app.number_input(key="cfs_fix").set_value(3).run()
    assert app.query_params["fix"] == "3"
    app.number_input(key="cfs_radius").set_value(300).run()
    assert app.query_params["radius"] == "300"
    t = text("zh")
    assert t("school_page.street_def", radius="300") in html(app)
    app.number_input(key="cfs_radius").set_value(500).run()
    assert "radius" not in app.query_params


def test_a_year_before_the_route_leaves_the_streets_untreated(town):
    app = open_screen("school_ways", **{**PARAMS, "year": "2023"})
    # The school itself was built in 2024 as well: by 2023 there is none.
    assert text("zh")("school_ways.why_not.no_schools") in html(app)


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_without_a_network_says_what_is_needed(toy, lang):
    t = text(lang)
    app = open_screen("school_ways", lang=lang, **PARAMS)
    said = html(app)
    assert t("school_page.bare") in said
    assert any(f"network import FILE --place {toycontent.PLACE}" in c.value for c in app.code)
    assert made_up("东小", lang) in list(app.dataframe[0].value[t("sites.name")])
    assert t("school_page.bare_routes_none") in said
    assert "0.0%" not in said


def test_without_children_nothing_is_ranked_and_nothing_is_zero(town):
    (town / "population" / f"{toycontent.PLACE}.parquet").unlink()
    app = open_screen("school_ways", **PARAMS)
    t, said = text("zh"), html(app)
    assert t("school_page.first_unknown") in said
    assert t("school_ways.why_not.no_population") in said
    assert t("school_page.mend_unknown") in [i.value for i in app.info]
    assert said.count(t("page.unknown")) >= 2
    assert "50.0%" in said  # streets need no children


def test_without_schools_it_says_so(town):
    frame = schooltown.sites()
    keep = frame[frame["category"] != "school"]
    toycontent.write_geojson(gpd.GeoDataFrame(keep), town / "sites.geojson")
    said = html(open_screen("school_ways", **PARAMS))
    assert text("zh")("school_ways.why_not.no_schools") in said


def test_a_central_district_is_the_default_and_can_be_left(town):
    box = toytown.lonlat(shapely.box(-3000, -2000, 0, 2000)).iloc[0]
    (town / "centres").mkdir()
    centre = gpd.GeoDataFrame({"name": ["中心"]}, geometry=[box], crs=4326)
    toycontent.write_geojson(centre, town / "centres" / f"{toycontent.PLACE}.geojson")
    t = text("zh")
    app = open_screen("school_ways", **PARAMS)
    assert t("school_ways.why_not.no_schools") in html(app)  # the school lies in the east
    assert t("school_ways.why_not.no_centre_boundary") not in html(app)
    app = open_screen("school_ways", within="place", **PARAMS)
    assert t("school_page.first_one", gain="384") in html(app)


def test_a_name_that_is_an_attack_stays_text(tmp_path, monkeypatch):
    root = tmp_path / "data"
    root.mkdir()
    schooltown.build(root, name=ALL, notice=ALL)
    monkeypatch.setenv("SPACES_DATA", str(root))
    for params in ({}, {"school": SCHOOL}):
        app = open_screen("school_ways", **params, **PARAMS)
        said = html(app)
        assert "<img src=x" not in said
        assert "<script>" not in said
        assert "&lt;img src=x" in said


@pytest.mark.parametrize("school", ["nobody", "<b>", "s0"])
def test_a_school_that_is_none_is_the_whole_place(town, school):
    app = open_screen("school_ways", school=school, **PARAMS)
    assert text("zh")("school_page.first_one", gain="384") in html(app)


def test_the_map_shows_numbers_schools_and_the_notice(town, monkeypatch):
    seen = []
    monkeypatch.setattr(school_maps, "show_map", lambda view, *_, **__: seen.append(view))
    open_screen("school_ways", crossing="c60", **PARAMS)
    open_screen("school_ways", school=SCHOOL, **PARAMS)
    whole, one = seen
    assert [layer.id for layer in whole.layers] == [
        *("boundary", "ground", "school_streets", "sites", "school_gates", "school_crossings"),
    ]
    assert whole.selected == "c60"
    assert any("toy" in note for note in whole.notes)
    assert "school_shed" in [layer.id for layer in one.layers]
    west, south, east, north = one.bounds
    point = schooltown.sites().geometry["s1"]
    assert west < point.x < east
    assert south < point.y < north
    legend = [item for layer in whole.layers for item in layer.legend]
    assert all(item.label for item in legend)
    crossing = {item.id: item for item in legend}
    assert crossing["guarded"].letter != crossing["unguarded"].letter
    assert crossing["guarded"].shape != crossing["unguarded"].shape


@pytest.mark.parametrize("lang", LANGS)
def test_catchments_of_the_data_folder_say_who_goes_there(town, lang):
    """Two cells of the north-east go there by the list: 256 children, none over the arterial."""
    (town / "catchments").mkdir()
    name = f"{PARAMS['place']}.csv"
    (town / "catchments" / name).write_text(f'code,school\n"4,3",{SCHOOL}\n"5,3",{SCHOOL}\n')
    t = text(lang)
    app = open_screen("school_ways", lang=lang, **PARAMS)
    said = html(app)
    assert t("school_page.safe_line", n="256", total="256") in said
    assert escape(t("school_ways.goal_catchment", name=name)) in said
    assert t("school_ways.why_not.catchment_incomplete") in said


@pytest.mark.parametrize("lang", LANGS)
def test_unreadable_catchments_are_told_and_not_used(town, lang):
    (town / "catchments").mkdir()
    name = f"{PARAMS['place']}.csv"
    (town / "catchments" / name).write_text("code,school\n5,nobody\n")
    t = text(lang)
    said = html(open_screen("school_ways", lang=lang, **PARAMS))
    assert name in said
    assert t("school_page.safe_line", n="832", total="1,216") in said
    assert t("school_ways.goal_nearest") in said
