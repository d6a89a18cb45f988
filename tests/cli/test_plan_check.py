from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.toys.toycontent import HEAD, PLACE, by, target

GOOD = target(f"{PLACE}-1a", "park", by(2024, 2), value="value = 2")


def written(folder: Path, *targets: str) -> str:
    path = folder / "mine.toml"
    path.write_text(HEAD + "".join(targets), encoding="utf-8")
    return str(path)


def test_a_good_plan_is_0(ask, tmp_path: Path):
    answer = ask("plan", "check", written(tmp_path, GOOD), "--format", "json")
    assert (answer.status, json.loads(answer.out)["ok"]) == (0, True)
    assert "mine.toml" in ask("plan", "check", written(tmp_path, GOOD)).out


def test_every_fault_is_named_and_the_status_is_1(ask, tmp_path: Path):
    wrong = GOOD.replace('category = "park"', 'category = "moat"').replace("-1a", "-2a")
    other = GOOD.replace("value = 2 }", "value = 3 }")
    answer = ask("plan", "check", written(tmp_path, wrong, other), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(answer.out)))
    assert answer.status == 1
    assert {(row["entry"], row["field"]) for row in rows} >= {
        (f"target {PLACE}-2a", "category"),
        (f"target {PLACE}-1a", "reading"),
    }
    assert all("mine.toml" in row["sentence"] for row in rows)
    assert "moat" in ask("plan", "check", written(tmp_path, wrong), "--lang", "en").out


def test_a_template_saved_under_another_places_name_is_1(ask, toy, tmp_path: Path):
    places = toy.path("places.toml")
    second = '[[place]]\ncode = "990009"\nname_zh = "乙镇"\nlevel = "town"\ncenter = [121, 28]\n'
    places.write_text(second + places.read_text("utf-8"), encoding="utf-8")
    path = tmp_path / "990009.toml"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    answer = ask("plan", "check", str(path), "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(answer.out))
    assert (answer.status, row["code"]) == (1, "toml.plan_of_another_place")
    assert PLACE in row["sentence"]


def test_a_warning_alone_is_0(ask, tmp_path: Path):
    answer = ask("plan", "check", written(tmp_path, GOOD.replace(f"{PLACE}-1a", "parks")))
    assert answer.status == 0
    assert "警告" in answer.out


def test_broken_toml_is_1(ask, tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text("[plan", encoding="utf-8")
    assert ask("plan", "check", str(path)).status == 1


def test_no_such_file_is_2(ask, tmp_path: Path):
    for words in ((str(tmp_path / "none.toml"),), (str(tmp_path),), ()):
        answer = ask("plan", "check", *words)
        assert (answer.status, answer.out) == (2, "")


def test_another_city_s_plan_changes_no_code(ask, toy, tmp_path: Path):
    """A second town with a plan, an own list of towns and a share of them, by data alone."""
    code = "990002"
    places = toy.path("places.toml")
    place = (
        f'\n[[place]]\ncode = "{code}"\nname_zh = "新城"\nlevel = "county"\n'
        "center = [110.0, 30.0]\n"
    )
    places.write_text(places.read_text(encoding="utf-8") + place, encoding="utf-8")
    share = (
        target(f"{code}-1a", "park", by(2024, 50), kind="coverage", value="value = 50")
        .replace('unit = "个"', 'unit = "%"\nof = "town"')
    )  # fmt: skip
    plan = HEAD.replace(PLACE, code) + share
    path = toy.path("plans", f"{code}.toml")
    path.write_text(plan, encoding="utf-8")
    toy.path("units").mkdir()
    listed = "code,name_zh,level\nt1,甲镇,镇\nt2,乙镇,镇\n"
    toy.path("units", f"{code}.csv").write_text(listed, encoding="utf-8")
    assert ask("plan", "check", str(path)).status == 0
    sites = tmp_path / "sites.csv"
    header = "name,category,status,year,sub_area,lon,lat\n"
    sites.write_text(header + "甲园,park,built,2024,甲镇,110.0,30.0\n", encoding="utf-8")
    words = ("progress", "--place", code, "--year", "2024", "--sites", str(sites))
    (row,) = json.loads(ask(*words, "--format", "json").out)["rows"]
    assert (row["measured"], row["state"], row["deadline"]) == (50, "met", "met")
