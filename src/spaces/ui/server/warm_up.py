"""The first views computed while nobody waits: when the server starts, in the background.

It asks what the overview and the page of gaps ask when a link says nothing but the place, in the
words of those pages, so that the answers are kept under the same keys. It is bounded in places and
in time, it rests as long as it works, so that a viewer always comes first, and whatever goes
wrong is logged and done without. ``SPACES_WARM=0`` switches it off.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Final

from spaces.content.settings import WARM
from spaces.text import DEFAULT, text
from spaces.ui.ledger import cache as cached_ledger
from spaces.ui.reach import cache as cached_walk
from spaces.ui.reach import overview_figures, ruler_controls
from spaces.ui.shell import cache as cached
from spaces.ui.shell import view_state as state
from spaces.ui.shell.frame import Context

MOST_PLACES: Final = 4
"""No more than networks are kept (:mod:`spaces.ui.reach.cache`)."""
MOST_S: Final = 60.0
"""Begins nothing new after this long."""
_LONGEST_REST_S: Final = 2.0
_LOG: Final = logging.getLogger(__name__)
Job = tuple[str, Callable[[], object]]


def start() -> threading.Thread | None:
    """Begin in the background; None where it is switched off.

    Returns
    -------
    Thread or None
        It ends by itself, and with the server.
    """
    if not WARM.value():
        return None
    thread = threading.Thread(target=run, name="spaces-warm", daemon=True)
    thread.start()
    return thread


def run(rest: Callable[[float], object] = time.sleep) -> int:
    """Compute the first views of the first places; how many questions were answered.

    Parameters
    ----------
    rest : callable
        Waits for some seconds.
    """
    began, done = time.monotonic(), 0
    try:
        for name, job in _jobs(cached.content_version()):
            if time.monotonic() - began > MOST_S:
                break
            done += _answered(name, job, rest)
    except Exception:
        _LOG.exception("nothing could be prepared")  # the pages say what is wrong with the content
    _LOG.info("prepared %d answers in %.1f s", done, time.monotonic() - began)
    return done


def _answered(name: str, job: Callable[[], object], rest: Callable[[float], object]) -> bool:
    began = time.monotonic()
    try:
        job()
    except Exception:
        _LOG.exception("%s could not be prepared", name)
        return False
    rest(min(time.monotonic() - began, _LONGEST_REST_S))
    return True


def _jobs(version: str) -> Iterator[Job]:
    """Questions of the overview first: that is where people arrive."""
    places = state.choices(version).places[:MOST_PLACES]
    for place in places:
        yield f"overview of {place}", lambda place=place: _overview(version, place)  # type: ignore[misc]
    for place in places:
        yield f"streets of {place}", lambda place=place: cached_walk.quality(version, place)  # type: ignore[misc]
        yield f"gaps of {place}", lambda place=place: _gaps(version, place)  # type: ignore[misc]


def _context(version: str, place: str) -> Context:
    view, _ = state.validated({"place": place}, state.choices(version))
    known, plan = cached.places(version)[place], cached.plans(version).get(place)
    return Context(text(DEFAULT), view, version, known, plan, demo=False)


def _overview(version: str, place: str) -> None:
    context = _context(version, place)
    cached_ledger.viewed(version, context.view)
    cached_walk.gap_result(version, overview_figures.query(context))


def _gaps(version: str, place: str) -> None:
    query = ruler_controls.query(_context(version, place))
    cached_walk.gap_result(version, query)
    if query.on_foot:
        cached_walk.two_rulers(version, query)
        cached_walk.standard_lines(version, query)
