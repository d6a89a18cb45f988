"""Shares of safe ways to school in the ledger: three denominators, and never a zero for unknown.

The answer is made up: 1 of 4 schools touched (25 %), 300 of 400 m of street treated (75 %), all of
the way that children walk (100 %).
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest

from geo.faults import Fault, InputRefused
from spaces.content.folder import Content, default_content
from spaces.ledger.assessment import assess
from spaces.ledger.evidence import Evidence
from spaces.ledger.plan_files import load_plans
from spaces.ledger.school_route_shares import (
    ROUTES_BY,
    is_central,
    is_of_routes,
    route_query,
    route_share,
)
from spaces.ledger.targets import Target
from spaces.ledger.words import by_definition, by_words, why_sentence
from spaces.school_routes.query import CENTRE, SchoolQuery
from spaces.school_routes.result import Figures
from spaces.services.inputs import load_inputs
from spaces.services.plan_status import load_evidence
from spaces.sites.loading import load_sites
from spaces.text import languages, text
from tests.toys import toycontent
from tests.toys.ledger_toys import by, plan, target
from tests.toys.toycontent import PLACE

ROUTES = target(
    "routes", by((2024, 100)), kind="coverage", unit="%", value=100.0, comparator=">=",
    category="safe_route", counts=("safe_route",),
)  # fmt: skip
CENTRAL = replace(ROUTES, scope="中心城区")
SHARES = {"touched": 0.25, "street": 0.75, "child": 1.0}


def answer(query: SchoolQuery, *why: str, routes: int = 1, **shares: float | None):
    """What the engine would say; the ledger reads nothing else of it."""
    found = {f"{name}_share": value for name, value in (SHARES | shares).items()}
    table = pd.DataFrame({"kind": ["school_path"] * routes})
    figures = replace(Figures(schools=4), **found)
    return SimpleNamespace(query=query, figures=figures, routes=table, why_not=why)


class Asked:
    """Answers, and remembers what it was asked."""

    def __init__(self, *why: str, centre: bool = False, **more) -> None:
        self.queries: list[SchoolQuery] = []
        self.why, self.centre, self.more = why, centre, more

    def __call__(self, query: SchoolQuery):
        self.queries.append(query)
        cut = query if self.centre else replace(query, within="")
        return answer(cut, *self.why, **self.more)


@pytest.fixture
def toy(tmp_path) -> Content:
    return toycontent.build(tmp_path)


@pytest.fixture
def town(toy: Content) -> gpd.GeoDataFrame:
    return load_sites(toy).frame


@pytest.fixture
def ground(toy: Content) -> Evidence:
    return load_evidence(load_inputs(toy, PLACE))


def row(one: Target, town: gpd.GeoDataFrame, ground: Evidence, ask: object, by: str = "touched"):
    held = replace(ground, routes=ask, routes_by=by)
    return assess(plan(one), town, 2024, held).loc[one.id]


@pytest.mark.parametrize(
    ("by", "percent", "state"),
    [("touched", 25, "behind"), ("street", 75, "behind"), ("child", 100, "met")],
)
def test_each_denominator_is_another_figure(town, ground, by, percent, state):
    found = row(ROUTES, town, ground, Asked(), by)
    assert (found["method"], found["measured_unit"], found["why"]) == ("routes", "%", "")
    assert found["measured"] == pytest.approx(percent)
    assert (found["state"], found["routes_by"]) == (state, by)
    assert found["deadline"] == {"met": "met", "behind": "due_this_year"}[state]


def test_what_is_missing_to_the_whole_is_told(town, ground):
    found = row(ROUTES, town, ground, Asked())
    assert (found["planned"], found["shortfall"], found["share"]) == (100, 75, 0.25)


def test_schools_are_the_denominator_unless_another_is_chosen(toy, ground):
    assert ground.routes_by == ROUTES_BY[0] == "touched"
    assert load_evidence(load_inputs(toy, PLACE), "child").routes_by == "child"


def test_the_question_is_of_the_place_and_the_year(town, ground):
    ask = Asked()
    row(ROUTES, town, ground, ask)
    assert ask.queries == [SchoolQuery(PLACE, 2024)]


def test_the_centre_is_asked_for_where_the_plan_says_so(town, ground):
    """With its outline the share is judged like any other."""
    ask = Asked(centre=True)
    found = row(CENTRAL, town, ground, ask)
    assert ask.queries[0].within == CENTRE
    assert (found["state"], found["why"]) == ("behind", "")


@pytest.mark.parametrize(("by", "state"), [("touched", "not_measurable"), ("child", "met")])
def test_without_its_outline_the_whole_place_is_measured_and_told(town, ground, by, state):
    """The whole can keep the promise for a part; falling short it says nothing of the part."""
    found = row(CENTRAL, town, ground, Asked(), by)
    assert found["why"] == "routes_whole_place"
    assert found["state"] == state
    assert found["measured"] == pytest.approx(100 * SHARES[by])


def unreadable(_: SchoolQuery) -> None:
    raise InputRefused([Fault("network.kept_unreadable", "990001.npz")])


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (lambda _: None, "routes_no_network"),
        (None, "routes_on_page"),
        (unreadable, "routes_unreadable"),
        (Asked("no_schools", touched=None), "routes_no_schools"),
        (Asked("no_schools_on_network", touched=None), "routes_no_gates"),
        (Asked("no_routes", routes=0, touched=0.0), "needs_sites"),
        (Asked(touched=None), "needs_sites"),
    ],
)
def test_what_cannot_be_computed_has_a_reason_and_no_zero(town, ground, ask, why):
    found = row(ROUTES, town, ground, ask)
    assert (found["why"], found["method"], found["state"]) == (why, "", "not_measurable")
    assert pd.isna(found["measured"])
    assert pd.isna(found["share"])
    assert found["routes_by"] == ""
    for lang in languages():
        assert why_sentence(why, ROUTES, text(lang))


def test_without_children_only_their_metres_are_missing(town, ground):
    ask = Asked("no_population", child=None)
    assert row(ROUTES, town, ground, ask, "child")["why"] == "needs_population"
    assert row(ROUTES, town, ground, ask, "street")["measured"] == pytest.approx(75)


def test_an_unknown_denominator_is_refused():
    query = SchoolQuery(PLACE)
    with pytest.raises(ValueError, match="unknown denominator"):
        route_share(ROUTES, answer(query), "schools")


def test_only_shares_of_this_kind_are_meant():
    assert is_of_routes(ROUTES)
    assert not is_of_routes(replace(ROUTES, category="crossing"))
    assert not is_of_routes(replace(ROUTES, kind="unnumbered"))
    assert not is_of_routes(replace(ROUTES, of="town"))
    assert not is_of_routes(replace(ROUTES, measurable=False))


def test_which_promises_of_the_plans_are_meant():
    """瑞安's "全覆盖" of the central urban area, and no other."""
    plans = load_plans(default_content()).values()
    found = [t for p in plans for t in p.targets if is_of_routes(t)]
    assert [t.id for t in found] == ["330381-p4-4g"]
    assert is_central(found[0])
    assert route_query(found[0], "330381", 2024).within == CENTRE


def test_each_denominator_has_words_and_a_definition():
    query = SchoolQuery(PLACE, radius_m=350)
    for lang in languages():
        t = text(lang)
        assert len({by_words(by, t) for by in ROUTES_BY}) == 3
        assert "350" in by_definition("street", query, t)
        whole, centre = (
            by_definition("touched", replace(query, within=within), t) for within in ("", CENTRE)
        )
        assert whole != centre


def test_it_is_walked_on_the_demonstration_network():
    """Schools, streets and children give three figures, all of the whole place."""
    content = default_content()
    ledger = load_plans(content)["330381"]
    central = next(t for t in ledger.targets if is_of_routes(t))
    frame = load_sites(content, "330381").frame
    found = {}
    for name in ROUTES_BY:
        ground = load_evidence(load_inputs(content, "330381"), name)
        row = assess(replace(ledger, targets=(central,)), frame, 2024, ground).iloc[0]
        assert (row["method"], row["why"]) == ("routes", "routes_whole_place")
        assert 0 < row["measured"] < 100
        found[name] = row["measured"]
    assert found["touched"] == pytest.approx(100 * 9 / 35)
    assert len(set(found.values())) == 3
