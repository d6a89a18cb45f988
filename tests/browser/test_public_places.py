"""From one place's map to another's: by thumb, by keys, from the folder and from the app's root."""

from __future__ import annotations

import pytest

from spaces.content.folder import default_content
from spaces.public.publish import snapshot, write
from spaces.text import text
from tests.browser.conftest import PHONE, WIDE, faults
from tests.browser.test_public_static import go, query, served  # noqa: F401  a fixture

HOME, OTHER = "310105", "370321"
NAMES = {"zh": ("长宁区", "桓台县"), "en": ("Changning District", "Huantai County")}


@pytest.fixture(scope="module")
def host(served, tmp_path_factory) -> str:  # noqa: F811
    """A server with the folder at ``/public/`` and, as in the app, its first page at ``/``."""
    root = tmp_path_factory.mktemp("places")
    files = snapshot(default_content(), [HOME, OTHER], "2026-11-25")
    write(root / "public", files)
    (root / "index.html").write_bytes(files["index.html"].replace(b'"./', b'"/public/'))
    return served(root)


@pytest.mark.parametrize(
    ("path", "lands"),
    [("", "/"), ("public/", f"/public/{OTHER}/"), (f"public/{HOME}/", f"/public/{OTHER}/")],
)
@pytest.mark.parametrize(("size", "lang"), [(PHONE, "zh"), (WIDE, "en")])
def test_two_taps_lead_to_another_place(open_page, host, path, lands, size, lang):
    page, seen = open_page(size=size)
    here, there = NAMES[lang]
    go(page, f"{host}{path}?lang={lang}&age=4&fac=free&q=x")
    assert page.inner_text("#place") == here
    page.click("#place")
    assert page.locator("dialog a[aria-current=page]").inner_text() == here
    page.click(f"dialog a:has-text('{there}')")
    page.wait_for_selector(f"#place-name:text-is('{there}')")
    assert page.evaluate("location.pathname") == lands
    asked = query(page)
    assert (asked["place"], asked["lang"], asked["age"]) == (OTHER, lang, "3-6")
    assert asked["fac"] == "free"
    assert not {"q", "at", "site"} & set(asked)
    assert page.evaluate("spacesPublic.data.place.code") == OTHER
    seen.failed = [name for name in seen.failed if not name.endswith("/icon.svg")]
    seen.assert_clean()


def test_keys_and_a_screen_reader_get_there_too(open_page, host, axe):
    page, _ = open_page(size=PHONE)
    go(page, f"{host}public/?lang=zh")
    label = text("zh")("public.place_change", place=NAMES["zh"][0])
    button = page.get_by_role("button", name=label)
    button.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "page"
    assert faults(page, axe) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "place"
    button.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#place-name:text-is('{NAMES['zh'][1]}')")


def test_filters_give_the_map_back(open_page, host):
    page, _ = open_page(size=PHONE)
    go(page, f"{host}public/?lang=zh")
    page.click("#open-filters")
    assert page.get_attribute("#sheet", "data-snap") == "full"
    page.click("#filter-view .filters-foot button")
    assert page.get_attribute("#sheet", "data-snap") == "half"
