"""All benchmarks one after another, before a release: ``python scripts/bench.py [NAME ...]``.

Prints of each what it measured against its limit, and last a table. Exit status 1 if one is above
its limit or broke; one that cannot run here (no Chromium, no ``../shared/data``) is named. Give
it a quiet machine: a quarter of an hour on two cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from environment import ROOT, prepare, say

FOLDER = ROOT / "benchmarks"
KEPT, ABOVE, NOT_HERE = 0, 1, 2
SAID = {KEPT: "within its limit", ABOVE: "ABOVE its limit", NOT_HERE: "cannot run here"}


def benchmarks() -> list[Path]:
    """Files that run by themselves; others beside them are parts of these."""
    paths = sorted(FOLDER.glob("*.py"))
    return [path for path in paths if "__main__" in path.read_text(encoding="utf-8")]


def verdicts(output: str) -> list[str]:
    """Lines of a benchmark that hold a figure against a limit."""
    words = ("ratio", "limit", "promised")
    return [line.strip() for line in output.splitlines() if any(w in line for w in words)]


def main(names: list[str]) -> int:
    """Run every benchmark, or those named; returns the exit status."""
    known = {path.stem: path for path in benchmarks()}
    unknown = [name for name in names if name not in known]
    if unknown:
        say(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}")
        return 2
    python = prepare(dev=True)
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    rows: list[tuple[str, str, float | None]] = []
    worst = KEPT
    for name in names or list(known):
        say(f"== {name}")
        begun = time.monotonic()
        done = subprocess.run(
            [python, known[name]], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
        )
        print(done.stdout, end="", flush=True)
        state = done.returncode if done.returncode in SAID else ABOVE
        broke = state == ABOVE and not verdicts(done.stdout)
        rows.append((name, "BROKE" if broke else SAID[state], time.monotonic() - begun))
        rows += [("", line, None) for line in verdicts(done.stdout)]
        worst = ABOVE if state == ABOVE else worst
    print()
    for name, said, seconds in rows:
        print(f"{name:14} {said}" + (f"  ({seconds:.0f} s)" if seconds is not None else ""))
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
