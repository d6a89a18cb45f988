"""A damaged file: every page names it, goes on with the last good copy, and is whole again after.

Which kinds of file there are is tried in ``tests/spaces/services/test_damages.py``.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from spaces.text import text
from spaces.ui.shell.nav import ROWS
from tests.toys import toycontent
from tests.ui.conftest import html, open_screen

PARAMS = {"place": toycontent.PLACE, "year": "2024"}
PAGES = [row.key for row in ROWS]
SITES = "sites.geojson"


def damage(path: Path) -> bytes:
    """Put a stray character into the middle of a file, on line 2; what it was before."""
    sound = path.read_bytes()
    at = sound.index(b'"features"')
    path.write_bytes(sound[:at] + b"\n}" + sound[at:])
    return sound


def said(app) -> list[str]:
    return [element.value for element in (*app.warning, *app.error)]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_the_file_and_goes_on_with_the_last_good_copy(toy, page):
    open_screen(page, **PARAMS)
    sound = damage(toy / SITES)
    app = open_screen(page, **PARAMS)
    kept = text("zh").template("page.files_kept").partition("{")[0]
    assert sum(kept in words for words in said(app)) == 1
    assert SITES in html(app)
    assert "第 2 行" in html(app)
    assert app.header[0].value == text("zh")(f"page.{page}")
    (toy / SITES).write_bytes(sound)
    assert not any(kept in words for words in said(open_screen(page, **PARAMS)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_after_a_restart_the_copy_is_there_still(toy, state, lang):
    open_screen("overview", **PARAMS)
    damage(toy / SITES)
    elsewhere = state / "last_good"
    assert [path.name for path in elsewhere.rglob(SITES)] == [SITES]
    app = open_screen("map", lang=lang, **PARAMS)
    assert text(lang)("map_page.nothing") not in [i.value for i in app.info]


@pytest.mark.parametrize("page", PAGES)
def test_without_a_copy_the_page_stands_and_says_what_is_missing(toy, page):
    damage(toy / SITES)
    app = open_screen(page, lang="en", **PARAMS)
    t = text("en")
    assert t("page.files_unused") in [error.value for error in app.error]
    assert SITES in html(app)
    assert app.header[0].value == t(f"page.{page}")
    refused = t("page.part_refused") in [info.value for info in app.info]
    assert refused == (page not in ("public", "methods"))


def test_rows_left_out_are_told_on_every_page(toy):
    path = toy / SITES
    path.write_text(path.read_text("utf-8").replace('"category": "park"', '"category": "moat"', 1))
    for page in PAGES:
        app = open_screen(page, **PARAMS)
        wanted = text("zh")("page.rows_left_out", file=r"sites\.geojson", n=1)
        assert wanted.replace("\\", "") in [w.value.replace("\\", "") for w in app.warning]


def test_a_damaged_public_toml_is_told_on_every_page(toy):
    (toy / "public.toml").write_text("address = [", encoding="utf-8")
    for page in ("overview", "methods"):
        assert "public.toml" in html(open_screen(page, **PARAMS))


def test_content_without_places_leaves_the_links(toy):
    shutil.copy(toy / "walkers.toml", toy / "places.toml")
    app = open_screen("overview", lang="en")
    assert app.error[0].value == text("en")("page.refused")
    assert len(app.get("page_link")) == len(PAGES)
