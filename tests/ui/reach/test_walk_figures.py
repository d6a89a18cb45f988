"""The cards of the page of gaps: what one more site would add, and why a figure is missing."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from spaces.reach.analysis import GapQuery
from spaces.reach.gap_reasons import WHY
from spaces.sites.loading import SiteList
from spaces.text import text
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import walk_figures
from spaces.ui.shell import cache as cached
from spaces.ui.sites import tables
from tests.toys import toycontent
from tests.ui.conftest import html, open_screen

PARAMS = {"place": toycontent.PLACE, "year": "2024", "walker": "metre", "minutes": "15"}
LANGS = ["zh", "en"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_biggest_gap_says_what_one_site_would_add(screen, lang):
    app, t = screen("gaps", lang=lang, **PARAMS), text(lang)
    place, version = toycontent.PLACE, cached.content_version()
    query = GapQuery(place=place, speed_mps=1000 / 900, walker="metre", minutes=15, year=2024)
    first = cached_walk.gap_result(version, query).gaps.iloc[0]
    assert 0 < first["best_children"] <= 2_700  # those whom nobody reaches yet
    reached = f"{first['best_children']:,.0f}"
    assert t("gaps.best_line", n=reached, radius="1,000") in html(app)
    assert t("gaps.best_def", radius="1,000") in html(app)
    table = app.dataframe[-1].value
    assert table[t("gaps.column_best")].iloc[0] == reached
    spot = f"{first['best_lat']:.5f}, {first['best_lon']:.5f}"
    assert table[t("gaps.column_best_at")].iloc[0] == spot


@pytest.mark.parametrize("lang", LANGS)
def test_no_site_of_a_kind_is_the_reason_not_missing_children(monkeypatch, lang):
    monkeypatch.delenv("SPACES_DATA", raising=False)
    said = html(open_screen("gaps", place="310105", category="kindergarten", lang=lang))
    t = text(lang)
    assert t("gaps.no_children_figure") not in said
    assert t("gaps.within", minutes=15) in said
    assert said.count(t("definition.why_not.no_sites")) >= 2  # children, area


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_walk_says_what_one_site_would_add(monkeypatch, lang):
    t, names = text(lang), pd.DataFrame({"name_zh": ["园"], "name_en": ["Park"]}, index=["a"])
    monkeypatch.setattr(cached, "sites", lambda *_: SiteList(names, ()))
    monkeypatch.setattr(tables, "area_names", lambda _: {})
    gap = {"children": 900.0, "sub_area": "", "nearest_site": "a", "nearest_m": 1500.0}
    gap |= {"why": WHY[0], "share_false_comfort": 0.3, "best_children": 420.0}
    context = SimpleNamespace(t=t, version="", view=SimpleNamespace(place=""))
    result = SimpleNamespace(gaps=pd.DataFrame([gap], index=[1]), radius_m=990.0, modelled=True)
    card = walk_figures.biggest_gap(context, result)
    assert card.line.endswith(t("gaps.best_line", n="420", radius="990"))
    assert len(card.definition) < 200  # the map must not slip off the first screen
    result.query = SimpleNamespace(on_foot=True)
    note = walk_figures.gaps_note(context, result)
    assert note.endswith(t("walk.gap_how") + t("gaps.best_def", radius="990"))
