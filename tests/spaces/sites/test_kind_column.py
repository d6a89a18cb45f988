"""The column ``kind`` of a list: words understood, and what does not fit named by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content.folder import Content, default_content
from spaces.sites.loading import SiteList, read_sites
from spaces.text import text
from spaces.text.faults import sentence
from tests.toys import toycontent

HEAD = "名称,类别,状态,地方代码,经度,纬度,coord_source,"
AT = "330381,120.63,27.78,wgs84"


def listed(
    folder: Path, *rows: str, column: str = "种类", content: Content | None = None
) -> SiteList:
    path = folder / "list.csv"
    path.write_text("\n".join([HEAD + column, *rows]) + "\n", encoding="utf-8")
    return read_sites(path, content or default_content(), "")


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("爱心斑马线", "marked_crossing"),
        ("斑马线", "marked_crossing"),
        ("marked_crossing", "marked_crossing"),
        ("Marked crossing", "marked_crossing"),
        ("红绿灯", "signal"),
        ("护学岗", "guard_post"),
        (" 安全岛 ", "refuge"),
    ],
)
def test_words_in_both_languages_are_understood(tmp_path: Path, word: str, kind: str):
    loaded = listed(tmp_path, f"甲,crossing,已建成,{AT},{word}")
    assert loaded.frame["kind"].tolist() == [kind]
    assert loaded.faults == ()


@pytest.mark.parametrize("column", ["kind", "路线类型", "设施类型"])
def test_the_column_has_several_names(tmp_path: Path, column: str):
    loaded = listed(tmp_path, f"甲,crossing,已建成,{AT},信号灯", column=column)
    assert loaded.frame["kind"].tolist() == ["signal"]


def test_a_blank_kind_is_no_fault(tmp_path: Path):
    loaded = listed(tmp_path, f"甲,crossing,已建成,{AT},")
    assert loaded.frame["kind"].tolist() == [""]
    assert loaded.faults == ()


@pytest.mark.parametrize(
    ("word", "category", "kind"),
    [("爱心斑马线", "crossing", "marked_crossing"), ("接送区", "drop_off", "drop_off")],
)
def test_a_kind_written_as_category_is_understood_and_told(
    tmp_path: Path, word: str, category: str, kind: str
):
    loaded = listed(tmp_path, f"甲,{word},已建成,{AT},")
    row = loaded.frame.iloc[0]
    assert (row["category"], row["kind"]) == (category, kind)
    assert [f.code for f in loaded.faults] == ["sites.category_from_kind"]


def test_a_kind_that_stands_beside_is_not_replaced(tmp_path: Path):
    loaded = listed(tmp_path, f"甲,斑马线,已建成,{AT},信号灯")
    assert loaded.frame["kind"].tolist() == ["signal"]


def test_an_unknown_kind_is_told_beside_those_of_its_category(tmp_path: Path):
    loaded = listed(tmp_path, f"甲,crossing,已建成,{AT},火箭")
    said = sentence(loaded.faults[0], text("zh"))
    assert "火箭" in said
    assert "爱心斑马线" in said
    assert "学径" not in said
    assert loaded.frame["kind"].tolist() == [""]


def test_a_column_of_that_name_about_parks_is_one_notice(tmp_path: Path):
    rows = [f"园{n},park,已建成,{AT},山地" for n in range(30)]
    loaded = listed(tmp_path, *rows)
    assert [(f.code, f.severity) for f in loaded.faults] == [("sites.kinds_elsewhere", "notice")]
    assert set(loaded.frame["kind"]) == {""}


def test_a_folder_without_kinds_says_that_none_is_used(tmp_path: Path):
    toy = toycontent.build(tmp_path / "data")
    loaded = listed(tmp_path, f"甲,公园,已建成,{AT},学径", content=toy)
    assert [f.code for f in loaded.faults] == ["sites.kinds_elsewhere"]


def test_evidence_is_kept_as_it_stands(tmp_path: Path):
    loaded = listed(tmp_path, f"甲,crossing,已建成,{AT},验收单2023-7", column="依据")
    assert loaded.frame["evidence"].tolist() == ["验收单2023-7"]


def test_a_route_without_a_place_keeps_its_kind(tmp_path: Path):
    located, lost = f"甲,crossing,已建成,{AT},信号灯", "乙,safe_route,规划,330381,,,none,学径"
    loaded = listed(tmp_path, located, lost)
    assert loaded.frame["kind"].tolist() == ["signal", "school_path"]
    assert loaded.faults == ()
