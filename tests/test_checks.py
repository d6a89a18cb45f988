"""The checks that everybody runs: the same before a commit as in CI, and each can fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from check import CHECKS
from docstrings import findings

from tests.conftest import ROOT

GOOD = '''"""Distances."""


def reach(cells: int, sites: int, limit_m: float) -> int:
    """Cells within reach.

    Parameters
    ----------
    cells, sites : int
        How many.
    limit_m : float
        Metres.
    """
    return cells
'''


def test_the_hooks_before_a_commit_are_the_checks_of_ci():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (local,) = config["repos"]
    assert local["repo"] == "local"
    entries = {hook["id"]: hook["entry"] for hook in local["hooks"]}
    assert entries == {part: f"python3 scripts/check.py {part}" for part in CHECKS}
    assert "scripts/check.py" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_a_part_that_does_not_exist_is_refused():
    command = [sys.executable, str(ROOT / "scripts" / "check.py"), "spelling"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "spelling" in done.stderr


def found(tmp_path: Path, source: str, name: str = "geo/reach.py") -> list[tuple[str, str]]:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return [(one.check, one.said) for one in findings(path, tmp_path)]


def test_a_whole_docstring_passes(tmp_path: Path):
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("    limit_m : float\n        Metres.\n", "", "PR01"),
        ("limit_m : float\n", "most_m : float\n", "PR02"),
        ("cells, sites : int", "cells, sites", "PR04"),
        ("        How many.\n", "", "PR07"),
        ("Parameters\n    ----------", "Arguments\n    ---------", "GL06"),
    ],
)
def test_a_docstring_with_a_hole_is_found(tmp_path: Path, old: str, new: str, check: str):
    assert old in GOOD
    assert check in [code for code, _ in found(tmp_path, GOOD.replace(old, new))]


@pytest.mark.parametrize("name", ["geo/reach.py", "src/spaces/ui/reach.py"])
def test_from_three_parameters_on_the_section_must_be_there(tmp_path: Path, name: str):
    bare = GOOD.partition("\n\n    Parameters")[0] + '"""\n'
    said = found(tmp_path, bare, name)
    assert bool(said) == ("ui" not in name)
    assert found(tmp_path, bare.replace(", limit_m: float", "")) == []
    assert found(tmp_path, bare.replace("def reach", "def _reach")) == []
