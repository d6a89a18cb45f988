"""3,600 children in the toy town: 2 parks promised are 2 / 3600 x 10000 = 5.56 per 10,000."""

from __future__ import annotations

import pandas as pd
import pytest

from spaces.ledger.comparison import COLUMNS, compare_places
from spaces.ledger.plan_files import load_plans
from spaces.ledger.words import said
from spaces.places.registry import load_places
from spaces.sites.categories import load_categories
from spaces.sites.loading import load_sites
from spaces.text import languages, text
from tests.toys import toycontent
from tests.toys.toycontent import PLACE


@pytest.fixture
def table(tmp_path):
    toy = toycontent.build(tmp_path)

    def build(year: int | None = None) -> pd.DataFrame:
        return compare_places(
            load_plans(toy), load_sites(toy).frame, load_places(toy), load_categories(toy), year
        )

    return build


def test_promised_and_built_per_10000_children(table):
    found = table().set_index("category")
    assert found.columns.tolist() == [c for c in COLUMNS if c != "category"]
    assert found.index.tolist() == ["park", "school"]
    park = found.loc["park"]
    assert (park["place"], park["year"], park["children"]) == (PLACE, 2024, 3600)
    assert (park["planned"], park["built"], park["targets"]) == (2, 1, ["parks"])
    assert park["planned_per_10000"] == pytest.approx(2 / 0.36)
    assert park["built_per_10000"] == pytest.approx(1 / 0.36)
    assert found.loc["school", "planned"] == 3


def test_a_number_that_is_not_promised_yet_is_blank_and_not_nought(table):
    park = table(2022).set_index("category").loc["park"]
    assert pd.isna(park["planned"])
    assert pd.isna(park["planned_per_10000"])
    assert park["built"] == 1


def test_without_plans_there_is_nothing():
    assert compare_places({}, pd.DataFrame(), {}, {}).empty


@pytest.mark.parametrize("lang", languages())
def test_what_is_compared_is_said(lang: str):
    t = text(lang)
    assert "0" in said(None, t)
    assert "2024" in said(2024, t)
    assert said(None, t) != said(2024, t)
