"""The page of ways to school in a real browser, on the data that are shipped."""

from __future__ import annotations

import pytest

from spaces.text import text
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_injection import everything, foreign_nodes, ran
from tests.browser.test_map import FRAME, READY_MS, click_on, drawn
from tests.toys import schooltown, toycontent
from tests.toys.payloads import ALL

ASKED = "school_ways?place=330381&year=2024"
NUMBERED = (
    "() => map.spaces.layers.get('school_crossings').drawn.points.points"
    ".filter(p => p.feature.properties.rank).map(p => [p.lng, p.lat, p.feature.properties.rank])"
)
SHOWN = "([lon, lat]) => map.getBounds().contains([lat, lon])"


@pytest.fixture(scope="module")
def shipped(app_server) -> str:
    return app_server().url


def crossings_drawn(page):
    """The map's frame, once its crossings are there too: layers come in no order."""
    frame = drawn(page, 4)
    frame.wait_for_function(
        "() => map.spaces.layers.get('school_crossings')?.drawn?.points", timeout=READY_MS
    )
    return frame


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_three_crossings_are_seen_without_scrolling(open_page, shipped, size, lang):
    page, seen = open_page(size=size)
    page.goto(f"{shipped}/{ASKED}&lang={lang}")
    page.wait_for_selector(".cfs-fix >> nth=2", timeout=READY_MS)
    cards = page.query_selector_all(".cfs-fix")
    assert [card.query_selector(".number").inner_text() for card in cards] == ["1", "2", "3"]
    third = cards[2].bounding_box()
    if size == WIDE:
        assert third["y"] + third["height"] <= size[1]
    else:
        assert third["y"] + 40 <= size[1]  # its number and its place
    assert third["x"] + third["width"] <= size[0]
    frame = crossings_drawn(page)
    box = page.query_selector(FRAME).bounding_box()
    if size == WIDE:
        assert box["y"] < size[1] / 2
    first = [at for at in frame.evaluate(NUMBERED) if at[2] <= 3]
    assert len(first) == 3
    assert all(frame.evaluate(SHOWN, at[:2]) for at in first)
    seen.assert_clean()


ABOVE = (
    "() => { const [low, high] = ['sites', 'school_crossings']"
    " .map(id => map.spaces.layers.get(id).drawn.points.canvas);"
    " return low.compareDocumentPosition(high)"
    " & Node.DOCUMENT_POSITION_FOLLOWING; }"
)


def test_numbers_lie_above_the_schools_whatever_comes_first(open_page, shipped):
    """The schools' answer is held back; switched off and on again they stay below too."""
    page, seen = open_page()
    held = []
    page.route("**/layers/sites*", lambda route: held.append(route))
    page.goto(f"{shipped}/{ASKED}")
    frame = drawn(page, 3)
    frame.wait_for_function(
        "() => Boolean(map.spaces.layers.get('school_crossings')?.drawn)", timeout=READY_MS
    )
    held[0].continue_()
    frame.wait_for_function("() => Boolean(map.spaces.layers.get('sites').drawn)", timeout=READY_MS)
    assert frame.evaluate(ABOVE)
    frame.evaluate("['sites', 'sites'].forEach((id, k) => map.spaces.toggle(id, k === 1))")
    assert frame.evaluate(ABOVE)
    seen.assert_clean()


def test_a_card_points_at_its_crossing_on_the_map(open_page, shipped):
    page, seen = open_page()
    page.goto(f"{shipped}/{ASKED}")
    frame = crossings_drawn(page)
    frame.evaluate("window.__marker = 'kept'")
    page.locator(".st-key-cfs_on_map_2 button").first.click()
    card = frame.wait_for_selector(".spaces-card", timeout=READY_MS)
    assert card.query_selector("h2").inner_text().startswith("2. ")
    assert text("zh")("school_page.map.unguarded") in card.inner_text()
    assert frame.evaluate("map.getZoom()") >= 15
    assert frame.evaluate("window.__marker") == "kept"
    seen.assert_clean()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_click_on_a_school_opens_it(open_page, town, size):
    page, seen = open_page(size=size)
    page.goto(f"{town}/school_ways?place={toycontent.PLACE}&year=2024&radius=300")
    frame = crossings_drawn(page)
    point = schooltown.sites().geometry["s1"]
    frame.evaluate("at => map.setView(at, 15, {animate: false})", [point.y, point.x])
    page.wait_for_timeout(400)
    click_on(page, frame, point.x, point.y)
    page.wait_for_selector(".st-key-cfs_school_pdf", timeout=READY_MS)
    assert "school=s1" in page.url
    frame.wait_for_function(
        "() => Boolean(map.spaces.layers.get('school_shed')?.drawn)", timeout=READY_MS
    )
    frame.evaluate("map.closePopup()")
    with page.expect_download() as got:
        page.locator(".st-key-cfs_school_pdf button").click()
    assert got.value.suggested_filename.endswith(".pdf")
    seen.assert_clean()


@pytest.fixture(scope="module")
def town(tmp_path_factory, app_server) -> str:
    """Address of the app on a town whose school and notice are attacks."""
    root = tmp_path_factory.mktemp("school") / "data"
    root.mkdir()
    schooltown.build(root, name=ALL, notice=ALL)
    return app_server(root).url


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("more", ["", "&school=s1", "&crossing=c60"])
def test_an_attack_in_a_name_stays_text(open_page, town, lang, more):
    page, seen = open_page()
    page.goto(f"{town}/school_ways?place={toycontent.PLACE}&year=2024&lang={lang}{more}")
    frame = crossings_drawn(page)
    if "crossing" in more:
        frame.wait_for_selector(".spaces-card", timeout=READY_MS)
    page.wait_for_timeout(1500)
    assert ran(page) == []
    assert foreign_nodes(page) == 0
    assert "onerror" in everything(page)
    seen.assert_clean()
