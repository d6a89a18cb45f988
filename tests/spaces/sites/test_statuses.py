"""Words for a site's state: understood as a whole, or not at all."""

from __future__ import annotations

import pytest

from geo.contracts.columns import normal
from spaces.content.folder import Content
from spaces.ledger.site_counts import list_sites
from spaces.reach.query import GapQuery
from spaces.sites.loading import read_sites
from spaces.sites.selection import existing
from spaces.sites.statuses import EXISTING, STATUSES, status_of
from spaces.text import languages, text
from spaces.text.faults import sentence
from tests.toys.sitelists import AT
from tests.toys.toycontent import PLACE

NOT_UNDERSTOOD = (
    *("基本建成", "未完成", "推进中", "完成80%", "正在完善", "2025年建成", "部分开放", "？", "ok"),
    *("ruined", "已建成后停用", "不开放", "未开放", "暂停开放", "非建成", "built?", "未投入使用"),
)


def read(toy: Content, *statuses: str):
    rows = "".join(f"场地{i},park,2023,{word},{AT}\n" for i, word in enumerate(statuses))
    path = toy.root.parent / "list.csv"
    path.write_text("名称,类别,建成年份,状态,经度,纬度\n" + rows, encoding="utf-8")
    return read_sites(path, toy, PLACE)


def test_the_words_that_departments_wrote_on_a_real_list(toy):
    """Seven words that all became "planned" once; only one of them is."""
    words = ("已完成", "建成投用", "投入使用", "运营中", "未建", "已拆除", "停用")
    frame = read(toy, *words).frame
    assert frame["status"].tolist() == [*["built"] * 4, "planned", "closed", "closed"]
    assert len(existing(frame, 2024)) == 4


@pytest.mark.parametrize("word", NOT_UNDERSTOOD)
def test_what_is_not_understood_gets_no_meaning(word):
    assert status_of(word) is None


@pytest.mark.parametrize("status", STATUSES)
def test_every_word_names_one_status_however_it_is_typed(status):
    for word in (status, *STATUSES[status]):
        assert status_of(word) == status, word
        assert status_of(f"　{word.upper()} ") == status, word
        assert status_of(f"{word}（二期）") == status, word


def test_no_word_stands_for_two_statuses():
    words = [normal(word) for status, same in STATUSES.items() for word in {status, *same}]
    assert len(words) == len(set(words))


def test_an_unknown_word_and_a_blank_count_nowhere_and_are_told(toy):
    loaded = read(toy, "基本建成", "", "已建成")
    assert loaded.frame["status"].tolist() == ["unknown", "unknown", "built"]
    told = {f.row: f for f in loaded.faults if f.column in ("status", "状态")}
    assert [told[row].code for row in (1, 2)] == [
        "sites.status_not_understood",
        "sites.status_blank",
    ]
    for lang in languages():
        t = text(lang)
        said = sentence(told[1], t)
        assert "基本建成" in said
        assert t("site_status.unknown") in said  # what the row counts as now
        assert t("site_status.unknown") in sentence(told[2], t)


def test_closed_and_unknown_sites_are_counted_apart(toy):
    frame = read(toy, "已拆除", "基本建成", "已建成", "规划").frame
    found = list_sites(frame, ("park",), 2024)
    assert found["why"].tolist() == ["closed", "unknown", "", "planned"]
    assert GapQuery(PLACE, year=2024).year == 2024
    assert list(existing(frame)["name_zh"]) == ["场地2"]


def test_only_what_is_built_can_be_gone_to():
    assert set(EXISTING) == {"built", "certified"}
    assert {"closed", "unknown"} <= set(STATUSES)


def test_a_kind_that_is_not_known_is_answered_with_the_nearest(toy):
    path = toy.root.parent / "list.csv"
    path.write_text(f"名称,类别,经度,纬度\n甲,公园绿地,{AT}\n乙,xyzzy,{AT}\n", encoding="utf-8")
    faults = [f for f in read_sites(path, toy, PLACE).faults if f.severity == "error"]
    assert [(f.code, f.row) for f in faults] == [
        ("sites.category_not_known", 1),
        ("value_not_allowed", 2),
    ]
    said = sentence(faults[0], text("zh"))
    assert "公园绿地" in said
    assert "公园" in said.replace("公园绿地", "")
    assert "park" in sentence(faults[0], text("en")).lower()
