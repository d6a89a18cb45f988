from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from geo.datum.china import wgs84_to_gcj02
from geo.faults import InputRefused
from spaces.content.folder import Content, default_content
from spaces.places.admin_units import load_admin_units, read_units
from spaces.places.registry import load_places
from tests.toys import toycontent, toytown
from tests.toys.toycontent import PLACE

LIST = "code,name_zh,name_en,level,parent\nW1,甲镇,,town,W\nE1,乙街道,Yi,街道,E\nC1,丙村,,村,W1\n"


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path)


def listed(toy: Content, text: str) -> Path:
    path = toy.path("units", f"{PLACE}.csv")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def units(toy: Content):
    return load_admin_units(toy, load_places(toy)[PLACE])


def test_the_registry_alone(toy: Content):
    towns = units(toy).of("town")
    assert towns["name_zh"].to_dict() == {"W": "西片", "E": "东片"}
    assert towns.geometry.notna().all()
    assert units(toy).of("community").empty


def test_a_list_brings_levels_and_replaces_its_own(toy: Content):
    listed(toy, LIST)
    found = units(toy)
    assert found.of("town").index.tolist() == ["W1", "E1"]
    assert found.of("community")["parent"].to_dict() == {"C1": "W1"}
    assert found.of("town").geometry.isna().all()


def test_outlines_come_from_a_second_file(toy: Content):
    path = listed(toy, LIST)
    middle = toytown.boundary().centroid
    shape = middle.buffer(0.001)
    square = shapely.geometry.mapping(shape)
    feature = {"type": "Feature", "properties": {"code": "W1"}, "geometry": square}
    outlines = {"type": "FeatureCollection", "features": [feature]}
    path.with_suffix(".geojson").write_text(json.dumps(outlines), encoding="utf-8")
    drawn = units(toy).of("town").geometry
    assert drawn.notna().tolist() == [True, False]
    assert drawn["W1"].equals(shape)


def test_outlines_without_a_code_are_refused(toy: Content):
    path = listed(toy, LIST)
    outlines = path.with_suffix(".geojson")
    empty = {"type": "Feature", "properties": {"n": 1}, "geometry": None}
    outlines.write_text(
        json.dumps({"type": "FeatureCollection", "features": [empty]}), encoding="utf-8"
    )
    with pytest.raises(InputRefused) as refused:
        read_units(path, outlines)
    assert ("column_missing", "code") in [(f.code, f.column) for f in refused.value.faults]


def test_bad_rows_are_named_and_left_out(toy: Content):
    path = listed(toy, LIST + "W1,重复,,town,W\nX,丁,,galaxy,\nY,,,town,\n")
    found = read_units(path)
    assert found.frame.index.tolist() == ["W1", "E1", "C1"]
    assert [(f.code, f.row) for f in found.faults if f.severity == "error"] == [
        ("key_twice", 4),
        ("value_not_allowed", 5),
        ("value_missing", 6),
    ]


def test_a_list_without_its_columns_is_refused(toy: Content):
    with pytest.raises(InputRefused) as refused:
        read_units(listed(toy, "name,size\n甲镇,3\n"))
    assert {f.column for f in refused.value.faults if f.code == "column_missing"} == {
        "code",
        "level",
    }


def test_shipped_registries():
    content = default_content()
    places = load_places(content)
    shanxi, changzhou = (load_admin_units(content, places[code]) for code in ("140000", "320400"))
    assert (len(shanxi.of("city")), len(shanxi.of("county"))) == (11, 117)
    assert set(shanxi.of("county")["parent"]) == set(shanxi.of("city").index)
    assert len(changzhou.of("county")) == 6
    assert shanxi.frame.geometry.notna().all()
    assert load_admin_units(content, places["330381"]).of("town").empty


def test_a_shape_without_a_code_loses_only_itself(tmp_path: Path):
    """One blank makes whole-number codes fractions (330381001.0): the others must still match."""
    listed = tmp_path / "towns.csv"
    listed.write_text("code,name_zh,level\n330381001.0,甲,镇\n330381002,乙,镇\n", encoding="utf-8")
    square = shapely.geometry.mapping(shapely.box(120, 27, 121, 28))
    codes = [330381001, 330381002, None, 330381002, 5]
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": square} for code in codes
    ]
    drawn = tmp_path / "towns.geojson"
    drawn.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = read_units(listed, drawn)
    assert found.frame.index.tolist() == ["330381001", "330381002"]
    assert found.frame.geometry.notna().all()
    said = {fault.code: fault.facts for fault in found.faults}
    assert said["units.no_code"]["rows"] == "3"
    assert (said["units.twice"]["codes"], said["units.unlisted"]["codes"]) == ("330381002", "5")


def outlined(path: Path, *rows: tuple[object, shapely.Geometry], **members: str) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, **members},
            "geometry": None if shape is None else shapely.geometry.mapping(shape),
        }
        for code, shape in rows
    ]
    out = path.with_suffix(".geojson")
    out.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return out


BOX = shapely.box(120.64, 27.77, 120.66, 27.79)


def shifted(datum_from_wgs84) -> shapely.Geometry:
    return shapely.transform(BOX, lambda xy: np.column_stack(datum_from_wgs84(*xy.T)))


@pytest.mark.parametrize("datum", ["gcj02", "火星坐标系", "高德"])
@pytest.mark.parametrize("said_in", ["outlines", "list"])
def test_outlines_of_a_stated_datum_are_converted(tmp_path: Path, said_in: str, datum: str):
    path = tmp_path / "units.csv"
    word = datum if said_in == "list" else ""
    path.write_text(f"code,name,level,坐标系\n1,甲镇,镇,{word}\n", encoding="utf-8")
    members = {"坐标系": datum} if said_in == "outlines" else {}
    found = read_units(path, outlined(path, (1, shifted(wgs84_to_gcj02)), **members))
    assert "datum_converted" in {f.code for f in found.faults}
    assert shapely.hausdorff_distance(found.frame.geometry["1"], BOX) < 1e-6


def test_outlines_that_are_shifted_and_do_not_say_so_are_told(tmp_path: Path):
    path = tmp_path / "units.csv"
    path.write_text("code,name,level\n1,甲镇,镇\n", encoding="utf-8")
    outlines = outlined(path, (1, shifted(wgs84_to_gcj02)))
    codes = {f.code for f in read_units(path, outlines, boundary=BOX.buffer(0.001)).faults}
    assert any(code.startswith(("shifted_datum", "datum_un")) for code in codes)


def test_a_row_without_an_outline_is_named(tmp_path: Path):
    path = tmp_path / "units.csv"
    path.write_text("code,name,level\n1,甲镇,镇\n9,丙镇,镇\n", encoding="utf-8")
    found = read_units(path, outlined(path, (1, BOX), (9, None)))
    assert found.frame.geometry.notna().to_dict() == {"1": True, "9": False}
    told = {f.code: (f.row, f.facts.get("got")) for f in found.faults}
    assert told["geometry_missing"][0] == 2
    assert told["units.row_without_shape"] == (None, "9")
