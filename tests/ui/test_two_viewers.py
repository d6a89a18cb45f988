"""Two viewers with one question: what the first computes serves the second, also at once."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit as st

from geo.network.sources.reading import Read
from spaces.content.folder import default_content
from spaces.reach.query import GapQuery
from spaces.services import inputs, reach
from spaces.ui.reach import cache as cached_walk
from spaces.ui.shell import cache as cached
from spaces.walking.network_files import keep_network
from tests.toys import toynet
from tests.toys.toycontent import PLACE
from tests.ui.server.test_layers import ask

LINES = [([(-2500.0, y), (2500.0, y)], 0) for y in (-1500.0, -500.0, 500.0)]
LINES += [([(x, -1500.0), (x, -500.0), (x, 500.0)], 0) for x in (-2500.0, 0.0, 2500.0)]
QUERY = GapQuery(PLACE, (), 1.0, "metre", 15, 2024, ruler="both", crossing_delay_s=20.0)
VIEWERS = 6


@pytest.fixture
def counted(toy, monkeypatch):
    """How often each costly step runs, each made slow enough for all viewers to meet in it."""
    keep_network(Read(toynet.network(LINES, key="two")), default_content(), PLACE)
    st.cache_resource.clear()
    calls: dict[str, int] = {}

    def slow(module, name):
        real = getattr(module, name)

        def run(*given, **named):
            calls[name] = calls.get(name, 0) + 1
            time.sleep(0.2)
            return real(*given, **named)

        monkeypatch.setattr(module, name, run)

    slow(inputs, "walk_network")
    slow(reach, "analyse")
    slow(reach, "compare_rulers")
    yield calls
    st.cache_resource.clear()


def at_once(*jobs):
    """Run all jobs in threads that begin together."""
    gate = threading.Barrier(len(jobs))

    def run(job):
        gate.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def test_a_question_is_computed_once_however_many_ask_it(counted):
    version = cached.content_version()
    found = at_once(*[lambda: cached_walk.gap_result(version, QUERY)] * VIEWERS)
    assert counted == {"walk_network": 1, "analyse": 1}
    assert all(one is found[0] for one in found)
    beside = at_once(*[lambda: cached_walk.two_rulers(version, QUERY)] * VIEWERS)
    assert counted == {"walk_network": 1, "analyse": 1, "compare_rulers": 1}
    assert all(one is beside[0] for one in beside)


def test_the_page_and_its_layers_share_one_answer(counted):
    version = cached.content_version()

    def fetch(name):
        asked = {"v": version, "walker": "metre", "minutes": 15, "year": 2024}
        answer = ask(name, ruler="both", **asked)
        assert answer.status_code == 200
        return bytes(answer.body)

    question = cached_walk.asked(
        version, GapQuery(PLACE, (), 1000 / 900, "metre", 15, 2024), "both"
    )
    names = ["walk_cells", "gaps", "walk_cells", "gaps", "false_comfort"]
    got = at_once(*[lambda name=name: fetch(name) for name in names],
                  lambda: cached_walk.gap_result(version, question))  # fmt: skip
    assert counted == {"walk_network": 1, "analyse": 1}
    assert got[0] == got[2]
    assert got[1] == got[3]


def test_another_walker_searches_nothing_that_was_searched(counted, monkeypatch):
    from geo.network import search

    version = cached.content_version()
    free = GapQuery(PLACE, (), 1.0, "metre", 15, 2024, ruler="both")
    cached_walk.gap_result(version, free)
    monkeypatch.setattr(search.Router, "fields", None)
    monkeypatch.setattr(search.Router, "snap", None)
    slower = GapQuery(PLACE, (), 0.5, "metre", 10, 2024, ruler="both")
    at_once(*[lambda: cached_walk.gap_result(version, slower)] * 2)
    assert counted["analyse"] == 2
