import json
import zipfile

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.faults import InputRefused
from geo.io import (
    FORMATS,
    read_bytes,
    read_frame,
    read_plain_csv,
    read_table,
    suffixes,
    write_geojson,
)
from geo.limits import Limits, limits_from_environment

NAMES = ["瑞安广场", "Park, “the 2nd”"]


@pytest.fixture
def frame():
    shapes = [shapely.Point(120.6123456, 27.7654321), shapely.Point(120.7, 27.8)]
    return gpd.GeoDataFrame({"name": NAMES, "year": [2023, 2024]}, geometry=shapes, crs=4326)


def write(frame, path):
    suffix = path.suffix
    if suffix == ".csv":
        table = pd.DataFrame(frame.drop(columns="geometry"))
        table.assign(lon=frame.geometry.x, lat=frame.geometry.y).to_csv(path, index=False)
    elif suffix == ".parquet":
        frame.to_parquet(path)
    elif suffix == ".zip":
        frame.to_file(path.with_suffix(".shp"), encoding="UTF-8")
        with zipfile.ZipFile(path, "w") as archive:
            for part in path.parent.glob(f"{path.stem}.*"):
                if part != path:
                    archive.write(part, f"folder/{part.name}")
    elif suffix == ".geojson":
        write_geojson(frame, path)
    else:
        frame.to_file(path)
    return path


@pytest.mark.parametrize("suffix", [".geojson", ".csv", ".gpkg", ".zip", ".parquet"])
def test_every_format_gives_the_same_frame(frame, tmp_path, suffix):
    got = read_frame(write(frame, tmp_path / f"a{suffix}"))
    assert list(got["name"]) == NAMES
    assert [int(year) for year in got["year"]] == [2023, 2024]
    assert got.crs.equals("EPSG:4326") or got.crs.to_epsg() == 4326
    assert shapely.equals_exact(got.geometry.to_numpy(), frame.geometry.to_numpy(), 1e-7).all()
    assert got.index.name == "row"
    assert list(got.index) == [1, 2]


def test_every_suffix_belongs_to_one_format():
    assert len(set(suffixes())) == len(suffixes())
    assert {row.driver for row in FORMATS} == {None, "GPKG", "ESRI Shapefile"}


def test_the_name_decides_not_the_path(frame, tmp_path):
    path = write(frame, tmp_path / "a.geojson").rename(tmp_path / "upload-7")
    assert len(read_frame(path, name="学校.geojson")) == 2
    with pytest.raises(InputRefused) as refused:
        read_frame(path, name="../../etc/学校.xlsx")
    fault = refused.value.faults[0]
    assert (fault.code, fault.file) == ("unknown_suffix", "学校.xlsx")


def test_bytes_from_the_wire(frame, tmp_path):
    data = write(frame, tmp_path / "a.gpkg").read_bytes()
    assert list(read_bytes(data, "上传.gpkg").frame["name"]) == NAMES


def test_layers_of_a_geopackage(frame, tmp_path):
    path = tmp_path / "two.gpkg"
    frame.to_file(path, layer="one")
    frame.iloc[:1].to_file(path, layer="two")
    assert len(read_frame(path, layer="two")) == 1
    for layer, code in ((None, "many_layers"), ("three", "layer_missing")):
        with pytest.raises(InputRefused) as refused:
            read_frame(path, layer=layer)
        assert refused.value.faults[0].code == code
        assert refused.value.faults[0].facts["layers"] == "one, two"


def test_a_geopackage_is_left_as_it_was(frame, tmp_path):
    path = write(frame, tmp_path / "a.gpkg")
    before = path.read_bytes()
    read_frame(path)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["a.gpkg"]


def test_a_geopackage_without_crs_has_none(frame, tmp_path):
    path = tmp_path / "a.gpkg"
    with pytest.warns(UserWarning, match="crs"):
        frame.set_crs(None, allow_override=True).to_file(path)
    assert read_frame(path).crs is None


@pytest.mark.parametrize(
    ("limits", "code"),
    [(Limits(file_bytes=50), "too_large"), (Limits(rows=1), "too_many_rows")],
)
@pytest.mark.parametrize("suffix", [".geojson", ".csv", ".gpkg", ".zip", ".parquet"])
def test_limits_hold_for_every_format(frame, tmp_path, suffix, limits, code):
    path = write(frame, tmp_path / f"a{suffix}")
    with pytest.raises(InputRefused) as refused:
        read_table(path, limits=limits)
    assert refused.value.faults[0].code == code


def test_limits_are_a_setting(monkeypatch):
    monkeypatch.setenv("GEO_MAX_MB", "3")
    monkeypatch.setenv("GEO_MAX_ROWS", "7")
    limits = limits_from_environment()
    assert (limits.file_bytes, limits.rows) == (3_000_000, 7)
    monkeypatch.setenv("GEO_MAX_MB", "lots")
    with pytest.raises(InputRefused):
        limits_from_environment()


def test_old_crs_members_are_respected(tmp_path):
    path = tmp_path / "a.geojson"
    point = {"type": "Point", "coordinates": [400000.0, 3070000.0]}
    feature = {"type": "Feature", "properties": {}, "geometry": point}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4549"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))
    assert read_frame(path).crs.to_epsg() == 4549
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert read_frame(path).crs.to_epsg() == 4326


def test_written_geojson_reads_back_with_its_values(tmp_path):
    table = {
        "id": ["a", "b"],
        "tags": [["x", "y"], []],
        "n": pd.array([1, None], dtype="Int64"),
        "share": [0.5, float("nan")],
        "yes": [True, False],
    }
    shapes = [shapely.box(120, 27, 121, 28), None]
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs=4326).set_index("id")
    path = tmp_path / "a.geojson"
    write_geojson(frame, path, {"note": "示意"})
    document = json.loads(path.read_text("utf-8"))
    assert document["note"] == "示意"
    assert document["features"][1] == {
        "type": "Feature",
        "properties": {"id": "b", "tags": [], "n": None, "share": None, "yes": False},
        "geometry": None,
    }
    again = read_table(path)
    assert again.datum == "wgs84"
    assert again.frame.geometry.iloc[0].equals(shapes[0])


def test_a_frame_without_crs_is_not_written(frame, tmp_path):
    with pytest.raises(InputRefused):
        write_geojson(frame.set_crs(None, allow_override=True), tmp_path / "a.geojson")
    assert not (tmp_path / "a.geojson").exists()


def test_real_lists_are_read_whole(shared_data):
    folder = shared_data / "shanghai-pois-2020"
    table = read_table(folder / "changning_pois.geojson")
    assert (len(table.frame), table.faults) == (663, ())
    table = read_table(folder / "kindergartens.csv")
    assert (len(table.frame), table.faults) == (2284, ())
    assert table.frame.geometry.notna().all()


def test_a_plain_csv_needs_no_coordinates(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("code,name\n1,甲镇\n\n2,乙镇\n", encoding="gb18030")
    table = read_plain_csv(path)
    assert table.frame["name"].to_dict() == {1: "甲镇", 3: "乙镇"}
    assert table.frame.geometry.isna().all()
    with pytest.raises(InputRefused) as refused:
        read_plain_csv(tmp_path / "none.csv")
    assert [fault.code for fault in refused.value.faults] == ["file_missing"]
