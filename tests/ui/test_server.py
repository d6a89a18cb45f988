"""What the launcher sets for the whole process."""

from __future__ import annotations

import gc

import pytest

from spaces.ui.server import collect_seldom


@pytest.fixture
def _own_thresholds():
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_own_thresholds")
def test_garbage_is_looked_for_seldom_but_still_looked_for():
    gc.set_threshold(700, 10, 10)
    collect_seldom()
    assert gc.get_threshold()[0] >= 50_000
    assert gc.isenabled()
