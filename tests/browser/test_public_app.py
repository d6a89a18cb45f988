"""The first page for a visitor, from the app: no Streamlit, no websocket, nobody else asked."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from spaces.content.folder import default_content
from spaces.places.registry import load_places
from spaces.text import text
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_pages import COLD, LANGS, READY_MS, WARM, settled

SIZES = {"wide": WIDE, "phone": PHONE}
PLACE, OTHER = "330381", "320400"
ENTRY = "#list a, #list button"
COLD_S = 4.0  # about 0.6 s by itself; the machine may be busy


def locale(lang: str) -> str:
    return "zh-CN" if lang == "zh" else "en-GB"


def payload(url: str, place: str) -> dict[str, Any]:
    """The published sites of a place, read as the page reads them."""
    with urllib.request.urlopen(f"{url}/public/places.json", timeout=10) as answer:
        index = json.load(answer)
    path = next(entry["data"] for entry in index["places"] if entry["code"] == place)
    with urllib.request.urlopen(f"{url}/public/{path}", timeout=10) as answer:
        return json.load(answer)


def opened(page: Any, address: str) -> list[str]:
    """Open an address cold and wait for the list; all addresses that were asked."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(address)
    page.wait_for_selector(ENTRY, timeout=READY_MS)
    return asked


@pytest.mark.parametrize("view", COLD)
def test_a_stranger_sees_the_map_at_once(open_page, app_server, view):
    (lang, size), url = COLD[view], app_server().url
    with urllib.request.urlopen(f"{url}/", timeout=30):
        pass  # the server's own first moment is not the visitor's
    page, seen = open_page(size=size, locale=locale(lang))
    begun = time.monotonic()
    asked = opened(page, f"{url}/?lang={lang}")
    assert time.monotonic() - begun < COLD_S
    t = text(lang)
    assert page.inner_text("h1") == t("public.name")
    assert page.evaluate("document.documentElement.lang").startswith(lang)
    assert not [name for name in asked if name.startswith("ws") or "_stcore" in name]
    assert all("/public/" in name for name in asked[1:])
    assert page.locator("canvas, svg, #map .leaflet-pane").count() > 0
    page.wait_for_timeout(800)
    seen.assert_clean()


@pytest.mark.parametrize("lang", LANGS)
def test_the_people_who_plan_find_their_way_in_and_back(open_page, app_server, lang):
    page, seen = open_page(size=PHONE, locale=locale(lang))
    opened(page, f"{app_server().url}/?place={OTHER}&lang={lang}")
    link = page.locator(f"a:has-text('{text(lang)('public.staff')}')")
    link.scroll_into_view_if_needed()
    link.click()
    settled(page, "overview", lang)
    said = parse_qs(urlsplit(page.url).query)
    assert said["place"] == [OTHER]
    page.go_back()
    page.wait_for_selector(ENTRY, timeout=READY_MS)
    assert page.evaluate("document.documentElement.dataset.place") == OTHER
    seen.assert_clean()


@pytest.mark.parametrize("view", WARM)
def test_a_cold_link_opens_its_place_and_site(open_page, app_server, view):
    (lang, size), url = WARM[view], app_server().url
    sites = payload(url, OTHER)["sites"]
    at = next(k for k, lon in enumerate(sites["lon"]) if lon is not None)
    name = (sites["en"][at] if lang == "en" else "") or sites["zh"][at]
    page, seen = open_page(size=size, locale=locale(lang))
    opened_at = f"{url}/?place={OTHER}&site={sites['id'][at]}&lang={lang}"
    page.goto(opened_at)
    page.wait_for_selector("#card-view:not([hidden])", timeout=READY_MS)
    assert name in page.inner_text("#card-view")
    assert parse_qs(urlsplit(page.url).query)["place"] == [OTHER]
    page.reload()
    page.wait_for_selector("#card-view:not([hidden])", timeout=READY_MS)
    seen.assert_clean()


def test_back_closes_the_card(open_page, app_server):
    page, seen = open_page(size=PHONE)
    opened(page, f"{app_server().url}/?place={PLACE}&lang=zh")
    page.locator(ENTRY).first.click()
    page.wait_for_selector("#card-view:not([hidden])", timeout=READY_MS)
    assert "site=" in page.url
    page.go_back()
    page.wait_for_selector("#list-view:not([hidden])", timeout=READY_MS)
    assert "site=" not in page.url
    seen.assert_clean()


def test_another_language_changes_the_words_in_place(open_page, app_server):
    page, seen = open_page(size=PHONE)
    opened(page, f"{app_server().url}/?place={PLACE}&lang=zh")
    page.click("#lang")
    page.wait_for_selector("html[lang=en]", state="attached", timeout=READY_MS)
    assert page.locator(f"a:has-text('{text('en')('public.staff')}')").count() == 1
    seen.assert_clean()


@pytest.mark.parametrize("size", SIZES)
def test_within_the_planners_pages_the_map_follows_place_and_language(open_page, app_server, size):
    page, seen = open_page(size=SIZES[size])
    page.goto(f"{app_server().url}/public?place={PLACE}&lang=zh")
    settled(page, "public", "zh")
    frame = page.frame(url=re.compile(r"/public/330381/\?place=330381&lang=zh"))
    frame.wait_for_selector(ENTRY, timeout=READY_MS)
    box = page.query_selector("iframe").bounding_box()
    assert box["height"] >= 450
    if SIZES[size] == WIDE:
        assert box["y"] + box["height"] <= WIDE[1]
    page.click(".st-key-cfs_lang button:has-text('English')")
    settled(page, "public", "en")
    frame = page.frame(url=re.compile(r"/public/330381/.*lang=en"))
    frame.wait_for_selector(ENTRY, timeout=READY_MS)
    assert frame.evaluate("document.documentElement.lang") == "en"
    seen.assert_clean()


@pytest.mark.parametrize("size", SIZES)
def test_the_planners_page_follows_the_place_chosen_within_the_map(open_page, app_server, size):
    page, seen = open_page(size=SIZES[size])
    page.goto(f"{app_server().url}/public?place={PLACE}&lang=zh")
    settled(page, "public", "zh")
    frame = page.frame_locator(f"iframe[src*='/public/{PLACE}/']")
    frame.locator(ENTRY).first.wait_for(timeout=READY_MS)
    frame.locator("#place").click()
    frame.locator(f"dialog a[href*='place={OTHER}']").click()
    page.wait_for_url(re.compile(rf"/public\?place={OTHER}"), timeout=READY_MS)
    settled(page, "public", "zh")
    name = load_places(default_content())[OTHER].name("zh")
    page.wait_for_function(
        """name => { const box = document.querySelector('.st-key-cfs_place');
        return [box.innerText, ...[...box.querySelectorAll('input')].map(i => i.value)]
        .some(words => words.includes(name)); }""",
        arg=name,
        timeout=READY_MS,
    )
    again = page.frame_locator(f"iframe[src*='/public/{OTHER}/']")
    again.locator(ENTRY).first.wait_for(timeout=READY_MS)
    # The frame had begun to load the other place when its page left for it.
    seen.failed = [one for one in seen.failed if not one.startswith("net::ERR_ABORTED")]
    seen.assert_clean()


def test_title_icon_and_width_stay_from_page_to_page(open_page, app_server):
    """They are sent once a session and language; the browser has to keep them."""
    page, seen = open_page(size=WIDE)
    page.goto(f"{app_server().url}/public?place={PLACE}&lang=zh")
    settled(page, "public", "zh")

    def kept() -> tuple[str, str, float]:
        icon = page.get_attribute("link[rel='shortcut icon']", "href")
        box = page.query_selector("[data-testid=stMainBlockContainer]").bounding_box()
        return page.title(), icon, box["width"]

    title, icon, width = kept()
    assert (title, icon[:15]) == (text("zh")("app.name"), "data:image/png;")
    assert width > 1100
    page.click(f".st-key-cfs-nav a:has-text('{text('zh')('nav.methods')}')")
    settled(page, "methods", "zh")
    assert kept() == (title, icon, width)
    page.click(".st-key-cfs_lang button:has-text('English')")
    settled(page, "methods", "en")
    assert kept() == (text("en")("app.name"), icon, width)
    seen.assert_clean()


def test_the_root_reached_from_within_leads_to_the_public_map(open_page, app_server):
    page, _ = open_page()
    page.goto(f"{app_server().url}/overview?place={PLACE}&lang=zh")
    settled(page, "overview", "zh")
    page.click(f".st-key-cfs-nav a:has-text('{text('zh')('nav.public')}')")
    settled(page, "public", "zh")
    assert urlsplit(page.url).path == "/public"
    page.reload()
    settled(page, "public", "zh")
