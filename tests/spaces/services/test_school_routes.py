from __future__ import annotations

from dataclasses import replace

import pytest

from geo.faults import InputRefused
from spaces.school_routes.query import CENTRE, SchoolQuery
from spaces.services.inputs import load_inputs
from spaces.services.own_files import OwnFiles
from spaces.services.school_routes import answer_school_routes, centre_name, completed
from tests.toys import schooltown, toycontent
from tests.toys.servicetown import PLACE

QUERY = SchoolQuery(PLACE, 2024)


def draw_centre(inputs, path):
    path.parent.mkdir(exist_ok=True)
    return toycontent.write_geojson(inputs.parts.loc[["W"], ["geometry"]], path)


def test_figures_by_hand(inputs):
    found = answer_school_routes(inputs, QUERY)
    assert found.figures.children == pytest.approx(schooltown.CHILDREN)
    assert found.figures.children_safe == pytest.approx(schooltown.CHILDREN - schooltown.CROSS)
    assert found.query == QUERY


def test_a_place_without_streets_has_no_answer(town):
    town.path("network", f"{PLACE}.npz").unlink()
    assert answer_school_routes(load_inputs(town, PLACE), QUERY) is None


def test_a_question_is_completed_by_what_its_place_has(town, inputs):
    central = replace(QUERY, within=CENTRE)
    assert completed(inputs, central) == QUERY  # nobody has drawn it
    draw_centre(inputs, town.path("centres", f"{PLACE}.geojson"))
    town.path("catchments").mkdir()
    listed = town.path("catchments", f"{PLACE}.csv")
    listed.write_text(f"code,school\nE,{schooltown.SCHOOL}\n", encoding="utf-8")
    drawn = load_inputs(town, PLACE)
    assert centre_name(drawn) == CENTRE
    asked = completed(drawn, central)
    assert (asked.within, asked.catchment) == (CENTRE, listed.name)
    assert completed(drawn, QUERY).within == ""


def test_schools_outside_the_centre_do_not_count(town, inputs):
    draw_centre(inputs, town.path("centres", f"{PLACE}.geojson"))  # the school lies in the east
    drawn = load_inputs(town, PLACE)
    found = answer_school_routes(drawn, completed(drawn, replace(QUERY, within=CENTRE)))
    assert found.query.within == CENTRE
    assert found.schools.empty


def test_an_outline_of_the_user_s_own_goes_by_its_name(town, inputs, tmp_path):
    mine = draw_centre(inputs, tmp_path / "mine" / "east.geojson")
    own = load_inputs(town, PLACE, OwnFiles(centre=mine))
    asked = completed(own, replace(QUERY, within=CENTRE))
    assert asked.within == "east.geojson"
    assert answer_school_routes(own, asked).schools.empty


def test_catchments_are_used_where_the_question_names_them(town, tmp_path):
    listed = tmp_path / "who.csv"
    listed.write_text(f"code,school\nE,{schooltown.SCHOOL}\n", encoding="utf-8")
    own = load_inputs(town, PLACE, OwnFiles(catchments=listed))
    plain = answer_school_routes(own, QUERY)
    given = answer_school_routes(own, completed(own, QUERY))
    assert plain.figures.children == pytest.approx(schooltown.CHILDREN)
    assert given.query.catchment == "who.csv"
    assert given.figures.children == pytest.approx(schooltown.CHILDREN - 64)  # all but "2,3"


def test_sites_of_the_user_s_own_are_used(town, own_sites):
    own = load_inputs(town, PLACE, OwnFiles(sites=own_sites, folders_children=True))
    found = answer_school_routes(own, QUERY)
    assert found.schools.empty
    assert "no_schools" in found.why_not


def test_a_file_that_cannot_be_used_is_not_passed_over(town):
    town.path("centres").mkdir()
    town.path("centres", f"{PLACE}.geojson").write_text("nothing", encoding="utf-8")
    with pytest.raises(InputRefused):
        completed(load_inputs(town, PLACE), replace(QUERY, within=CENTRE))
