from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.toys.toycontent import PLACE

GOOD = "name,category,lon,lat\n甲,park,120.5,27.8\n"


@pytest.fixture
def listed(tmp_path: Path):
    def write(text: str) -> str:
        path = tmp_path / "list.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_a_good_list_is_0(ask, listed):
    answer = ask("sites", "check", listed(GOOD), "--format", "json")
    found = json.loads(answer.out)
    assert (answer.status, found["ok"], found["sites"], found["error"]) == (0, True, 1, 0)


def test_a_bad_row_is_1_and_is_named(ask, listed):
    path = listed(GOOD + "乙,moat,120.5,27.8\n,park,120.5,27.8\n")
    answer = ask("sites", "check", path, "--format", "csv")
    assert answer.status == 1
    errors = [row for row in csv.DictReader(io.StringIO(answer.out)) if row["severity"] == "error"]
    assert [row["row"] for row in errors] == ["2", "3"]
    assert errors[0]["column"] == "category"
    assert all("list.csv" in row["sentence"] for row in errors)


def test_a_file_that_cannot_be_read_is_1_with_its_fault_as_the_result(ask, listed):
    answer = ask("sites", "check", listed("nothing\n"), "--format", "json")
    found = json.loads(answer.out)
    assert (answer.status, found["ok"], found["sites"]) == (1, False, 0)
    assert found["faults"]


@pytest.mark.parametrize(("lang", "word"), [("zh", "错误"), ("en", "error")])
def test_text_counts_and_tells(ask, listed, lang: str, word: str):
    answer = ask("sites", "check", listed(GOOD + "乙,moat,1,2\n"), "--lang", lang)
    assert word in answer.out.splitlines()[0]
    assert "list.csv" in answer.out


def test_with_a_place_swapped_axes_are_named(ask, listed):
    text = "name,category,lon,lat\n甲,park,27.8,120.5\n乙,park,27.79,120.49\n"
    answer = ask("sites", "check", listed(text), "--place", PLACE, "--format", "json")
    assert answer.status == 1
    codes = {fault["code"] for fault in json.loads(answer.out)["faults"]}
    assert codes & {"swapped_axes", "swapped_axes_in_place"}


def test_names_of_children_are_dropped_and_said(ask, listed):
    text = "name,category,儿童姓名,lon,lat\n甲,park,小明,120.5,27.8\n"
    answer = ask("sites", "check", listed(text))
    assert answer.status == 0
    assert "儿童姓名" in answer.out
    assert "小明" not in answer.out


def test_a_value_from_the_file_cannot_drive_the_terminal_or_excel(ask, listed):
    path = listed("name,category,lon,lat\n甲,\x1b[2J=1+1,120.5,27.8\n")
    assert "\x1b" not in ask("sites", "check", path).out
    out = ask("sites", "check", path, "--format", "csv").out
    assert not any(line.startswith(("=", "+", "@")) for line in out.splitlines())
