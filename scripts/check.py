"""Lint and types, all of it: ``python3 scripts/check.py``. Exit status 1 if any part fails."""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, prepare, say

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)


def main() -> int:
    """Run every check, even after one fails, and name those that failed."""
    programs = prepare(dev=True).parent
    failed = []
    for name, *args in CHECKS:
        say(f"$ {' '.join((name, *args))}")
        if subprocess.run([programs / name, *args], cwd=ROOT).returncode:
            failed.append(" ".join((name, *args)))
    say(f"Failed: {'; '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
