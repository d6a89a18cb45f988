"""The public map has no grave fault of accessibility that axe-core can see.

The planners' pages are searched where they are opened anyway, in test_pages. No node is left out,
not even Streamlit's own.
"""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, WIDE, faults

PLACE = "330381"
VIEWS = {"wide zh": (WIDE, "zh"), "phone en": (PHONE, "en")}
READY_MS = 30_000


def test_axe_finds_what_is_wrong(page, axe):
    page.set_content(
        "<html><body><img src='data:,'><iframe srcdoc='<p style=\"color:#bbb\">grey</p>'></iframe>"
        "<button></button>"
    )
    page.wait_for_timeout(300)
    said = "\n".join(faults(page, axe))
    for rule in ("html-has-lang", "image-alt", "frame-title", "button-name", "color-contrast"):
        assert rule in said


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
