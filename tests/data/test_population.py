"""The shipped children: every head of the census, in its place, and called modelled."""

import pandas as pd
import pytest

from spaces.content.folder import default_content
from spaces.places.population import BANDS, load_population
from spaces.places.registry import load_boundaries, load_places

CELL_M = {"330381": 250, "310105": 100, "320400": 500, "370321": 250, "140000": 2000}


@pytest.fixture(scope="module", params=CELL_M)
def place(request):
    return load_places(default_content())[request.param]


@pytest.fixture(scope="module")
def population(place):
    return load_population(default_content(), place.code)


def _bands(cells: pd.DataFrame) -> list[int]:
    return [int(cells[band].sum()) for band in BANDS]


def test_loads_without_a_fault_and_says_modelled(place, population):
    assert population.faults == ()
    assert population.modelled
    assert population.bands == BANDS
    assert population.cells.crs.to_epsg() == 4326
    assert set(population.cells["cell_m"]) == {CELL_M[place.code]}


def test_adds_up_to_the_census(place, population):
    census = place.census
    wanted = [census.age_0, census.age_1_4, census.age_5_9, census.age_10_14]
    assert _bands(population.cells) == wanted


def test_no_empty_cells_and_whole_heads(population):
    heads = population.cells[list(BANDS)]
    assert (heads.sum(axis=1) > 0).all()
    assert (heads % 1 == 0).all(axis=None)
    assert population.cells.index.is_unique


def test_cells_lie_in_their_place_and_part(place, population):
    bounds = load_boundaries(default_content())
    assert population.cells.within(bounds.geometry[place.code]).all()
    for code, cells in population.cells.groupby("sub_area_code"):
        assert (code == "") == (not place.parts)
        assert not code or cells.within(bounds.geometry[code]).all()


def test_each_city_of_shanxi_adds_up():
    shanxi = load_places(default_content())["140000"]
    cells = load_population(default_content(), "140000").cells
    city_of = {part.code: part.parent for part in shanxi.parts}
    cities = cells.groupby(cells["sub_area_code"].map(city_of))
    found = {code: _bands(group) for code, group in cities}
    assert found == {
        p.code: [p.census.age_0, p.census.age_1_4, p.census.age_5_9, p.census.age_10_14]
        for p in shanxi.parts
        if p.census
    }


def test_every_part_has_children():
    for code in ("320400", "140000"):
        place = load_places(default_content())[code]
        counties = {part.code for part in place.parts if part.level == "county"}
        assert set(load_population(default_content(), code).cells["sub_area_code"]) == counties


def test_islands_and_hills_of_ruian_are_nearly_empty():
    cells = load_population(default_content(), "330381").cells
    at_sea = cells[cells.geometry.x > 120.85]["children"].sum()
    assert at_sea / cells["children"].sum() < 0.005
    assert len(cells) * 0.25**2 < 0.5 * 1304  # of 1,304 km² of land


def test_files_are_small():
    folder = default_content().path("population")
    assert sum(path.stat().st_size for path in folder.iterdir()) < 3_000_000
