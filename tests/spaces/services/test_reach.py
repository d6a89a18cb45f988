from __future__ import annotations

from dataclasses import replace

import pytest

from geo.network.sources.cache import dump
from geo.network.sources.reading import Read
from spaces.reach.query import GapQuery
from spaces.reach.rulers import RULERS
from spaces.services.inputs import load_inputs
from spaces.services.own_files import OwnFiles
from spaces.services.reach import (
    NoStreets,
    answer_reach,
    answer_two_rulers,
    area_by_kind,
    by_chosen_ruler,
    chosen_ruler,
    ruler_of,
)
from tests.toys import toynet
from tests.toys.servicetown import PLACE

LINE = GapQuery(PLACE, (), 1000 / 900, "metre", 15, 2024)


def keep(town, streets) -> None:
    path = town.path("network", f"{PLACE}.npz")
    path.write_bytes(dump(Read(toynet.network(streets), [])))


def test_where_streets_are_good_enough_both_rulers_answer(inputs):
    assert chosen_ruler(inputs) == "both"
    asked = by_chosen_ruler(inputs, LINE)
    assert (asked.ruler, asked.crossing_delay_s) == ("both", inputs.folder.walkers.crossing_delay_s)


@pytest.mark.parametrize("streets", ["thin", "none", "damaged"])
def test_elsewhere_the_straight_line_does(town, streets):
    path = town.path("network", f"{PLACE}.npz")
    if streets == "thin":
        keep(town, toynet.comb()[:1])
    elif streets == "none":
        path.unlink()
    else:
        path.write_bytes(b"no network")
    found = load_inputs(town, PLACE)
    assert chosen_ruler(found) == "radius"
    assert by_chosen_ruler(found, LINE) == LINE
    assert answer_reach(found, by_chosen_ruler(found, LINE)).children_covered == 900


@pytest.mark.parametrize("word", RULERS)
def test_the_ruler_asked_for_is_used_without_judging_any_streets(town, word):
    town.path("population", f"{PLACE}.parquet").write_bytes(b"nothing")  # judging would read it
    found = load_inputs(town, PLACE)
    assert chosen_ruler(found, word) == word
    assert by_chosen_ruler(found, LINE, word, "not_across").ruler == word


def test_streets_of_the_user_s_own_ask_for_the_walk(town, tmp_path):
    own = OwnFiles(network=tmp_path / "streets.geojson")
    assert chosen_ruler(load_inputs(town, PLACE, own)) == "network"


def test_every_name_of_a_ruler_finds_the_one_of_that_name(inputs):
    for word in RULERS:
        asked = by_chosen_ruler(inputs, LINE, word)
        assert word in ruler_of(inputs, asked).names


def test_figures_by_hand(inputs):
    line = answer_reach(inputs, LINE)
    assert (line.children_total, line.children_covered) == (3600, 900)
    assert list(line.by_sub_area.index) == ["E", "W"]
    walk = answer_reach(inputs, by_chosen_ruler(inputs, LINE))
    assert walk.children_covered == 900
    assert walk.network_source.demo


def test_sites_of_the_user_s_own_are_used(town, own_sites):
    own = load_inputs(town, PLACE, OwnFiles(sites=own_sites, folders_children=True))
    assert answer_reach(own, LINE).children_covered == 300
    assert answer_reach(load_inputs(town, PLACE, OwnFiles(sites=own_sites)), LINE).sites_used == 1


def test_a_walk_without_streets_is_refused(town):
    town.path("network", f"{PLACE}.npz").unlink()
    found = load_inputs(town, PLACE)
    with pytest.raises(NoStreets, match=PLACE):
        answer_reach(found, replace(LINE, ruler="network"))


def test_two_rulers_side_by_side(town, inputs):
    keep(town, toynet.comb())
    comb = load_inputs(town, PLACE)
    walk = answer_reach(comb, replace(LINE, ruler="both"))
    both = answer_two_rulers(comb, walk)
    assert (both.children_circle, walk.children_covered, both.children_false) == (900, 800, 100)
    assert list(both.standards.index) == ["park_small"]
    assert list(both.by_band.index) == list(comb.population.bands)
    assert answer_two_rulers(comb, walk, standards=False).standards.empty
    with pytest.raises(ValueError, match="foot"):
        answer_two_rulers(inputs, answer_reach(inputs, LINE))


def test_the_area_of_each_kind_alone(town, inputs):
    found = area_by_kind(inputs, LINE)
    assert list(found) == ["park", "school"]
    for kind in found:
        alone = answer_reach(inputs, replace(LINE, categories=(kind,)))
        assert found[kind] == alone.area_covered_km2 > 0
    town.path("boundaries.geojson").write_text(
        town.path("boundaries.geojson")
        .read_text("utf-8")
        .replace(f'"code": "{PLACE}"', '"code": "x"')
    )
    assert area_by_kind(load_inputs(town, PLACE), LINE) == {}
