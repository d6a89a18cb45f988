"""QR codes of the public map, read back as a phone's camera would: the very address, no other."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from spaces.public.publish import snapshot, write
from tests.browser.conftest import PHONE
from tests.browser.test_public_static import go, served  # noqa: F401  a fixture
from tests.toys import publictown


@pytest.fixture(scope="module")
def town(served, tmp_path_factory) -> str:  # noqa: F811
    """Address of the toy town's map."""
    root = tmp_path_factory.mktemp("codes")
    write(root / "www", snapshot(publictown.build(root / "data"), None, "2026-11-25"))
    return served(root / "www")


def read_back(png: bytes) -> list[str]:
    """Texts of the codes in a picture."""
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
    return [code.text for code in zxingcpp.read_barcodes(grey)]


def test_the_poster_opens_the_map_of_its_place(open_page, town):
    page, _ = open_page(size=(900, 900))
    page.goto(f"{town}poster/{publictown.PLACE}.svg")
    expected = f"http://127.0.0.1/map/?place={publictown.PLACE}"
    assert read_back(page.screenshot()) == [expected]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_code_of_a_shared_card_is_its_link(open_page, town, theme):
    page, _ = open_page(size=PHONE)
    page.emulate_media(color_scheme=theme)
    lon, lat = publictown.lonlat(*publictown.START)
    go(page, f"{town}?lang=en&age=4&fac=free,nursing_room&q=沙园&at={lon:.5f},{lat:.5f}")
    page.click("a.site")
    page.click("#card-view .actions button")
    code: Any = page.locator("dialog[open] .qr")
    code.wait_for()
    link = page.input_value("dialog input")
    assert "q=%E6%B2%99%E5%9B%AD" in link  # the longest that a reader shares
    assert read_back(code.screenshot()) == [link]
    go(page, link.replace("http://127.0.0.1/map/", town))
    assert page.inner_text("#card-name") == "Sand Park (demo data)"
