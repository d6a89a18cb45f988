from __future__ import annotations

import re

import pandas as pd
import pytest

from spaces.content.folder import default_content
from spaces.ledger import read_plans
from spaces.ledger.default_year import default_year
from spaces.ledger.progress import progress
from spaces.sites import load_sites
from spaces.text import languages, text
from spaces.ui.ledger.sections import adds_up, sections

TABLE = pd.DataFrame(
    {
        "canonical": ["", "", "", "", "", "a"],
        "method": ["sites", "sites", "", "", "sites", "sites"],
        "deadline": ["met", "overdue", "not_measurable", "not_measurable", "no_number", "met"],
        "state": ["met", "behind", "unreported", "not_measurable", "no_number", "met"],
        "kind": ["count"] * 6,
        "share": [1.0, 0.5, None, None, None, 1.0],
        "due": [2024] * 6,
    },
    index=list("abcdef"),
)


@pytest.mark.parametrize("lang", languages())
def test_the_sentence_adds_up_to_what_the_sections_hold(lang):
    said = adds_up(TABLE, text(lang))
    found = {name: len(rows) for name, rows in sections(TABLE).items()}
    assert found == {"overdue": 1, "reached": 1, "open": 1, "asked": 2, "repeated": 1}
    numbers = [int(n) for n in re.findall(r"\d+", said)]
    total, *parts = numbers
    *parts, unreported, repeated = parts
    assert total == sum(parts) == 5
    assert (unreported, repeated) == (1, 1)


@pytest.mark.parametrize("lang", languages())
def test_nothing_is_said_of_what_there_is_none_of(lang):
    assert [int(n) for n in re.findall(r"\d+", adds_up(TABLE.loc[["a"]], text(lang)))] == [1, 1]


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("place", ["330381", "310105", "320400", "370321", "140000"])
def test_it_adds_up_for_every_shipped_plan(place, lang):
    """Parts, unreported ones and repeats are all promises of the plan, each in one part only."""
    content = default_content()
    plan = read_plans(content).of(place)
    assert plan is not None
    table = progress(plan, load_sites(content, place).frame, default_year(plan, 2026))
    table["method"] = table["built"].notna().map({True: "sites", False: ""})
    table["deadline"], table["due"] = table["state"], 2024
    found = {name: len(rows) for name, rows in sections(table).items()}
    repeated = found.pop("repeated", 0)
    assert sum(found.values()) + repeated == len(table)
    total, *parts = [int(n) for n in re.findall(r"(?<!\d)\d+(?!\d)", adds_up(table, text(lang)))]
    assert total == sum(found.values()) == sum(parts[: len(found)])
