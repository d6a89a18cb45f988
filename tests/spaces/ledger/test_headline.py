"""Built of promised, without counting a site twice or hiding a shortfall behind a surplus."""

from __future__ import annotations

import pandas as pd
import pytest

from spaces.ledger.headline import headline
from spaces.ledger.plan_files import load_plans
from spaces.ledger.progress import progress
from spaces.sites.loading import load_sites
from tests.toys import toycontent


@pytest.fixture
def toy(tmp_path):
    content = toycontent.build(tmp_path)
    return load_plans(content)[toycontent.PLACE], load_sites(content).frame


def many(frame, kind, count):
    row = frame[frame["category"] == kind].iloc[[0]]
    more = pd.concat([row] * count)
    more.index = [f"{kind}-more-{n}" for n in range(count)]
    more["name_zh"] = more.index
    return pd.concat([frame, more])


def test_totals_over_other_targets_are_left_out(toy):
    plan, sites = toy
    head = headline(plan, progress(plan, sites, 2024))
    assert set(head.counted) == {"parks", "schools"}
    assert (head.built, head.promised, head.share) == (2, 5, 0.4)
    assert (head.numbered, head.reached) == (3, 0)
    assert (head.no_number, head.not_measurable, head.not_yet) == (1, 1, 0)


def test_what_misses_most_sites_comes_first(toy):
    plan, sites = toy
    assert headline(plan, progress(plan, sites, 2024)).behind[0] == "schools"


def test_a_surplus_hides_no_shortfall(toy):
    plan, sites = toy
    head = headline(plan, progress(plan, many(sites, "park", 50), 2024))
    assert (head.built, head.promised) == (2 + 1, 5)
    assert "schools" in head.behind
    assert "parks" not in head.behind


def test_nothing_promised_is_no_share(toy):
    plan, sites = toy
    head = headline(plan, progress(plan, sites, 2020))
    assert (head.promised, head.share, head.behind) == (0, None, ())
    assert head.not_yet == 3
