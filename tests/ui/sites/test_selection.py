"""A long list: the page shows its first rows, says so, and the files hold all of it."""

from __future__ import annotations

import copy
import json

import pytest

from spaces.content.names import names_in
from spaces.reports.site_list import site_list
from spaces.sites.selection import is_located
from spaces.text import text
from spaces.ui.shell import downloads
from spaces.ui.sites import selection as listed
from spaces.ui.sites import tables
from tests.toys import toycontent
from tests.ui.conftest import html, open_screen

PARAMS = {"place": toycontent.PLACE, "year": "2024"}
MANY = 1_200


@pytest.fixture
def long_list(toy):
    """The toy town with 1,200 more parks, all at one spot; every second one not located."""
    path = toy / "sites.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    model = next(f for f in collection["features"] if f["geometry"])
    for number in range(MANY):
        more = copy.deepcopy(model)
        more["properties"] |= {"id": f"more{number}", "name_zh": f"多园{number}", "year": 2021}
        more["properties"] |= {"category": "park", "name_en": f"More {number}"}
        more["geometry"] = None if number % 2 else model["geometry"]
        collection["features"].append(more)
    path.write_text(json.dumps(collection), encoding="utf-8")
    return toy


def sizes(monkeypatch) -> list[int]:
    """Numbers of rows that were made into tables."""
    made: list[int] = []

    def counted(own):
        return lambda frame, *more: made.append(len(frame)) or own(frame, *more)

    monkeypatch.setattr(tables, "names_in", counted(names_in))
    monkeypatch.setattr(tables, "site_list", counted(site_list))
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("page", "total"), [("map", 603), ("sites", 1_204)])
def test_the_screen_shows_the_first_rows_and_says_so(long_list, page, total, lang):
    app = open_screen(page, lang=lang, **PARAMS)
    assert len(app.dataframe[0].value) == listed.FIRST_ROWS
    note = text(lang)("sites.first_rows", n=listed.FIRST_ROWS, total=f"{total:,}")
    assert note in html(app)


@pytest.mark.parametrize(("page", "total"), [("map", 603), ("sites", 1_204)])
def test_the_files_hold_every_row_and_are_made_only_when_asked(long_list, monkeypatch, page, total):
    asked = []
    monkeypatch.setattr(downloads, "_button", lambda *words: asked.append(words))
    made = sizes(monkeypatch)
    open_screen(page, **PARAMS)
    assert made
    assert max(made) <= listed.FIRST_ROWS
    (_, _, _, _, csv), (_, _, _, _, layer) = asked
    assert csv().count(b"\r\n") == total + 1
    assert len(json.loads(layer())["features"]) == total
    assert max(made) == total


def test_a_search_narrows_the_list_below_the_limit(long_list):
    app = open_screen("sites", q="多园11 ", **PARAMS)
    names = list(app.dataframe[0].value[text("zh")("sites.name")])
    assert len(names) == 111  # 11, 110–119 and 1100–1199
    assert all("多园11" in name for name in names)
    assert text("zh")("sites.first_rows", n=listed.FIRST_ROWS, total="111") not in html(app)


def test_the_rows_of_a_view_are_found_once(long_list, monkeypatch):
    looked = []
    own = is_located
    monkeypatch.setattr(listed, "is_located", lambda frame: looked.append(1) or own(frame))
    for _ in range(2):
        open_screen("map", **PARAMS | {"category": "park"})
    assert looked == [1]
