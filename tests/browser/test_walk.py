"""The map of gaps on foot in a real browser: a click on a site, and a click anywhere."""

from __future__ import annotations

import pytest

from geo.network.sources.cache import dump
from geo.network.sources.reading import Read
from spaces.text import text
from tests.browser.conftest import PHONE, WIDE
from tests.browser.test_map import FRAME, PLACE, READY_MS, click_on, drawn, park
from tests.toys import toycontent, toynet
from tests.toys.toycontent import made_up

T = text("zh")
ROW = [(x, -1500.0) for x in (-2500.0, -1500.0, -500.0, 500.0)]
DRAWN = (
    "id => { const own = map.spaces.layers.get(id);"
    "return Boolean(own && own.drawn && own.features.length) }"
)


@pytest.fixture(scope="module")
def town(tmp_path_factory, app_server) -> str:
    """Address of the app on the toy town with one street."""
    root = tmp_path_factory.mktemp("walk") / "data"
    root.mkdir()
    toycontent.build(root)
    (root / "network").mkdir()
    made = toynet.network([(ROW, 0)], demo=True, notice="玩具路网", key="toy-browser")
    (root / "network" / f"{toycontent.PLACE}.npz").write_bytes(dump(Read(made, [])))
    return app_server(root).url


def test_a_cold_link_brings_the_walk_of_its_place_near(open_page, app_server):
    page, seen = open_page()
    page.goto(f"{app_server().url}/gaps?place=330381&spot=120.63,27.78&lang=zh")
    frame = drawn(page, 4)
    frame.wait_for_function(DRAWN, arg="isochrones", timeout=READY_MS)
    assert frame.evaluate("map.getZoom()") >= 13
    assert frame.evaluate("map.getBounds().contains([27.78, 120.63])")
    seen.assert_clean()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_site_draws_its_walk_and_a_place_its_ways_without_a_new_map(open_page, town, size):
    page, seen = open_page(size=size)
    page.goto(f"{town}/gaps?{PLACE}&ruler=both&walker=metre&minutes=15&year=2024")
    frame = drawn(page, 4)
    assert "玩具路网" in frame.inner_text(".spaces-notes")
    frame.evaluate("window.__marker = 'kept'")
    streets = []
    page.on("request", lambda request: streets.append("/layers/streets" in request.url))
    click_on(page, frame, *park())
    frame.wait_for_function(DRAWN, arg="isochrones", timeout=READY_MS)
    page.wait_for_selector(f"text={T('walk.to_site', name=made_up('沙园'))}", timeout=READY_MS)
    frame.evaluate("map.closePopup()")
    lon, lat = park()
    click_on(page, frame, lon + 0.0045, lat)
    frame.wait_for_function(DRAWN, arg="ways", timeout=READY_MS)
    page.wait_for_selector(".st-key-cfs-spot [data-testid=stDataFrame]", timeout=READY_MS)
    page.wait_for_selector(f"text={T('walk.forget')}", timeout=READY_MS)
    assert frame.evaluate("window.__marker") == "kept"
    assert frame.evaluate("Boolean(map.spaces.spot)")
    assert page.query_selector(FRAME).bounding_box()["width"] <= size[0]
    assert not any(streets)  # not asked for before somebody switches them on
    seen.assert_clean()
