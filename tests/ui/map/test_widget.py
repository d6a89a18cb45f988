"""The gateway: nothing of the data reaches a template, nothing odd comes back from a frame."""

from __future__ import annotations

import base64
import json
import re

import pytest
from streamlit_folium import _get_header, _get_html, _get_map_string
from vendor_assets import differing

from spaces.text import languages, text
from spaces.ui.map import layers as map_layers
from spaces.ui.map import widget as mapview
from spaces.ui.map.base_map import base_map
from spaces.ui.map.skeleton import _STARTED_BY_COMPONENT, encoded, inline_script, skeleton
from spaces.ui.map.widget import LayerRef, LegendItem, MapEvent, MapView
from spaces.ui.map.words import words
from spaces.ui.shell.addresses import PACKAGE, assets_version
from tests.toys import payloads


@pytest.fixture(autouse=True)
def _no_base_map(monkeypatch):
    monkeypatch.delenv("SPACES_TIANDITU_KEY", raising=False)
    monkeypatch.delenv("SPACES_MAP_APPROVAL", raising=False)


def view(word="瑞安") -> MapView:
    item = LegendItem("park", word, "#1b7837", "circle", word[:1])
    layer = LayerRef("sites", f"layers/sites.geojson?q={word}", "sites", word, (item,))
    return MapView("k", "330381", (layer,), (120.0, 27.5, 121.0, 28.0), word, (word,))


def shown(made: MapView, lang="zh") -> dict:
    return mapview._content(made, text(lang), 500)


@pytest.mark.parametrize("payload", [*payloads.PAYLOADS, payloads.ALL])
def test_what_passes_the_templates_holds_no_letter_of_the_data(payload):
    content = encoded(shown(view(payload)))
    bare = skeleton(content)
    bare.get_root().render()
    bare.render()
    html, header, script = _get_html(bare), _get_header(bare), _get_map_string(bare)
    assert html == f'<template data-spaces="{content}"></template>'
    assert payload not in html + header + script
    assert "pwned" not in html + header + script
    assert script + _STARTED_BY_COMPONENT == inline_script()
    assert json.loads(base64.b64decode(content))["title"] == payload


def test_the_script_is_the_same_whatever_is_shown():
    one, two = skeleton(encoded({"a": 1})), skeleton(encoded({"b": [2]}))
    for bare in (one, two):
        bare.get_root().render()
    assert _get_map_string(one) == _get_map_string(two)


MAP = PACKAGE / "ui" / "assets" / "map"
SCRIPTS = PACKAGE / "graphics" / "scripts"
IMPORT = re.compile(r"^import .* from \"([^\"]+)\";$", re.MULTILINE)


def loaded(path, seen):
    """A script and all that it imports, from wherever."""
    if path not in seen:
        seen.add(path)
        for name in IMPORT.findall(path.read_text(encoding="utf-8")):
            loaded((path.parent / name).resolve(), seen)
    return seen


def test_only_our_own_files_are_loaded_and_all_exist():
    bare = skeleton("")
    called = re.search(r'import\("([^"]+)"\)', inline_script())
    addresses = [address for _, address in [*bare.default_js, *bare.default_css]]
    for address in [*addresses, called[1]]:
        way = f"../../assets/{assets_version()}/"
        assert address.startswith(way)
        assert (PACKAGE / address.removeprefix(way)).is_file()
    found = loaded(MAP / "map.js", set())
    assert found == {*MAP.glob("*.js"), *SCRIPTS.glob("*.js")}


def test_our_scripts_write_text_only_as_text():
    for path in [*MAP.glob("*.js"), *SCRIPTS.glob("*.js"), MAP.parent / "page.js"]:
        source = path.read_text(encoding="utf-8")
        for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "Function(", "http:"):
            assert way not in source.replace("http://www.w3.org/2000/svg", ""), (path.name, way)
        assert "document.write" not in source


def test_the_script_gets_every_word_that_it_shows():
    given = set(words(text("zh")))
    source = "".join(p.read_text(encoding="utf-8") for p in MAP.glob("*.js"))
    said = set(re.findall(r"\b(?:words|w)\.([a-z_0-9]+)", source))
    said |= set(re.findall(r"\bw\[\"([a-z_0-9.]+)\"\]", source))
    assert len(said) > 25
    assert said - given == set()


def test_vendored_files_are_as_recorded():
    assert differing() == []


@pytest.mark.parametrize("lang", languages())
def test_every_map_says_schematic_and_its_approval_line(lang, monkeypatch):
    t = text(lang)
    assert shown(view(), lang)["notes"][1:] == [t("map.schematic"), t("map.approval_none")]
    monkeypatch.setenv("SPACES_MAP_APPROVAL", "GS(2024)0650号")
    assert shown(view(), lang)["notes"][-1] == t("map.approval", number="GS(2024)0650号")


def test_no_tiles_without_key_and_approval(monkeypatch):
    assert shown(view())["tiles"] == []
    monkeypatch.setenv("SPACES_TIANDITU_KEY", "0123456789abcdef")
    assert base_map() is None
    monkeypatch.setenv("SPACES_MAP_APPROVAL", "GS(2024)0650号")
    assert all("tk=0123456789abcdef" in address for address in shown(view())["tiles"])
    monkeypatch.setenv("SPACES_TIANDITU_KEY", "a&b=<script>")
    assert base_map() is None


def test_a_click_is_read_and_anything_else_is_no_click():
    good = {"layer": "sites", "feature": "s1", "lat": 27.5, "lng": 120, "count": 3}
    assert mapview._event(good) == MapEvent("sites", "s1", 27.5, 120.0, 3)
    for odd in (
        None,
        {},
        "x",
        good | {"feature": 7},
        good | {"lat": "27"},
        good | {"lat": float("nan")},
        good | {"count": "1"},
    ):
        assert mapview._event(odd) is None


def test_addresses_hold_what_was_asked_and_nothing_empty():
    url = map_layers.layer_url("sites", {"place": "1", "category": "", "lang": "zh&x=1"})
    assert url == "layers/sites.geojson?place=1&lang=zh%26x%3D1"


@pytest.mark.parametrize("lang", languages())
def test_every_legend_row_has_more_than_a_colour(lang):
    t = text(lang)
    params = map_layers.reach_params("v", "330381", t, "w", 15, "", 2024)
    for layer in (map_layers.cells(params, t), map_layers.reach(params, t)):
        assert layer.label
        assert all(item.label and item.id for item in layer.legend)
    assert [i.id for i in map_layers.cells(params, t).legend] == [
        "covered",
        "uncovered",
        "unknown",
    ]
