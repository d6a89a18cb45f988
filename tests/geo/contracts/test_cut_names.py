import pytest

from geo.contracts.cut_names import begun_by, cut_from, whole_characters


@pytest.mark.parametrize(
    ("header", "names", "found"),
    [
        ("coord_sour", ("coord_source",), ("coord_source",)),
        ("建成年", ("建成年份",), ("建成年份",)),  # UTF-8: three of four characters fit
        ("牵头单", ("牵头单位",), ("牵头单位",)),
        ("坐标系统类", ("坐标系统类型",), ("坐标系统类型",)),  # GBK: five of six
        ("开放时", ("开放时间", "开放时段"), ("开放时间", "开放时段")),
        ("coord", ("coord_source",), ()),  # shorter than what is kept
        ("coord_source", ("coord_source",), ()),
        ("verified_b", ("verified_on",), ()),
        ("建成", ("建成年份",), ()),
    ],
)
def test_what_a_name_may_be_cut_from(header, names, found):
    assert begun_by(header, names) == found
    assert cut_from(header, names) == bool(found)


def dbf(*names):
    fields = b"".join(name.ljust(11, b"\0") + b"C" + b"\0" * 20 for name in names)
    return b"\x03" + b"\0" * 31 + fields + b"\x0d" + "行".encode()


def test_half_a_character_at_the_end_of_a_name_goes():
    cut = "建成年份".encode()[:10]
    whole = whole_characters(dbf(b"id", cut), "UTF-8")
    assert whole == dbf(b"id", "建成年".encode())
    assert whole_characters(whole, "UTF-8") == whole
    gbk = "a名称建成年份".encode("gbk")[:10]
    assert whole_characters(dbf(gbk), "GB18030") == dbf("a名称建成".encode("gbk"))
    assert whole_characters(dbf(gbk), "UTF-8") == dbf(gbk)  # in another encoding nothing is cut
