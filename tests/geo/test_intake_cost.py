"""Long tables are read by the column, not by the cell, and say the same as short ones."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from geo import geojson
from geo.contracts import cells, keys
from geo.contracts import values as column_values
from geo.contracts.columns import Column
from geo.contracts.values import parse
from geo.io import read_table
from geo.limits import Limits


def counted(monkeypatch, module, name) -> list[object]:
    seen, own = [], getattr(module, name)
    monkeypatch.setattr(module, name, lambda *a, **k: seen.append(a) or own(*a, **k))
    return seen


def test_equal_lists_are_read_once_and_shared_by_nobody(monkeypatch):
    read = counted(monkeypatch, cells, "plain_text")
    found = parse(
        pd.Series([["教育局", "住建局"]] * 100 + [["卫健局"]]), Column("lead", "text_list")
    )
    assert len(read) == 3
    assert list(found.series[:2]) == [["教育局", "住建局"]] * 2
    assert found.series[0] is not found.series[1]


def test_machine_booleans_are_taken_at_once(monkeypatch):
    read = counted(monkeypatch, column_values, "_read_cell")
    found = parse(pd.Series([True, False] * 50), Column("lit", "boolean"))
    assert read == []
    assert list(found.series[:2]) == [True, False]
    gappy = parse(pd.Series([True, None, "是"]), Column("lit", "boolean"))
    assert list(gappy.series.fillna(False)) == [True, False, True]


def test_an_identity_number_is_still_found_in_a_text_of_its_length():
    found = parse(pd.Series(["110105194912310021", "1101051949123100"]), Column("note", "text"))
    assert [mark.code for mark in found.marks] == ["identity_number"]
    assert list(found.series) == ["", "1101051949123100"]


def test_points_are_made_at_once_and_odd_ones_singly(tmp_path, monkeypatch):
    singly = counted(monkeypatch, geojson, "_shape")
    pairs = [
        [120.5, 27.5],
        [120.5, 27.5, 3.0],
        [120, 27],
        ["120.5", 27.5],
        [],
        None,
        [120.25, 27.25],
    ]
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": pair}}
        for pair in pairs
    ]
    path = tmp_path / "points.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    table = read_table(path, limits=Limits())
    drawn = [None if g is None else g.wkt for g in table.frame.geometry]
    point = "POINT (120.5 27.5)"
    assert drawn[:4] == [point, "POINT Z (120.5 27.5 3)", "POINT (120 27)", point]
    assert drawn[6] == "POINT (120.25 27.25)"
    assert len(singly) == len(pairs) - 2


@pytest.mark.parametrize("how", [keys.refuse_repeated, keys.name_anew])
def test_keys_that_all_differ_are_not_walked_through(monkeypatch, how):
    table = pd.DataFrame({"id": ["a", "b", "a"]}, index=[1, 2, 3])
    bad = pd.Series([False, False, True]).to_numpy()
    for walk in ("zip", "enumerate"):
        monkeypatch.setattr(keys, walk, None, raising=False)  # a walk would need it
    assert how(table, "id", "id", bad, "x.csv") == []
