"""The sentences beside the figures of the ways to school say what was measured."""

import pytest

from spaces.content.folder import Content
from spaces.school_routes.analysis import measure
from spaces.school_routes.priorities import rank
from spaces.school_routes.query import SchoolQuery
from spaces.school_routes.result import WHY_NOT
from spaces.school_routes.words import definitions, mending_definition, reasons
from spaces.sites.categories import load_categories
from spaces.text import languages, text
from tests.conftest import ROOT
from tests.toys import schoolstreets
from tests.toys.schoolstreets import KINDS, children, route, school, sites

CATEGORIES = load_categories(Content(ROOT / "data"))
ROWS = (school(), school("other"), route())


def said(code, query=None, **more):
    query = query or SchoolQuery("town", 2024, 400, limit_m=2500)
    ways = measure(query, schoolstreets.streets(), sites(*ROWS), children(), KINDS)
    return ways, definitions(ways, text(code), route_kinds=KINDS, categories=CATEGORIES, **more)


@pytest.mark.parametrize("code", languages())
def test_every_number_of_the_measure_stands_in_its_sentence(code):
    ways, found = said(code)
    assert list(found) == [
        "way", "schools", "children", "routes", "touched", "street", "child", "crossing", "safe",
    ]  # fmt: skip
    kinds = ("school", "primary_school", "secondary_school")
    for key, parts in {
        "way": ["2.5"],
        "schools": ["2024", "2", *(CATEGORIES[k].name(code) for k in kinds)],
        "children": ["17", "5", "10", "14"],
        "routes": ["2024", "school_path", "20", "40"],
        "touched": ["30"],
        "street": ["400"],
        "crossing": ["25", "marked_crossing", "2024"],
    }.items():
        assert [part for part in parts if part not in found[key]] == [], key
    assert "sign" not in found["routes"]
    assert "lit_crossing" not in found["crossing"]
    assert not any("{" in sentence for sentence in found.values())
    assert ways.figures.schools == 2


@pytest.mark.parametrize("code", languages())
def test_other_questions_say_other_things(code):
    t = text(code)
    _, plain = said(code)
    _, other = said(code, SchoolQuery("town", arterials="not_along", catchment="学区2024"))
    assert t("school_ways.arterials_not_along") in other["way"]
    assert "学区2024" in other["way"]
    assert t("school_ways.shared_gate") in plain["schools"]
    query = SchoolQuery("town", within="centre")
    ways = measure(
        query, schoolstreets.streets(), sites(*ROWS), children(), KINDS,
        within=sites(school()).geometry.iloc[0].buffer(0.1),
    )  # fmt: skip
    found = definitions(ways, t, route_kinds={}, categories=CATEGORIES, within_name="中心城区")
    assert "中心城区" in found["schools"]
    assert t("school_ways.nothing_kinds") in found["routes"]
    _, without = said(code, query)
    assert t("school_ways.schools_within", name="centre") not in without["schools"]
    nobody = measure(query, schoolstreets.streets(), sites(*ROWS), None, KINDS)
    assert definitions(nobody, t, route_kinds={}, categories={})["children"].startswith(
        t("school_ways.children_unknown")
    )


@pytest.mark.parametrize("code", languages())
def test_every_reason_has_a_sentence(code):
    t = text(code)
    assert all(t.has(f"school_ways.why_not.{why}") for why in WHY_NOT)
    nothing = measure(SchoolQuery("town"), None, sites(*ROWS), None, KINDS)
    assert reasons(nothing, t) == (t("school_ways.why_not.no_network"),)


@pytest.mark.parametrize("code", languages())
def test_a_list_says_how_good_it_is_and_never_better(code):
    """Greedy gains 3,400 of at most 3,505 child-metres: 97.0 %, rounded down."""
    ways, _ = said(code)
    found = rank(ways, metres=501)
    share = int(found.of_bound * 1000) / 10
    assert f"{share:g}%" in mending_definition(found, text(code))
    assert f"{found.bound:,.0f}" in mending_definition(found, text(code))
    free = rank(ways, crossings=0)
    assert text(code)("school_ways.untold_bound") in mending_definition(free, text(code))
