import datetime as dt

import pytest

from geo.contracts import cells
from geo.contracts.columns import is_personal


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2024-05-31", "2024-05-31"),
        ("2024/5/1", "2024-05-01"),
        ("2024年5月1日", "2024-05-01"),
        ("20240501", "2024-05-01"),
        ("2024-05-01T08:00:00Z", "2024-05-01"),
        (dt.datetime(2024, 5, 1, 8, 0), "2024-05-01"),
    ],
)
def test_dates_as_people_write_them(raw, day):
    assert cells.date(raw) == day


@pytest.mark.parametrize("raw", ["2023-02-29", "31.5.2024", "soon", "45000", "2024-13-01"])
def test_not_dates(raw):
    with pytest.raises(cells.Unreadable) as why:
        cells.date(raw)
    assert why.value.code == "not_a_date"


@pytest.mark.parametrize(("raw", "yes"), [("是", True), ("Ｙ", True), (1.0, True), ("×", False)])
def test_yes_and_no(raw, yes):
    assert cells.boolean(raw) is yes


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("1,234", "not_a_number"),
        ("1_000", "not_a_number"),
        ("inf", "not_a_number"),
        (True, "not_a_number"),
        ("2.5", "not_an_integer"),
        (1e300, "not_an_integer"),
    ],
)
def test_not_whole_numbers(raw, code):
    with pytest.raises(cells.Unreadable) as why:
        cells.integer(raw)
    assert why.value.code == code


def test_full_width_digits_are_digits():
    assert cells.integer("２０２４") == 2024


@pytest.mark.parametrize(
    "raw", ["市教育局/市公安局", "市教育局 市公安局", "市教育局　市公安局", "市教育局\n市公安局"]
)
def test_departments_are_parted_however_they_are_written(raw):
    assert cells.listed(raw) == ["市教育局", "市公安局"]


def test_a_blank_within_an_english_name_parts_nothing():
    assert cells.listed("Education Bureau, Women's Federation") == [
        "Education Bureau",
        "Women's Federation",
    ]
    assert cells.listed("A 区教育局") == ["A 区教育局"]


@pytest.mark.parametrize("raw", ["toilet；shade", "toilet、shade", '["toilet", "shade"]'])
def test_lists(raw):
    assert cells.listed(raw) == ["toilet", "shade"]


@pytest.mark.parametrize(
    ("raw", "noted"),
    [
        ("=1+1", ["formula_text"]),
        ("+cmd|x", ["formula_text"]),
        ("-5", []),
        ("a\u200bb", ["control_characters"]),
    ],
)
def test_text_is_cleaned_and_noticed(raw, noted):
    assert cells.plain_text(raw, 100)[1] == noted


def test_messages_show_cells_short_and_on_one_line():
    assert len(cells.shown("长" * 500)) == 60
    assert "\n" not in cells.shown("a\nb")
    assert "\u202e" not in cells.shown("a\u202eb")


@pytest.mark.parametrize(
    "header",
    ["儿童姓名", "姓名", "Child Name", "guardian_name", "身份证号", "手机号", "date of birth"],
)
def test_columns_about_persons(header):
    assert is_personal(header)


@pytest.mark.parametrize(
    "header", ["name", "名称", "school name", "联系电话", "children", "生日公园"]
)
def test_columns_about_places(header):
    assert not is_personal(header)
