"""The public map in real hands: "back", large letters, a low window, paper, and the clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from spaces.text import text
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_public_static import (  # noqa: F401  fixtures
    go,
    query,
    served,
    shown,
    streets,
    town,
    view,
)
from tests.toys import publictown

ZH, EN = text("zh"), text("en")
LANDSCAPE, MAGNIFIED = (844, 390), (320, 256)
LIST = "#list-view:not([hidden])"


def name(page: Any) -> str:
    """What has the focus, by id or by row."""
    return str(page.evaluate("(e => e.id || e.dataset.row || e.tagName)(document.activeElement)"))


def test_back_closes_what_was_opened_and_keeps_what_was_chosen(view):  # noqa: F811
    page = view("?lang=zh", PHONE)
    page.click("#open-filters")
    page.click("[data-key=kind-clinic]")
    page.go_back()
    page.wait_for_selector(LIST)
    assert (shown(page), query(page)["kind"]) == ({"新诊所"}, "clinic")
    page.click("#open-filters")
    page.click("#filter-view .filters-foot button")
    while page.evaluate("Boolean(history.state && history.state.sub)"):
        page.wait_for_timeout(20)
    assert name(page) == "open-filters"
    page.click("#about-open")
    assert page.is_visible("#about-view h2")
    page.go_back()
    page.wait_for_selector(LIST)
    assert name(page) == "about-open"
    page.click("a.site")
    page.click("#card-view .actions button")
    page.wait_for_selector("dialog[open]")
    page.go_back()
    page.wait_for_selector(LIST)
    assert page.locator("dialog").count() == 0
    page.click("a.site")
    page.fill("#q", "夜校")  # whoever searches leaves the card and goes on typing
    page.wait_for_selector(".nothing")
    assert name(page) == "q"
    assert "site" not in query(page)


def test_a_location_elsewhere_or_rough_is_told(open_page, town):  # noqa: F811
    page, seen = open_page(size=PHONE)
    page.add_init_script(
        "navigator.geolocation.getCurrentPosition = ok => ok({coords: window.coords})"
    )
    go(page, f"{town}?lang=zh")
    before = page.evaluate("spacesPublic.map.map.getCenter()")
    page.evaluate("window.coords = {longitude: 10, latitude: 50, accuracy: 20}")
    page.click("#here")
    assert ZH("public.locate_away", place="玩具镇", far="")[:8] in page.inner_text("#toast")
    told = page.inner_text("#toast span")
    page.wait_for_selector("#live:not(:empty)", state="attached")
    assert page.text_content("#live") == told  # for who listens
    assert page.evaluate("spacesPublic.state.at") is None
    assert page.evaluate("spacesPublic.map.map.getCenter()") == before
    lon, lat = publictown.lonlat(*publictown.START)
    page.evaluate(f"window.coords = {{longitude: {lon}, latitude: {lat}, accuracy: 1500}}")
    page.click("#here")
    told = ZH("public.start_rough", far=ZH("public.kilometres", n="1.5"))
    assert told in page.inner_text("#start")
    seen.assert_clean()


def test_the_walk_asked_for_before_its_start_is_not_forgotten(view):  # noqa: F811
    page = view("?lang=en", PHONE)
    streets(page)
    page.click("#quick button >> nth=1")
    assert page.inner_text("#toast").startswith(EN("public.ask_start"))
    lon, lat = publictown.lonlat(*publictown.START)
    tap = (
        "([lon, lat, zoom]) => { const { map } = spacesPublic.map;"
        " map.setView([lat - 0.005, lon], zoom, {animate: false});"
        " const at = map.latLngToContainerPoint([lat, lon]);"
        " const frame = map.getContainer().getBoundingClientRect();"
        " return [frame.x + at.x, frame.y + at.y]; }"
    )
    page.mouse.click(*page.evaluate(tap, [lon + 0.05, lat, 11]))  # from afar: the map comes closer
    page.wait_for_selector(f"#toast:has-text('{EN('public.tap_again')}')")
    assert page.evaluate("[spacesPublic.state.at, spacesPublic.map.map.getZoom()]") == [None, 14]
    toast, ages = (page.locator(part).bounding_box() for part in ("#toast", "#ages"))
    assert toast["y"] >= ages["y"] + ages["height"]  # covers nothing to press
    page.mouse.click(*page.evaluate(tap, [lon, lat, 15]))
    assert "Quiet Park" not in shown(page)  # 1.9 km away
    assert query(page)["walk"] == "1"
    page.fill("#q", "beihexiang")  # a street without a site: it is a start as well
    page.click(".spot:has-text('北河巷')")
    assert page.input_value("#q") == ""
    assert float(query(page)["at"].split(",")[1]) > lat + 0.001
    page.click("a.site >> nth=0")
    seen = page.evaluate(
        "spacesPublic.reach.way(spacesPublic.state.site).every(([lon, lat]) => {"
        " const at = spacesPublic.map.map.latLngToContainerPoint([lat, lon]);"
        " return at.x > 0 && at.x < 390 && at.y > 0"
        " && at.y < sheet.offsetTop - document.querySelector('.map-frame').offsetTop; })"
    )
    assert seen  # the whole walk, above the card
    page.click("#card-view .back")
    page.wait_for_selector(LIST)
    page.click("#quick button >> nth=1")
    page.click("a.site:has-text('Sand Park')")
    page.click(f"text={EN('public.from_here')}")
    page.wait_for_selector(LIST)
    assert (name(page), page.locator("a.site").first.get_attribute("data-row")) == ("count", "0")


def test_the_clock_goes_on_and_the_reader_stays_where_they_are(view):  # noqa: F811
    page = view("?lang=zh", WIDE)
    school = page.locator("a.site:has-text('东小学')")
    assert "18:00" in school.inner_text()
    page.evaluate("spacesPublic.list.box.querySelector('[data-row=\"1\"]').focus()")
    page.clock.set_fixed_time(datetime(2026, 11, 25, 10, 0, tzinfo=UTC))  # 18:00 in China
    page.evaluate("spacesPublic.tick()")
    assert ZH("public.closed_until", time=ZH("public.tomorrow_at", time="08:00")) in (
        school.inner_text()
    )
    assert name(page) == "1"
    page.clock.set_fixed_time(datetime(2026, 12, 2, 2, 0, tzinfo=UTC))  # a holiday, at ten
    page.evaluate("spacesPublic.update({open: 'now'})")
    # Day and night; of the holidays of the school nothing is said.
    assert shown(page) == {
        "重阳沙园（示范数据）"
    }  # day and night; of the school's holidays nothing is said
    page.click("#unsaid button")
    assert ZH("public.hours_holiday") in school.inner_text()
    page.evaluate("spacesPublic.found.reset(true)")


def test_a_low_window_shows_the_card_and_the_map(view):  # noqa: F811
    page = view("?lang=zh", MAGNIFIED)
    page.locator("a.site >> nth=5").scroll_into_view_if_needed()
    page.click("a.site >> nth=5")
    top = "document.getElementById('card-name').getBoundingClientRect().top"
    assert 0 <= page.evaluate(top) < 200
    page.go_back()
    page.wait_for_selector(LIST)
    page.set_viewport_size({"width": LANDSCAPE[0], "height": LANDSCAPE[1]})
    page.wait_for_timeout(200)
    frame, first = (page.locator(part).bounding_box() for part in ("#map-frame", "#sheet"))
    assert (frame["x"], frame["height"]) == (LANDSCAPE[0] / 2, LANDSCAPE[1])
    assert first["width"] <= LANDSCAPE[0] / 2
    page.click("a.site >> nth=5")
    assert 0 <= page.evaluate(top) < 200


def test_large_letters_and_few_colours(view):  # noqa: F811
    page = view("?lang=en&fac=free", PHONE)
    page.focus("#grip")
    page.keyboard.press("End")
    assert page.evaluate("document.getElementById('map-frame').inert")  # nothing unseen has focus
    page.keyboard.press("Home")
    assert not page.evaluate("document.getElementById('map-frame').inert")
    page.emulate_media(forced_colors="active")
    colours = page.evaluate(
        "['true', 'false'].map(on => getComputedStyle(document.querySelector("
        "`#ages [aria-pressed='${on}']`)).backgroundColor)"
    )
    assert colours[0] != colours[1]
    page.emulate_media(forced_colors="none")
    page.context.new_cdp_session(page).send(
        "Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}}
    )
    page.reload()
    page.wait_for_selector("html[data-ready='1']", state="attached")
    size = page.evaluate("getComputedStyle(document.querySelector('.site-name')).fontSize")
    assert float(size.removesuffix("px")) > 30
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.evaluate("getComputedStyle(document.body).overflowY") == "visible"  # it scrolls
    page.click("#open-filters")
    edges = page.evaluate(
        "[...document.querySelectorAll('.choices .toggle')]"
        ".map(chip => chip.getBoundingClientRect().right)"
    )
    assert max(edges) <= PHONE[0]


def test_paper_holds_the_list_or_the_poster(view):  # noqa: F811
    page = view("?lang=zh", PHONE)
    page.emulate_media(media="print")
    assert page.is_visible("a.site >> nth=6")
    assert not any(page.is_visible(part) for part in ("#map", "#q", "#quick", "#ages", "#grip"))
    page.emulate_media(media="screen")
    page.click("a.site >> nth=0")
    page.click("#card-view .actions button")
    page.wait_for_selector("dialog .qr")
    assert not page.is_visible("dialog .poster-title")
    page.emulate_media(media="print")
    title = page.inner_text("dialog .poster-title")
    assert title == ZH("public.title", place="玩具镇")
    assert page.is_visible("dialog .qr")
    assert not any(page.is_visible(part) for part in ("h1", "#card-name", "dialog button"))


def test_without_scripts_the_list_is_two_taps_away(browser, town):  # noqa: F811
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{town}990001/?lang=zh")
    assert not any(page.is_visible(part) for part in ("#q", "#map", "#count"))
    page.click(".no-script a >> nth=0")
    page.wait_for_selector("li:has-text('东小学'):has-text('08:00–18:00')")
    assert page.locator("li").count() == 7
    page.click("nav a[lang=en]")
    page.wait_for_selector("h3:text-is('East School')")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    context.close()
