"""A real browser that writes down what a screenshot hides.

Ask for ``page`` and ``seen`` (one page and its record) or for ``open_page`` (several pages, each
with its size and language). ``seen.assert_clean()`` is the check for every page.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from environment import find_chromium
from playwright import sync_api

from tests.conftest import left_out

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE, PHONE = (1440, 900), (390, 844)
GRAVE = {"serious", "critical"}
OUTSIDE = re.compile(r"(https?|wss?)://(?!127\.0\.0\.1[:/]|localhost[:/])")
# On a deep link Streamlit's own page first asks under that link's path and gets 404.
PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)$")


@dataclass
class Seen:
    """What a page asked for and complained about."""

    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> None:
        """Write down what happens on ``page`` from now on."""
        page.on("request", self._request)
        page.on("websocket", self._request)
        page.on(
            "requestfailed",
            lambda request: self.failed.append(f"{request.failure} {request.url}"),
        )
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def assert_clean(self) -> None:
        """Fail if the page asked another host, got an error answer or wrote an error."""
        found = {"outside": self.outside, "failed": self.failed, "errors": self.errors}
        assert not any(found.values()), found

    def _request(self, request: Any) -> None:
        if OUTSIDE.match(request.url):
            self.outside.append(request.url)

    def _response(self, response: Any) -> None:
        if response.status >= 400 and not PROBE.search(response.url):
            self.failed.append(f"{response.status} {response.url}")

    def _console(self, message: Any) -> None:
        if message.type == "error" and not PROBE.search(message.location.get("url", "")):
            self.errors.append(message.text)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Path of the machine's Chromium."""
    path = find_chromium()
    if path is None:
        left_out("there is no Chromium on this machine")
    return path


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Any]:
    """Headless Chromium, shared by the session."""
    os.environ.setdefault("NODE_NO_WARNINGS", "1")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(chromium), args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., tuple[Any, Seen]]]:
    """Factory of fresh pages: ``open_page(size=WIDE, locale="zh-CN") -> (page, seen)``."""
    contexts = []

    def fresh(size: tuple[int, int] = WIDE, locale: str = "zh-CN") -> tuple[Any, Seen]:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=locale)
        contexts.append(context)
        page, seen = context.new_page(), Seen()
        seen.watch(page)
        return page, seen

    yield fresh
    for context in contexts:
        context.close()


@pytest.fixture
def _watched(open_page: Callable[..., tuple[Any, Seen]]) -> tuple[Any, Seen]:
    return open_page()


@pytest.fixture
def page(_watched: tuple[Any, Seen]) -> Any:
    """One fresh wide page."""
    return _watched[0]


@pytest.fixture
def seen(_watched: tuple[Any, Seen]) -> Seen:
    """Record of ``page``."""
    return _watched[1]


@pytest.fixture(scope="session")
def axe() -> str:
    """Source of axe-core, which comes with a package of the development set."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        left_out("axe-core (axe-playwright-python in requirements-dev.txt) is not installed")
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Any, axe: str) -> list[str]:
    """Grave faults of a page and of its frames, one line each: what axe-core can tell."""
    found = []
    for frame in page.frames:
        frame.evaluate(axe)
        asked = "axe.run(document, {resultTypes: ['violations'], iframes: false})"
        found += frame.evaluate(asked)["violations"]
    return [
        f"{rule['impact']} {rule['id']}: {node['target']} {node['html'][:160]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]
