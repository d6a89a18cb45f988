"""No byte of the public map tells of a person, whatever is marked public; and it is told."""

from __future__ import annotations

import json

import pytest

from spaces.public.publish import snapshot
from spaces.public.static_folder import packed
from spaces.sites.loading import load_sites, read_sites
from spaces.text import text
from spaces.text.faults import sentence
from tests.toys import publictown

DIGITS = ("19900101", "13812345678", "1234567", "900101")
NAMES = ("张三", "李四", "王五", "赵六")


def listed(tmp_path, rows: list[str]):
    """A clerk's list, read at the door that the command and the pages share."""
    head = "名称,类别,经度,纬度,地址,开放时间,核实单位,是否公开"
    path = tmp_path / "list.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return read_sites(path, publictown.build(tmp_path / "town"), "")


CELLS = [
    ("address", "联系人张三13812345678", ["phone_number", "person_name"]),
    ("address", "330381 19900101 123X", ["identity_number"]),
    ("address", "３３０３８１１９９００１０１１２３４", ["identity_number"]),
    ("address", "330381199001011234", ["identity_number"]),
    ("address", "人民路1号，身份证330381-1990-0101-1234", ["identity_number"]),
    ("address", "330381900101123", ["identity_number"]),
    ("address", "人民路1号 138 1234 5678", ["phone_number"]),
    ("address", "人民路1号（１３８-１２３４-５６７８）", ["phone_number"]),
    ("address", "人民路1号 负责人：李四", ["person_name"]),
    ("opening", "每天9:00-17:00 联系王五 13812345678", ["phone_number"]),
    ("opening", "请找赵六阿姨", ["person_name"]),
    ("verified_by", "张三", ["person_name"]),
    ("verified_by", "社工站 李四 +8613812345678", ["phone_number"]),
    ("sub_area", "园长王五处", ["person_name"]),
    ("name_zh", "张三家托育点13812345678", ["phone_number"]),
    ("name_en", "Home care 138 1234 5678", ["phone_number"]),
]


@pytest.mark.parametrize(("column", "cell", "codes"), CELLS)
def test_every_such_cell_is_told_with_row_and_column(tmp_path, column, cell, codes):
    content = publictown.build(tmp_path)
    put(content, column, cell)
    found = [f for f in load_sites(content).faults if f.code in
             ("identity_number", "phone_number", "person_name")]  # fmt: skip
    assert [fault.code for fault in found] == codes
    assert {(fault.row, fault.column) for fault in found} == {(1, column)}
    assert not any(cell in str(value) for fault in found for value in fault.facts.values())


@pytest.mark.parametrize(("column", "cell", "codes"), CELLS)
def test_no_byte_of_the_public_map_holds_it(tmp_path, column, cell, codes):
    content = publictown.build(tmp_path)
    put(content, column, cell)
    files = snapshot(content, None, "2026-11-30")
    assert files
    for path, data in {**files, **packed(files)}.items():
        told = data.decode("utf-8", errors="replace")
        bare = told.translate(str.maketrans("１２３４５６７８９０", "1234567890", " -"))
        assert cell not in told, path
        if path.startswith("data/") or "/list" in path:
            for secret in (*DIGITS, *NAMES):
                assert secret not in bare, (path, secret)


def test_a_site_stays_without_the_cell_and_goes_with_its_name(tmp_path):
    content = publictown.build(tmp_path)
    assert b"\xe9\x87\x8d\xe9\x98\xb3\xe6\xb2\x99\xe5\x9b\xad" in all_data(content)  # 重阳沙园
    put(content, "address", "联系人张三13812345678")
    assert "重阳沙园".encode() in all_data(content)
    put(content, "name_zh", "重阳沙园13812345678")
    assert "重阳沙园".encode() not in all_data(content)


def test_the_case_as_it_was_handed_in(tmp_path):
    rows = [
        "甲,park,120.6512,27.7801,联系人张三13812345678,,,是",
        "乙,park,120.6522,27.7801,330381 19900101 123X,,,是",
        "丙,park,120.6532,27.7801,３３０３８１１９９００１０１１２３４,,,是",
        "丁,park,120.6542,27.7801,330381199001011234,,,是",
    ]
    loaded = listed(tmp_path, rows)
    told = [(f.row, f.column, f.code) for f in loaded.faults if f.severity == "warning"]
    assert [one for one in told if one[1] == "地址"] == [
        (1, "地址", "phone_number"),
        (1, "地址", "person_name"),
        (2, "地址", "identity_number"),
        (3, "地址", "identity_number"),
        (4, "地址", "identity_number"),
    ]
    assert loaded.frame["address"].tolist()[1:] == ["", "", ""]
    said = [sentence(fault, text("zh")) for fault in loaded.faults if fault.column == "地址"]
    assert ["第 1 行“地址”列" in one and "内部保留" in one for one in said[:2]] == [True, True]
    assert not any("没有采用" in one for one in said[:2])
    assert all("不予保存" in one for one in said[2:])


def put(content, column: str, cell: str) -> None:
    """Write a cell into the first site of the town, which is public."""
    path = content.path("sites.geojson")
    read = json.loads(path.read_text(encoding="utf-8"))
    read["features"][0]["properties"][column] = cell
    path.write_text(json.dumps(read, ensure_ascii=False), encoding="utf-8")


def all_data(content) -> bytes:
    files = snapshot(content, None, "2026-11-30")
    return b"".join(data for path, data in files.items() if path.startswith("data/"))
