"""Scripts and styles cannot import the palette: their colours of the same name are held to it."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

import spaces
from spaces.graphics import palette

ROOT = Path(spaces.__file__).parent
NAMED = re.compile(r"\b([A-Za-z_]+)\s*[:=]\s*\"(#[0-9a-fA-F]{6})\"")
FILES = ("*.js", "*.mjs", "*.css")


def files(*patterns: str) -> list[Path]:
    found = [p for pattern in patterns for p in ROOT.rglob(pattern)]
    return sorted(p for p in found if "vendor" not in p.parts)


def named_in_scripts() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in files("*.js", "*.mjs"):
        for name, color in NAMED.findall(path.read_text("utf-8")):
            found[name.lower()].add(color.lower())
    return found


@pytest.mark.parametrize(
    ("name", "color"), [*palette.REACH.items(), *palette.SCHOOL_ROUTES.items()]
)
def test_a_script_draws_in_the_colour_of_that_name(name, color):
    scripts = named_in_scripts()
    assert scripts.get(name, {color}) == {color}


def test_the_scripts_name_the_colours_of_reach_and_of_ways_to_school():
    scripts = set(named_in_scripts())
    assert set(palette.REACH) <= scripts
    assert {"treated", "untreated", "unguarded", "gate", "shed", "off"} <= scripts


def tones(pattern: str) -> dict[str, str]:
    css = "\n".join(path.read_text("utf-8") for path in files("*.css"))
    return {name: color.lower() for name, color in re.findall(pattern, css)}


def test_the_styles_of_the_page_have_its_tones():
    figures = tones(r"\.cfs-figure\.(\w+)\s*\{\s*border-top-color:\s*(#[0-9a-fA-F]{6})")
    assert figures == palette.TONES
    states = tones(r"\.cfs-(\w+)\s*\{\s*--tone:\s*(#[0-9a-fA-F]{6})")
    assert {name: states[name] for name in palette.PROMISES} == palette.PROMISES


def test_every_colour_that_means_something_is_written_once_in_the_code():
    """Python takes it from the palette: no other module writes it out."""
    meant = {v for v in vars(palette).values() if isinstance(v, str) and v.startswith("#")}
    for path in files("*.py"):
        if path.name != "palette.py":
            written = {c.lower() for c in re.findall(r"#[0-9a-fA-F]{6}\b", path.read_text("utf-8"))}
            assert not written & meant, path


def test_meanings_that_stand_side_by_side_have_colours_of_their_own():
    assert len(set(palette.STATES.values())) == len(palette.STATES)
    assert len(set(palette.TONES.values())) == len(palette.TONES)
