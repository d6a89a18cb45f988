"""``sheet`` over the toy town: forms, exit statuses, both languages."""

from __future__ import annotations

import csv
import io
import json

import pytest

from spaces.reports.department.files import COLUMNS
from tests.toys.toycontent import PLACE

ASKED = ("sheet", "--place", PLACE, "--lead", "甲局", "--year", "2024")


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [(".xlsx", b"PK"), (".pdf", b"%PDF"), (".csv", b"\xef\xbb\xbf"), (".json", b"{")],
)
def test_the_ending_chooses_the_form(ask, tmp_path, suffix, begins):
    path = tmp_path / f"甲局{suffix}"
    answer = ask(*ASKED, "-o", str(path))
    assert answer.status == 0
    assert path.read_bytes().startswith(begins)
    assert str(path) in answer.out
    assert "3项未达到" in answer.out


def test_without_a_file_it_is_shown(ask):
    answer = ask(*ASKED)
    assert answer.status == 0
    assert "甲局牵头5项承诺。" in answer.out
    assert "示范数据" in answer.out
    assert "▼ 未完成" in answer.out


def test_csv_and_json_on_the_screen(ask):
    rows = list(csv.DictReader(io.StringIO(ask(*ASKED, "--format", "csv").out)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["target"] for row in rows] == ["parks", "schools", "all", "share", "clinics"]
    found = json.loads(ask(*ASKED, "--format", "json").out)
    assert [row["shortfall"] for row in found["promises"]] == [1, 2, 1, None, None]


def test_the_other_reading_and_the_year(ask):
    batch = json.loads(ask(*ASKED, "--reading", "schools=batch", "--format", "json").out)
    by_id = {row["target"]: row for row in batch["promises"]}
    assert (by_id["schools"]["planned"], by_id["schools"]["shortfall"]) == (6, 5)
    assert json.loads(ask(*ASKED[:5], "--format", "json").out)["year"] == 2024


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (ASKED[:3], "甲局"),
        ((*ASKED[:3], "--lead", "甲"), "甲局"),
        (("sheet", "--lead", "甲局"), PLACE),
        ((*ASKED, "-o", "sheet.docx"), ".xlsx"),
        ((*ASKED, "-o", "no_such_folder/sheet.pdf"), "no_such_folder"),
        ((*ASKED[:5], "--year", "soon"), "soon"),
    ],
)
def test_wrong_use_is_2_and_says_what_is_known(ask, words, said):
    answer = ask(*words)
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err


def test_an_unknown_department_in_english(ask):
    answer = ask(*ASKED[:3], "--lead", "甲", "--lang", "en")
    assert answer.status == 2
    assert "Nearest: 甲局" in answer.err


def test_a_place_without_a_plan_is_1(ask, toy):
    toy.path("plans", "toy.toml").unlink()
    assert ask(*ASKED).status == 1


def test_a_plan_without_leads_gives_all_promises_and_refuses_a_name(ask, toy):
    path = toy.path("plans", "toy.toml")
    bare = path.read_text("utf-8").replace('lead = ["甲局", "乙局"]', "lead = []")
    path.write_text(bare, "utf-8")
    answer = ask("sheet", "--place", PLACE)
    assert answer.status == 0
    assert "本规划没有写明牵头单位" in answer.out
    refused = ask(*ASKED)
    assert (refused.status, refused.out) == (2, "")
    assert "没有写明牵头单位" in refused.err
