"""What is written for people is so: pictures drawn from the code, and files that exist."""

from __future__ import annotations

import re

import pytest
from bench import FOLDER, benchmarks, verdicts
from draw_rooms import PICTURE, svg

from tests.conftest import ROOT

PAGES = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "benchmarks/README.md"))
PATH = re.compile(r"`([A-Za-z_.][\w.-]*(?:/[\w.-]+)*/?)`")
LINK = re.compile(r"\]\(([^)#:]+)\)")
HISTORY = {"CHANGELOG.md", "docs/decisions.md"}
"""Pages that tell of what was."""
TOPS = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} | {".ci", ".github"}
EXAMPLES = ("var/", "data/network/CODE")
"""Files of somebody's own, or that a run leaves."""


def named(text: str) -> set[str]:
    """Paths of the checkout that a page names in code."""
    found = {path.rstrip("/") for path in PATH.findall(text)}
    return {path for path in found if "/" in path and path.partition("/")[0] in TOPS}


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_files_that_a_page_names_exist(page):
    text, folder = page.read_text(encoding="utf-8"), page.parent
    links = {path for path in LINK.findall(text) if not (folder / path).exists()}
    assert links == set()
    if page.relative_to(ROOT).as_posix() not in HISTORY:
        gone = {path for path in named(text) if not (ROOT / path).exists()}
        assert {path for path in gone if not path.startswith(EXAMPLES)} == set()


def test_the_picture_of_the_rooms_is_drawn_from_the_code_as_it_is():
    assert PICTURE.read_text(encoding="utf-8") == svg(), "python scripts/draw_rooms.py"


def test_every_benchmark_says_a_figure_against_its_limit():
    assert len(benchmarks()) >= 8
    for path in benchmarks():
        printed = [line for line in path.read_text("utf-8").splitlines() if "print(" in line]
        assert verdicts("\n".join(printed)), path.name
        assert f"`{path.name}`" in (FOLDER / "README.md").read_text(encoding="utf-8")
