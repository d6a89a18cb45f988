from __future__ import annotations

import time
from pathlib import Path

import pytest

from spaces.graphics.palette import PRINTED
from spaces.reports.typst import pdf

TEMPLATE = """#let d = json(bytes(sys.inputs.sheet))
#text(font: "Noto Sans SC", fill: rgb(d.colors.{tone}), d.words)
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "one.typ"
    path.write_text(TEMPLATE.replace("{tone}", "good"), encoding="utf-8")
    return path


def test_the_same_words_give_the_same_bytes_on_any_day(template: Path, monkeypatch):
    first = pdf(template, {"words": "儿童友好"})
    monkeypatch.setattr(time, "time", lambda: 4e9)
    assert first == pdf(template, {"words": "儿童友好"})
    assert first.startswith(b"%PDF")


def test_words_are_never_markup(template: Path):
    """If they were, this would not compile."""
    assert pdf(template, {"words": '#panic("run") $ *a'})


def test_every_tone_of_print_can_be_asked_for(template: Path):
    for tone in PRINTED:
        template.write_text(TEMPLATE.replace("{tone}", tone), encoding="utf-8")
        assert pdf(template, {"words": "a"})
