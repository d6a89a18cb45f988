"""``places``, ``targets`` and ``progress`` over the toy town; figures in test_progress.py."""

from __future__ import annotations

import csv
import io
import json

import pytest

from spaces.cli.main import main
from spaces.content.folder import default_content
from tests.toys import toycontent
from tests.toys.toycontent import PLACE


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_places_say_what_is_known_and_that_it_is_demonstration(ask):
    answer = ask("places", "--format", "json")
    found = json.loads(answer.out)
    assert found["demo"] is True
    (town,) = found["places"]
    assert (town["code"], town["children"], town["targets"]) == (PLACE, 3600, 5)
    assert (town["sites"], town["demo_sites"]) == (4, 2)
    assert "示范数据" in ask("places").out
    assert rows(ask("places", "--format", "csv").out)[0]["demo_sites"] == "2"


def test_targets_have_the_columns_that_were_agreed(ask):
    answer = ask("targets", "--place", PLACE, "--format", "csv")
    assert answer.out.splitlines()[0] == (
        "place,id,clause,category,indicator,kind,comparator,value,value_max,unit,year,modal,"
        "scope,lead,partners,quote,note"
    )
    first = rows(answer.out)[0]
    assert (first["id"], first["value"], first["year"], first["lead"]) == (
        "parks",
        "2",
        "2024",
        "甲局;乙局",
    )
    assert [row["value"] for row in rows(answer.out)] == ["2", "3", "3", "", "90"]


def test_targets_as_json_hold_both_readings_by_year(ask):
    found = json.loads(ask("targets", "--place", PLACE, "--format", "json").out)
    schools = found["targets"][1]
    assert [[step["value"] for step in one["planned"]] for one in schools["readings"]] == [
        [1, 2, 3],
        [1, 3, 6],
    ]
    assert found["targets"][3]["value"] is None


def test_targets_in_english(ask):
    assert "parks indicator" in ask("targets", "--place", PLACE, "--lang", "en").out


def test_a_place_without_a_plan_is_1(ask, toy):
    toy.path("plans", "toy.toml").unlink()
    for command in ("targets", "progress"):
        answer = ask(command, "--place", PLACE)
        assert (answer.status, answer.out) == (1, "")
        assert "玩具镇" in answer.err


def test_progress_by_hand(ask):
    found = json.loads(ask("progress", "--place", PLACE, "--year", "2024", "--format", "json").out)
    assert (found["year"], found["demo"]) == (2024, True)
    by_id = {row["target"]: row for row in found["rows"]}
    assert (by_id["parks"]["planned"], by_id["parks"]["built"], by_id["parks"]["share"]) == (
        2,
        1,
        0.5,
    )
    assert by_id["clinics"]["state"] == "no_number"
    assert by_id["clinics"]["share"] is None
    assert by_id["share"]["built"] is None
    assert by_id["share"]["why"] == "needs_list_of_others"
    assert "名单" in by_id["share"]["reason"]
    assert by_id["parks"]["deadline"] == "due_this_year"
    assert (by_id["parks"]["method"], by_id["parks"]["due"]) == ("sites", 2024)
    assert found["states"] == {
        "met": 0,
        "ahead": 0,
        "behind": 3,
        "no_number": 1,
        "not_measurable": 1,
        "not_yet": 0,
        "undated": 0,
        "unreported": 0,
    }
    assert "2024" in found["definition"]


def test_progress_with_the_other_reading(ask):
    words = ("progress", "--place", PLACE, "--year", "2024", "--format", "csv")
    found = {row["target"]: row for row in rows(ask(*words, "--reading", "schools=batch").out)}
    assert (found["schools"]["planned"], found["schools"]["shortfall"]) == ("6", "5")
    assert found["schools"]["demo"] == "true"
    assert found["clinics"]["demo"] == "false"


def test_progress_without_a_year_is_at_the_plan_s_end(ask):
    assert json.loads(ask("progress", "--place", PLACE, "--format", "json").out)["year"] == 2024


def test_progress_says_states_in_words_and_marks_demonstration(ask):
    out = ask("progress", "--place", PLACE).out
    assert "未承诺数量" in out
    assert "示范数据" in out


@pytest.mark.parametrize("form", ["json", "text"])
def test_progress_of_a_clerk_s_own_list(ask, tmp_path, form: str):
    """Two dated parks and one without a year: 2 of 2 built, 1 undated; nothing of ours in it."""
    path = tmp_path / "list.csv"
    rest = "120.5,27.8"
    lines = [f"甲,park,built,2023,{rest}", f"乙,park,built,2024,{rest}", f"丙,park,built,,{rest}"]
    path.write_text("\n".join(["name,category,status,year,lon,lat", *lines]), encoding="utf-8")
    answer = ask("progress", "--place", PLACE, "--sites", str(path), "--format", form)
    assert answer.status == 0
    assert "示范数据" not in answer.out
    assert "list.csv" in answer.err
    if form == "json":
        found = json.loads(answer.out)
        parks = found["rows"][0]
        assert (parks["built"], parks["undated"], parks["state"]) == (2, 1, "met")
        assert len(found["notes"]) == 1
    else:
        assert "年份不明" in answer.out


def test_a_made_up_category_and_plan_need_no_code(ask, toy):
    kinds = toy.path("categories.toml")
    made_up = toycontent.CATEGORIES.replace('"clinic"', '"moat"').replace('"诊所"', '"护城河"')
    kinds.write_text(made_up, encoding="utf-8")
    plan = toycontent.HEAD + toycontent.target(
        "m", "moat", toycontent.by(2024, 4), value="value = 4"
    )
    toy.path("plans", "toy.toml").write_text(plan, encoding="utf-8")
    found = rows(ask("targets", "--place", PLACE, "--format", "csv").out)
    assert [(row["category"], row["value"]) for row in found] == [("moat", "4")]


@pytest.mark.parametrize("longitude", ["120.650000", "120.650001"])
def test_one_site_in_two_lists_counts_once_and_is_told(tmp_path, capsys, longitude: str):
    path = tmp_path / "two.csv"
    path.write_text(
        "编号,名称,类别,经度,纬度,建成年份\n1,儿童医院,hospital,120.650000,27.780000,2023\n"
        f"2,儿童医院,hospital,{longitude},27.780000,2023\n",
        encoding="utf-8",
    )
    words = ["progress", "--place", "330381", "--sites", str(path), "--year", "2024"]
    assert main([*words, "--format", "json"], default_content()) == 0
    said = capsys.readouterr()
    rows = {row["target"]: row for row in json.loads(said.out)["rows"]}
    assert rows["330381-67a"]["built"] == 1
    assert "只计一次：儿童医院" in said.err


@pytest.mark.parametrize("command", ["targets", "progress", "sheet"])
def test_a_second_plan_file_is_told_and_takes_no_plan_away(ask, toy, command):
    words = [command, "--place", PLACE, *(("--lead", "甲局") if command == "sheet" else ())]
    before = ask(*words)
    own = toy.path("plans", "toy.toml")
    own.rename(toy.path("plans", f"{PLACE}.toml"))
    toy.path("plans", "copy.toml").write_text(
        toy.path("plans", f"{PLACE}.toml").read_text("utf-8"), encoding="utf-8"
    )
    after = ask(*words)
    assert after.out == before.out
    assert "copy.toml" in after.err
    assert "copy.toml" not in before.err


def test_without_a_year_the_command_answers_for_the_pages_year_and_tells_what_came_since(toy, ask):
    """The toy plan runs to 2024: what is built in 2025 is not in it, and is told."""
    path = toy.path("sites.geojson")
    listed = json.loads(path.read_text(encoding="utf-8"))
    late = json.loads(json.dumps(listed["features"][0]))
    late["properties"] |= {"id": "late", "name_zh": "后园", "year": 2025, "status": "built"}
    late["geometry"]["coordinates"][0] += 0.01
    listed["features"].append(late)
    path.write_text(json.dumps(listed), encoding="utf-8")
    found = json.loads(ask("progress", "--place", PLACE, "--format", "json").out)
    assert (found["year"], found["built_since"]) == (2024, 1)
    assert "2024 年以后又建成 1 处场地" in ask("progress", "--place", PLACE).out
    later = json.loads(ask("progress", "--place", PLACE, "--year", "2025", "--format", "json").out)
    assert later["built_since"] == 0
