"""Gates of a site, however a list writes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from geo.datum.china import wgs84_to_gcj02
from spaces.content.folder import default_content
from spaces.sites.entrances import gates_of
from spaces.sites.loading import read_sites

GATES = [[120.65, 27.78], [120.652, 27.781]]


def read(tmp_path: Path, entrances: object, **more: object):
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [120.651, 27.78]},
        "properties": {"name": "校", "category": "school", "entrances": entrances, **more},
    }
    path = tmp_path / "sites.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    return read_sites(path, default_content(), "330381")


@pytest.mark.parametrize(
    "given",
    [
        GATES,
        {"type": "MultiPoint", "coordinates": GATES},
        json.dumps(GATES),
        "120.65 27.78; 120.652 27.781",
        "120.65,27.78；120.652,27.781",
    ],
)
def test_every_way_of_writing(tmp_path, given):
    gates = gates_of(read(tmp_path, given).frame)
    assert list(gates) == ["row-1"]
    assert shapely.get_coordinates(gates["row-1"]).tolist() == GATES


@pytest.mark.parametrize("given", [None, "", []])
def test_none(tmp_path, given):
    loaded = read(tmp_path, given)
    assert gates_of(loaded.frame) == {}
    assert not [fault for fault in loaded.faults if "entrances" in fault.code]


@pytest.mark.parametrize(
    ("given", "code"),
    [("north gate", "sites.entrances_unreadable"), ([[121.65, 27.78]], "sites.entrances_far")],
)
def test_wrong_ones_are_named_and_not_used(tmp_path, given, code):
    loaded = read(tmp_path, given)
    assert code in [fault.code for fault in loaded.faults]
    assert gates_of(loaded.frame) == {}
    assert len(loaded.frame) == 1


def test_shifted_with_their_site(tmp_path):
    lon, lat = wgs84_to_gcj02(120.651, 27.78)
    loaded = read(tmp_path, [[float(lon), float(lat)]], coord_source="gcj02")
    gate = shapely.get_coordinates(gates_of(loaded.frame)["row-1"])[0]
    assert gate == pytest.approx([120.651, 27.78], abs=2e-6)
