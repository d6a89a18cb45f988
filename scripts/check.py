"""Lint and types, all of it: ``python3 scripts/check.py``. Exit status 1 if any part fails.

Parts may be named, as the hooks of ``.pre-commit-config.yaml`` do: ``check.py lint types``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys

from environment import ROOT, prepare, say

CHECKS: dict[str, tuple[str, ...]] = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "floors": ("lint-imports",),
    "docstrings": ("python", "scripts/docstrings.py"),
    "scripts": ("python", "scripts/check_scripts.py"),
}
"""Part to the program of the environment that checks it, with its arguments."""


def main() -> int:
    """Run every part, or those named, even after one fails, and name those that failed."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("part", nargs="*", help=", ".join(CHECKS))
    parts = ask.parse_args().part or list(CHECKS)
    unknown = [part for part in parts if part not in CHECKS]
    if unknown:
        ask.error(f"no such part: {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    programs = prepare(dev=True).parent
    failed = []
    for part in parts:
        name, *args = CHECKS[part]
        say(f"$ {' '.join((name, *args))}")
        if subprocess.run([programs / name, *args], cwd=ROOT).returncode:
            failed.append(part)
    say(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
