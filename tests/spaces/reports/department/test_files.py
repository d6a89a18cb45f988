"""The sheet as Excel, PDF, CSV and JSON: complete, labelled, and data never more than text."""

from __future__ import annotations

import csv
import io
import json

import pytest

from spaces.reports.department.files import COLUMNS, SHEET_SUFFIXES
from spaces.text import text
from tests.toys.sheetforms import made


@pytest.mark.parametrize("suffix", SHEET_SUFFIXES)
def test_the_same_words_give_the_same_bytes(toy, suffix):
    assert made(toy, suffix) == made(toy, suffix)


def test_the_csv_guards_formulas_and_labels_each_row(toy, coded):
    plan, lead = coded
    said = made(toy, ".csv", plan=plan, lead=lead).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(said)))
    assert len(rows) == 6
    assert all(row[0] == text("zh")("sheet.demo") for row in rows[1:])
    starts = {cell[0] for row in rows for cell in row if cell}
    assert starts.isdisjoint("=+-@")


def test_the_json_holds_figures_sites_and_reasons(toy):
    found = json.loads(made(toy, ".json"))
    assert (found["lead"], found["year"], found["demo"]) == ("甲局", 2024, True)
    assert tuple(found["promises"][0]) == COLUMNS
    by_id = {row["target"]: row for row in found["promises"]}
    assert (by_id["parks"]["planned"], by_id["parks"]["built"], by_id["parks"]["shortfall"]) == (
        2, 1, 1,
    )  # fmt: skip
    assert by_id["share"]["needs"] == text("zh")("not_computed.needs_list_of_others")
    assert len(found["sites"]) == 4


def test_another_form_is_refused(toy):
    with pytest.raises(KeyError):
        made(toy, ".docx")
