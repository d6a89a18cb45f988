import json

import pytest
import shapely

from geo.faults import InputRefused
from geo.io import (
    FORMATS,
    read_bytes,
    read_frame,
    read_table,
    suffixes,
)
from tests.toys.geotables import NAMES, write


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
    assert (fault.code, fault.file) == ("spreadsheet", "学校.xlsx")


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


def test_old_crs_members_are_respected(tmp_path):
    path = tmp_path / "a.geojson"
    point = {"type": "Point", "coordinates": [400000.0, 3070000.0]}
    feature = {"type": "Feature", "properties": {}, "geometry": point}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4549"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}))
    assert read_frame(path).crs.to_epsg() == 4549
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert read_frame(path).crs.to_epsg() == 4326


def test_real_lists_are_read_whole(shared_data):
    folder = shared_data / "shanghai-pois-2020"
    table = read_table(folder / "changning_pois.geojson")
    assert (len(table.frame), table.faults) == (663, ())
    table = read_table(folder / "kindergartens.csv")
    assert (len(table.frame), table.faults) == (2284, ())
    assert table.frame.geometry.notna().all()
