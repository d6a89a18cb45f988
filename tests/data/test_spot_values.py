"""Numbers that anyone who holds the documents can check, as ``targets`` prints them."""

from __future__ import annotations

import csv
import io

import pytest

from spaces.cli.main import main
from spaces.content.folder import default_content
from spaces.ledger.plan_files import load_plans
from spaces.ledger.schedule import EachYear, EventsEachYear, Growth

HEADER = (
    "place,id,clause,category,indicator,kind,comparator,value,value_max,unit,year,modal,scope,"
    "lead,partners,quote,note"
)


@pytest.fixture(scope="module")
def plans():
    return load_plans(default_content())


@pytest.fixture
def rows(capsys: pytest.CaptureFixture[str]):
    def ask(place: str) -> list[dict[str, str]]:
        assert main(["targets", "--place", place, "--format", "csv"], default_content()) == 0
        out = capsys.readouterr().out
        assert out.splitlines()[0] == HEADER
        return list(csv.DictReader(io.StringIO(out)))

    return ask


@pytest.mark.parametrize("place", ["330381", "320400", "370321", "310105", "140000"])
def test_one_row_for_each_target(rows, plans, place: str):
    found = rows(place)
    assert [row["id"] for row in found] == [target.id for target in plans[place].targets]
    assert all(row["place"] == place for row in found)
    assert all(len(row["quote"]) <= 30 for row in found)


def one(found: list[dict[str, str]], category: str, value: str, kind: str = "count"):
    hits = [
        row
        for row in found
        if (row["category"], row["value"], row["kind"]) == (category, value, kind)
    ]
    assert hits, (category, value)
    return hits


def test_ruian_villages_6_growing_by_6(rows, plans):
    (row,) = one(rows("330381"), "community", "6")
    readings = plans["330381"].target(row["id"]).readings
    assert [r.schedule for r in readings] == [
        Growth(2022, 2024, 6, 6, "add"),
        Growth(2022, 2024, 6, 6, "batch"),
    ]
    assert row["year"] == "2024"


def test_ruian_micro_spaces_10_each_year(rows, plans):
    (row,) = one(rows("330381"), "micro_space", "10")
    assert plans["330381"].target(row["id"]).reading().schedule == EachYear(2022, 2024, 10)


@pytest.mark.parametrize(
    ("category", "value"), [("school", "60"), ("hospital", "20"), ("library", "200")]
)
def test_changzhou_by_2025(rows, category: str, value: str):
    assert "2025" in {row["year"] for row in one(rows("320400"), category, value)}


def test_huantai_3_to_5_blocks(rows):
    (row,) = one(rows("370321"), "block", "3")
    assert (row["comparator"], row["value_max"]) == ("range", "5")


def test_changning_26_summer_classes_each_year(rows, plans):
    (row,) = [row for row in rows("310105") if row["value"] == "26"]
    schedule = plans["310105"].target(row["id"]).reading().schedule
    assert row["comparator"] == ">="
    assert isinstance(schedule, EventsEachYear | EachYear)
    assert schedule.value == 26


def test_shanxi_every_county_by_2030(rows, plans):
    counties = {target.id for target in plans["140000"].targets if target.of == "county"}
    found = [row for row in rows("140000") if row["id"] in counties]
    assert ("100", "%", "2030") in {(row["value"], row["unit"], row["year"]) for row in found}


def test_a_target_without_a_reading_has_no_year(rows):
    assert {row["year"] for row in rows("330381") if row["comparator"] == "none"} == {""}
