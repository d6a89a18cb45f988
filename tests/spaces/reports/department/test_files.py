"""The sheet as Excel, PDF, CSV and JSON: complete, labelled, and data never more than text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date

import openpyxl
import pypdf
import pytest

from spaces.ledger.plan_files import load_plans
from spaces.reports.department.files import COLUMNS, SHEET_SUFFIXES, sheet_bytes
from spaces.text import text
from tests.toys.sheettown import CODE_LIKE, PLACE, code_like, sheet_of, town, words_of


@pytest.fixture
def toy(tmp_path):
    return town(tmp_path / "data")


def made(toy, suffix, lang="zh", plan=None, lead="甲局", **more):
    sheet = sheet_of(toy, lead, plan=plan)
    return sheet_bytes(suffix, sheet, words_of(toy, sheet, lang), text(lang), **more)


def book(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def pages(data):
    reader = pypdf.PdfReader(io.BytesIO(data))
    return reader, [re.sub(r"\s+", "", page.extract_text()) for page in reader.pages]


@pytest.fixture
def coded(toy):
    """A plan full of words that look like code, and its one department."""
    plan = code_like(load_plans(toy)[PLACE])
    return plan, plan.targets[0].lead[0]


@pytest.mark.parametrize("suffix", SHEET_SUFFIXES)
def test_the_same_words_give_the_same_bytes(toy, suffix):
    assert made(toy, suffix) == made(toy, suffix)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_is_set_up_for_reading_and_print(toy, lang):
    found = book(made(toy, ".xlsx", lang))
    t = text(lang)
    assert found.sheetnames == [t(f"sheet.tab_{n}") for n in ("promises", "sites", "definitions")]
    for page in found:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert t("sheet.demo") in [cell.value for cell in page["A"]]
    promises, sites = found.worksheets[:2]
    head = next(c.row for c in promises["B"] if c.value == t("sheet.head.clause"))
    assert promises.freeze_panes == f"D{head + 1}"
    assert promises.print_title_rows == f"${head}:${head}"
    assert promises.max_row == head + 5
    cell = promises.cell(head + 1, 3)
    assert cell.alignment.wrap_text
    assert cell.font.name == "Microsoft YaHei"
    assert promises.column_dimensions["C"].width > 25
    assert sites.freeze_panes is not None
    names = {cell.value for cell in sites["A"]}
    assert {"沙园", "东小", "远园", "新诊所"} <= names


def test_numbers_are_numbers(toy):
    page = book(made(toy, ".xlsx")).worksheets[0]
    heads = {c.value: c.column for row in page.iter_rows() for c in row if c.value == "还差"}
    found = [page.cell(row, heads["还差"]).value for row in range(1, page.max_row + 1)]
    assert sorted(v for v in found if isinstance(v, int | float)) == [1, 1, 2]


def test_no_text_becomes_a_formula(toy, coded):
    plan, lead = coded
    data = made(toy, ".xlsx", plan=plan, lead=lead)
    cells = [cell for page in book(data) for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert any(cell.value == plan.targets[0].indicator_zh for cell in cells)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        xml = b"".join(parts.read(n) for n in parts.namelist() if "worksheets/sheet" in n)
    assert b"<f>" not in xml
    assert b"hyperlink" not in xml


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pdf_is_a4_numbered_and_labelled_on_each_page(toy, lang):
    reader, said = pages(made(toy, ".pdf", lang))
    t = text(lang)
    for at, page in enumerate(said, 1):
        number = t("sheet.page_of", page=at, pages=len(said))
        assert re.sub(r"\s+", "", number) in page
        assert re.sub(r"\s+", "", t("sheet.demo_short")) in page
    size = reader.pages[0].mediabox
    assert (round(size.width), round(size.height)) == (595, 842)
    assert "甲局" in said[0]
    assert "2024" in said[0]
    whole = "".join(said)
    for sentence in words_of(toy, sheet_of(toy, "甲局"), lang).sentences:
        assert re.sub(r"\s+", "", sentence) in whole
    assert "沙园" in whole
    assert "建设公园" in whole


def test_the_pdf_bears_a_date_only_when_it_is_given(toy):
    reader, plain = pages(made(toy, ".pdf"))
    assert not (reader.metadata or {}).get("/CreationDate")
    assert "制表日期" not in "".join(plain)
    assert "制表日期：2025-01-08" in pages(made(toy, ".pdf", made=date(2025, 1, 8)))[1][0]


def test_the_pdf_uses_its_own_fonts_only(toy):
    reader, _ = pages(made(toy, ".pdf"))
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts
    assert all("NotoSansSC" in name or "NotoSerifSC" in name for name in fonts), fonts


def test_no_text_becomes_markup(toy, coded):
    plan, lead = coded
    whole = "".join(pages(made(toy, ".pdf", plan=plan, lead=lead))[1])
    for payload in CODE_LIKE:
        assert re.sub(r"\s+", "", payload) in whole, payload


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
