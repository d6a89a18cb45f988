"""Years as clerks and spreadsheets write them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaces.content import default_content
from spaces.sites import SiteList, read_sites
from spaces.sites.years import serial_of, year_of
from spaces.text import languages, text
from spaces.text.faults import sentence

PLACE, AT = "330381", (120.65, 27.78)
SAYS_2023 = [
    2023, 2023.0, "2023", "2023.0", "2023.00", " 2023 ", "２０２３", "'2023", "2023年", "2023 年",
    "2023年度", "2023年底", "2023年12月", "2023年12月1日", "２０２３年１２月", "2023年12月底",
    "2023年上半年", "2023年四季度", "2023年第4季度", "2023Q4", "2023-Q4",
    "二〇二三年", "二〇二三年12月",
    "2023-12-01", "2023/12/1", "2023.12.1", "2023-12", "2023/12", "2023.12", 2023.12, 2023.5,
    "2023-12-01 00:00:00", "2023-12-01T08:30:00Z", "2023-12-01T08:30:00+08:00", "2023/12/1 0:00",
    "20231201", "202312", 20231201, "12/1/2023", "1/12/2023", "13.1.2023",
    dt.date(2023, 12, 1), dt.datetime(2023, 12, 1, 8), pd.Timestamp("2023-12-01"),
]  # fmt: skip
SAYS_NONE = [
    None, "", "待定", "23年", "12月", "3月5日", "2023-2024", "2023至2025年", "2023.13",
    "2023-13-01", 2023.99, "2023-12-32", "45261", 45261, "约2023年", "2023年前", True, [2023],
    pd.NaT, float("nan"), "202313", "20231240", "2023,2024",
]  # fmt: skip


@pytest.mark.parametrize("raw", SAYS_2023, ids=repr)
def test_one_year_is_read(raw: object):
    assert year_of(raw) == 2023


@pytest.mark.parametrize("raw", SAYS_NONE, ids=repr)
def test_what_names_no_one_year_gets_none(raw: object):
    assert year_of(raw) is None


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.sampled_from([
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m", "%Y/%m", "%Y年%m月",
    "%Y",    "%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S",
]))  # fmt: skip
def test_any_day_in_any_form_gives_its_year(day: dt.date, form: str):
    assert year_of(day.strftime(form)) == day.year


@given(st.dates(dt.date(1930, 1, 1), dt.date(2100, 12, 31)))
def test_excels_number_of_any_day_is_known_and_is_no_year(day: dt.date):
    number = (day - dt.date(1899, 12, 30)).days
    assert serial_of(number) == day
    assert year_of(number) is None


def listed(tmp_path: Path, *years: object, header: str = "建成年份") -> SiteList:
    rows = [f"公园{n},park,{AT[0] + n / 1000},{AT[1]},wgs84,{y}" for n, y in enumerate(years)]
    path = tmp_path / "sites.csv"
    head = f"名称,类别,经度,纬度,坐标系,{header}"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_sites(path, default_content(), PLACE)


@pytest.mark.parametrize("header", ["建成年份", "year", "年份", "建成时间", "竣工日期"])
def test_a_list_keeps_its_years_and_names_the_serial(tmp_path: Path, header: str):
    given_years = ["2023年12月", "2023-12-01", "2023/12/1", "2023-12", "2023.12", "45261"]
    found = listed(tmp_path, *given_years, header=header)
    assert found.frame["year"].tolist()[:5] == [2023] * 5
    assert pd.isna(found.frame["year"].iloc[5])
    (fault,) = [f for f in found.faults if f.code == "sites.year_serial"]
    assert (fault.row, fault.column, fault.facts["day"]) == (6, header, "2023-12-01")
    for lang in languages():
        assert "45261" in sentence(fault, text(lang))
    (told,) = [f for f in found.faults if f.code == "sites.year_from_date"]
    assert told.facts["count"] == 5


def test_what_is_not_understood_is_named_and_unused(tmp_path: Path):
    found = listed(tmp_path, "2023-2024", "1850")
    assert found.frame["year"].isna().all()
    assert [(f.code, f.row) for f in found.faults if f.column == "建成年份"] == [
        ("not_a_number", 1), ("too_small", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".gpkg", ".parquet"])
def test_real_dates_are_read(tmp_path: Path, suffix: str):
    columns = {"name_zh": ["甲", "乙"], "category": ["park"] * 2, "coord_source": ["wgs84"] * 2}
    frame = gpd.GeoDataFrame(
        columns, geometry=gpd.points_from_xy([120.65] * 2, [27.78] * 2), crs=4326
    )
    frame["year"] = pd.to_datetime(["2023-12-01", None])
    path = tmp_path / f"sites{suffix}"
    frame.to_file(path) if suffix == ".gpkg" else frame.to_parquet(path)
    years = read_sites(path, default_content(), PLACE).frame["year"]
    assert years.iloc[0] == 2023
    assert pd.isna(years.iloc[1])
