from __future__ import annotations

import dataclasses

import pytest
import shapely

from spaces.content.folder import default_content
from spaces.places.population import Population
from spaces.reach.analysis import GapQuery, GapResult, analyse
from spaces.reach.words import definition, reasons
from spaces.sites.categories import load_categories
from spaces.text import languages, text
from spaces.walking.walkers import load_walkers
from tests.toys import toytown

CONTENT = default_content()
WALKERS, CATEGORIES = load_walkers(CONTENT), load_categories(CONTENT)
QUERY = GapQuery("330381", ("park",), speed_mps=1.1, walker="caregiver", minutes=15, year=2024)


def answer(query: GapQuery = QUERY, sites=None, population: Population | None = None) -> GapResult:
    town = toytown.sites() if sites is None else sites
    return analyse(query, town, population, toytown.boundary())


def say(lang: str, query: GapQuery = QUERY, result: GapResult | None = None) -> str:
    result = answer(query) if result is None else result
    return definition(query, result, text(lang), walkers=WALKERS, categories=CATEGORIES)


@pytest.mark.parametrize("lang", languages())
def test_everything_that_matters_is_in_the_sentence(lang):
    said = say(lang)
    walker, kind = WALKERS.by_id["caregiver"].name(lang), CATEGORIES["park"].name(lang)
    for fact in ("15", "1.1", "990", "2024", " 1", walker, kind):
        assert fact in said
    assert "{" not in said


def test_a_circle_is_not_called_a_walk():
    assert "直线" in say("zh")
    assert "straight line" in say("en")


@pytest.mark.parametrize("lang", languages())
def test_each_source_of_children_has_its_own_words(lang):
    shipped = Population(toytown.cells(), True, "330381.parquet", ())
    own = Population(toytown.cells(), False, "list <b>.csv", ())
    model = dataclasses.replace(own, modelled=True)
    said = [say(lang, result=answer(population=p)) for p in (None, shipped, own, model)]
    assert len(set(said)) == 4
    assert "2020" in said[1]
    assert "list <b>.csv" in said[2]  # plain text: whoever makes HTML of it escapes it
    assert "list <b>.csv" in said[3]


@pytest.mark.parametrize("lang", languages())
def test_demonstration_data_say_so(lang):
    real, demo = (answer(sites=toytown.sites(demo=flag)) for flag in (False, True))
    assert text(lang)("definition.demo") in say(lang, result=demo)
    assert text(lang)("definition.demo") not in say(lang, result=real)


@pytest.mark.parametrize("lang", languages())
def test_what_is_left_out_is_told(lang):
    shapes = [shapely.Point(0, 0), None, shapely.Point(0, 0)]
    sites = toytown.sites(shapes, year=[2020, 2020, None])
    found = answer(sites=sites)
    assert (found.sites_used, found.sites_unlocated, found.sites_undated) == (1, 1, 1)
    said = say(lang, result=found)
    assert text(lang)("definition.unlocated", count=1) in said
    assert text(lang)("definition.undated", count=1) in said


@pytest.mark.parametrize("lang", languages())
def test_own_speed_any_space_and_today(lang):
    query = GapQuery("x", speed_mps=1.25, minutes=7.5)
    said = say(lang, query)
    for fact in ("7.5", "1.25", "562.5"):
        assert fact in said
    assert text(lang)("definition.any_space") in said
    assert "None" not in said
    faster = say(lang, dataclasses.replace(QUERY, speed_mps=1.3))
    assert text(lang)("definition.other_speed", walker="").strip("（）, ")[:2] in faster
    assert faster != say(lang)


@pytest.mark.parametrize("lang", languages())
def test_unknown_ids_stand_as_they_are(lang):
    query = dataclasses.replace(QUERY, walker="robot", categories=("park", "no_such"))
    said = say(lang, query)
    assert "robot" in said
    assert "no_such" in said


@pytest.mark.parametrize("lang", languages())
def test_every_reason_has_a_sentence(lang):
    codes = ("no_sites", "no_located_sites", "no_population", "no_children", "no_bands")
    codes += ("cells_without_location", "no_boundary")
    result = dataclasses.replace(answer(), why_not=codes)
    said = reasons(result, text(lang))
    assert len(set(said)) == len(codes)
    assert reasons(dataclasses.replace(result, why_not=()), text(lang)) == ()
