"""No page has a serious fault of accessibility that is ours: axe-core on all of them.

Contrast, names of controls and frames, languages: what a machine can tell. No node is left out, not
even Streamlit's own.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from spaces.text import text
from spaces.ui.nav import ROWS
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_pages import settled
from tests.conftest import left_out

PLACE = "330381"
GRAVE = {"serious", "critical"}
VIEWS = {"wide zh": (WIDE, "zh"), "phone en": (PHONE, "en")}
READY_MS = 30_000


@pytest.fixture(scope="module")
def axe() -> str:
    """Source of axe-core, which comes with a package of the development set."""
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or not found.submodule_search_locations:
        left_out("axe-core (axe-playwright-python in requirements-dev.txt) is not installed")
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Any, axe: str) -> list[str]:
    """Grave faults of a page and of its frames, one line each."""
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


def test_axe_finds_what_is_wrong(page, axe):
    page.set_content(
        "<html><body><img src='data:,'><iframe srcdoc='<p style=\"color:#bbb\">grey</p>'></iframe>"
        "<button></button>"
    )
    page.wait_for_timeout(300)
    said = "\n".join(faults(page, axe))
    for rule in ("html-has-lang", "image-alt", "frame-title", "button-name", "color-contrast"):
        assert rule in said


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", [row.key for row in ROWS])
def test_no_page_has_a_grave_fault(open_page, app_server, axe, key, view):
    size, lang = VIEWS[view]
    page, _ = open_page(size=size, locale="zh-CN" if lang == "zh" else "en-GB")
    page.goto(f"{app_server().url}/{key}?place={PLACE}&year=2024&lang={lang}")
    settled(page, key, lang)
    assert faults(page, axe) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_the_public_map_has_none(open_page, app_server, axe, view, theme):
    size, lang = VIEWS[view]
    page, _ = open_page(size=size, locale="zh-CN" if lang == "zh" else "en-GB")
    page.goto(f"{app_server().url}/?place={PLACE}&lang={lang}&theme={theme}")
    page.wait_for_selector("#list a, #list button", timeout=READY_MS)
    assert faults(page, axe) == []
    page.click("#list a, #list button")
    page.wait_for_selector("#card-view:not([hidden])", timeout=READY_MS)
    page.wait_for_timeout(400)
    assert faults(page, axe) == []


def test_every_chart_and_picture_says_what_it_shows(open_page, app_server):
    page, _ = open_page()
    for key in ("overview", "gaps", "progress"):
        page.goto(f"{app_server().url}/{key}?place={PLACE}&year=2024&lang=zh")
        settled(page, key, "zh")
        page.wait_for_timeout(1500)
        for chart in page.query_selector_all("[data-testid=stVegaLiteChart]"):
            named = chart.evaluate(
                "box => [box, ...box.querySelectorAll('*')].map(e =>"
                " e.getAttribute('aria-label') || e.getAttribute('alt') || '').join('')"
            )
            assert named.strip(), key
        for frame in page.query_selector_all("iframe"):
            assert (frame.get_attribute("title") or "").strip(), key
    assert text("zh")("page.as_table") in page.content() or page.query_selector("table, canvas")
