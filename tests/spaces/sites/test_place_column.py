"""A site belongs to the place that its row names, else to the one around it."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from spaces.cli.main import main
from spaces.content.folder import Content
from spaces.services.inputs import load_inputs
from spaces.sites.loading import load_sites
from spaces.sites.place_column import KnownPlaces, fill_place, known_places
from spaces.text import sentence, text
from tests.toys.toycontent import PLACE


@pytest.fixture
def known(toy: Content) -> KnownPlaces:
    return known_places(toy)


def inside(known: KnownPlaces) -> shapely.Point:
    return shapely.point_on_surface(known.outlines.geometry[PLACE])


def rows(*rows) -> gpd.GeoDataFrame:
    places, shapes = zip(*rows, strict=True)
    index = range(1, len(rows) + 1)
    return gpd.GeoDataFrame({"place": list(places)}, geometry=list(shapes), crs=4326, index=index)


def filled(known, *given_rows, asked="", given=True):
    frame = rows(*given_rows)
    faults = fill_place(frame, "x.csv", asked, known, given=given)
    return frame["place"].tolist(), {(f.code, f.facts.get("count")) for f in faults}


def test_names_and_codes_of_towns_name_the_place(known):
    name = known.places[PLACE].name_zh
    found, told = filled(known, (name, None), (PLACE, None), (f"{PLACE}001", None))
    assert found == [PLACE] * 3
    assert told == set()


def test_without_a_word_the_place_around_has_it(known):
    far = shapely.Point(0, 0)
    found, told = filled(known, ("", inside(known)), ("", far), ("", None), given=False)
    assert found == [PLACE, "", ""]
    assert told == {("sites.place_by_location", 1), ("sites.place_unknown", 2)}


def test_the_place_asked_comes_first(known):
    found, told = filled(known, ("", shapely.Point(0, 0)), asked=PLACE, given=False)
    assert (found, told) == ([PLACE], {("sites.place_assumed", 1)})
    found, told = filled(known, ("", None), (PLACE, None), asked=PLACE)
    assert (found, told) == ([PLACE, PLACE], {("sites.place_blank", 1)})


def test_a_word_that_is_no_place_is_named_and_counts_nowhere(known):
    found, told = filled(known, ("火星", inside(known)), ("火星", None), ("999999", None))
    assert found == ["火星", "火星", "999999"]
    assert told == {("sites.place_not_known", 2), ("sites.place_not_known", 1)}


def test_a_line_lies_where_a_point_on_it_lies(known):
    at = inside(known)
    line = shapely.LineString([(at.x - 1e-4, at.y), (at.x + 1e-4, at.y)])
    assert filled(known, ("", line))[0] == [PLACE]


def test_a_list_without_places_as_the_folder_s_own_counts(toy: Content, capsys, monkeypatch):
    """The same sites by `sites check` with the place, and as sites.geojson of the data folder."""
    at = shapely.get_coordinates(inside(known_places(toy)))[0].tolist()
    shape = {"type": "Point", "coordinates": at}
    features = [
        {"type": "Feature", "properties": {"name": n, "category": "park"}, "geometry": g}
        for n, g in {"甲": shape, "乙": None}.items()
    ]
    written = json.dumps({"type": "FeatureCollection", "features": features})
    Path(toy.path("sites.geojson")).write_text(written, encoding="utf-8")
    assert load_sites(toy, PLACE).names("zh").tolist() == ["甲"]
    monkeypatch.setenv("SPACES_DATA", str(toy.root))
    assert main(["gaps", "--place", PLACE, "--ruler", "radius", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["sites_used"] == 1
    t = text("zh")
    said = " ".join(sentence(fault, t) for fault in load_inputs(toy, PLACE).listed.faults)
    assert "按位置归入" in said
    assert "不计入任何地方" in said
