from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from spaces.services.inputs import load_inputs
from spaces.services.own_files import OwnFiles
from spaces.services.plan_status import assess_for_sheet, assess_plan, load_evidence
from tests.toys.servicetown import CIRCLE, PLACE, ROUTES


def test_every_kind_of_promise_is_held_against_its_place(inputs):
    found = assess_plan(inputs, 2024)
    assert list(found["method"]) == ["sites", "sites", "sites", "sites", "", "walk", "routes"]
    assert found["measured"][CIRCLE] == pytest.approx(25)
    assert found["measured"][ROUTES] == 100


def test_where_no_streets_are_known_the_circle_is_one(town):
    town.path("network", f"{PLACE}.npz").unlink()
    found = assess_plan(load_inputs(town, PLACE), 2024)
    assert (found["method"][CIRCLE], found["measured"][CIRCLE]) == ("circle", 25)
    assert found["why"][ROUTES] == "routes_no_network"


def test_sites_of_the_user_s_own_are_held_against_all(town, own_sites):
    own = load_inputs(town, PLACE, OwnFiles(sites=own_sites, folders_children=True))
    found = assess_plan(own, 2024)
    assert (found["built"]["parks"], found["built"]["schools"]) == (1, 0)
    assert found["measured"][CIRCLE] == pytest.approx(100 * 300 / 3600)
    assert found["why"][ROUTES] == "routes_no_schools"


def test_the_other_reading_and_another_denominator(inputs):
    found = assess_plan(inputs, 2024, {"schools": "batch"})
    assert found["planned"]["schools"] == 6
    by_street = load_evidence(inputs, "street")
    assert assess_plan(inputs, 2024, evidence=by_street)["routes_by"][ROUTES] == "street"


def test_a_file_of_the_ways_to_school_that_cannot_be_used_is_said(town):
    town.path("catchments").mkdir()
    town.path("catchments", f"{PLACE}.csv").write_text("code\n", encoding="utf-8")
    found = assess_plan(load_inputs(town, PLACE), 2024)
    assert found["why"][ROUTES] == "routes_unreadable"
    assert found["measured"][CIRCLE] == pytest.approx(25)


def test_a_sheet_reads_nothing_from_a_circle(inputs):
    def ask(_):
        raise AssertionError("a sheet asked for a circle")

    evidence = replace(load_evidence(inputs), reach=ask)
    found, whole = assess_for_sheet(inputs, 2024, evidence=evidence), assess_plan(inputs, 2024)
    row = found.loc[CIRCLE]
    assert (row["method"], row["why"]) == ("", "circle_on_gaps_page")
    assert pd.isna(row["measured"])
    pd.testing.assert_frame_equal(found.drop(index=CIRCLE), whole.drop(index=CIRCLE))


def test_a_place_without_a_plan_is_named(town):
    town.path("plans", "toy.toml").unlink()
    with pytest.raises(LookupError, match=PLACE):
        assess_plan(load_inputs(town, PLACE), 2024)
