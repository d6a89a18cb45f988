"""Words from data are words: in our HTML, in labels, on every page."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from spaces.ui.ledger import promise_markup
from spaces.ui.shell import markup
from spaces.ui.shell.nav import ROWS
from tests.toys import toycontent
from tests.toys.payloads import PAYLOADS
from tests.ui.conftest import html, open_screen

QUIET = r"<img src=x onerror=a()>"
# What Streamlit may be asked to show that reads markdown.
MARKDOWN_KINDS = ("markdown", "caption", "header", "subheader", "title", "info", "warning")
MARKDOWN_KINDS += ("error", "success", "expander", "selectbox", "multiselect", "text_input")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_piece_escapes(payload):
    figure = markup.Figure(payload, payload, payload, payload, payload)
    row = promise_markup.LedgerRow(
        payload, payload, payload, payload, payload, payload, 0.5, 0.1, payload,
        ((payload, payload),), links=((payload, payload),),
    )  # fmt: skip
    said = [
        markup.plain(payload),
        markup.note(payload),
        markup.bullets([payload]),
        markup.card(payload, [(payload, payload)]),
        markup.figures([figure]),
        promise_markup.ledger([row]),
        promise_markup.pictures([promise_markup.Picture(payload, payload, payload, payload)]),
        markup.grid([markup.bars(payload, [markup.Bar(payload, 0.5, payload, 0.5)])]),
        markup.titled_list(payload, [payload]),
        promise_markup.why(payload),
        promise_markup.legend([(payload, payload)], payload),
    ]
    ours = (
        r"</?(p|ul|li|section|h3|dl|dt|dd|div|small|span|b|details|summary|q|a|i|figure|figcaption"
        r"|img)( [^<>]*)?>"
    )
    for text in said:
        assert "<" not in re.sub(ours, "", text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), max_size=60))
def test_escaped_markdown_reads_as_the_words_themselves(words):
    tokens = MarkdownIt().parseInline(markup.escape_markdown(words))
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "text_special"}
    assert "".join(c.content for token in tokens for c in token.children or []) == words


def test_bars_stay_inside_their_track():
    assert "width:100.0%" in markup.bar(1.7)
    assert "width:0.0%" in markup.bar(-1)
    assert markup.bar(None) == ""


def poison(root):
    """Put the payloads in every free text of the toy town; a quote may hold 30 letters only."""
    every = json.dumps(" ".join(PAYLOADS))
    free = "zh|en|name_zh|name_en|title_zh|parent_zh|indicator_zh|indicator_en|scope|unit|source"
    for name in ("categories", "walkers", "places", "standards", "plans/toy"):
        path = root / f"{name}.toml"
        said = path.read_text(encoding="utf-8")
        said = re.sub(rf"(?m)^({free}) = .*$", lambda hit: f"{hit[1]} = {every}", said)
        said = re.sub(r"(?m)^quote = .*$", f'quote = "{QUIET}"', said)
        said = re.sub(r"(?m)^lead = .*$", f"lead = [{every}]".replace("\\", "\\\\"), said)
        path.write_text(said, encoding="utf-8")
    path = root / "sites.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        for key in ("name_zh", "name_en", "address", "sub_area", "opening", "source"):
            feature["properties"][key] = " ".join(PAYLOADS)
    path.write_text(json.dumps(collection), encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_no_page_puts_data_in_markdown_or_raw_html(toy, row, lang):
    poison(toy)
    app = open_screen(row.key, place=toycontent.PLACE, lang=lang)
    assert not app.error
    pictures = re.sub(
        r'<img src="data:image/svg\+xml;base64,[\w+/=]+" alt="[^"<>]*">', "", html(app)
    )
    assert "<img" not in pictures
    assert "<script" not in html(app)
    for kind in MARKDOWN_KINDS:
        for element in app.get(kind):
            label = str(getattr(element, "value", "") or "") if kind in MARKDOWN_KINDS[:9] else ""
            label += str(getattr(element, "label", "") or "")
            bare = re.sub(r"\\.", "", label)
            assert not re.search(r"<img|\]\(|\{\{|`", bare), (kind, label)
