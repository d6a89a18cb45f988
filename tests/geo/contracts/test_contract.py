import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.contracts.contract import Column, Contract, check
from geo.faults import InputRefused

KINDS = frozenset({"Point"})
CONTRACT = Contract(
    "stops",
    (
        Column("id", "text", aliases=("编号",)),
        Column("name", "text", required=True, aliases=("站名",)),
        Column("seats", "integer", minimum=0, unit="seats"),
        Column("width", "number", default=2.5),
        Column("lit", "boolean"),
        Column("lines", "text_list"),
        Column("opened", "date"),
    ),
    KINDS,
    key="id",
)


def frame(n=2, **columns):
    table = {"id": [f"s{i}" for i in range(1, n + 1)], "name": [f"stop {i}" for i in range(n)]}
    points = shapely.points(np.linspace(120, 121, n), np.full(n, 27.0))
    return gpd.GeoDataFrame(table | columns, geometry=points, crs="EPSG:4326")


def codes(checked):
    return [(f.code, f.row, f.severity) for f in checked.faults]


def test_missing_optional_columns_are_there_with_their_neutral_value():
    got = check(frame(1), CONTRACT, "a.csv").frame
    assert list(got.columns) == [c.name for c in CONTRACT.columns] + ["geometry"]
    row = got.iloc[0]
    assert row["seats"] is pd.NA
    assert row["width"] == 2.5
    assert row["lit"] is pd.NA
    assert (row["lines"], row["opened"]) == ([], None)
    assert got.index.name == "row"


def test_rows_stay_beside_their_geometry():
    given_frame = frame(5).sample(frac=1, random_state=3)
    got = check(given_frame, CONTRACT, "a.csv").frame
    assert list(got["id"]) == list(given_frame["id"])
    assert list(got.geometry.x) == list(given_frame.geometry.x)


def test_headers_are_matched_without_case_width_and_blanks():
    renamed = frame(1).rename(columns={"id": "\ufeff编号 ", "name": "ＮＡＭＥ"})
    checked = check(renamed, CONTRACT, "a.csv")
    assert list(checked.frame["name"]) == ["stop 0"]
    assert codes(checked) == []


def test_the_better_alias_wins():
    checked = check(frame(1, 站名=["另一个"]), CONTRACT, "a.csv")
    assert list(checked.frame["name"]) == ["stop 0"]
    assert codes(checked) == [("columns_unused", None, "notice")]


def test_bad_values_are_warnings_in_optional_and_errors_in_required_columns():
    checked = check(frame(3, seats=["4", "many", -1], name=["a", "b", None]), CONTRACT, "a.csv")
    assert list(checked.frame["seats"]) == [4, pd.NA]
    assert codes(checked) == [
        ("not_a_number", 2, "warning"),
        ("value_missing", 3, "error"),
        ("too_small", 3, "warning"),
    ]


def test_every_fault_of_a_refused_file_is_told_at_once():
    faulty = frame(2, seats=["x", "1"]).drop(columns="name").set_crs(None, allow_override=True)
    with pytest.raises(InputRefused) as refused:
        check(faulty, CONTRACT, "a.csv")
    found = [fault.code for fault in refused.value.faults]
    assert found == ["column_missing", "no_crs", "not_a_number"]


def test_rows_keep_their_numbers_from_the_reader():
    numbered = frame(3, seats=[1, 2, "x"]).set_axis(pd.Index([2, 5, 9], name="row"))
    checked = check(numbered, CONTRACT, "a.csv")
    assert list(checked.frame.index) == [2, 5, 9]
    assert checked.faults[0].row == 9


def test_machine_numbers_and_text_numbers_agree():
    whole = [0, 3, 7]
    for seats in (whole, [float(v) for v in whole], ["0", "3.0", " 7 "], np.array(whole, "int16")):
        assert list(check(frame(3, seats=seats), CONTRACT, "a.csv").frame["seats"]) == whole


def test_other_crs_is_brought_to_wgs84():
    got = check(frame(2).to_crs("EPSG:32651"), CONTRACT, "a.gpkg").frame
    assert got.crs.to_epsg() == 4326
    assert np.allclose(got.geometry.x, [120, 121])


def test_the_frame_given_is_not_changed():
    given_frame = frame(2, seats=["x", "1"], lines=["a;b", "c"])
    before = given_frame.copy(deep=True)
    check(given_frame, CONTRACT, "a.csv")
    pd.testing.assert_frame_equal(given_frame, before)


@given(st.permutations(range(6)))
def test_row_order_does_not_matter(order):
    base = frame(6, seats=["1", "x", "3", "-1", "5", None]).iloc[list(order)]
    got = check(base.reset_index(drop=True), CONTRACT, "a.csv").frame.set_index("id")["seats"]
    straight = check(frame(6, seats=["1", "x", "3", "-1", "5", None]), CONTRACT, "a.csv").frame
    pd.testing.assert_series_equal(got.sort_index(), straight.set_index("id")["seats"])


@given(st.lists(st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans())))
def test_nothing_in_a_cell_breaks_the_check(cells):
    columns = {c.name: pd.Series(cells, dtype="object") for c in CONTRACT.columns if c.name != "id"}
    many = frame(len(cells), **columns)
    try:
        checked = check(many, CONTRACT, "a.csv")
    except InputRefused:
        assert not cells
        return
    errors = {f.row for f in checked.faults if f.severity == "error"}
    assert len(checked.frame) + len(errors) == len(cells)
    assert not errors & set(checked.frame.index)


@pytest.mark.parametrize(
    "odd", ["=1+1", "a\u200bb", " s9 ", "x330381201903010011", "站9", "9" * 20]
)
def test_plain_ids_read_at_once_and_odd_ones_agree(odd):
    ids = [f"cell_{i}" for i in range(5)]
    quick = check(frame(5, id=ids), CONTRACT, "a.csv")
    assert (list(quick.frame["id"]), quick.faults) == (ids, ())
    mixed = check(frame(6, id=[*ids, odd]), CONTRACT, "a.csv").frame["id"]
    alone = check(frame(1, id=[odd]).astype({"id": object}), CONTRACT, "a.csv").frame["id"]
    assert list(mixed) == [*ids, *alone]
