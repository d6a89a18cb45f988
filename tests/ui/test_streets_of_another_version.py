"""Streets that another version imported: every page that would walk on them says what to do."""

from __future__ import annotations

import pytest

from geo.network.sources import cache, reading
from geo.network.sources.cache import dump
from geo.network.sources.reading import Read
from spaces.text import text
from tests.toys import toycontent, toynet
from tests.ui.conftest import html, open_screen

PARAMS = {"place": toycontent.PLACE, "year": "2024"}


@pytest.fixture
def outdated(toy, monkeypatch):
    """The toy town with streets in the form that the version before kept them in."""
    with monkeypatch.context() as before:
        before.setattr(cache, "VERSION", reading.VERSION - 1)
        kept = dump(Read(toynet.network(toynet.comb()), ()))
    (toy / "network").mkdir(exist_ok=True)
    (toy / "network" / f"{toycontent.PLACE}.npz").write_bytes(kept)
    return toy


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("screen", ["overview", "gaps", "progress", "department", "school_ways"])
def test_every_page_asks_to_import_them_again(outdated, screen, lang):
    app = open_screen(screen, lang=lang, **PARAMS)
    assert not app.exception
    assert text(lang)("fault.network.kept_other_version") in html(app)
