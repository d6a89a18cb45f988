"""Six sites; by the end of 2024 the park of 2023 and the library count, the rest has a reason."""

from __future__ import annotations

import pytest

from spaces.ledger.site_counts import (
    WHY_NOT,
    counted_sites,
    distinct,
    existing_by,
    list_sites,
    nine_totals,
)
from spaces.ledger.words import why_not_counted
from spaces.sites.categories import load_categories
from spaces.sites.loading import load_sites
from spaces.text import languages, text
from tests.toys import toycontent
from tests.toys.ledger_toys import by, sites, target

ALL = target("all", by((2024, 9)), counts=("park", "library"))
TOWN = sites(
    ("park", "built", 2023),
    ("library", "certified", 2024),
    ("park", "built", 2025),
    ("park", "building", 2024),
    ("park", "planned", 2024),
    ("park", "built", None),
    ("school", "built", 2020),
)


def test_each_site_with_its_reason():
    found = list_sites(TOWN, ALL.counts, 2024)
    assert found["why"].tolist() == ["", "", "later", "building", "planned", "undated", "kind"]
    assert found["counted"].tolist() == [True, True, False, False, False, False, False]


def twice(status: str = "built"):
    """The park of 2023 again, as a library at the same place under the same name."""
    town = TOWN.copy()
    town.loc["s1", ["name_zh", "status"]] = ["场地0", status]
    town.loc["s1", "geometry"] = town.loc["s0", "geometry"]
    return town


def test_one_site_under_two_kinds_counts_once():
    found = list_sites(twice(), ALL.counts, 2024)
    assert found.loc["s1", ["counted", "why", "same_as"]].tolist() == [False, "duplicate", "s0"]
    assert found["counted"].sum() == 1
    assert distinct(twice()) == distinct(TOWN) - 1
    assert existing_by(twice(), 2024).index.tolist() == ["s0", "s6"]


def test_a_planned_twin_does_not_hide_the_built_one():
    found = list_sites(twice("planned"), ALL.counts, 2024)
    assert found.loc[["s0", "s1"], "why"].tolist() == ["", "planned"]


def test_the_same_name_elsewhere_is_another_site():
    town = TOWN.copy()
    town.loc["s1", "name_zh"] = "场地0"
    assert list_sites(town, ALL.counts, 2024)["counted"].sum() == 2


def test_sites_without_a_location_are_never_the_same():
    town = twice()
    town.loc[["s0", "s1"], "geometry"] = None
    assert list_sites(town, ALL.counts, 2024)["counted"].sum() == 2


def test_a_named_project_counts_its_own_sites():
    named = target("n", by((2024, 1)), kind="project", sites=("s0",))
    assert counted_sites(named, TOWN).index.tolist() == ["s0"]
    assert counted_sites(ALL, TOWN).index.tolist() == [f"s{k}" for k in range(6)]


def test_nine_kinds_of_the_toy_town(tmp_path):
    """The park of 2022 and the school of 2024 count; the clinic is no such kind."""
    toy = toycontent.build(tmp_path)
    found = nine_totals(load_sites(toy).frame, load_categories(toy), 2024)
    assert found.total == 2
    assert found.by_kind["counted"].to_dict() == {"park": 1, "school": 1}
    assert sorted(found.listing["why"]) == ["", "", "kind", "planned"]
    assert nine_totals(load_sites(toy).frame, load_categories(toy), 2023).total == 1


@pytest.mark.parametrize("lang", languages())
def test_every_reason_is_said(lang: str):
    said = {why_not_counted(code, 2024, text(lang)) for code in WHY_NOT}
    assert len(said) == len(WHY_NOT)
    assert why_not_counted("", 2024, text(lang)) == ""
