"""Named streets: one spot on each, and two streets of one name are two."""

from __future__ import annotations

import pytest

from spaces.public.street_names import street_names
from tests.toys import publictown, toynet

WEST = [(0.0, 0.0), (200.0, 0.0), (400.0, 0.0)]
EAST = [(5000.0, 0.0), (5200.0, 0.0)]


def test_each_street_has_one_spot_that_lies_on_it():
    made = street_names(toynet.network([(WEST, 0), (EAST, 0)], names=("人民路", "人民路")))
    assert [name for name, _, _ in made["names"]] == ["人民路", "人民路"]
    west, east = ((lon * 1e-6, lat * 1e-6) for _, lon, lat in made["names"])
    assert publictown.lonlat(0, 0)[0] < west[0] <= publictown.lonlat(400, 0)[0] + 1e-6
    assert east == pytest.approx(publictown.lonlat(5200, 0), abs=2e-6)
    assert made["pinyin"]["路"].split()[0] == "lu"


def test_streets_without_names_are_not_listed():
    assert street_names(toynet.network([(WEST, 0)])) == {"names": [], "pinyin": {}}
