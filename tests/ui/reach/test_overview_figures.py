"""The overview walks where streets are known, and says beside it what a circle would say."""

from __future__ import annotations

import pytest

from spaces.text import text
from tests.toys import toynet
from tests.ui.conftest import html, open_screen
from tests.ui.reach.test_gaps_walk import NOTICE, PARAMS, keep

LANGS = ["zh", "en"]


@pytest.fixture
def walkable(toy):
    keep(toy, toynet.comb())
    return toy


@pytest.mark.parametrize("lang", LANGS)
def test_the_walk_stands_first_and_the_circle_beside_it(walkable, lang):
    t = text(lang)
    said = html(open_screen("overview", lang=lang, **PARAMS))
    walked = t("gaps.within_line", covered="800", total="3,600")
    assert t("overview.beside_circle", line=walked, share="25.0%", n="100") in said
    assert ">22.2%" in said
    assert "玩具数据 &lt;b&gt;© toy&lt;/b&gt;" in said  # whose streets, behind one tap
    assert NOTICE not in said


@pytest.mark.parametrize("lang", LANGS)
def test_overview_and_gaps_say_the_same(walkable, lang):
    overview = html(open_screen("overview", lang=lang, **PARAMS))
    gaps = html(open_screen("gaps", lang=lang, **PARAMS))
    assert ">22.2%" in overview
    assert ">22.2%" in gaps
    start = text(lang)("gaps.biggest")
    card = overview[overview.index(start) :].split("<section", 1)[0]
    assert len(card) > 100
    assert card[:200] in gaps


def test_kinds_chosen_elsewhere_do_not_narrow_the_overview(walkable):
    wide = html(open_screen("overview", lang="zh", **PARAMS))
    assert html(open_screen("overview", lang="zh", category="park", **PARAMS)) == wide


def test_the_link_can_ask_for_the_straight_line(walkable):
    said = html(open_screen("overview", lang="zh", ruler="radius", **PARAMS))
    assert text("zh")("gaps.within_line", covered="900", total="3,600") in said
    assert text("zh")("overview.how_measured") not in said
