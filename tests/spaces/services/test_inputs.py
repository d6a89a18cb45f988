from __future__ import annotations

import shutil
from dataclasses import replace

import geopandas as gpd
import pytest
import shapely

from geo.faults import InputRefused
from spaces.places.population import load_population
from spaces.services.folder_inputs import FolderInputs
from spaces.services.inputs import load_inputs
from spaces.services.own_files import OwnFiles
from tests.toys import schooltown, toycontent, toytown
from tests.toys.servicetown import PLACE


def test_a_place_with_its_outline_parts_sites_children_and_streets(inputs):
    assert inputs.place.code == PLACE
    assert inputs.outline.equals(inputs.folder.boundaries.geometry[PLACE])
    assert sorted(inputs.parts.index) == ["E", "W"]
    assert len(inputs.sites) == len(inputs.listed.frame) == 5
    assert inputs.population.cells["children"].sum() == 3600
    assert inputs.streets.network.demo
    assert inputs.quality.verdict == "ok"
    assert inputs.street_faults == ()
    assert inputs.plan.id == "toy"


def test_an_unknown_place_is_refused_and_none_has_nothing(town):
    with pytest.raises(KeyError, match="nowhere"):
        load_inputs(town, "nowhere")
    none = load_inputs(town, "")
    assert (none.outline, none.population, none.streets, none.quality) == (None,) * 4
    assert none.parts.empty
    assert none.listed.frame.empty


def test_two_places_share_what_is_about_all(town):
    folder = FolderInputs(town)
    assert load_inputs(folder, PLACE).folder is folder


def test_only_sites_of_the_place(town):
    frame = schooltown.sites()
    frame.loc[frame.index[0], "place"] = "990002"
    toycontent.write_geojson(frame, town.path("sites.geojson"))
    found = load_inputs(town, PLACE)
    assert frame.index[0] not in found.listed.frame.index
    assert frame.index[0] not in found.sites.index


def test_a_list_of_the_user_s_own_stands_in_and_may_name_other_places(town, tmp_path):
    frame = schooltown.sites().iloc[:2]
    frame["place"] = [PLACE, "990002"]
    path = toycontent.write_geojson(frame, tmp_path / "mine.geojson")
    found = load_inputs(town, PLACE, OwnFiles(sites=path))
    assert len(found.listed.frame) == 2
    assert list(found.sites.index) == [frame.index[0]]


def test_modelled_children_never_meet_a_list_of_the_user_s_own_unasked(town, own_sites):
    own = OwnFiles(sites=own_sites)
    left_out = load_inputs(town, PLACE, own)
    assert left_out.children_left_out
    assert left_out.population is None
    asked = load_inputs(town, PLACE, replace(own, folders_children=True))
    assert not asked.children_left_out
    assert asked.population.cells["children"].sum() == 3600


def test_children_of_the_user_s_own(town, tmp_path, own_sites):
    path = tmp_path / "children.csv"
    path.write_text("id,lon,lat,children\na,120.5,27.8,7\n", encoding="utf-8")
    found = load_inputs(town, PLACE, OwnFiles(sites=own_sites, population=path))
    assert not found.children_left_out
    assert list(found.population.cells["children"]) == [7]


def test_streets_of_the_user_s_own(town, tmp_path):
    line = toytown.lonlat(shapely.LineString([(-2500, -1500), (2500, -1500)]))
    frame = gpd.GeoDataFrame({"highway": ["footway"]}, geometry=line.to_numpy(), crs=4326)
    path = toycontent.write_geojson(frame, tmp_path / "streets.geojson")
    found = load_inputs(town, PLACE, OwnFiles(network=path))
    assert found.streets.network.edge_count == 1
    assert not found.streets.network.demo


def test_streets_that_cannot_be_read_are_told_and_nothing_is_judged_by_them(town):
    path = town.path("network", f"{PLACE}.npz")
    path.write_bytes(b"no network")
    found = load_inputs(town, PLACE)
    with pytest.raises(InputRefused):
        found.streets  # noqa: B018
    assert found.quality is None
    assert [fault.file for fault in found.street_faults] == [path.name]


def test_own_streets_that_cannot_be_read_are_refused(town, tmp_path):
    path = tmp_path / "streets.geojson"
    path.write_text("nothing", encoding="utf-8")
    found = load_inputs(town, PLACE, OwnFiles(network=path))
    with pytest.raises(InputRefused):
        found.quality  # noqa: B018


def test_a_bad_file_stops_only_what_needs_it(town):
    town.path("population", f"{PLACE}.parquet").write_bytes(b"nothing")
    found = load_inputs(town, PLACE)
    assert len(found.sites) == 5
    assert found.streets is not None
    with pytest.raises(InputRefused):
        found.population  # noqa: B018


def test_a_part_is_read_once(town, inputs):
    kept = inputs.population, inputs.streets, inputs.parts
    shutil.rmtree(town.root)
    assert (inputs.population, inputs.streets, inputs.parts) == kept


def test_the_same_list_about_another_place_is_not_read_again(town, own_sites):
    first = load_inputs(town, "", OwnFiles(sites=own_sites))
    listed = first.listed
    own_sites.unlink()
    found = first.about(PLACE)
    assert found.listed is listed
    assert found.outline is not None


def test_centre_and_catchments_of_the_folder_or_of_the_user(town, tmp_path):
    found = load_inputs(town, PLACE)
    assert found.centre is None
    assert (found.catchments_name, found.catchments(("school",))) == ("", None)
    parts = load_inputs(town, PLACE).parts
    outline = toycontent.write_geojson(parts.loc[["E"], ["geometry"]], tmp_path / "mine.geojson")
    listed = tmp_path / "who.csv"
    listed.write_text(f"code,school\nE,{schooltown.SCHOOL}\n", encoding="utf-8")
    own = load_inputs(town, PLACE, OwnFiles(centre=outline, catchments=listed))
    assert own.centre.outline.equals(parts.geometry["E"])
    assert own.catchments_name == "who.csv"
    given = own.catchments(("school",))
    assert given.schools == (schooltown.SCHOOL,)
    assert own.catchments(("school",)) is given
    cells = load_population(town, PLACE).cells
    assert len(given.cells) == int((cells["sub_area_code"] == "E").sum())
