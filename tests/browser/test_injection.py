"""Texts of the data are texts, on every page, in both languages, in card, legend and table."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from spaces.text import text
from spaces.ui.shell.nav import ROWS
from tests.browser.test_map import FRAME, PLACE, READY_MS, drawn
from tests.toys import payloads, toycontent

WORDS = payloads.ALL
SETTLE_MS = 1000
QUOTE = 30  # letters that a quote of a plan may have
MAPS = {"overview": 2, "map": 2, "gaps": 4}  # pages with a map, and its layers


def quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


def poisoned_toml(path: Path) -> None:
    """Every name, title, note and scope of a content file holds the payloads."""
    free = ("zh", "en", "name_zh", "name_en", "title_zh", "parent_zh", "indicator_zh")
    free += ("indicator_en", "scope", "unit", "source")
    short = itertools.cycle(payload for payload in payloads.PAYLOADS if len(payload) <= QUOTE)
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key = line.partition("=")[0].strip()
        if key in free:
            line = f"{key} = {quoted(WORDS)}"
        elif key == "lead":
            line = f"lead = [{quoted(WORDS)}]"
        elif key == "quote":
            line = f"quote = {quoted(next(short))}"
        elif key == "letter":
            line = 'letter = "<"'
        lines.append(line)
    path.write_text("\n".join(lines), encoding="utf-8")


def poisoned_sites(path: Path) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    for number, feature in enumerate(collection["features"]):
        texts = ("name_zh", "name_en", "address", "sub_area", "opening", "source")
        feature["properties"].update(dict.fromkeys(texts, f"{number} {WORDS}"))
        feature["properties"].update(lead=[WORDS], partners=[WORDS])
    path.write_text(json.dumps(collection), encoding="utf-8")


def poisoned_names(path: Path) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        feature["properties"]["name_zh"] = WORDS
    path.write_text(json.dumps(collection), encoding="utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory, app_server) -> Any:
    """The app on data whose every free text is an attack."""
    root = tmp_path_factory.mktemp("poison") / "data"
    root.mkdir()
    toycontent.build(root)
    for name in ("categories", "walkers", "places", "standards", "plans/toy"):
        poisoned_toml(root / f"{name}.toml")
    poisoned_sites(root / "sites.geojson")
    poisoned_names(root / "boundaries.geojson")
    return app_server(root)


def ran(page: Any) -> list[str]:
    """Frames in which a payload ran."""
    return [f.url for f in page.frames if f.evaluate("() => window.__pwned !== undefined")]


def foreign_nodes(page: Any) -> int:
    """Elements that only a payload could have made."""
    script = (
        "() => document.querySelectorAll(\"img[src='x'], img[src*='evil'], svg[onload],"
        " [onerror], a[href^='javascript']\").length"
    )
    return sum(frame.evaluate(script) for frame in page.frames)


def everything(page: Any) -> str:
    """All words on the page and in its frames; a frame still being parsed has none."""
    script = "() => document.body?.textContent ?? ''"
    return " ".join(frame.evaluate(script) for frame in page.frames)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["", *(row.key for row in ROWS)])  # "/" is the public map
def test_nothing_runs_on_any_page(open_page, server, name, lang):
    page, seen = open_page()
    page.goto(f"{server.url}/{name}?{PLACE}&lang={lang}")
    ready = "[data-testid=stAppViewContainer]" if name else "#list li"
    page.wait_for_selector(ready, timeout=READY_MS)
    if name in MAPS:
        drawn(page, MAPS[name])
    if name == "sites":  # its table is a picture: open the kinds, which are words
        page.wait_for_selector("[data-testid=stDataFrame] canvas", timeout=READY_MS)
        page.click("[data-testid=stMultiSelect] input")
    waited_ms = 0
    while "{{7*7}}" not in everything(page) and waited_ms < READY_MS:
        page.wait_for_timeout(500)
        waited_ms += 500
    page.wait_for_timeout(SETTLE_MS)
    assert ran(page) == []
    assert foreign_nodes(page) == 0
    assert page.query_selector("[data-testid=stException]") is None
    words = everything(page)
    assert text(lang)("page.refused") not in words
    assert "{{7*7}}" in words  # the payloads are there, as text
    assert "globals__" not in words.replace(payloads.PAYLOADS[0], "")
    assert "<class" not in words
    seen.assert_clean()
    assert "Traceback" not in server.log()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_card_hover_name_and_legend_show_the_payloads_as_plain_text(open_page, server, lang):
    page, seen = open_page()
    page.goto(f"{server.url}/map?{PLACE}&lang={lang}")
    frame = drawn(page, 2)
    page.query_selector(FRAME).scroll_into_view_if_needed()
    box = page.query_selector(FRAME).bounding_box()
    at = frame.evaluate(
        "() => { const p = map.spaces.layers.get('sites').drawn.points.points[0];"
        "const c = map.latLngToContainerPoint([p.lat, p.lng]); return [c.x, c.y] }"
    )
    page.mouse.move(box["x"] + at[0] - 1, box["y"] + at[1])
    page.mouse.move(box["x"] + at[0], box["y"] + at[1])
    assert WORDS in frame.wait_for_selector(".leaflet-tooltip").text_content()
    page.mouse.click(box["x"] + at[0], box["y"] + at[1])
    card = frame.wait_for_selector(".spaces-card")
    mark = text(lang)("demo.mark")
    assert card.query_selector("h2").text_content() == f"0 {WORDS}{mark}"
    assert card.text_content().count(WORDS) >= 4
    assert WORDS in frame.text_content(".spaces-legend")
    page.wait_for_timeout(SETTLE_MS)
    assert ran(page) == []
    assert foreign_nodes(page) == 0
    seen.assert_clean()


def test_the_gap_card_shows_the_payloads_as_plain_text(open_page, server):
    page, seen = open_page()
    page.goto(f"{server.url}/gaps?{PLACE}&walker=slow")
    frame = drawn(page, 4)
    frame.evaluate(
        "() => { const p = map.spaces.layers.get('gaps').drawn.points.points[0];"
        "map.fire('click', { latlng: L.latLng(p.lat, p.lng) }) }"
    )
    card = frame.wait_for_selector(".spaces-card")
    assert WORDS in card.text_content()
    page.wait_for_timeout(SETTLE_MS)
    assert ran(page) == []
    assert foreign_nodes(page) == 0
    seen.assert_clean()


def test_payloads_in_the_link_are_dropped(open_page, server):
    page, seen = open_page()
    bad = quote(WORDS)
    page.goto(f"{server.url}/map?{PLACE}&category={bad}&walker={bad}&lang={bad}&q={bad}&year={bad}")
    drawn(page, 2)
    page.wait_for_timeout(SETTLE_MS)
    assert ran(page) == []
    assert foreign_nodes(page) == 0
    seen.assert_clean()
