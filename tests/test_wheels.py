"""The folder for an install without the internet; .ci/run tries the whole of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


def wheels(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "wheels.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("inside", ["wheels", "var/wheels", "."])
def test_the_checkout_is_never_packed_into_itself(inside: str):
    done = wheels(str(ROOT / inside))
    assert done.returncode == 1
    assert "outside" in done.stderr
    assert not (ROOT / "wheels").exists()


def test_a_folder_must_be_named():
    assert wheels().returncode == 2


def test_the_readme_says_how():
    said = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python3 scripts/wheels.py ../wheels" in said
    shells = said.split("```")[1::2]
    assert not any("pip download" in block for block in shells)


def test_ci_tries_it():
    assert "scripts/wheels.py --try" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_nothing_but_pins_and_the_checkout_is_required():
    """The script leaves out options; one that is more than ``-e .`` or ``-c`` would be lost."""
    rows = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert {row for row in rows if row.startswith("-")} == {"-c constraints.txt", "-e ."}
