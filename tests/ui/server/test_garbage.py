"""Garbage is looked for seldom, and not through what lives long; yet nothing is kept for good."""

from __future__ import annotations

import gc
import weakref

import pytest

from spaces.ui.server import garbage
from spaces.ui.server.garbage import Aside, collect_seldom


@pytest.fixture(autouse=True)
def _own_collector(monkeypatch):
    before, callbacks = gc.get_threshold(), list(gc.callbacks)
    yield
    gc.set_threshold(*before)
    gc.callbacks[:] = callbacks
    gc.unfreeze()


class Knot:
    """Garbage that only the collector can see."""

    def __init__(self) -> None:
        self.own = self


def test_garbage_is_looked_for_seldom_but_still_looked_for():
    gc.set_threshold(700, 10, 10)
    collect_seldom()
    collect_seldom()
    assert gc.get_threshold()[0] >= 50_000
    assert gc.isenabled()
    assert gc.callbacks.count(garbage._ASIDE) == 1


def test_what_has_survived_a_long_look_is_set_aside(monkeypatch):
    monkeypatch.setattr(garbage, "LONG_S", -1.0)
    gc.callbacks.append(Aside())
    gc.collect()
    aside = gc.get_freeze_count()
    assert aside > 10_000
    new = weakref.ref(Knot())
    gc.collect()
    assert new() is None  # what is new is still looked through


def test_a_short_look_sets_nothing_aside(monkeypatch):
    monkeypatch.setattr(garbage, "LONG_S", 1000.0)
    gc.callbacks.append(Aside())
    gc.collect()
    assert gc.get_freeze_count() == 0


def test_what_was_set_aside_is_looked_through_again(monkeypatch):
    monkeypatch.setattr(garbage, "LONG_S", -1.0)
    gc.callbacks.append(Aside())
    knot = Knot()
    kept = weakref.ref(knot)
    gc.collect()
    del knot
    gc.collect()
    assert kept() is not None
    monkeypatch.setattr(garbage, "AGAIN_S", -1.0)
    gc.collect()
    assert kept() is None
