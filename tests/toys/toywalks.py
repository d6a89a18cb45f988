"""Walks on the toy network of tests/geo/network/conftest.py."""

from __future__ import annotations

import numpy as np

from geo.network.entrances import Entrances
from geo.network.search import Router

CM = 0.06


def walk(toy, points, places, limit_m=np.inf, owner=None, rules=None):
    router = Router(toy.network, rules)
    entrances = Entrances(
        router.snap(toy.at(*places)), np.array(owner if owner is not None else range(len(places)))
    )
    return router.nearest(router.snap(toy.at(*points)), entrances, limit_m)
