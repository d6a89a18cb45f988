"""What spreadsheets do to cells is recognised, named with row and column, never used unseen."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from geo.contracts.excel import lost_digits, made_a_day, without_commas
from geo.faults import InputRefused
from geo.io import read_table
from spaces.content import default_content
from spaces.places.admin_units import read_units
from spaces.places.population import read_population
from spaces.sites import SiteList, read_sites
from spaces.text import languages, text
from spaces.text.faults import sentence

PLACE = "330381"


@pytest.mark.parametrize("code", ["4.40304E+11", "3.3E+17", "4.40304e+11", "４.４E＋１１", "1E+12"])
def test_a_code_without_its_last_digits(code: str):
    assert lost_digits(code)


@pytest.mark.parametrize("code", ["440304", "1E5", "E+11", "A-4.4E+11", "", "4.4"])
def test_a_whole_code(code: str):
    assert not lost_digits(code)


@pytest.mark.parametrize(("cell", "before"), [
    ("3月5日", "3-5"), ("03月05日", "3-5"), ("5-Mar", "3-5"), ("Mar-05", "3-5"),
    ("12-dec", "12-12"),    ("2026年3月5日", ""), ("3-5", ""), ("三月五日", ""), ("Mar-2023", ""),
])  # fmt: skip
def test_a_day_that_was_a_range(cell: str, before: str):
    assert made_a_day(cell) == before


@pytest.mark.parametrize(("cell", "read"), [
    ("1,200", "1200"), ("12,345,678.5", "12345678.5"), ("１，２００", "1200"), ("-1,200", "-1200"),
    ("1,20", ""), ("1200", ""), ("1,2000", ""), ("1.200,5", ""),
])  # fmt: skip
def test_thousands(cell: str, read: str):
    assert without_commas(cell) == read


def listed(tmp_path: Path, head: str, *rows: str) -> SiteList:
    path = tmp_path / "sites.csv"
    first = f"名称,类别,经度,纬度,坐标系,{head}"
    lines = [f"园{n},park,120.65{n},27.78,wgs84,{row}" for n, row in enumerate(rows)]
    path.write_text("\n".join([first, *lines]) + "\n", encoding="utf-8")
    return read_sites(path, default_content(), PLACE)


def named(found: SiteList) -> list[tuple[str, int | None, str | None]]:
    for fault in found.faults:
        for lang in languages():
            said = sentence(fault, text(lang))
            assert text(lang)("fault.unknown", code=fault.code) not in said
    wanted = ("excel", "thousands")
    return [(f.code, f.row, f.column) for f in found.faults if f.code.startswith(wanted)]


def test_damaged_ids_lose_no_row_and_are_named(tmp_path: Path):
    found = listed(tmp_path, "编号", "4.40304E+11", "4.40304E+11", "3月5日", "a")
    assert found.frame.index.tolist() == ["row-1", "row-2", "row-3", "a"]
    assert named(found) == [
        ("excel_exponent", 1, "编号"), ("excel_exponent", 2, "编号"), ("excel_day", 3, "编号"),
    ]  # fmt: skip


def test_damaged_numbers_are_named(tmp_path: Path):
    found = listed(tmp_path, "容量,最小年龄,地址", '"1,200",3月5日,3月5日', "60,3,某路3-5号")
    frame = found.frame
    assert frame["capacity"].tolist() == [1200, 60]
    assert frame["age_min"].isna().tolist() == [True, False]
    assert frame["address"].tolist() == ["3月5日", "某路3-5号"]
    assert sorted(named(found)) == [
        ("excel_day", 1, "最小年龄"), ("excel_day_kept", 1, "地址"), ("thousands", 1, "容量"),
    ]  # fmt: skip


def test_damaged_codes_of_children_and_areas_are_named(tmp_path: Path):
    path = tmp_path / "cells.csv"
    rows = '120.65,27.78,3.30381E+11,"1,200"'
    path.write_text(f"lon,lat,sub_area_code,children\n{rows}\n", encoding="utf-8")
    found = read_population(path)
    assert found.cells["children"].tolist() == [1200]
    assert found.cells["sub_area_code"].tolist() == [""]
    codes = {f.code: f.row for f in found.faults}
    assert (codes["excel_exponent"], codes["thousands"]) == (1, 1)
    units = tmp_path / "units.csv"
    units.write_text("代码,名称,级别\n3.30381E+11,甲镇,镇\n330381002,乙镇,镇\n", encoding="utf-8")
    areas = read_units(units)
    assert areas.frame.index.tolist() == ["330381002"]
    assert [(f.code, f.row, f.severity) for f in areas.faults] == [("excel_exponent", 1, "error")]


@pytest.mark.parametrize("name", ["表.xlsx", "表.xls", "表.et", "表.ods", "表.csv"])
def test_a_workbook_is_answered_with_how_to_save_it(tmp_path: Path, name: str):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    path = tmp_path / name
    path.write_bytes(data.getvalue())
    with pytest.raises(InputRefused) as refused:
        read_table(path)
    (fault,) = refused.value.faults
    assert fault.code == "spreadsheet"
    for lang in languages():
        assert "CSV UTF-8" in sentence(fault, text(lang))
