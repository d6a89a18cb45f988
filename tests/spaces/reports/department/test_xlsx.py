"""The sheet as a workbook."""

from __future__ import annotations

import io
import zipfile

import pytest

from spaces.text import text
from tests.toys.sheetforms import book, made


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
    mark = text(lang)("demo.mark")
    assert {f"沙园{mark}", f"东小{mark}", "远园", "新诊所"} <= names


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
