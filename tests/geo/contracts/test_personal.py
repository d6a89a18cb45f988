"""Numbers and names of persons are found in whatever dress; other numbers are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.contracts.personal import (
    IDENTITY,
    PERSON,
    PHONE,
    SIGNATURE,
    identity_number,
    tells_of_persons,
)


@pytest.mark.parametrize(
    "text",
    [
        "330381199001011234",
        "330381 19900101 123X",
        "３３０３８１１９９００１０１１２３４",
        "330381-1990-0101-1234",
        "330381 1990 01 01 123 x",
        "3 3 0 3 8 1 1 9 9 0 0 1 0 1 1 2 3 4",
        "330381　19900101　123Ｘ",
        "330381–19900101–123X",
        "身份证330381199001011234号",
        "（110105194912310021）",
        "33038119900101123×",
        "330381900101123",  # 15 digits, as until 1999
        "330381 900101 123",
        "３３０３８１９００１０１１２３",
        "330381201512310011",  # a child
    ],
)
def test_an_identity_number_is_found(text):
    assert identity_number(text)
    assert IDENTITY in tells_of_persons(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "33038119900101123", "330381199013011234", "330381199001321234", "003811990010112345",
        "9133038119900101123", "1103301199001011234567", "2019-330381-48-01-123456",
        "120.651234,27.780123 120.661234 27.790123", "91330381MA2ABCDE1X", "330381000012345",
        "2026-05-01 2026-10-31 08:00", "0577-65812345 0577-65812346", "沙河路1号",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert not identity_number(text)


@pytest.mark.parametrize(
    "text",
    ["13812345678", "联系13812345678", "138 1234 5678", "138-1234-5678", "１３８１２３４５６７８",
     "+86 138 1234 5678", "86-13812345678", "0086 13812345678", "013812345678", "138.1234.5678",
     "1 3 8 1 2 3 4 5 6 7 8", "沙河路1号（19912345678）", "1381234 5678"],
)  # fmt: skip
def test_a_mobile_number_is_found(text):
    assert PHONE in tells_of_persons(text)


@pytest.mark.parametrize(
    "text",
    ["0577-65812345", "65812345", "12345678901", "400-812-3456", "1381234567", "138123456789",
     "27.13812345678", "人民路138号1234室5678", "2026-11-30", "13:00-17:00 18:00-20:00"],
)  # fmt: skip
def test_a_desks_number_is_nobodys(text):
    assert tells_of_persons(text) == ()


@pytest.mark.parametrize(
    "text",
    ["联系人张三", "负责人：李四", "人民路1号 园长王五", "校长 陈某某", "馆长为赵小明", "张女士",
     "人民路1号（欧阳老师）", "家长：王小明", "儿童姓名：小宝", "姓名 李雷", "李阿姨家",
     "contact: Zhang San", "家长姓名:小明妈"],
)  # fmt: skip
def test_a_name_of_a_person_is_found(text):
    assert PERSON in tells_of_persons(text)


@pytest.mark.parametrize(
    "text",
    ["人民路1号", "儿童公园东门", "校长办公室", "主任医师门诊", "社工站", "家长学校", "王府井大街",
     "张江镇高科路", "孙中山先生故居", "李先生路1号", "联系人", "负责人：见公告", "儿童活动中心",
     "儿童：免票", "学生：周末半价", "管理员周一休息",
     "周二至周日9:00-17:00（周一闭馆，法定节假日除外）", "Mo-Fr 08:00-18:00", "老师傅面馆"],
)  # fmt: skip
def test_places_are_no_persons(text):
    assert tells_of_persons(text) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [("张三", True), ("王小明", True), ("李某", True), ("马屿镇", False), ("高新区", False),
     ("教育局", False), ("妇儿工委办", False), ("", False)],
)  # fmt: skip
def test_a_bare_name_is_looked_for_only_where_it_is_asked(text, name):
    assert (PERSON in tells_of_persons(text, (SIGNATURE,))) == name
    assert tells_of_persons(text) == ()


GAPS = st.sampled_from(["", "", "", " ", "-", "  ", "　", "–"])


@given(st.integers(0, 899), st.dates(), st.lists(GAPS, min_size=17, max_size=17), st.booleans())
def test_however_its_digits_are_parted(last, born, gaps, wide):
    plain = (
        f"330381{max(born.year, 1900) % 200 + 1900:04d}{born.month:02d}{born.day:02d}{last:03d}X"
    )
    text = "".join(digit + gap for digit, gap in zip(plain, [*gaps, ""], strict=True))
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)
    assert identity_number(f"人民路1号{text}")
