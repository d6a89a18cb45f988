"""Tables with coordinates in columns."""

from __future__ import annotations

import pytest

from geo.faults import InputRefused
from geo.io import (
    read_plain_csv,
)


def test_a_plain_csv_needs_no_coordinates(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("code,name\n1,甲镇\n\n2,乙镇\n", encoding="gb18030")
    table = read_plain_csv(path)
    assert table.frame["name"].to_dict() == {1: "甲镇", 3: "乙镇"}
    assert table.frame.geometry.isna().all()
    with pytest.raises(InputRefused) as refused:
        read_plain_csv(tmp_path / "none.csv")
    assert [fault.code for fault in refused.value.faults] == ["file_missing"]
