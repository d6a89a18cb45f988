"""Every page shows the toy town's figures, which were done by hand, in both languages."""

from __future__ import annotations

import json
from html import escape

import pytest

from spaces import __version__
from spaces.content.folder import default_content
from spaces.places import load_places
from spaces.text import text
from spaces.ui.shell.nav import ROWS
from tests.toys import toycontent
from tests.toys.toycontent import made_up
from tests.ui.conftest import html, open_screen
from tests.ui.server.test_layers import ask

LANGS = ["zh", "en"]
PARAMS = {"place": toycontent.PLACE, "year": "2024", "walker": "metre", "minutes": "15"}


def table(app, at=0):
    return app.dataframe[at].value


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_the_frame_stands_around_every_page(screen, row, lang):
    app = screen(row.key, lang=lang)
    t = text(lang)
    assert app.header[0].value == t(f"page.{row.key}")
    assert app.selectbox(key="cfs_place").value == toycontent.PLACE
    assert f">{t('demo.badge')}<" in html(app)
    assert t("page.sources_own", source=t("page.unknown_source")) in html(app)
    assert t("page.product", name=t("app.name"), version=__version__) in html(app)
    assert t("demo.help") in html(app)


@pytest.mark.parametrize("lang", LANGS)
def test_overview_has_the_four_figures_each_with_its_definition(screen, lang):
    said = html(screen("overview", lang=lang, **PARAMS))
    t = text(lang)
    # 2 parks and 3 schools promised; 1 park and 1 school built. The total over both is left out.
    assert t("overview.of_promised", promised="5") in said
    assert t("overview.built_def", share="40.0%", n=2, year=2024) in said
    assert t("overview.reached", reached=0, numbered=3) in said
    assert t("overview.behind_of", numbered=3) in said
    # 900 of 3,600 children live within 1,000 m; 1,800 of the others in the eastern half.
    assert "25.0%" in said
    assert t("gaps.within_line", covered="900", total="3,600") in said
    assert ">1,800<small>" in said
    assert "1000" in said.replace(",", "")


@pytest.mark.parametrize("lang", LANGS)
def test_overview_of_an_earlier_year_counts_only_what_was_due(screen, lang):
    said = html(screen("overview", lang=lang, **PARAMS | {"year": "2022"}))
    t = text(lang)
    # By 2022 the plan names one school, and none was built; the parks have no number yet.
    assert t("overview.of_promised", promised="1") in said
    assert t("overview.built_def", share="0.0%", n=1, year=2022) in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_beside_the_map_holds_what_the_map_draws(screen, lang):
    app = screen("map", lang=lang, **PARAMS)
    drawn = json.loads(ask(lang=lang, year=2024).body)["features"]
    names = list(table(app)[text(lang)("sites.name")])
    assert (
        names
        == [feature["properties"]["name"] for feature in drawn]
        == [made_up("沙园", lang), made_up("东小", lang), "新诊所"]
    )
    assert text(lang)("map_page.missing", n=1) in html(app)


def test_the_map_list_follows_kind_status_and_year(screen):
    def names(**params):
        app = screen("map", **PARAMS | params)
        return list(table(app)[text("zh")("sites.name")]) if app.dataframe else []

    assert names(category="park") == [made_up("沙园")]
    assert names(status="building") == ["新诊所"]
    assert names(year="2022") == [made_up("沙园")]
    assert names(category="school", status="planned") == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("params", "covered", "share"),
    [
        ({}, "900", "25.0%"),
        ({"category": "park"}, "300", "8.3%"),
        ({"walker": "slow"}, "300", "8.3%"),
        ({"year": "2023"}, "300", "8.3%"),
    ],
)
def test_gaps_follow_kind_walker_and_year(screen, lang, params, covered, share):
    said = html(screen("gaps", lang=lang, **PARAMS | params))
    assert text(lang)("gaps.within_line", covered=covered, total="3,600") in said
    assert share in said


@pytest.mark.parametrize("lang", LANGS)
def test_gap_tables_add_up_to_the_children_not_reached(screen, lang):
    app = screen("gaps", lang=lang, **PARAMS)
    t = text(lang)
    frames = {tuple(f.value.columns): f.value for f in app.dataframe}
    gaps = next(f for columns, f in frames.items() if t("gaps.column_rank") in columns)
    heads = [int(value.replace(",", "")) for value in gaps[t("gaps.column_children")]]
    assert heads == [1800, 900]
    groups = [f for columns, f in frames.items() if t("gaps.column_group") in columns]
    bands = next(f for f in app.dataframe if t("gaps.age_0") in str(f.value.values)).value
    assert len(groups) >= 1
    assert list(bands[t("gaps.column_total")]) == ["360", "720", "1,080", "1,440"]
    assert list(bands[t("gaps.column_covered")]) == ["90", "180", "270", "360"]


@pytest.mark.parametrize("lang", LANGS)
def test_no_site_is_not_known_and_says_why(screen, lang):
    said = html(screen("gaps", lang=lang, **PARAMS, category="clinic"))
    assert text(lang)("definition.why_not.no_sites") in said
    assert "0.0%" not in said


@pytest.mark.parametrize("lang", LANGS)
def test_sites_lists_all_and_the_one_without_a_place(screen, lang):
    app = screen("sites", lang=lang, **PARAMS)
    t = text(lang)
    assert list(table(app)[t("sites.name")]) == [
        made_up("沙园", lang),
        made_up("东小", lang),
        "新诊所",
        "远园",
    ]
    assert list(table(app)[t("sites.demo")]) == [t("demo.yes")] * 2 + [t("demo.no")] * 2
    assert list(table(app, 1)[t("sites.name")]) == ["远园"]


def test_search_finds_by_words(screen):
    app = screen("sites", **PARAMS, q="沙")
    assert list(table(app)[text("zh")("sites.name")]) == [made_up("沙园")]
    assert not screen("sites", **PARAMS, q="没有这个").dataframe


@pytest.mark.parametrize("lang", LANGS)
def test_faults_of_the_file_stand_sentence_by_sentence(toy, lang):
    file = toy / "sites.geojson"
    collection = json.loads(file.read_text(encoding="utf-8"))
    collection["features"][2]["properties"]["category"] = "castle"
    file.write_text(json.dumps(collection), encoding="utf-8")
    app = open_screen("sites", lang=lang, **PARAMS)
    assert "castle" in html(app)
    assert list(table(app)[text(lang)("sites.name")]) == [
        made_up("沙园", lang),
        made_up("东小", lang),
        "远园",
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_methods_lists_walkers_and_marks_unchecked_radii(screen, lang):
    app = screen("methods", lang=lang, **PARAMS)
    walkers, radii = app.table[0].value, app.table[1].value
    assert [value.replace("\\", "") for value in walkers.iloc[:, 2]] == ["1,000", "450"]
    assert "300" in str(radii.to_numpy())
    assert text(lang)("methods.check").replace("-", "") in str(radii.to_numpy())
    assert "3,600" in html(app)


def test_another_place_keeps_the_walk_and_drops_the_year(screen):
    app = screen("gaps", **PARAMS | {"year": "2022", "minutes": "10"})
    app.selectbox(key="cfs_minutes").select(20).run()
    assert app.query_params["minutes"] == "20"
    assert app.query_params["year"] == "2022"
    app.multiselect(key="cfs_category").select("park").run()
    assert app.query_params["category"] == "park"
    app.multiselect(key="cfs_category").unselect("park").run()
    assert "category" not in app.query_params


def test_the_language_switch_writes_the_link(screen):
    app = screen("overview", **PARAMS)
    app.get("button_group")[0].set_value("en").run()
    assert app.query_params["lang"] == "en"
    assert app.header[0].value == text("en")("page.overview")


@pytest.mark.parametrize("lang", LANGS)
def test_a_wrong_link_is_noted_and_the_page_opens(screen, lang):
    app = screen("gaps", lang=lang, minutes="soon", walker="<b>")
    t = text(lang)
    names = t("nav.and").join(t(f"nav.param_{n}") for n in ("walker", "minutes"))
    assert t("nav.wrong", names=names) in [c.value for c in app.caption]


@pytest.mark.parametrize("lang", LANGS)
def test_a_link_to_a_place_that_is_not_there_is_told_loudly(screen, lang):
    """Until it was, a link to one city opened another and few noticed."""
    app = screen("gaps", lang=lang, place="nowhere", minutes="soon")
    t = text(lang)
    name = next(iter(load_places(default_content()).values())).name(lang)
    assert t("nav.wrong_place", place=name) in [box.value for box in app.warning]
    assert t("nav.wrong", names=t("nav.param_minutes")) in [c.value for c in app.caption]


@pytest.mark.parametrize("lang", LANGS)
def test_no_gaps_is_never_said_of_children_nobody_measured(screen, toy, lang):
    (toy / "population" / f"{toycontent.PLACE}.parquet").unlink()
    app, t = screen("gaps", lang=lang), text(lang)
    assert t("gaps.no_gap_figure") in [box.value for box in app.info]


@pytest.mark.parametrize("lang", LANGS)
def test_content_that_cannot_be_read_is_explained(toy, lang):
    (toy / "walkers.toml").write_text("[defaults]\nwalker = 3\n", encoding="utf-8")
    app = open_screen("overview", lang=lang)
    assert app.error[0].value == text(lang)("page.refused")
    assert "walkers.toml" in html(app)


def test_a_place_without_a_plan_says_so(toy):
    (toy / "plans" / "toy.toml").unlink()
    assert text("zh")("progress.no_plan") in [i.value for i in open_screen("progress").info]
    assert text("zh")("overview.no_plan") in html(open_screen("overview"))


def test_a_place_without_children_shows_area_and_no_share_of_children(toy):
    (toy / "population" / f"{toycontent.PLACE}.parquet").unlink()
    said = html(open_screen("gaps", **PARAMS))
    assert text("zh")("gaps.no_children_figure") in said
    assert text("zh")("definition.why_not.no_population") in said


@pytest.mark.parametrize("lang", LANGS)
def test_a_citys_own_list_is_not_called_demonstration_data(screen, toy, lang):
    """Modelled children beside it are said to be a model's, not made up."""
    path = toy / "sites.geojson"
    listed = json.loads(path.read_text(encoding="utf-8"))
    for feature in listed["features"]:
        feature["properties"]["demo"] = False
    path.write_text(json.dumps(listed), encoding="utf-8")
    said, t = html(screen("overview", lang=lang)), text(lang)
    assert f">{t('demo.badge')}<" not in said
    assert t("demo.help") not in said
    assert escape(t("demo.modelled")) in said
