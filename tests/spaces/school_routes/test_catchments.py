"""Catchments of schools by areas or by list, with each bad row named."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.faults import InputRefused
from spaces.places.population import Population
from spaces.school_routes.catchments import Catchments, read_catchments
from spaces.text import languages, text
from spaces.text.faults import sentence

WEST, EAST = shapely.box(120.50, 27.80, 120.51, 27.81), shapely.box(120.51, 27.80, 120.52, 27.81)
SCHOOLS = pd.DataFrame(
    {"name_zh": ["西小", "东小", "同名", "同名"]}, index=pd.Index(["w", "e", "t1", "t2"], name="id")
)


def population() -> Population:
    at = gpd.points_from_xy([120.501, 120.502, 120.511], [27.805] * 3)
    rows = {"children": [1.0, 2.0, 4.0], "sub_area_code": ["A", "A", "B"]}
    cells = gpd.GeoDataFrame(rows, geometry=at, crs="EPSG:4326", index=["c1", "c2", "c3"])
    return Population(cells, modelled=False, source="toy", bands=())


def areas(folder: Path, *rows: tuple[str, shapely.Geometry], header: str = "学校") -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {header: school, "coord_source": "wgs84"},
            "geometry": shapely.geometry.mapping(shape),
        }
        for school, shape in rows
    ]
    path = folder / "areas.geojson"
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return path


def listed(folder: Path, *rows: str, header: str = "代码,学校") -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def told(found: Catchments) -> list[tuple[str, int | None, str | None]]:
    for fault in found.faults:
        for lang in languages():
            said = sentence(fault, text(lang))
            assert str(fault.row) in said
            assert text(lang)("fault.unknown", code=fault.code) not in said
    return [(fault.code, fault.row, fault.column) for fault in found.faults]


def test_areas_by_id_or_name(tmp_path: Path):
    found = read_catchments(areas(tmp_path, ("w", WEST), ("东小", EAST)), SCHOOLS)
    assert found.faults == ()
    assert found.areas is not None
    assert found.cells is None
    assert found.areas["school"].tolist() == ["w", "e"]
    assert found.areas.crs == "EPSG:4326"
    assert found.schools == ("e", "w")


def test_a_school_that_nobody_knows_loses_its_row_alone(tmp_path: Path):
    found = read_catchments(areas(tmp_path, ("w", WEST), ("火星小学", EAST)), SCHOOLS)
    assert told(found) == [("catchments.no_such_school", 2, "学校")]
    assert found.schools == ("w",)


def test_a_name_of_two_schools_is_not_guessed(tmp_path: Path):
    found = read_catchments(areas(tmp_path, ("w", WEST), ("同名", EAST)), SCHOOLS)
    assert told(found) == [("catchments.name_twice", 2, "学校")]


def test_areas_that_overlap_are_named(tmp_path: Path):
    wide = shapely.box(120.505, 27.80, 120.52, 27.81)
    found = read_catchments(areas(tmp_path, ("w", WEST), ("e", wide)), SCHOOLS)
    assert told(found) == [("catchments.overlap", 2, "geometry")]
    assert found.faults[0].facts["percent"] == 50
    assert found.areas is not None
    assert len(found.areas) == 2


def test_areas_that_touch_or_are_of_one_school_do_not_overlap(tmp_path: Path):
    path = areas(tmp_path, ("w", WEST), ("e", EAST), ("e", EAST))
    assert read_catchments(path, SCHOOLS).faults == ()


def test_a_list_of_cells_and_sub_areas(tmp_path: Path):
    """Sub-area A is cells c1 and c2; c2's own row goes before it."""
    found = read_catchments(listed(tmp_path, "A,w", "c2,e", "B,东小"), SCHOOLS, population())
    assert found.faults == ()
    assert found.cells == {"c1": "w", "c2": "e", "c3": "e"}


def test_bad_rows_of_a_list_are_named(tmp_path: Path):
    path = listed(tmp_path, "c1,w", "c9,w", "c1,e", "c2,x", ",w")
    found = read_catchments(path, SCHOOLS, population())
    assert told(found) == [
        ("value_missing", 5, "代码"),
        ("catchments.no_such_school", 4, "学校"),
        ("catchments.no_such_code", 2, "代码"),
        ("catchments.code_twice", 3, "代码"),
    ]
    assert found.cells == {"c1": "w"}


@pytest.mark.parametrize(
    ("rows", "people", "code"),
    [
        (("c1,w",), None, "catchments.no_population"),
        (("c9,w",), population(), "catchments.none"),
    ],
)
def test_a_list_without_one_good_row_is_refused(
    tmp_path: Path, rows: tuple[str, ...], people: Population | None, code: str
):
    with pytest.raises(InputRefused) as no:
        read_catchments(listed(tmp_path, *rows), SCHOOLS, people)
    assert code in {fault.code for fault in no.value.faults}


def test_a_list_without_a_school_column_is_refused(tmp_path: Path):
    with pytest.raises(InputRefused) as no:
        read_catchments(listed(tmp_path, "c1,w", header="代码,x"), SCHOOLS, population())
    assert "column_missing" in {fault.code for fault in no.value.faults}


def test_points_are_no_catchments(tmp_path: Path):
    with pytest.raises(InputRefused) as no:
        read_catchments(areas(tmp_path, ("w", WEST.centroid)), SCHOOLS)
    assert {fault.code for fault in no.value.faults} >= {"geometry_kind", "catchments.none"}
