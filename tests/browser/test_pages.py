"""Every page, both languages, wide and phone, asks nobody, fails nothing and shuts nobody out."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from spaces.text import text
from spaces.ui.shell.nav import ROWS
from tests.browser.conftest import PHONE, WIDE, faults

READY_MS = 30_000
SETTLE_MS = 600
LANGS = ("zh", "en")
COLD = {"zh wide": ("zh", WIDE), "en phone": ("en", PHONE)}
WARM = {"zh phone": ("zh", PHONE), "en wide": ("en", WIDE)}  # together: all four
MAPS = ("overview", "map", "gaps")
FRAME = "iframe[title*='st_folium']"
PLACE = "330381"


def settled(page: Any, key: str, lang: str) -> None:
    """Wait until a page has run to its end: its heading, its footer, its map."""
    heading = text(lang)(f"page.{key}")
    page.wait_for_selector(f"h2:has-text('{heading}')", timeout=READY_MS)
    page.wait_for_selector(".cfs-foot", state="attached", timeout=READY_MS)
    page.wait_for_selector(
        "[data-testid=stApp][data-test-script-state=notRunning]", timeout=READY_MS
    )
    if key in MAPS:
        frame = page.wait_for_selector(FRAME, timeout=READY_MS).content_frame()
        frame.wait_for_function(
            "() => window.map?.spaces"
            " && [...map.spaces.layers.values()].every(own => own.drawn || !own.shown)",
            timeout=READY_MS,
        )
    page.wait_for_timeout(SETTLE_MS)


def fits(page: Any) -> bool:
    """Nothing sticks out to the side."""
    return page.evaluate(
        "() => [document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".every(box => box.scrollWidth <= box.clientWidth + 1)"
    )


def well(page: Any, seen: Any, lang: str) -> None:
    assert page.query_selector("[data-testid=stException]") is None
    assert fits(page)
    assert page.evaluate("() => document.documentElement.lang").startswith(lang)
    assert text(lang)("demo.badge") in page.inner_text("[data-testid=stMain]")
    seen.assert_clean()


def nameless(page: Any) -> list[str]:
    """Charts and frames that tell a screen reader nothing; empty when each has its words."""
    return page.evaluate(
        """() => [...document.querySelectorAll('[data-testid=stVegaLiteChart], iframe')]
            .filter(box => ![box, ...box.querySelectorAll('*')].some(each =>
                ['aria-label', 'alt', 'title'].some(name => each.getAttribute(name)?.trim())))
            .map(box => box.outerHTML.slice(0, 160))"""
    )


@pytest.mark.parametrize("view", COLD)
@pytest.mark.parametrize("key", [row.key for row in ROWS])
def test_a_cold_link_opens_its_page(open_page, app_server, axe, key, view):
    server, (lang, size) = app_server(), COLD[view]
    page, seen = open_page(size=size, locale="zh-CN" if lang == "zh" else "en-GB")
    page.goto(f"{server.url}/{key}?place={PLACE}&year=2024&lang={lang}")
    settled(page, key, lang)
    well(page, seen, lang)
    assert faults(page, axe) == []
    assert nameless(page) == []
    assert "Traceback" not in server.log()


@pytest.mark.parametrize("view", WARM)
def test_the_view_goes_along_from_page_to_page(open_page, app_server, view):
    lang, size = WARM[view]
    page, seen = open_page(size=size, locale="zh-CN" if lang == "zh" else "en-GB")
    asked = f"place=320400&year=2023&walker=stroller&minutes=20&lang={lang}"
    page.goto(f"{app_server().url}/overview?{asked}")
    settled(page, "overview", lang)
    for row in [*ROWS[1:], ROWS[0]]:
        page.click(f'.st-key-cfs-nav a:has(p:text-is("{text(lang)(f"nav.{row.key}")}"))')
        settled(page, row.key, lang)
        well(page, seen, lang)
        said = parse_qs(urlsplit(page.url).query)
        kept = {"place": "320400", "year": "2023", "walker": "stroller", "minutes": "20"}
        assert {name: said[name][0] for name in kept} == kept


def test_a_page_needs_no_more_than_its_name(open_page, app_server):
    page, seen = open_page()
    page.goto(f"{app_server().url}/overview")
    settled(page, "overview", "zh")
    well(page, seen, "zh")


def test_back_returns_to_the_page_before(open_page, app_server):
    page, seen = open_page()
    page.goto(f"{app_server().url}/sites?place={PLACE}&lang=zh")
    settled(page, "sites", "zh")
    page.click(f".st-key-cfs-nav a:has-text('{text('zh')('nav.methods')}')")
    settled(page, "methods", "zh")
    page.go_back()
    settled(page, "sites", "zh")
    well(page, seen, "zh")


def test_the_place_selector_changes_page_and_link(open_page, app_server):
    page, seen = open_page(size=PHONE)
    page.goto(f"{app_server().url}/gaps?place={PLACE}&minutes=10&lang=zh")
    settled(page, "gaps", "zh")
    page.click(".st-key-cfs_place [data-baseweb=select], .st-key-cfs_place button")
    page.click("li[role=option]:has-text('长宁区'), [role=option]:has-text('长宁区')")
    page.wait_for_url("**place=310105**")
    settled(page, "gaps", "zh")
    assert parse_qs(urlsplit(page.url).query)["minutes"] == ["10"]
    well(page, seen, "zh")


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_place_language_and_pages_are_within_a_thumbs_reach(open_page, app_server, lang):
    page, _ = open_page(size=PHONE)
    page.goto(f"{app_server().url}/gaps?place={PLACE}&lang={lang}")
    settled(page, "gaps", lang)
    links = page.query_selector_all(".st-key-cfs-nav a")
    assert len(links) == len(ROWS)
    for link in links:
        box = link.bounding_box()
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= PHONE[1] + 1
        assert box["y"] > PHONE[1] - 120
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE[0]  # nothing to scroll sideways for
    assert page.evaluate("(n => n.scrollWidth - n.clientWidth)"
                         "(document.querySelector('.st-key-cfs-nav'))") <= 0  # fmt: skip
    for key in ("cfs_place", "cfs_lang", "cfs_minutes"):
        box = page.query_selector(f".st-key-{key}").bounding_box()
        assert box["y"] + box["height"] < PHONE[1] / 2


def test_the_keyboard_shows_where_it_is_and_paper_loses_no_side(open_page, app_server):
    page, _ = open_page(WIDE)
    page.goto(f"{app_server().url}/department?place={PLACE}")
    settled(page, "department", "zh")
    link = page.locator(".st-key-cfs-nav a").first
    page.keyboard.press("Tab")
    link.focus()
    assert link.evaluate("at => getComputedStyle(at).outlineStyle") == "solid"
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1000, "height": 700})
    assert fits(page)
    assert not page.is_visible(".st-key-cfs-nav")
    scale = "at => getComputedStyle(at).zoom"
    assert float(page.locator("[data-testid=stMainBlockContainer]").evaluate(scale)) < 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", ["sites", "map"])
def test_no_state_to_choose_waits_outside_a_phone(app_server, open_page, key, lang):
    page, _ = open_page(size=PHONE)
    page.goto(f"{app_server().url}/{key}?place={PLACE}&lang={lang}")
    settled(page, key, lang)
    right = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('[role=toolbar] button')]"
        ".map(one => one.getBoundingClientRect().right))"
    )
    assert 0 < right <= PHONE[0]
