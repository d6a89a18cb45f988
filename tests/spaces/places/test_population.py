"""The toy town has 3,600 children: 360, 720, 1,080 and 1,440 by age band."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from geo.datum.china import wgs84_to_bd09, wgs84_to_gcj02
from geo.distance import GEOD
from geo.faults import InputRefused
from spaces.content.folder import Content, default_content
from spaces.places.population import BANDS, Population, load_population, read_population
from spaces.places.registry import load_places
from tests.toys import toycontent, toytown


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path / "data")


def read(folder: Path, text: str) -> Population:
    path = folder / "children.csv"
    path.write_text(text, encoding="utf-8")
    return read_population(path)


AT = "120.5,27.8"


def test_the_shipped_cells_are_modelled_and_whole(toy: Content):
    found = load_population(toy, toycontent.PLACE)
    assert found is not None
    assert (found.modelled, found.bands, len(found.cells)) == (True, BANDS, 24)
    assert found.cells["children"].sum() == 3600
    assert [found.cells[band].sum() for band in BANDS] == [360, 720, 1080, 1440]
    assert found.cells["children"].dtype == float


def test_a_place_without_children_has_none(toy: Content):
    assert load_population(toy, "1") is None


def test_a_csv_in_the_data_folder_is_read(toy: Content):
    """A planner saves a table from Excel; a folder that reads Parquet only would pass it over."""
    toy.path("population", f"{toycontent.PLACE}.parquet").unlink()
    text = f"编号,儿童数,lon,lat\na,5,{AT}\nb,7,{AT}\n"
    toy.path("population", f"{toycontent.PLACE}.csv").write_text(text, encoding="utf-8")
    found = load_population(toy, toycontent.PLACE)
    assert found is not None
    assert (found.source, found.modelled) == (f"{toycontent.PLACE}.csv", False)
    assert found.cells["children"].tolist() == [5.0, 7.0]


def test_two_files_for_one_place_are_refused(toy: Content):
    text = f"儿童数,lon,lat\n5,{AT}\n"
    toy.path("population", f"{toycontent.PLACE}.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputRefused) as refused:
        load_population(toy, toycontent.PLACE)
    (fault,) = refused.value.faults
    assert fault.code == "children.two_files"
    assert {fault.file, fault.facts["others"]} == {
        f"{toycontent.PLACE}.csv", f"{toycontent.PLACE}.parquet",
    }  # fmt: skip


def test_a_total_alone_has_no_bands(tmp_path: Path):
    found = read(tmp_path, f"id,children,lon,lat\na,5,{AT}\nb,7,{AT}\n")
    assert (found.bands, found.modelled) == ((), False)
    assert found.cells["children"].tolist() == [5.0, 7.0]


def test_bands_alone_add_up(tmp_path: Path):
    found = read(tmp_path, f"age_0,age_5_9,lon,lat\n1,2,{AT}\n3,,{AT}\n")
    assert found.bands == ("age_0", "age_5_9")
    assert found.cells["children"].tolist() == [3.0, 3.0]
    assert list(found.cells.index) == ["row-1", "row-2"]


def test_a_total_that_differs_from_its_bands_is_named(tmp_path: Path):
    text = f"age_0,age_1_4,age_5_9,age_10_14,children,lon,lat\n1,1,1,1,9,{AT}\n"
    found = read(tmp_path, text)
    assert found.cells["children"].tolist() == [9.0]
    assert "children.total_not_bands" in {f.code for f in found.faults}


def test_negative_heads_are_not_used(tmp_path: Path):
    found = read(tmp_path, f"children,lon,lat\n-4,{AT}\n6,{AT}\n")
    assert found.cells["children"].sum() == 6
    assert ("too_small", 1) in {(f.code, f.row) for f in found.faults}


def test_a_table_without_heads_is_refused(tmp_path: Path):
    with pytest.raises(InputRefused) as refused:
        read(tmp_path, f"name,lon,lat\n甲,{AT}\n")
    assert [f.code for f in refused.value.faults] == ["children.no_column"]


def test_squares_become_points_inside_them(tmp_path: Path):
    square = shapely.box(120.498, 27.798, 120.5, 27.8)
    frame = gpd.GeoDataFrame({"children": [4]}, geometry=[square], crs="EPSG:4326")
    path = toycontent.write_geojson(frame, tmp_path / "cells.geojson")
    cells = read_population(path).cells
    assert cells.geom_type.tolist() == ["Point"]
    assert cells.geometry.iloc[0].within(square)


@pytest.mark.parametrize("suffix", [".geojson", ".parquet", ".gpkg"])
def test_the_same_children_in_every_format(tmp_path: Path, suffix: str):
    frame = toytown.cells().rename_axis("id").reset_index()
    path = tmp_path / f"cells{suffix}"
    if suffix == ".parquet":
        frame.to_parquet(path)
    elif suffix == ".gpkg":
        frame.to_file(path, driver="GPKG")
    else:
        toycontent.write_geojson(frame, path)
    found = read_population(path)
    assert found.cells["children"].sum() == 3600
    assert found.bands == BANDS


@pytest.mark.parametrize("place", ["330381", "320400", "140000", "370321", "310105"])
def test_shipped_children_add_up_to_the_census(place: str):
    content = default_content()
    found = load_population(content, place)
    census = load_places(content)[place].census
    assert found is not None
    assert census is not None
    assert found.modelled
    assert found.cells["children"].sum() == census.children
    assert [found.cells[band].sum() for band in BANDS] == [getattr(census, b) for b in BANDS]


def test_only_areas_are_asked_for_a_point_inside(toy, monkeypatch):
    asked, own = [], shapely.point_on_surface
    monkeypatch.setattr(
        shapely, "point_on_surface", lambda shapes: asked.append(len(shapes)) or own(shapes)
    )
    known = load_population(toy, toycontent.PLACE)
    assert len(known.cells)
    assert asked == [0]  # the toy's cells are points


def test_rows_without_a_number_and_bands_that_lack_are_told(tmp_path: Path):
    blank = read(tmp_path, f"lon,lat,儿童人数\n{AT},3\n{AT},\n{AT},很多\n")
    (told,) = [f for f in blank.faults if f.code == "children.blank"]
    assert told.facts == {"count": 2}
    assert blank.cells["children"].tolist() == [3, 0, 0]
    some = read(tmp_path, f"lon,lat,age_1_4,age_5_9\n{AT},3,4\n")
    assert [(f.code, dict(f.facts)) for f in some.faults if f.code == "children.bands_absent"] == [
        ("children.bands_absent", {"lacking": "age_0, age_10_14"})
    ]


def test_the_source_of_coordinates_is_not_called_unused(tmp_path: Path):
    found = read(tmp_path, f"lon,lat,children,coord_source\n{AT},3,gcj02\n")
    assert [f.code for f in found.faults] == ["datum_converted"]


def moved_m(a, b) -> float:
    return float(GEOD.inv(a.x, a.y, b.x, b.y)[2])


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".gpkg", ".geojson"])
@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_row_of_the_data_folder_that_says_its_datum_is_converted(toy, suffix: str, datum: str):
    path = toy.path("population", f"{toycontent.PLACE}.parquet")
    frame = gpd.read_parquet(path)
    path.unlink()
    true = frame.set_index("id").geometry
    shift = {"gcj02": wgs84_to_gcj02, "bd09": wgs84_to_bd09}[datum]
    at = np.column_stack(shift(frame.geometry.x.to_numpy(), frame.geometry.y.to_numpy()))
    frame = frame.set_geometry(gpd.points_from_xy(*at.T, crs="EPSG:4326"))
    frame["coord_source"] = datum
    out = path.with_suffix(suffix)
    if suffix == ".parquet":
        frame.to_parquet(out)
    elif suffix == ".gpkg":
        frame.to_file(out, driver="GPKG")
    elif suffix == ".geojson":
        toycontent.write_geojson(frame, out)
    else:
        rows = frame.drop(columns="geometry").assign(lon=at[:, 0], lat=at[:, 1])
        rows.to_csv(out, index=False)
    found = load_population(toy, toycontent.PLACE)
    assert "datum_converted" in {f.code for f in found.faults}
    cells = found.cells
    assert max(moved_m(true[key], cells.geometry[key]) for key in cells.index) < 0.5


def test_unmarked_parquet_is_held_against_the_outline_and_our_own_is_not_moved(toy):
    path = toy.path("population", f"{toycontent.PLACE}.parquet")
    frame = gpd.read_parquet(path).drop(columns="coord_source")
    frame.to_parquet(path)
    told = [f.code for f in load_population(toy, toycontent.PLACE).faults]
    assert told == ["datum_unconfirmed"]
    table = pq.read_table(path)
    marked = table.replace_schema_metadata({**table.schema.metadata, "datum": "wgs84"})
    pq.write_table(marked, path)
    found = load_population(toy, toycontent.PLACE)
    assert found.faults == ()
    assert found.cells.geometry.tolist() == frame.geometry.tolist()
