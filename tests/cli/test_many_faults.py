"""Very many equal faults are one line with their number; limits that are told are those hit."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from geo.faults import InputRefused, counted
from geo.io import read_table
from geo.limits import limits_from_environment
from spaces.text import languages, text
from spaces.text.faults import sentence
from tests.toys.toycontent import PLACE

MANY = 5_000


def listed(tmp_path: Path, head: str, row: str) -> Path:
    path = tmp_path / "many.csv"
    rows = "".join(f"{row.format(n=n)}\n" for n in range(MANY))
    path.write_text(f"{head}\n{rows}", encoding="utf-8")
    return path


SITES = ("名称,类别,状态,经度,纬度,坐标系", "园{n},不存在的类{n},已建成,120.5,27.8,wgs84")
CHILDREN = ("lon,lat,children,age_0,coord_source", "120.5,27.8,5,-{n}1,wgs84")
POINTS = ("id,lon,lat,coord_source", "3月5日,120.5,27.8,wgs84")


@pytest.mark.parametrize(("words", "table"), [
    (["sites", "check", "{}", "--place", PLACE], SITES),
    (["gaps", "--place", PLACE, "--sites", "{}"], SITES),
    (["gaps", "--place", PLACE, "--population", "{}"], CHILDREN),
    (["progress", "--place", PLACE, "--sites", "{}"], SITES),
    (["reach", "--place", PLACE, "--ruler", "radius", "--points", "{}"], POINTS),
])  # fmt: skip
def test_equal_faults_are_one_line_at_every_door(ask, tmp_path: Path, words, table):
    path = listed(tmp_path, *table)
    answer = ask(*(word.format(path) for word in words))
    said = [line for line in (answer.out + answer.err).splitlines() if "many.csv" in line]
    assert said, answer.err + answer.out
    assert any(f"还有 {MANY - 1:,} 行" in line for line in said), said[:3]
    assert len(said) < 12


def test_the_check_counts_every_row(ask, tmp_path: Path):
    answer = ask("sites", "check", str(listed(tmp_path, *SITES)), "--format", "json")
    found = json.loads(answer.out)
    assert found["error"] == MANY
    assert answer.status == 1


def test_few_faults_stay_row_by_row(ask, tmp_path: Path):
    path = tmp_path / "few.csv"
    rows = "".join(f"园{n},不存在{n},120.5,27.8,wgs84\n" for n in range(20))
    path.write_text(f"名称,类别,经度,纬度,坐标系\n{rows}", encoding="utf-8")
    found = json.loads(ask("sites", "check", str(path), "--format", "json").out)
    assert len([f for f in found["faults"] if f["severity"] == "error"]) == 20


def test_too_many_files_are_told_as_files(tmp_path: Path):
    path = tmp_path / "files.zip"
    limits = limits_from_environment()
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(limits.zip_members + 1):
            archive.writestr(f"{n}.txt", "")
    with pytest.raises(InputRefused) as refused:
        read_table(path)
    (fault,) = refused.value.faults
    assert counted(fault) == 1
    for lang in languages():
        said = sentence(fault, text(lang))
        assert str(limits.zip_members + 1) in said
        assert str(limits.zip_members) in said
        assert "MB" not in said
