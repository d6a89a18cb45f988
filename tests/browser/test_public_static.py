"""The public map from a plain file server: filters, cards, walks, links, keys, small windows."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from geo.network.entrances import Entrances
from geo.network.rules import Rules
from spaces.content.folder import default_content
from spaces.public.publish import snapshot, write
from spaces.sites.entrances import gates_of
from spaces.sites.loading import load_sites
from spaces.sites.selection import is_located
from spaces.text import text
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import load_network
from tests.browser.conftest import PHONE, WIDE, faults
from tests.toys import manysites, publictown

READY_MS = 20_000
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # Wednesday, 10 o'clock in China
MANY, MANY_S = 50_000, 4.0
NAMES = {
    "zh": {1: "重阳沙园（示范数据）", 2: "东小学", 3: "新诊所", 4: "远园", 6: "静园", 8: "夜校"}
}
NAMES["en"] = NAMES["zh"] | {
    1: "Sand Park (demo data)",
    2: "East School",
    4: "Far Park",
    6: "Quiet Park",
}
VIEWS = [pytest.param(PHONE, "zh", id="phone zh"), pytest.param(WIDE, "en", id="wide en")]
FOLLOW = "asked => { history.replaceState(null, '', asked); spacesPublic.views.followed(); }"
"""Reads an address as a cold page does, without the second that opening one takes."""
Open = Callable[..., Any]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing: the test's own output is read."""


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Callable[[Path], str]]:
    """Serve a folder as any file server would; gives its address."""
    servers = []

    def serve(folder: Path) -> str:
        handler = partial(_Quiet, directory=str(folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def town(served, tmp_path_factory) -> str:
    """Address of the toy town's map."""
    root = tmp_path_factory.mktemp("static")
    write(root / "www", snapshot(publictown.build(root / "data"), None, "2026-11-25"))
    return served(root / "www")


@pytest.fixture
def view(open_page, town) -> Iterator[Open]:
    """Open the town: ``view(query, size, lang) -> page``; nothing may go wrong or go out."""
    watched = []

    def fresh(query: str = "", size: tuple[int, int] = WIDE, theme: str = "light") -> Any:
        page, seen = open_page(size=size)
        page.emulate_media(color_scheme=theme)
        page.clock.set_fixed_time(NOW)
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        go(page, town + query)
        watched.append(seen)
        return page

    yield fresh
    for seen in watched:
        # The browser drops its own request for the tab's icon when a page is left early.
        seen.failed = [name for name in seen.failed if not name.endswith("/icon.svg")]
        seen.assert_clean()


def go(page: Any, address: str) -> None:
    page.goto(address)
    page.wait_for_selector("html[data-ready='1']", state="attached", timeout=READY_MS)


def streets(page: Any) -> None:
    page.wait_for_selector("html[data-streets='1']", state="attached", timeout=READY_MS)


def shown(page: Any) -> set[str]:
    """Names in the list; the map holds the same ones that have a place."""
    listed = page.locator("#list .site-name").all_inner_texts()
    drawn = page.evaluate(
        "() => { const a = spacesPublic; return a.rows.length === a.map.points._rows.length"
        " + a.rows.filter(i => !a.data.located(i)).length && a.map.points._rows.length }"
    )
    assert drawn is not False
    count = page.inner_text("#count")
    assert int(re.findall(r"\d+", count)[0]) == len(listed)
    return {name for name in listed if "{{" not in name}


def query(page: Any) -> dict[str, str]:
    return {key: value[0] for key, value in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize(("size", "lang"), VIEWS)
def test_every_filter_on_the_list_and_on_the_map(view, size, lang):
    t, name = text(lang), NAMES[lang]
    page = view(f"?lang={lang}", size)
    everything = {name[k] for k in (1, 2, 3, 4, 6, 8)}
    assert shown(page) == everything
    assert all(page.is_visible(part) for part in ("h1", "#q", "#ages", "#map", "#demo", "a.site"))

    def expect(query: str, *sites: int) -> None:
        page.evaluate(FOLLOW, f"?lang={lang}&{query}")
        assert shown(page) == {name[k] for k in sites}, query

    expect("age=1", 1, 3)
    expect("age=4", 1, 2, 3)
    expect("age=1&unknown=1", 1, 3, 4, 6)
    expect("kind=school", 2, 8)
    expect("kind=school,park", 1, 2, 4, 6, 8)
    expect("open=now", 1, 2)
    expect("day=5", 1)
    expect("day=0&open=1700", 1, 2)
    expect("day=0&open=1900", 1)
    for facility, sites in (
        ("free", [1]), ("nursing_room", [1]), ("child_toilet", [2]), ("cover", [1, 2]),
        ("stroller", [3]), ("wheelchair", [2]), ("english", [2]), ("cover,free", [1]),
    ):  # fmt: skip
        expect(f"fac={facility}", *sites)
    expect("built=1", 1, 2, 6, 8)
    for words in ("chongyang", "cysy", "沙河", "shahe 1", "Sand"):
        expect(f"q={words}", 1)
    expect("q=xuexiao", 2, 8)  # a kind of site, by pinyin
    expect("q=玩具", 1, 2, 3, 4, 6, 8)  # the place itself
    expect("q=wanju", 1, 2, 3, 4, 6, 8)
    expect("q=dongpian", 6, 8)  # a part of it, by where its sites lie
    expect(f"q={t('public.fac_nursing_room')}", 1)  # a facility
    # The same by hand: quick filter, filter sheet, search box.
    go(page, f"{page.url.split('?')[0]}?lang={lang}")
    page.click(f"#quick button:has-text('{t('public.fac_free')}')")
    assert (shown(page), query(page)["fac"]) == ({name[1]}, "free")
    page.click("#open-filters")
    page.click(f"#filter-view button:has-text('{t('public.reset_short')}')")
    page.click("[data-key=kind-clinic]")
    page.click("#filter-view .filters-foot button")
    assert (shown(page), query(page)["kind"]) == ({name[3]}, "clinic")
    page.fill("#q", "没有的")
    page.wait_for_selector(".nothing")
    assert shown(page) == set()
    page.click(".nothing button >> nth=0")  # without one condition there is something
    assert shown(page)
    page.click("#open-filters")
    page.select_option("#day", "2")
    assert query(page)["day"] == "2"


@pytest.mark.parametrize(("size", "lang"), VIEWS)
def test_a_card_says_what_for_whom_when_how_far_and_how_sure(view, size, lang):
    t, name = text(lang), NAMES[lang]
    lon, lat = publictown.lonlat(*publictown.START)
    page = view(f"?lang={lang}&at={lon:.6f},{lat:.6f}&age=4", size)
    streets(page)
    page.wait_for_selector(".far b:text-is('8')")
    page.click(f"a.site:has-text('{name[1]}')")
    card = page.locator("#card-view")
    said = card.inner_text()
    for words in (
        name[1], "公园" if lang == "zh" else "Park", t("public.demo"), t("public.open_always"),
        t("public.fac_nursing_room"), t("public.minutes_on_foot"), "530",
        t("public.light", n=7, all=9), t("public.step_built"), t("public.report"),
        "玩具镇妇儿工委办" if lang == "zh" else "Toytown office",
    ):  # fmt: skip
        assert words in said, words
    assert "2025" in said
    assert "沙河街道1号" in said
    assert page.evaluate("document.activeElement.id") == "card-name"
    mail = card.locator("a[href^='mailto:']").get_attribute("href")
    assert mail.startswith("mailto:map@example.cn?")
    assert query(page)["site"] == page.evaluate("spacesPublic.data.id[spacesPublic.state.site]")
    page.go_back()
    page.wait_for_selector("#list-view:not([hidden])")
    assert "site" not in query(page)
    page.click(f"a.site:has-text('{name[2]}')")
    day = t("public.date", y=2026, d=12, name=t("public.month_5"))
    assert t("public.seen_by", day=day, who="东河街道办事处") in card.inner_text()
    told = card.locator(".line span span", has_text="东河").get_attribute("lang")
    assert told == (None if lang == "zh" else "zh-CN")
    page.go_back()
    page.wait_for_selector("#list-view:not([hidden])")
    page.click(f"a.site:has-text('{name[3]}')")
    said = card.inner_text()
    assert t("public.seen_never") in said
    assert t("public.building_year", year=2030) in said
    assert t("public.step_planned") in said
    page.keyboard.press("Escape")
    page.wait_for_selector("#list-view:not([hidden])")
    page.click("#ages button >> nth=0")  # ages of this one are not stated
    page.fill("#q", name[4])
    page.click(f"a.site:has-text('{name[4]}')")
    assert t("public.no_place_long") in card.inner_text()


def test_a_cold_link_opens_all_of_it_and_the_language_keeps_it(view):
    lon, lat = publictown.lonlat(*publictown.START)
    page = view(f"?lang=en&age=4&fac=free&at={lon:.5f},{lat:.5f}", PHONE)
    page.click("a.site")
    link = page.url
    page.goto("about:blank")
    go(page, link)
    assert page.inner_text("#card-name") == "Sand Park (demo data)"
    assert page.evaluate("document.documentElement.lang") == "en"
    page.click("#lang")
    page.wait_for_selector("#card-name:has-text('重阳沙园（示范数据）')")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert query(page) == {
        **{k: v[0] for k, v in parse_qs(urlsplit(link).query).items()},
        "lang": "zh",
    }
    page.click("#card-view .back")
    page.wait_for_selector("#list-view:not([hidden])")
    assert shown(page) == {"重阳沙园（示范数据）"}
    assert page.get_attribute("#ages button[aria-pressed=true]", "aria-pressed") == "true"
    go(page, page.url.split("?")[0] + "?site=nosuchsite&kind=moon&age=x&at=9e9,1&day=99&lang=xx")
    assert page.is_visible("#toast")
    assert len(shown(page)) == 6


def test_walks_begin_where_the_map_is_tapped(view):
    page = view("", WIDE)
    streets(page)
    box = page.locator("#map").bounding_box()
    lon, lat = publictown.lonlat(*publictown.START)
    at = page.evaluate(
        f"(() => {{ const p = spacesPublic.map.map.latLngToContainerPoint([{lat}, {lon}]);"
        " return [p.x, p.y] })()"
    )
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])
    page.wait_for_selector("#start:not([hidden])")
    assert abs(float(query(page)["at"].split(",")[0]) - lon) < 0.001
    page.click("#quick button >> nth=1")
    assert "重阳沙园（示范数据）" in shown(page)
    assert "静园" not in shown(page)  # 1.9 km away
    assert query(page)["walk"] == "1"
    page.click("#start button")
    assert not {"at", "walk"} & set(query(page))


def test_the_phones_own_place_is_used_and_told_to_nobody(open_page, town):
    lon, lat = publictown.lonlat(-1700, -1495)
    page, seen = open_page(size=PHONE)
    page.context.grant_permissions(["geolocation"], origin=town.rstrip("/"))
    page.context.set_geolocation({"longitude": lon, "latitude": lat})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    go(page, town)
    streets(page)
    assert page.evaluate("spacesPublic.state.at") is None  # nothing before it is pressed
    before = len(asked)
    page.click("#here")
    page.wait_for_selector("#start:not([hidden])")
    page.wait_for_selector(".far b")
    first = page.locator("a.site").first
    assert "重阳沙园" in first.inner_text()
    first.click()
    page.click("#card-view .actions button")
    page.wait_for_selector("dialog[open] .qr")
    link = page.input_value("dialog input")
    kept = page.evaluate(
        "JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie"
    )
    for told in (link, page.url, kept, page.evaluate("JSON.stringify(history.state)"), *asked):
        assert not [place for place in (f"{lon:.3f}", f"{lat:.3f}") if place in told]
    assert link.startswith("http://127.0.0.1/map/?place=990001&site=")
    files = {urlsplit(name).path.rsplit("/", 1)[-1] for name in asked[before:]}
    assert files <= {"share.js", "qrcode.js", "icon.svg", "offline.js"}
    seen.assert_clean()


def test_without_the_phones_place_the_map_says_what_to_do(open_page, town):
    page, _ = open_page(size=PHONE)
    page.add_init_script(
        "navigator.geolocation.getCurrentPosition = (ok, no) => setTimeout(() => no({code: 1}), 50)"
    )
    go(page, town + "?lang=zh")
    page.click("#here")
    page.wait_for_selector(f"#toast:has-text('{text('zh')('public.locate_denied')}')")
    assert page.locator("a.site").count() == 7


def test_every_site_is_reached_by_keys_alone(view):
    page = view("?lang=zh", PHONE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "count"
    opened = []
    for k in range(7):
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.dataset.row !== undefined"):
                break
        row = page.evaluate("document.activeElement.dataset.row")
        page.keyboard.press("Enter")
        page.wait_for_selector("#card-view:not([hidden])")
        assert page.evaluate("document.activeElement.id") == "card-name"
        opened.append(page.inner_text("#card-name"))
        page.keyboard.press("Escape")
        page.wait_for_selector("#list-view:not([hidden])")
        assert page.evaluate("document.activeElement.dataset.row") == row, k
    assert len(set(opened)) == 7
    page.focus("#grip")
    for key, snap in (
        ("ArrowUp", "full"),
        ("ArrowDown", "half"),
        ("Home", "peek"),
        ("Enter", "half"),
    ):
        page.keyboard.press(key)
        assert page.get_attribute("#sheet", "data-snap") == snap
        assert page.get_attribute("#grip", "aria-valuetext")


def test_the_sheet_follows_a_finger_and_a_tap(view):
    page = view("", PHONE)
    grip = page.locator("#grip").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + 12
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 220, steps=6)
    page.mouse.up()
    assert page.get_attribute("#sheet", "data-snap") == "full"
    page.wait_for_timeout(400)
    page.click("#grip")
    assert page.get_attribute("#sheet", "data-snap") == "peek"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_much_magnified_window_never_scrolls_sideways(view, lang):
    page = view(f"?lang={lang}", (320, 256))
    wide = "[document.documentElement.scrollWidth, document.body.scrollWidth]"
    assert max(page.evaluate(wide)) <= 320
    for click in ("#open-filters", "#filter-view .back", "a.site >> nth=5", "#card-view .back"):
        page.click(click)
        page.wait_for_timeout(100)
        assert max(page.evaluate(wide)) <= 320, click
    page.click(f"#foot button:has-text('{text(lang)('public.about')}')")
    assert max(page.evaluate(wide)) <= 320
    small = page.evaluate(
        "[...document.querySelectorAll('button, a, select, input')].filter(e => e.offsetParent"
        " && !e.closest('p, li, .leaflet-control') && e.getBoundingClientRect().height < 44)"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert small == []


def test_hostile_texts_are_only_text(view):
    page = view("?lang=zh", PHONE)
    page.click("a.site:has-text('{{')")
    assert "<img src=x" in page.inner_text("#card-name")
    assert "{{7*7}}" in page.inner_text("#card-view")
    page.click("#card-view .actions button")
    page.wait_for_selector("dialog[open] .qr")
    assert page.evaluate("window.__pwned") is None
    assert page.locator("#card-view img, #card-view script, dialog img").count() == 0
    words = page.inner_text("body")
    assert not re.search(r"GeoJSON|WGS|EPSG|undefined|NaN|null|\[object", words)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("size", "lang"), VIEWS)
def test_axe_finds_nothing_grave_on_any_view(view, axe, size, lang, theme):
    lon, lat = publictown.lonlat(*publictown.START)
    page = view(f"?lang={lang}&at={lon:.5f},{lat:.5f}", size, theme)
    streets(page)
    found = faults(page, axe)
    for click in (
        "#open-filters",
        "#filter-view .back",
        "a.site >> nth=0",
        "#card-view .actions button",
    ):
        page.click(click)
        page.wait_for_timeout(300)
        found += faults(page, axe)
    page.click("dialog .tool")
    page.click("#card-view .back")
    page.click("#foot button >> nth=0")
    found += faults(page, axe)
    page.fill("#q", "zzzz")
    page.wait_for_selector(".nothing")
    assert found + faults(page, axe) == []


def test_a_broken_connection_is_told_kindly(open_page, town):
    page, _ = open_page(size=PHONE)
    page.route("**/data/*.json", lambda route: route.fulfill(status=500))
    page.goto(town + "?lang=en")
    page.wait_for_selector("#message button")
    assert "connection" in page.inner_text("#count")
    page.unroute("**/data/*.json")
    page.route("**/walk/*.bin", lambda route: route.fulfill(status=500))
    lon, lat = publictown.lonlat(*publictown.START)
    go(page, f"{town}?lang=en&at={lon:.5f},{lat:.5f}")
    page.wait_for_timeout(500)
    basis = text("en")("public.basis_line", walker="")
    assert page.inner_text("#basis").startswith(basis[:40])


def test_the_map_opens_again_without_a_connection(open_page, town):
    page, _ = open_page(size=PHONE)
    go(page, town)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()  # now through the copy
    streets(page)
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    go(page, town + "?lang=zh&fac=free")
    assert shown(page) == {"重阳沙园（示范数据）"}
    kept = page.evaluate(
        "caches.open('spaces-map-1').then(c => c.keys()).then(k => k.map(r => r.url).join(' '))"
    )
    assert "?" not in kept


def test_the_phone_walks_as_python_does(open_page, served, tmp_path):
    content, place = default_content(), "330381"
    files = snapshot(content, [place], "2026-11-25")
    write(tmp_path / "www", files)
    sites = load_sites(content, place).frame
    sites = sites[sites["public"]]
    network = load_network(content, place)
    assert network is not None
    walks = WalkNetwork(network)
    rng = np.random.default_rng(6)
    near = rng.choice(network.node_count, 60)
    lon = network.node_lon[near] + rng.normal(0, 0.0009, 60)
    lat = network.node_lat[near] + rng.normal(0, 0.0009, 60)
    there = is_located(sites).to_numpy()
    entrances = walks.entrance_points(sites.geometry[there], gates_of(sites))
    joined = walks.snap(network.to_metres(lon, lat), "allowed")
    router = walks.router(Rules())
    ends = walks.snapped(entrances.xy, "allowed", "entrances-" + entrances.key)
    rank = np.flatnonzero(there)[entrances.owner]
    expected = np.full((60, len(sites)), np.inf)
    for k in range(60):
        if joined.edge[k] < 0:
            continue
        field = router.fields([Entrances(joined.take(np.array([k])), np.zeros(1, dtype=np.int64))])[
            0
        ]
        metres = router.at(ends, field).distance_m
        np.fmin.at(expected[k], rank, metres)
    page, seen = open_page()
    go(page, served(tmp_path / "www"))
    streets(page)
    got = page.evaluate(
        """points => points.map(([lon, lat]) => {
            const ways = spacesPublic.walks, start = ways.join(lon, lat);
            if (!start) return null;
            const field = ways.search(start), found = ways.toSites(field);
            const way = i => ways.way(field, found.door[i], [0, 0]).length;
            return [...found.metres].map((m, i) => Number.isFinite(m) && way(i) ? m : null);
        })""",
        list(zip(lon.tolist(), lat.tolist(), strict=True)),
    )
    worst, compared = 0.0, 0
    for k, row in enumerate(got):
        assert (row is None) == (joined.edge[k] < 0)
        if row is None:
            continue
        for metres, right in zip(row, expected[k], strict=True):
            assert (metres is None) == (not np.isfinite(right))
            if metres is not None:
                off = abs(metres - right)
                assert off <= max(1.0, 0.01 * right), (k, metres, right)
                worst, compared = max(worst, off), compared + 1
    print(f"{compared} walks compared, worst difference {worst:.3f} m")
    assert compared > 5_000
    seen.assert_clean()


def test_fifty_thousand_sites_open_in_four_seconds(open_page, served, tmp_path):
    content = manysites.build(tmp_path / "data", MANY)
    write(tmp_path / "www", snapshot(content, [manysites.PLACE], "2026-11-25"))
    page, seen = open_page(size=PHONE)
    go(page, served(tmp_path / "www"))
    ready = page.evaluate("performance.getEntriesByName('spaces-ready')[0].startTime") / 1000
    print(f"{MANY} sites: interactive after {ready:.2f} s")
    assert ready <= MANY_S
    assert page.evaluate("spacesPublic.rows.length") == MANY
    assert page.locator("a.site").count() == 50
    page.click("#list .more")
    assert page.locator("a.site").count() == 100
    page.fill("#q", "yuhai 7")
    page.wait_for_timeout(1500)
    assert 0 < page.evaluate("spacesPublic.rows.length") < MANY
    seen.assert_clean()
