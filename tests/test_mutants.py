"""The table of mutants fits the code; .ci/run sees each of them die."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants import Mutant, load

from tests.conftest import ROOT

ROWS = load()


@pytest.mark.parametrize("mutant", ROWS, ids=lambda one: one.rule)
def test_each_row_stands_in_the_code_once(mutant: Mutant):
    """Whoever moves or changes a rule takes its row along."""
    assert mutant.fault(ROOT) == ""
    assert mutant.old != mutant.new


def test_rules_are_named_once_and_there_are_enough():
    rules = [one.rule for one in ROWS]
    assert len(set(rules)) == len(rules) >= 20
    assert len({one.file for one in ROWS}) >= 12


def test_ci_tries_them():
    assert "scripts/mutants.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_a_row_that_no_longer_fits_is_told(tmp_path: Path):
    (tmp_path / "rule.py").write_text("LIMIT = 5\nOTHER = 5\n", encoding="utf-8")
    (tmp_path / "test_rule.py").touch()
    row = {"rule": "r", "file": "rule.py", "new": "x", "tests": ("test_rule.py",)}
    assert Mutant(old="LIMIT = 5", **row).fault(tmp_path) == ""
    assert "2 times" in Mutant(old="= 5", **row).fault(tmp_path)
    assert "0 times" in Mutant(old="= 6", **row).fault(tmp_path)
    assert "0 times" in Mutant(old="= 5", **row | {"file": "gone.py"}).fault(tmp_path)
    assert "there is no" in Mutant(old="LIMIT = 5", **row | {"tests": ("gone.py",)}).fault(tmp_path)
