"""Examples in docstrings run, and the central rules have one."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CENTRAL = {
    "geo.datum.china",
    "geo.crs",
    "geo.network.walks",
    "spaces.places.locate",
    "spaces.places.small_counts",
    "spaces.reach.nearest",
    "spaces.school_routes.crossing_sets",
    "spaces.text.numbers",
}


def modules() -> list[str]:
    """Modules of ``geo`` and ``spaces`` with an example."""
    found = []
    for base, folder in ((ROOT, "geo"), (ROOT / "src", "spaces")):
        for path in sorted((base / folder).rglob("*.py")):
            if ">>> " in path.read_text(encoding="utf-8"):
                parts = path.relative_to(base).with_suffix("").parts
                found.append(".".join(parts).removesuffix(".__init__"))
    return found


def test_the_central_rules_have_an_example():
    assert CENTRAL - set(modules()) == set()


@pytest.mark.parametrize("name", modules())
def test_examples_give_what_they_say(name: str):
    done = doctest.testmod(importlib.import_module(name))
    assert done.attempted > 0
    assert done.failed == 0
