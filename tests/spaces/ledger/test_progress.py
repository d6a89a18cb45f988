"""Figures by hand, for the toy plan (see tests/toycontent.py).

Built by the end of 2022: the park. By 2024: the park and the school (certified). The clinic is
being built, one park is promised without a place.

target    promised by 2024      built by 2024   so
parks     2                     1               short by 1, share 0.5
schools   3 (add) or 6 (batch)  1               short by 2 or by 5
all       3 of both kinds       2               short by 1
clinics   no number             0               no number, neither 0 nor 100 %
share     90 % of something     –               not measurable from sites
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spaces.ledger.plan_files import load_plans, read_plan
from spaces.ledger.progress import STATES, progress
from spaces.ledger.schedule import EventsEachYear, Reading
from spaces.ledger.site_counts import counted_sites
from spaces.ledger.targets import Plan
from tests.toys import toycontent


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return load_plans(toycontent.build(tmp_path_factory.mktemp("toy")))[toycontent.PLACE]


def table(*rows: tuple[str, str, int | None]) -> pd.DataFrame:
    """Sites as (category, status, year)."""
    frame = pd.DataFrame(rows, columns=["category", "status", "year"])
    frame["year"] = frame["year"].astype("Int64")
    frame.index = pd.Index([f"s{k}" for k in range(len(rows))], name="id")
    return frame


TOY = table(
    ("park", "built", 2022),
    ("school", "certified", 2024),
    ("clinic", "building", 2024),
    ("park", "planned", 2024),
)


def test_at_the_end_of_the_plan(plan: Plan):
    found = progress(plan, TOY, 2024)
    assert found["planned"].tolist()[:3] == [2, 3, 3]
    assert found["built"].tolist()[:4] == [1, 1, 2, 0]
    assert found["shortfall"].tolist()[:3] == [1, 2, 1]
    assert found.loc["parks", "share"] == 0.5
    assert found.loc["parks", "planned_sites"] == 1
    assert found.loc["clinics", "building"] == 1
    assert found["state"].tolist() == ["behind"] * 3 + ["no_number", "not_measurable"]


def test_without_a_number_there_is_no_percentage(plan: Plan):
    row = progress(plan, TOY, 2024).loc["clinics"]
    assert row[["planned", "surplus", "shortfall", "share"]].isna().all()


def test_what_sites_cannot_answer_has_no_count(plan: Plan):
    row = progress(plan, TOY, 2024).loc["share"]
    assert row[["built", "building", "undated", "shortfall", "share"]].isna().all()
    assert row["planned"] == 90


def test_before_the_first_promised_year(plan: Plan):
    found = progress(plan, TOY, 2022)
    assert found.loc["parks", "state"] == "not_yet"
    assert found.loc["parks", "built"] == 1
    assert pd.isna(found.loc["parks", "planned"])
    assert found.loc["schools", ["planned", "built", "state"]].tolist() == [1, 0, "behind"]


def test_the_other_reading(plan: Plan):
    row = progress(plan, TOY, 2024, {"schools": "batch"}).loc["schools"]
    assert (row["planned"], row["shortfall"], row["reading"]) == (6, 5, "batch")


@pytest.mark.parametrize("wrong", [{"schools": "third"}, {"moats": "by"}])
def test_unknown_readings_are_refused(plan: Plan, wrong: dict[str, str]):
    with pytest.raises(KeyError):
        progress(plan, TOY, 2024, wrong)


def test_met_and_ahead(plan: Plan):
    two = table(("park", "built", 2023), ("park", "built", 2024))
    three = table(*[("park", "built", 2023)] * 3)
    met, ahead = (progress(plan, sites, 2024).loc["parks"] for sites in (two, three))
    assert (met["state"], met["surplus"], met["shortfall"]) == ("met", 0, 0)
    assert (ahead["state"], ahead["surplus"], ahead["share"]) == ("ahead", 1, 1.5)


def test_a_site_without_a_year_is_undated_and_not_built(plan: Plan):
    row = progress(plan, table(("park", "built", None), ("park", "built", 2024)), 2024).loc["parks"]
    assert (row["built"], row["undated"]) == (1, 1)


def test_a_site_built_later_is_not_built_yet(plan: Plan):
    row = progress(plan, table(("park", "built", 2025)), 2024).loc["parks"]
    assert (row["built"], row["undated"]) == (0, 0)


def test_the_total_counts_each_site_once(plan: Plan):
    twice = pd.concat([TOY, TOY])
    assert progress(plan, twice, 2024).loc["all", "built"] == 2


def with_target(plan: Plan, **changes: object) -> Plan:
    return replace(plan, targets=(replace(plan.target("parks"), **changes),))


@pytest.mark.parametrize(
    ("built", "state", "surplus", "shortfall"),
    [(2, "behind", 0, 1), (3, "met", 0, 0), (5, "met", 0, 0), (6, "ahead", 1, 0)],
)
def test_a_range_of_3_to_5(plan: Plan, built: int, state: str, surplus: int, shortfall: int):
    schedule = replace(plan.target("parks").readings[0].schedule, points=((2024, 3.0),))
    readings = (replace(plan.target("parks").readings[0], schedule=schedule),)
    of_range = with_target(plan, comparator="range", value=3.0, value_max=5.0, readings=readings)
    row = progress(of_range, table(*[("park", "built", 2024)] * built), 2024).loc["parks"]
    assert (row["state"], row["surplus"], row["shortfall"]) == (state, surplus, shortfall)


@pytest.mark.parametrize(
    ("comparator", "built", "state"),
    [
        (">", 2, "behind"),
        (">", 3, "ahead"),
        ("<=", 2, "met"),
        ("<=", 3, "behind"),
        ("<", 2, "behind"),
    ],
)
def test_other_comparators_against_2(plan: Plan, comparator: str, built: int, state: str):
    sites = table(*[("park", "built", 2024)] * built)
    one = with_target(plan, comparator=comparator)
    assert progress(one, sites, 2024).loc["parks", "state"] == state


def test_a_named_project_counts_its_own_site_only(plan: Plan):
    sites = table(("park", "built", 2024), ("park", "planned", 2024))
    one = with_target(plan, kind="project", sites=("s1",))
    assert progress(one, sites, 2024).loc["parks", "built"] == 0
    assert list(counted_sites(one.targets[0], sites).index) == ["s1"]
    unnamed = with_target(plan, kind="project", sites=())
    assert progress(unnamed, sites, 2024).loc["parks", "state"] == "not_measurable"


def test_yearly_events_are_not_measured_from_sites(plan: Plan):
    yearly = (Reading("r", "每年", "yearly", EventsEachYear(2022, 2024, 26)),)
    row = progress(with_target(plan, readings=yearly), TOY, 2024).loc["parks"]
    assert (row["state"], row["planned"]) == ("not_measurable", 26)


def test_a_baseline_promises_nothing(plan: Plan):
    assert progress(with_target(plan, kind="baseline"), TOY, 2024).empty


def test_no_sites_at_all(plan: Plan):
    assert progress(plan, TOY.iloc[:0], 2024)["built"].tolist()[:4] == [0, 0, 0, 0]


unhurried = settings(deadline=None, max_examples=40)
site = st.tuples(
    st.sampled_from(["park", "school", "clinic"]),
    st.sampled_from(["planned", "building", "built", "certified"]),
    st.one_of(st.none(), st.integers(2020, 2026)),
)
towns = st.lists(site, max_size=12).map(lambda rows: table(*rows))


@unhurried
@given(towns, st.integers(2021, 2025), st.randoms())
def test_the_order_of_rows_does_not_matter(plan: Plan, sites: pd.DataFrame, year: int, random):
    order = list(range(len(sites)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(
        progress(plan, sites, year), progress(plan, sites.iloc[order], year)
    )


@unhurried
@given(towns, st.sampled_from(["park", "school"]), st.integers(2021, 2025))
def test_one_more_built_site_never_lowers_what_is_built(
    plan: Plan, sites: pd.DataFrame, kind: str, year: int
):
    more = table(*sites.itertuples(index=False, name=None), (kind, "built", 2022))
    before, after = progress(plan, sites, year), progress(plan, more, year)
    counted = before["built"].notna()
    assert (after.loc[counted, "built"] >= before.loc[counted, "built"]).all()
    assert set(after["state"]) <= set(STATES)


@unhurried
@given(towns, st.integers(2021, 2025))
def test_promised_less_built_is_shortfall_less_surplus(plan: Plan, sites: pd.DataFrame, year: int):
    found = progress(plan, sites, year)
    known = found[found["shortfall"].notna()]
    gap = known["planned"] - known["built"]
    assert ((known["shortfall"] - known["surplus"]) == gap).all()


def test_a_plan_in_a_file_gives_the_same(tmp_path: Path, plan: Plan):
    (tmp_path / "p.toml").write_text(toycontent.PLAN, encoding="utf-8")
    pd.testing.assert_frame_equal(
        progress(read_plan(tmp_path / "p.toml"), TOY, 2024), progress(plan, TOY, 2024)
    )
