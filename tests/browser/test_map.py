"""The map in a real browser: it stays, it answers, it says what fails, it fits a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from spaces.text import text
from tests.browser.conftest import PHONE
from tests.toys import toycontent
from tests.toys.toycontent import made_up

T = text("zh")
PLACE = f"place={toycontent.PLACE}"
FRAME = "iframe[title*='st_folium']"
READY_MS = 30_000


@pytest.fixture(scope="module")
def town(tmp_path_factory, app_server) -> str:
    """Address of the app on the toy town's data."""
    root = tmp_path_factory.mktemp("town") / "data"
    root.mkdir()
    toycontent.build(root)
    return app_server(root).url


def drawn(page: Any, layers: int) -> Any:
    """The map's frame, once that many layers above the ground have been drawn."""
    page.wait_for_selector(FRAME, timeout=READY_MS)
    frame = page.query_selector(FRAME).content_frame()
    frame.wait_for_function(
        "n => window.map?.spaces && [...map.spaces.layers.entries()]"
        ".filter(([id, own]) => id !== 'ground' && own.drawn).length >= n",
        arg=layers,
        timeout=READY_MS,
    )
    return frame


def click_on(page: Any, frame: Any, lon: float, lat: float) -> None:
    """Click a place of the map as a person would."""
    page.query_selector(FRAME).scroll_into_view_if_needed()
    box = page.query_selector(FRAME).bounding_box()
    at = frame.evaluate(
        "([lon, lat]) => { const p = map.latLngToContainerPoint([lat, lon]); return [p.x, p.y] }",
        [lon, lat],
    )
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])


def park() -> tuple[float, float]:
    point = toycontent.sites().geometry.iloc[0]
    return point.x, point.y


def test_a_click_opens_the_card_and_comes_back_to_the_page(page, seen, town):
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    click_on(page, frame, *park())
    card = frame.wait_for_selector(".spaces-card")
    assert card.query_selector("h2").inner_text() == made_up("沙园")
    words = card.inner_text()
    for expected in ("公园", T("site_status.built"), "2022", T("map.demo")):
        assert expected in words
    assert frame.evaluate("map.spaces.pointing.count") == 1
    seen.assert_clean()


def test_a_change_that_is_not_the_maps_leaves_the_map_alone(page, seen, town):
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    frame.evaluate("window.__marker = 'kept'; map.setZoom(map.getZoom() + 1, {animate: false})")
    zoom = frame.evaluate("map.getZoom()")
    page.evaluate(f"document.querySelector(\"{FRAME}\").dataset.marker = 'kept'")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    click_on(page, frame, *park())  # reruns the page: the click comes back to it
    page.wait_for_timeout(2500)
    assert page.evaluate(f'document.querySelector("{FRAME}").dataset.marker') == "kept"
    assert frame.evaluate("window.__marker") == "kept"
    assert frame.evaluate("map.getZoom()") == zoom
    assert not [url for url in asked if "/layers/" in url or "/component/" in url]
    seen.assert_clean()


def test_another_language_changes_the_layers_and_keeps_the_map(page, seen, town):
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    frame.evaluate("window.__marker = 'kept'")
    page.get_by_text("English", exact=True).first.click()
    frame.wait_for_function("() => document.documentElement.lang === 'en'", timeout=READY_MS)
    frame.wait_for_selector(f"text={text('en')('map.legend')}")
    assert frame.evaluate("window.__marker") == "kept"
    page.wait_for_function("() => document.documentElement.lang === 'en'")
    seen.assert_clean()


def test_the_viewers_place_on_the_map_outlives_a_reload(page, town):
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    page.query_selector(FRAME).scroll_into_view_if_needed()
    frame.click("a.leaflet-control-zoom-in")
    page.wait_for_timeout(800)
    zoom = frame.evaluate("map.getZoom()")
    page.reload()
    assert drawn(page, 2).evaluate("map.getZoom()") == pytest.approx(zoom)


def test_panning_does_not_rerun_the_page(page, town):
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    page.wait_for_timeout(1500)
    sent = frame.evaluate(
        "() => { window.__sent = 0; const own = Streamlit.setComponentValue;"
        "Streamlit.setComponentValue = (v) => { window.__sent += 1; own(v); }; return 0 }"
    )
    frame.evaluate("map.panBy([60, 20], {animate: false})")
    page.wait_for_timeout(900)
    assert frame.evaluate("window.__sent") == sent


def test_a_layer_that_fails_is_named_in_words_and_the_rest_stands(open_page, town):
    page, _ = open_page()
    page.route(re.compile(r"/layers/sites"), lambda route: route.abort())
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 1)
    frame.wait_for_selector(".spaces-notice:not([hidden])")
    notice = frame.inner_text(".spaces-notice")
    assert notice == T("map.layer_failed", layer=T("map.layer.sites"))
    assert frame.query_selector(".spaces-legend")


def test_the_legend_shows_what_occurs_and_switches_a_layer(page, seen, town):
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    legend = frame.inner_text(".spaces-legend")
    for there in ("公园", "学校", "诊所", T("map.status.built"), T("map.status.building")):
        assert there in legend
    assert T("map.status.planned") not in legend  # the promised park has no place yet
    rows = frame.query_selector_all(".spaces-legend li")
    assert all(row.query_selector("canvas") and row.inner_text().strip() for row in rows)
    frame.click(".spaces-legend-layer input")
    assert frame.evaluate("map.hasLayer(map.spaces.layers.get('sites').drawn.layer)") is False
    seen.assert_clean()


def test_the_keyboard_opens_a_card_and_closes_it(page, town):
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    frame.focus("#map_div")
    page.keyboard.press("Enter")
    frame.wait_for_selector(".spaces-card")
    assert frame.evaluate("document.activeElement.className") == "spaces-card"
    page.keyboard.press("Escape")
    frame.wait_for_selector(".spaces-card", state="detached")


def test_source_and_approval_stand_under_every_map(page, town):
    page.goto(f"{town}/gaps?{PLACE}")
    notes = drawn(page, 4).inner_text(".spaces-notes")
    assert T("map.approval_none") in notes
    assert T("map.schematic") in notes


def test_gaps_show_cells_ranks_and_their_cards(page, seen, town):
    page.goto(f"{town}/gaps?{PLACE}&walker=metre&minutes=15")
    frame = drawn(page, 4)
    at = frame.evaluate(
        "() => { const p = map.spaces.layers.get('gaps').drawn.points.points[0];"
        "return [p.lng, p.lat] }"
    )
    click_on(page, frame, *at)
    card = frame.wait_for_selector(".spaces-card")
    assert T("map.field.rank", n=1) in card.inner_text()
    states = frame.evaluate("map.spaces.layers.get('cells').features.map(f => f.properties.state)")
    assert states.count("covered") == 6
    assert states.count("uncovered") == 18
    seen.assert_clean()


def test_a_map_in_a_column_begins_with_its_legend_folded(page, seen, town):
    page.goto(f"{town}/overview?{PLACE}")
    frame = drawn(page, 2)
    button = frame.query_selector(".spaces-legend-button")
    assert button.get_attribute("aria-expanded") == "false"
    assert frame.query_selector(".spaces-legend").bounding_box()["width"] < 140
    button.focus()
    page.keyboard.press("Enter")
    assert frame.is_visible(".spaces-legend-body")
    seen.assert_clean()


def test_a_phone_gets_a_map_it_can_scroll_past_and_touch(open_page, town):
    page, seen = open_page(size=PHONE)
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    box = page.query_selector(FRAME).bounding_box()
    assert box["width"] <= 390
    assert box["height"] < 844 * 0.72
    button = frame.query_selector(".spaces-legend-button")
    assert button.get_attribute("aria-expanded") == "false"
    for control in (button, frame.query_selector("a.leaflet-control-zoom-in")):
        assert control.bounding_box()["height"] >= 44
    page.query_selector(FRAME).scroll_into_view_if_needed()
    button.click()
    assert frame.is_visible(".spaces-legend-body")
    frame.click(".spaces-legend-button")
    click_on(page, frame, *park())
    card = frame.wait_for_selector(".leaflet-popup")
    page.wait_for_timeout(500)
    edges = card.bounding_box()
    assert edges["x"] >= 0
    assert edges["x"] + edges["width"] <= 390
    seen.assert_clean()


def test_a_file_that_merely_lies_in_pages_is_not_served(page, town):
    """An address that is no page is a 404 that leads to the map, never the bare file."""
    answer = page.goto(f"{town}/not_a_page?{PLACE}")
    assert answer.status == 404
    page.wait_for_selector(f"text={T('visitor.gone')}", timeout=READY_MS)
    assert page.query_selector("[data-testid=stAppViewContainer]") is None


SYMBOL = """async (path) => {
    const { drawSymbol } = await import(path);
    return ["planned", "building", "built", "certified"].flatMap((status) => [5, 12].map((r) => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 60, height: 60 });
        const mark = { shape: "star", color: "#1b7837", letter: "园" };
        drawSymbol(canvas.getContext("2d"), mark, status, 30, 30, r);
        return canvas.toDataURL();
    }));
}"""


def test_both_maps_draw_the_same_symbol(page, seen, town):
    page.goto(f"{town}/map?{PLACE}")
    frame = drawn(page, 2)
    ours = frame.evaluate("[...document.scripts].find(s => s.src.includes('leaflet')).src")
    symbols = ours.replace("vendor/leaflet/leaflet.js", "scripts/symbols.js")
    planners = frame.evaluate(SYMBOL, symbols)
    page.goto(f"{town}/public/")
    page.wait_for_selector("html[data-ready]", timeout=READY_MS)
    theirs = page.evaluate("[...document.scripts].find(s => s.src.includes('leaflet')).src")
    assert theirs != ours
    symbols = theirs.replace("vendor/leaflet/leaflet.js", "scripts/symbols.js")
    parents = page.evaluate(SYMBOL, symbols)
    assert len(set(parents)) == len(parents) == 8
    assert planners == parents
    asked = "performance.getEntriesByType('resource').some(r => r.name.endsWith('/symbols.js'))"
    assert page.evaluate(asked)
    seen.assert_clean()
