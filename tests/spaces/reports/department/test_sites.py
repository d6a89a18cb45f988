"""The sites behind a department's figures."""

from __future__ import annotations

from tests.toys.sheettown import sheet_of


def test_sites_stand_once_with_the_promises_that_count_them(toy):
    sheet = sheet_of(toy, "甲局")
    found = {site.name_zh: site for site in sheet.sites}
    assert {name: site.counted_as for name, site in found.items()} == {
        "沙园": "counted",
        "东小": "counted",
        "远园": "planned",
        "新诊所": "building",
    }
    assert [site.name_zh for site in sheet.sites if not site.located] == ["远园"]
    assert found["沙园"].clauses == ("1",)
    earlier = {site.name_zh: site.counted_as for site in sheet_of(toy, "甲局", 2023).sites}
    assert earlier["东小"] == "later"
