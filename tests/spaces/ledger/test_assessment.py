"""The toy town by the end of 2024: its halves W and E are towns; the park stands in W, the school
in E; 20,000 residents, 3,600 children of which 900 have a space within 15 minutes (test_reach).
"""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest

from geo.network.sources.reading import Read
from spaces.content.folder import Content
from spaces.ledger.assessment import COLUMNS, METHODS, assess, why_not_measured
from spaces.ledger.deadlines import DEADLINES
from spaces.ledger.evidence import Evidence
from spaces.ledger.life_circles import circle_query
from spaces.ledger.plan_files import load_plans
from spaces.ledger.progress import COLUMNS as COUNTED
from spaces.ledger.progress import progress
from spaces.ledger.schedule import EventsEachYear
from spaces.ledger.targets import Target
from spaces.ledger.words import why_sentence
from spaces.services.inputs import load_inputs
from spaces.services.plan_status import load_evidence
from spaces.sites.loading import load_sites
from spaces.text import languages, text
from spaces.text.numbers import unit_text
from spaces.walking.network_files import keep_network
from tests.toys import toycontent, toynet
from tests.toys.ledger_toys import by, plan, reading, target
from tests.toys.toycontent import PLACE

COVER = target(
    "cover", by((2024, 100)), kind="coverage", of="town", unit="%", value=100.0, comparator=">="
)
CIRCLE = target(
    "circle", by((2024, 15)), kind="circle", unit="分钟", value=15.0, comparator="=",
    category="none", counts=(), measurable=False,
)  # fmt: skip
RATIO = target(
    "ratio", by((2024, 4.5)), kind="ratio", per="1000_residents", unit="个/千常住人口",
    value=4.5, measurable=False,
)  # fmt: skip


@pytest.fixture
def toy(tmp_path) -> Content:
    return toycontent.build(tmp_path)


@pytest.fixture
def town(toy: Content) -> gpd.GeoDataFrame:
    return load_sites(toy).frame


@pytest.fixture
def ground(toy: Content) -> Evidence:
    return load_evidence(load_inputs(toy, PLACE))


def row(one: Target, sites: gpd.GeoDataFrame, ground: Evidence, year: int = 2024) -> pd.Series:
    return assess(plan(one), sites, year, ground).loc[one.id]


def test_it_is_the_progress_table_and_more(toy, town, ground):
    ledger = load_plans(toy)[PLACE]
    found = assess(ledger, town, 2024, ground)
    assert tuple(found.columns) == COLUMNS
    pd.testing.assert_frame_equal(found[list(COUNTED)], progress(ledger, town, 2024))
    assert found["method"].tolist() == ["sites"] * 4 + [""]
    assert found["deadline"].tolist() == [
        "due_this_year", "overdue", "due_this_year", "no_number", "not_measurable",
    ]  # fmt: skip
    assert found["due"].tolist()[:3] == [2024] * 3
    assert set(found["method"]) <= set(METHODS)
    assert set(found["deadline"]) <= set(DEADLINES)


def test_the_other_reading_is_used(toy, town, ground):
    ledger = load_plans(toy)[PLACE]
    found = assess(ledger, town, 2024, ground, {"schools": "batch"})
    assert found.loc["schools", ["planned", "due_value"]].tolist() == [6, 6]


def test_half_of_the_towns_have_a_park(town, ground):
    found = row(COVER, town, ground)
    assert (found["method"], found["measured"], found["measured_unit"]) == ("units", 50, "%")
    assert (found["state"], found["shortfall"], found["share"]) == ("behind", 50, 0.5)
    assert found["deadline"] == "due_this_year"


def test_a_share_before_its_year(town, ground):
    assert row(COVER, town, ground, 2023)["state"] == "not_yet"
    both = replace(COVER, counts=("park", "school"))
    assert row(both, town, ground)["state"] == "met"
    half = replace(both, value=50.0, readings=(by((2025, 50)),))
    assert row(half, town, ground)["deadline"] == "ahead"


def test_without_a_list_there_is_a_reason_and_no_number(town, ground):
    found = row(replace(COVER, of="community"), town, ground)
    assert (found["state"], found["deadline"]) == ("not_measurable", "not_measurable")
    assert found["why"] == "needs_list_of_community"
    assert pd.isna(found["measured"])


def test_a_ratio_needs_capacity_and_has_it(town, ground):
    assert row(RATIO, town, ground)["why"] == "needs_capacity"
    town = town.assign(capacity=90.0)
    found = row(RATIO, town, ground)
    assert (found["measured"], found["state"], found["method"]) == (4.5, "met", "capacity")


def test_a_part_of_the_capacity_can_keep_a_promise_and_not_break_it(town, ground):
    another = town.loc[[town.index[0]]].rename(index=lambda name: f"{name}-2")
    another["name_zh"] = "又一园"
    known = pd.concat([town.assign(capacity=90.0), another.assign(capacity=None)])
    assert row(RATIO, known, ground)["state"] == "met"
    few = row(RATIO, known.assign(capacity=known["capacity"] / 2), ground)
    assert (few["measured"], few["state"]) == (2.25, "not_measurable")
    assert (few["why"], few["deadline"]) == ("capacity_partly", "not_measurable")


def test_a_circle_is_computed_and_judges_nobody(town, ground):
    found = row(CIRCLE, town, ground)
    assert (found["method"], found["measured"]) == ("circle", 25)
    assert (found["state"], found["why"]) == ("not_measurable", "circle_no_share")
    assert found["deadline"] == "not_measurable"


def test_a_circle_is_walked_where_streets_are_known(toy, town):
    network = toynet.network(toynet.comb())
    keep_network(Read(network, []), toy, PLACE)
    found = row(CIRCLE, town, load_evidence(load_inputs(toy, PLACE)))
    assert (found["method"], found["measured"]) == ("walk", pytest.approx(100 * 800 / 3600))
    assert (found["state"], found["why"]) == ("not_measurable", "circle_no_share")


@pytest.mark.parametrize("bad", ["thin", "damaged"])
def test_streets_that_cannot_be_used_leave_the_straight_line(toy, town, bad):
    network = toynet.network([([(-2500.0, -1500.0), (-1500.0, -1500.0)], 0)])
    path = keep_network(Read(network, []), toy, PLACE)
    if bad == "damaged":
        path.write_bytes(b"no network")
    found = row(CIRCLE, town, load_evidence(load_inputs(toy, PLACE)))
    assert (found["method"], found["measured"]) == ("circle", 25)


def test_a_circle_without_a_ruler_points_to_the_gaps_page(town, ground):
    found = row(CIRCLE, town, replace(ground, reach=None))
    assert (found["why"], found["method"]) == ("circle_on_gaps_page", "")


def test_one_question_is_asked_once(town, ground):
    asked = []

    def reach(query):
        asked.append(query)
        return ground.reach(query)

    both = plan(CIRCLE, replace(CIRCLE, id="again"))
    assess(both, town, 2024, replace(ground, reach=reach))
    assert len(asked) == 1


def test_the_question_of_a_circle(ground):
    query = circle_query(CIRCLE, PLACE, ground.walkers, 2024)
    assert query is not None
    assert (query.minutes, query.walker, query.categories, query.year) == (15, "metre", (), 2024)
    hours = circle_query(replace(CIRCLE, value=0.5, unit="小时"), PLACE, ground.walkers, 2024)
    assert hours is not None
    assert hours.minutes == 30
    assert circle_query(replace(CIRCLE, unit="米"), PLACE, ground.walkers, 2024) is None
    assert circle_query(COVER, PLACE, ground.walkers, 2024) is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "project"}, "needs_site_ids"),
        ({"kind": "coverage"}, "needs_list_of_others"),
        ({"kind": "coverage", "measurable": False}, "needs_records"),
        ({"kind": "ratio", "per": "1000_children"}, "needs_numerator"),
        ({"kind": "unnumbered", "measurable": False}, "needs_records"),
    ],
)
def test_why_sites_do_not_answer(changes: dict, why: str):
    assert why_not_measured(target("t", **changes)) == why


def test_yearly_events_leave_no_site_and_a_yearly_rate_is_no_event():
    yearly = reading(EventsEachYear(2022, 2024, 2))
    assert why_not_measured(target("t", yearly, kind="event")) == "yearly_events"
    assert why_not_measured(target("t", yearly)) == "yearly_events"
    rate = target("t", yearly, kind="coverage", measurable=False)
    assert why_not_measured(rate) == "needs_records"


def test_a_number_without_a_year_is_never_behind(town, ground):
    undated = target("u", value=2.0, comparator=">=")
    found = row(undated, town, ground)
    assert (found["state"], found["deadline"]) == ("not_yet", "no_deadline")
    assert pd.isna(found["due"])
    reached = row(replace(undated, value=1.0), town, ground)
    assert (reached["state"], reached["deadline"]) == ("met", "no_deadline")
    share = row(replace(COVER, value=50.0, readings=()), town, ground)
    assert (share["state"], share["deadline"]) == ("met", "no_deadline")


@pytest.mark.parametrize("lang", languages())
def test_every_reason_is_a_sentence(lang: str):
    t = text(lang)
    codes = [key.partition(".")[2] for key in sorted(t.keys()) if key.startswith("not_computed.")]
    assert len({why_sentence(code, RATIO, t) for code in codes}) == len(codes)
    assert unit_text(RATIO.unit, t) in why_sentence("needs_numerator", RATIO, t)
    assert why_sentence("", RATIO, t) == ""
