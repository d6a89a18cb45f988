"""20,000 residents, 3,600 children: 90 places are 4.5 per 1,000 residents and 25 per 1,000
children."""

from __future__ import annotations

from typing import Any

import pytest

from spaces.ledger.provision_ratios import is_ratio, ratio
from spaces.places.registry import Census
from tests.toys.ledger_toys import by, sites, target

CENSUS = Census("toy", 20_000, 360, 720, 1080, 1440)
DUE = by((2024, 4.5))


def places(*capacity: float | None):
    frame = sites(*[("park", "built", 2024)] * len(capacity))
    frame["capacity"] = capacity
    return frame


def promise(per: str = "1000_residents", **changes: Any):
    return target("t", DUE, kind="ratio", per=per, value=4.5, **changes)


@pytest.mark.parametrize(
    ("per", "value"),
    [("1000_residents", 4.5), ("1000_children", 25), ("10000_residents", 45)],
)
def test_two_denominators(per: str, value: float):
    found = ratio(promise(per), places(60, 30), CENSUS, 2024)
    assert found.value == pytest.approx(value)
    assert (found.capacity, found.sites_with, found.why) == (90, 2, "")


def test_a_missing_capacity_is_not_nought():
    found = ratio(promise(), places(60, None), CENSUS, 2024)
    assert (found.value, found.sites_without) == (3.0, 1)
    assert found.why == "capacity_partly"


def test_a_capacity_of_nought_is_known():
    assert ratio(promise(), places(0), CENSUS, 2024).value == 0


@pytest.mark.parametrize(
    ("why", "frame", "census", "counts"),
    [
        ("needs_numerator", places(60), CENSUS, ()),
        ("needs_census", places(60), None, ("park",)),
        ("needs_sites", sites(("park", "planned", 2024)), CENSUS, ("park",)),
        ("needs_capacity", sites(("park", "built", 2024)), CENSUS, ("park",)),
        ("needs_capacity", places(None), CENSUS, ("park",)),
    ],
)
def test_why_it_cannot_be_computed(why: str, frame, census: Census | None, counts: tuple[str]):
    found = ratio(promise(counts=counts), frame, census, 2024)
    assert (found.value, found.why) == (None, why)


def test_what_is_built_later_has_no_place_yet():
    assert ratio(promise(), places(60), CENSUS, 2023).why == "needs_sites"


def test_which_targets_are_ratios_of_places():
    assert is_ratio(promise())
    assert not is_ratio(promise(per=""))
    assert not is_ratio(target("t", DUE, per="1000_children"))
