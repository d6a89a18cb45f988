"""Files to take away: safe in a spreadsheet, honest about demonstration data."""

from __future__ import annotations

import csv
import io
import json
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest
from shapely import Point

from spaces.sites import load_sites, read_sites
from spaces.text import text
from spaces.ui.shell.downloads import csv_bytes, file_name, geojson_bytes, safe_cell
from spaces.ui.shell.frame import Context
from spaces.ui.shell.view import View
from tests.toys import toycontent

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1+1"]


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize("value", FORMULAS)
def test_a_formula_becomes_words(value):
    data = csv_bytes(pd.DataFrame({"name": [value]}))
    assert data.decode("utf-8-sig").split("\r\n", 1)[1].lstrip('"').startswith("'")


@pytest.mark.parametrize("value", ["公园", "a=b", "3-6岁", "", None, 5, -5, 1.5])
def test_other_values_stay_as_they_are(value):
    assert safe_cell(value) == value


def test_a_heading_from_data_is_no_formula_either():
    assert rows(csv_bytes(pd.DataFrame({"=cmd": [1]})))[0] == ["'=cmd"]


def test_numbers_stay_numbers_and_lists_become_words():
    frame = pd.DataFrame({"n": [-3, 4], "lead": [["甲局", "乙局"], ["=x"]]})
    assert rows(csv_bytes(frame))[1:] == [["-3", "甲局；乙局"], ["4", "'=x"]]


def test_the_note_stands_first_in_every_row():
    frame = pd.DataFrame({"name": ["甲", "乙"]})
    assert rows(csv_bytes(frame, "示范", "数据")) == [
        ["数据", "name"],
        ["示范", "甲"],
        ["示范", "乙"],
    ]
    assert list(frame.columns) == ["name"]


def test_geojson_keeps_ids_missing_values_and_shapes():
    frame = gpd.GeoDataFrame(
        {
            "name": ["园", None],
            "year": pd.array([2024, pd.NA], dtype="Int64"),
            "km": [1.5, float("nan")],
        },
        index=["a", "b"],
        geometry=[Point(120, 27), None],
        crs=4326,
    )
    out = json.loads(geojson_bytes(frame, "示范"))
    assert (out["note"], out["demo"]) == ("示范", True)
    first, second = out["features"]
    assert first["id"] == "a"
    assert first["properties"] == {"name": "园", "year": 2024, "km": 1.5}
    assert first["geometry"]["coordinates"] == [120, 27]
    assert second["properties"] == {"name": None, "year": None, "km": None}
    assert second["geometry"] is None
    bare = json.loads(geojson_bytes(frame))
    assert "demo" not in bare
    assert "sources" not in bare
    assert json.loads(geojson_bytes(frame, "", ["© ODbL"]))["sources"] == ["© ODbL"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("page", "files"), [("map", 2), ("progress", 1), ("gaps", 2), ("sites", 2)]
)
def test_pages_offer_their_files(screen, page, files, lang):
    app = screen(page, lang=lang, place=toycontent.PLACE, year="2024")
    assert len(app.get("download_button")) == files
    assert text(lang)("download.hint") in [caption.value for caption in app.caption]


def context(lang: str, *, demo: bool) -> Context:
    place = SimpleNamespace(name=lambda lang: {"zh": "玩具/镇 1", "en": "Toy town"}[lang])
    view = View(place="x", year=2024, walker="metre", minutes=15, lang=lang)
    return Context(text(lang), view, "v", place, None, demo)


def test_file_names_say_place_year_and_demonstration():
    assert (
        file_name(context("zh", demo=True), "gaps", ".csv")
        == "玩具-镇-1_缺口片区_2024_示范数据.csv"
    )
    assert file_name(context("en", demo=True), "gaps", ".csv") == "Toy-town_gap-areas_2024_demo.csv"
    assert (
        file_name(context("zh", demo=False), "sites", ".geojson") == "玩具-镇-1_场地_2024.geojson"
    )


@pytest.mark.parametrize("turned", [False, True])
def test_exported_sites_are_read_back_unmoved_whatever_their_columns(tmp_path, turned: bool):
    toy = toycontent.build(tmp_path)
    frame = load_sites(toy).frame.copy()
    frame["coord_source"] = "gcj02"  # where they came from; they are WGS-84 now
    if turned:
        frame = frame[[*reversed(frame.columns)]].drop(columns=["evidence", "stops"])
    path = tmp_path / "export.geojson"
    path.write_bytes(geojson_bytes(frame))
    found = read_sites(path, toy, toycontent.PLACE)
    assert found.frame.geometry.to_wkt().tolist() == frame.geometry.to_wkt().tolist()
    assert "datum_converted" not in {f.code for f in found.faults}
