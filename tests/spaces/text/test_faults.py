"""Every fault that code can raise has its sentence, and a sentence never breaks."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from geo.faults import Fault
from spaces.text import languages, text
from spaces.text.faults import sentence

ROOT = Path(__file__).parents[3]
RAISERS = {"Fault", "drop", "refuse", "Unreadable", "fault"}


def codes() -> set[str]:
    """First text handed to anything that makes a fault, in the whole code."""
    found = set()
    for folder in ("geo", "src"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                texts = [a.value for a in node.args[:2] if isinstance(a, ast.Constant)]
                if name in RAISERS and texts and isinstance(texts[0], str):
                    found.add(texts[0])
    return found


@pytest.mark.parametrize("code", languages())
def test_every_code_has_a_sentence(code):
    t = text(code)
    known = codes()
    assert len(known) > 60
    assert sorted(c for c in known if not t.has(f"fault.{c}")) == []


@pytest.mark.parametrize("code", languages())
def test_an_unknown_fault_is_named_by_its_code(code):
    said = sentence(Fault("new_kind", "a.csv", 7), text(code))
    assert all(part in said for part in ("new_kind", "a.csv", "7"))


def test_facts_may_be_missing_or_hold_braces():
    t = text("zh")
    assert "–" in sentence(Fault("too_small", "a.csv", 1, "year"), t)
    hostile = "{{ cycler.__init__ }} {0} {file!r}"
    fault = Fault("not_a_number", hostile, 3, hostile, {"got": hostile}, "warning")
    assert sentence(fault, t).count(hostile) == 3


def test_the_sentence_says_what_became_of_the_row():
    t = text("en")
    bad = Fault("not_a_number", "a.csv", 3, "year", {"got": "x"})
    assert sentence(bad, t).endswith("This row was not read.")
    warned = Fault("not_a_number", "a.csv", 3, "year", {"got": "x"}, "warning")
    assert sentence(warned, t).endswith("the rest of the row is kept.")
    whole = Fault("no_crs", "a.csv")
    assert sentence(whole, t).endswith("The whole file was not read.")
