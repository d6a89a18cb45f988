"""The page of the public map, and the words of its scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from spaces.public import page
from spaces.text import languages

ASSETS = Path(page.__file__).parent / "assets"


def said_by_scripts() -> tuple[set[str], list[str]]:
    """Keys that the scripts say outright, and patterns of those they put together."""
    exact, patterns = set(), []
    for file in sorted(ASSETS.glob("*.js")):
        source = file.read_text(encoding="utf-8")
        exact |= set(re.findall(r"\"([a-z][a-z0-9_]+)\"", source))
        templates = re.findall(r"`([a-z0-9_]*(?:\$\{[^}]+\}[a-z0-9_]*)+)`", source)
        patterns += [re.sub(r"\$\{[^}]+\}", "[a-z0-9_]+", template) for template in templates]
    html = (ASSETS.parent / "page.html").read_text(encoding="utf-8")
    exact |= set(re.findall(r"data-(?:t|label|hint)=\"([a-z_]+)\"", html))
    return exact | set(re.findall(r"\{\{([a-z_]+)\}\}", html)), patterns


@pytest.mark.parametrize("lang", languages())
def test_every_word_of_the_map_is_said_somewhere(lang):
    exact, patterns = said_by_scripts()
    by_python = {"title", "written", "file", "staff"}
    unused = [
        key
        for key in page.words(lang)
        if key not in exact | by_python and not any(re.fullmatch(p, key) for p in patterns)
    ]
    assert unused == []


def test_every_key_that_the_scripts_say_exists():
    known = page.words("zh")
    said = set()
    for file in ASSETS.glob("*.js"):
        said |= set(re.findall(r"\bt\(\"([a-z0-9_]+)\"", file.read_text(encoding="utf-8")))
    assert len(said) > 80
    assert sorted(said - set(known)) == []
