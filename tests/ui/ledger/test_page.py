"""The progress page on the toy town, done by hand, in both languages; and it agrees with the rest.

By 2024: 1 of 2 parks, 1 of 3 schools (2 were due by 2023: overdue), 2 of 3 together, one clinic
under construction without a number, and a share that sites cannot answer.
"""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from html import escape

import pytest

from spaces.cli.main import main
from spaces.content.folder import default_content
from spaces.ledger.deadlines import DEADLINES
from spaces.ledger.progress import STATES
from spaces.ledger.targets import KINDS, PROMISE_KINDS
from spaces.ledger.words import deadline_definition, deadline_word
from spaces.places import load_places
from spaces.text import text
from tests.toys import toycontent
from tests.toys.toycontent import PLACE
from tests.ui.conftest import html, open_screen

LANGS = ["zh", "en"]
PARAMS = {"place": PLACE, "year": "2024"}


def chips(app, row):
    """Labels of a row of chips."""
    group = next(g for g in app.get("button_group") if g.proto.id.endswith(f"cfs_{row}"))
    return [option.content for option in group.proto.options]


def heads(app):
    return [element.value.replace("\\", "") for element in app.subheader]


def opened(app, name, how="own"):
    app.session_state[f"cfs_fold_{name}_{how}"] = True
    return app.run()


@pytest.mark.parametrize("lang", LANGS)
def test_what_matters_comes_first_and_every_state_is_counted(screen, lang):
    app, t = screen("progress", lang=lang, **PARAMS), text(lang)
    assert [h for h in heads(app) if "九" not in h and "nine" not in h] == [
        t("progress.lines"),
        t("progress.section_overdue", n=1, year=2024),
        t("progress.section_due_this_year", n=2, year=2024),
        t("progress.section_open", n=1, year=2024),
    ]
    due = {"overdue": 1, "due_this_year": 2, "no_number": 1, "not_measurable": 1}
    assert chips(app, "due") == [f"{deadline_word(d, t)} {due[d]}" for d in DEADLINES if d in due]
    states = {"behind": 3, "no_number": 1, "not_measurable": 1}
    assert [re.sub(r"^\S+ ", "", chip) for chip in chips(app, "state")] == [
        f"{t(f'progress_state.{s}')} {states[s]}" for s in STATES if s in states
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_rows_hold_figures_clause_quote_dates_and_leads(screen, lang):
    said, t = html(screen("progress", lang=lang, **PARAMS)), text(lang)
    unit = "个" if lang == "zh" else ""
    for built, promised in ((1, 2), (1, 3), (2, 3)):
        assert f"<b>{built}</b> {t('progress.of', planned=promised, unit=unit).strip()}" in said
    assert said.count(t("progress_state.behind")) >= 3
    assert "<q>建设公园</q>" in said
    assert t("progress.join").join(["甲局", "乙局"]) in said
    point = t("progress.line_point", year=2023, n=2)
    assert point in said


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_department_must_report_opens_on_demand_with_its_reason(screen, lang):
    app, t = screen("progress", lang=lang, **PARAMS), text(lang)
    need = t("progress.needs_count", need=t("not_computed.needs_list_of_others"), n=1)
    assert need not in html(app)
    assert need in html(opened(app, "asked"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_defined(screen, lang):
    said, t = html(screen("progress", lang=lang, **PARAMS)), text(lang)
    for due in DEADLINES:
        assert escape(deadline_definition(due, 2024, t)) in said
    for state in STATES:
        assert escape(t(f"progress.state_means_{state}", year=2024)) in said


@pytest.mark.parametrize("lang", LANGS)
def test_each_kind_has_its_line_as_picture_words_and_table(screen, lang):
    app, t = screen("progress", lang=lang, **PARAMS), text(lang)
    said = html(app)
    pictures = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)"', said)
    words = [alt for _, alt in pictures]
    assert [alt.split("。")[0].split(".")[0] for alt in words] == [
        {"zh": "公园", "en": "Park"}[lang],
        {"zh": "学校", "en": "School"}[lang],
    ]
    batch = t("progress.join").join(
        t("progress.line_point", year=y, n=n) for y, n in ((2022, 1), (2023, 3), (2024, 6))
    )
    assert t("progress.line_second", values=batch) in words[1]
    drawing = base64.b64decode(pictures[1][0]).decode()
    assert drawing.startswith("<svg")
    assert ">6</text>" in drawing
    table = opened(app, "lines").dataframe[0].value
    second = table[table[t("progress.line")] == t("progress.key_second")]
    assert list(second[t("progress.count")]) == [1, 3, 6]


def test_the_other_reading_changes_promise_and_link(screen):
    t = text("zh")
    six = t("progress.of", planned=6, unit="个")
    app = screen("progress", **PARAMS)
    assert six not in html(app)
    app.selectbox(key="cfs_reading_schools").select("batch").run()
    assert app.query_params["reading"] == "schools:batch"
    assert f"<b>1</b> {six}" in html(app)


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({"due": "overdue"}, "schools指标", "parks指标"),
        ({"state": "no_number"}, "clinics指标", "schools指标"),
        ({"kind": "unnumbered"}, "clinics指标", "schools指标"),
        ({"category": "school"}, "schools指标", "parks指标"),
        ({"lead": "乙局", "role": "lead", "category": "clinic"}, "clinics指标", "parks指标"),
        ({"due": "not_measurable"}, "share指标", "schools指标"),
    ],
)
def test_filters_come_from_the_link(screen, asked, shown, hidden):
    app = screen("progress", **PARAMS, **asked)
    assert not any("nav" in c.value for c in app.caption)
    said = html(app)
    assert f'class="name">{shown}' in said
    assert f'class="name">{hidden}' not in said


def test_nothing_left_says_so_and_can_be_cleared(screen):
    app = screen("progress", **PARAMS, lead="甲局", role="partner")
    assert text("zh")("progress.nothing") in [i.value for i in app.info]
    app.button[0].click().run()
    assert not {"lead", "role"} & set(app.query_params)
    assert 'class="name">parks指标' in html(app)


def test_controls_write_the_link(screen):
    app = screen("progress", **PARAMS)
    app.selectbox(key="cfs_lead").select("乙局").run()
    assert "乙局" in app.query_params["lead"]
    app.selectbox(key="cfs_role").select("lead").run()
    app.selectbox(key="cfs_kind").select("count").run()
    assert "lead" in app.query_params["role"]
    assert "count" in app.query_params["kind"]


@pytest.mark.parametrize("name", ["role", "kind", "state", "due", "tab"])
def test_a_wrong_filter_is_named_and_ignored(screen, name):
    app = screen("progress", **PARAMS, **{name: "<b>x"})
    t = text("zh")
    assert t("nav.wrong", names=t(f"nav.param_{name}")) in [c.value for c in app.caption]
    assert 'class="name">parks指标' in html(app)


def test_kinds_offered_are_those_of_plans():
    assert set(PROMISE_KINDS) == KINDS - {"baseline"}


@pytest.mark.parametrize("lang", LANGS)
def test_numbers_lead_to_their_sites_on_the_map(screen, lang):
    said = html(screen("progress", lang=lang, **PARAMS))
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="(map\?[^"]+)"', said)]
    built = [link for link in links if "status=built%2Ccertified" in link]
    assert any("category=school&" in link for link in built)
    assert all(f"place={PLACE}" in link and "year=2024" in link for link in links)
    shown = screen("map", lang=lang, **PARAMS, category="school", status="built,certified")
    assert len(shown.dataframe[0].value) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_share_of_areas_is_measured_and_names_those_without(toy, lang):
    share = toycontent.target(
        "share", "park", toycontent.by(2024, 90), kind="coverage", value="value = 90"
    )
    path = toy / "plans" / "toy.toml"
    plan = path.read_text("utf-8").replace(
        share, share.replace('kind = "coverage"', 'kind = "coverage"\nof = "town"')
    )
    path.write_text(plan, "utf-8")
    said, t = html(open_screen("progress", lang=lang, **PARAMS)), text(lang)
    # The park lies in the west; the east has none, and 1 of 2 is not 90 %.
    assert f"<b>50%</b> {t('progress.of', planned='90%', unit='').strip()}" in said
    assert t("progress.areas_said", having=1, total=2, n=1) in said
    assert t("progress.areas_without", names="东片") in said


@pytest.mark.parametrize("lang", LANGS)
def test_the_nine_kinds_say_what_is_counted_and_what_is_not(screen, lang):
    app, t = screen("progress", lang=lang, **PARAMS), text(lang)
    assert t("progress.nine", n=2, year=2024) in heads(app)
    said = html(app)
    assert t("progress.nine_not", n=2) in said
    assert t("progress.nine_out", why=t("not_counted.planned", year=2024), n=1) in said
    table = opened(app, "nine").dataframe[0].value
    assert list(table[t("progress.is_counted")]).count(t("progress.counted")) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_side_by_side_says_what_is_compared(screen, lang):
    app, t = screen("progress", lang=lang, **PARAMS, tab="compare"), text(lang)
    said = html(app)
    when = t("side_by_side.own_year")
    assert t("side_by_side.definition", when=when) in said
    # 3,600 children: 1 park is 2.78 per 10,000, 2 promised are 5.56.
    assert t("progress.compare_both", built="2.78", planned="5.56") in said
    table = app.dataframe[0].value
    assert list(table[t("progress.compare_column_promised")]) == [2, 3]
    # the toy town's list is demonstration data: no verdict on anybody's work
    name = load_places(default_content())[PLACE].name(lang)
    assert t("progress.compare_demo", names=name) in [box.value for box in app.warning]
    assert all(one.endswith(t("demo.mark")) for one in table[t("progress.compare_column_place")])


def test_page_overview_sheet_and_command_line_agree(toy, capsys):
    t = text("zh")
    assert (
        main(
            ["progress", "--place", PLACE, "--year", "2024", "--format", "json"], default_content()
        )
        == 0
    )
    states = json.loads(capsys.readouterr().out)["states"]
    assert (
        main(["progress", "--place", PLACE, "--year", "2024", "--format", "csv"], default_content())
        == 0
    )
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    page = open_screen("progress", lang="zh", **PARAMS)
    overview = html(open_screen("overview", lang="zh", **PARAMS))
    sheet = html(open_screen("department", lang="zh", lead="甲局", **PARAMS))
    for state in STATES:
        word = f"{t(f'progress_state.{state}')} {states[state]}"
        assert any(chip.endswith(word) for chip in chips(page, "state")) == bool(states[state])
    for due in {row["deadline"] for row in rows}:
        n = sum(row["deadline"] == due for row in rows)
        assert f"{deadline_word(due, t)} {n}" in chips(page, "due")
    behind = states["behind"]
    counted = behind + states["met"] + states["ahead"]
    assert f">{behind}<small>{t('overview.behind_of', numbered=counted)}" in overview
    assert t("sheet.sum_counted", n=behind, reached=0, behind=behind) in sheet
    assert f">{behind + states['no_number'] + states['not_measurable']}<small>" in html(page)


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_without_a_plan_says_so_and_still_compares(toy, lang):
    (toy / "plans" / "toy.toml").unlink()
    app = open_screen("progress", lang=lang, place=PLACE)
    assert [i.value for i in app.info] == [text(lang)("progress.no_plan")]
