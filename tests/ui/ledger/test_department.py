"""The department page on the toy town, in both languages."""

from __future__ import annotations

import pytest

from spaces.text import text
from tests.toys.toycontent import PLACE, made_up
from tests.ui.conftest import html, open_screen

LANGS = ["zh", "en"]
PARAMS = {"place": PLACE, "year": "2024", "lead": "甲局"}


@pytest.mark.parametrize("lang", LANGS)
def test_the_summary_comes_first_and_each_promise_has_its_state(screen, lang):
    app = screen("department", lang=lang, **PARAMS)
    said, t = html(app), text(lang)
    assert t("sheet.sum_own", lead="甲局", n=5) in said
    assert t("sheet.sum_counted", n=3, reached=0, behind=3) in said
    assert said.count(f"</span>{t('progress_state.behind')}</span>") == 3
    assert t("not_computed.needs_list_of_others") in said
    heads = [element.value.replace("\\", "") for element in app.subheader]
    assert t("sheet.when_now", year=2024, n=4) in heads
    assert t("sheet.when_open", year=2024, n=1) in heads
    names = list(app.dataframe[0].value[t("sheet.head.site")])
    assert sorted(names) == sorted([made_up("沙园", lang), made_up("东小", lang), "远园", "新诊所"])
    assert len(app.get("download_button")) == 3


def test_the_first_department_is_shown_unless_the_link_names_one(screen):
    assert screen("department").selectbox(key="cfs_lead").value == "甲局"
    assert screen("department", lead="乙局").selectbox(key="cfs_lead").value == "乙局"
    wrong = screen("department", lead="没有这个局")
    assert wrong.selectbox(key="cfs_lead").value == "甲局"
    assert any(text("zh")("nav.param_lead") in element.value for element in wrong.caption)


def test_choosing_a_department_writes_the_link(screen):
    app = screen("department", **PARAMS)
    app.selectbox(key="cfs_lead").set_value("乙局").run()
    assert "乙局" in app.query_params["lead"]
    assert "乙局牵头5项承诺。" in html(app)


def test_the_year_and_the_reading_follow_the_link(screen):
    assert "4项" not in html(screen("department", **PARAMS | {"year": "2022"}))
    app = screen("department", **PARAMS, reading="schools:batch")
    assert "schools指标还差 5 个" in html(app)


@pytest.mark.parametrize("lang", LANGS)
def test_a_plan_without_leads_offers_all_its_promises(toy, lang):
    path = toy / "plans" / "toy.toml"
    bare = path.read_text("utf-8").replace('lead = ["甲局", "乙局"]', "lead = []")
    path.write_text(bare, "utf-8")
    app = open_screen("department", lang=lang, place=PLACE, year="2024")
    t = text(lang)
    assert t("sheet.no_leads") in html(app)
    assert t("sheet.sum_whole", year=2024, n=5) in html(app)


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_without_a_plan_says_so(toy, lang):
    (toy / "plans" / "toy.toml").unlink()
    app = open_screen("department", lang=lang, place=PLACE)
    assert [element.value for element in app.info] == [text(lang)("department.no_plan")]
