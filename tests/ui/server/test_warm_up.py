"""What is prepared at the start is what the pages ask for first, and nothing of it is fatal."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading

import pytest

from geo.network.graph import FOOTWAY
from spaces.content.settings import WARM
from spaces.reach.analysis import analyse
from spaces.services import reach
from spaces.ui.ledger import cache as cached_ledger
from spaces.ui.server import warm_up as warm
from spaces.ui.shell import view_state as state
from tests.toys import toytown
from tests.ui.conftest import open_screen
from tests.ui.reach.test_gaps_walk import keep


@pytest.fixture
def walkable(toy):
    """Footways through the middles of all squares: good enough to measure on."""
    x = [toytown.centre(column, 0)[0] for column in range(6)]
    y = [toytown.centre(0, row)[1] for row in range(4)]
    streets = [([(a, b) for a in x], FOOTWAY) for b in y]
    keep(toy, [*streets, *[([(a, b) for b in y], FOOTWAY) for a in x]])
    return toy


@pytest.fixture
def counted(monkeypatch):
    """Names of the costly answers in the order they are computed."""
    done: list[str] = []
    real = analyse

    def counting(query, *args, **named):
        done.append(query.ruler)
        return real(query, *args, **named)

    monkeypatch.setattr(reach, "analyse", counting)
    return done


def test_the_pages_find_everything_computed(toy, counted):
    times: list[float] = []
    assert warm.run(times.append) > 0
    assert counted, "nothing was computed"
    before = len(counted)
    assert len(times) > 0
    open_screen("overview")
    open_screen("gaps")
    assert len(counted) == before


def test_a_place_with_streets_is_walked(walkable, counted):
    warm.run(lambda _: None)
    assert "both" in counted
    before = len(counted)
    open_screen("gaps")
    assert len(counted) == before


def test_what_fails_is_logged_and_the_rest_goes_on(toy, monkeypatch, caplog):
    def broken(*_):
        raise ValueError("no such thing")

    monkeypatch.setattr(cached_ledger, "assessed", broken)
    with caplog.at_level(logging.ERROR):
        assert warm.run(lambda _: None) > 0
    assert "overview" in caplog.text
    monkeypatch.setattr(state, "choices", broken)
    assert warm.run(lambda _: None) == 0


def test_unreadable_content_is_not_fatal(toy, caplog):
    (toy / "places.toml").write_text("= nothing", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert warm.run(lambda _: None) == 0
    assert "prepared" in caplog.text


def test_it_is_bounded(toy, monkeypatch):
    monkeypatch.setattr(warm, "MOST_S", -1.0)
    assert warm.run(lambda _: None) == 0


@pytest.mark.parametrize("word", ["0", "off", "No"])
def test_it_can_be_switched_off(word, monkeypatch):
    monkeypatch.setenv(WARM.name, word)
    assert warm.start() is None
    assert not [t for t in threading.enumerate() if t.name == "spaces-warm"]


def test_it_runs_in_the_background_and_ends(toy, monkeypatch):
    monkeypatch.delenv(WARM.name, raising=False)
    asked = threading.Event()
    monkeypatch.setattr(warm, "run", asked.set)
    thread = warm.start()
    assert thread is not None
    assert thread.daemon
    thread.join(10)
    assert asked.is_set()


def test_nothing_is_said_outside_a_script_run(toy):
    """Streamlit's caches are used as the layers' addresses use them, and it does not complain."""
    code = "import sys; from spaces.ui.server.warm_up import run; sys.exit(not run(lambda _: None))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        env={**os.environ, "SPACES_DATA": str(toy)},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
