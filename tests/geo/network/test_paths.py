"""The way itself, and all places within a walk."""

from __future__ import annotations

import numpy as np
import pytest

from geo.network.entrances import Entrances
from geo.network.paths import path, places_within
from geo.network.search import Router
from tests.toys.toywalks import CM


def test_the_way_itself(toy):
    router = Router(toy.network)
    start, end = router.snap(toy.at((0, 10))), router.snap(toy.at((0, -190)))
    found = path(router, start, end)
    assert found.distance_m == pytest.approx(1220, abs=CM)
    corners = toy.at((0, 0), (200, 0), (500, 0), (500, -200), (0, -200))
    assert found.xy == pytest.approx(corners, abs=CM)
    assert path(router, start, end, limit_m=1000) is None
    near = path(router, start, router.snap(toy.at((150, 0))))
    assert near.distance_m == pytest.approx(160, abs=CM)
    assert near.xy == pytest.approx(toy.at((0, 0), (150, 0)), abs=CM)
    back = path(router, router.snap(toy.at((150, 0))), start)
    assert back.xy == pytest.approx(near.xy[::-1], abs=CM)


def test_all_places_within(toy):
    router = Router(toy.network)
    places = Entrances(
        router.snap(toy.at((100, 0), (0, 300), (900, 0), (0, -200))), np.array([3, 4, 3, 5])
    )
    start = router.snap(toy.at((200, 0)))
    found = places_within(router, start, places, 1000)
    assert list(found.owner) == [3, 4, 5]
    assert list(found.entrance) == [0, 1, 3]
    assert found.distance_m == pytest.approx([100, 500, 1000], abs=2 * CM)
