"""What a rerun does not do twice: styles, pages, the browser's title, what a link says."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from streamlit.navigation.page import StreamlitPage

from spaces.text import languages
from spaces.ui.server import headers
from spaces.ui.server.headers import rewritten
from spaces.ui.shell import link, nav
from spaces.ui.shell import view_state as state
from spaces.ui.shell.addresses import PACKAGE, asset
from tests.toys import toycontent
from tests.ui.conftest import html

MOST_MESSAGES = 24
"""Elements of the public map's page: each costs 0.3 ms, all of an empty page 6 ms."""


def test_styles_come_with_the_page_and_not_with_each_rerun(screen):
    index = Path(streamlit.__file__).parent / "static" / "index.html"
    body = rewritten(index.read_text(encoding="utf-8"), "zh", "/name")
    for name in headers._STYLES:
        style = f"ui/assets/{name}.css"
        assert (PACKAGE / style).is_file()
        address = f'<link rel="stylesheet" href="/name/{asset(style)}">'
        assert address in body.split("</head>")[1]
    assert "<style" not in html(screen("public"))


def test_the_public_page_has_few_elements(screen):
    app = screen("public")
    count = 0
    todo = list(app._tree.children.values())
    while todo:
        node = todo.pop()
        count += 1
        todo += getattr(node, "children", {}).values()
    assert 15 < count <= MOST_MESSAGES + 4  # and the roots: main, sidebar, event, bottom


def test_pages_are_made_once_a_language(screen, monkeypatch):
    nav._made.cache_clear()
    made = []
    first = StreamlitPage.__init__

    def counted(self, *args, **kwargs):
        made.append(args)
        first(self, *args, **kwargs)

    monkeypatch.setattr(StreamlitPage, "__init__", counted)
    app = screen("public", lang="zh")
    once = len(made)
    app.run()
    assert len(made) == once
    app.query_params["lang"] = "en"
    app.run()
    assert len(made) <= once + len(nav.ROWS) + 1


def test_a_link_is_read_once(screen, monkeypatch):
    state._validated.cache_clear()
    read = []

    def counted(said, choices):
        read.append(said)
        return link.validated(said, choices)

    monkeypatch.setattr(state, "validated", counted)
    app = screen("public", lang="en")
    app.run()
    app.run()
    assert len(read) == len({tuple(said.items()) for said in read})


def test_languages_cannot_be_changed_by_who_asks():
    languages().append("xx")
    assert "xx" not in languages()


def test_links_between_pages_say_the_year_and_what_is_unusual(screen):
    here = {"place": [toycontent.PLACE], "lang": ["en"]}
    said = links(screen("public", lang="en"))
    assert said.keys() == {*here, "year"}  # a link that is kept shows that year for ever
    usual = {"year": "2023", "minutes": "15", "walker": "metre"}
    assert links(screen("public", lang="en", **usual)) == here | {"year": ["2023"]}
    own = {"year": "2023", "minutes": "5", "walker": "slow"}
    said = links(screen("public", lang="en", **own))
    assert said == here | {name: [value] for name, value in own.items()}


def links(app) -> dict[str, list[str]]:
    """The query of the row of pages."""
    asked = {link.proto.query_string for link in app.get("page_link")}
    assert len(asked) == 1
    return parse_qs(asked.pop())
