"""Break a rule on purpose and see a test fail: ``python scripts/mutants.py [WORD ...]``.

``mutants.toml`` lists rules that decide figures (limits, tolerances, denominators, hiding,
readings, the default year, which area a point lies in), each with a text of the code, a wrong one
in its place, and the tests that must notice. Each is tried in a copy of the checkout. Exit status
1 if one survives, or if the table no longer fits the code. With words only the rules that hold
one of them are tried.
"""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = Path(__file__).with_suffix(".toml")
_PASSED, _FAILED = 0, 1
_LONG_AGO = 1_000_000_000
"""Time of every file of a copy, so that only the changed one is compiled anew."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule and a way to break it.

    Parameters
    ----------
    rule : str
        What holds.
    file : str
        Module that decides it, from the root.
    old, new : str
        A text that stands there exactly once, and the wrong one.
    tests : tuple of str
        Files of tests that must notice.
    """

    rule: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def fault(self, root: Path) -> str:
        """Say why the row does not fit the code; "" if it does."""
        path = root / self.file
        times = path.read_text(encoding="utf-8").count(self.old) if path.is_file() else 0
        if times != 1:
            return f"its text stands {times} times in {self.file}"
        gone = [name for name in self.tests if not (root / name).is_file()]
        return f"there is no {', '.join(gone)}" if gone or not self.tests else ""


def load(table: Path = TABLE) -> list[Mutant]:
    """Read the table."""
    rows = tomllib.loads(table.read_text(encoding="utf-8"))["mutant"]
    return [Mutant(**row | {"tests": tuple(row["tests"])}) for row in rows]


def copied(to: Path) -> Path:
    """Copy what the tests need of the checkout."""
    ignore = shutil.ignore_patterns("__pycache__", "browser", "node_modules")
    for name in ("geo", "src", "tests", "pages", "data", "docs", "scripts"):
        shutil.copytree(ROOT / name, to / name, ignore=ignore)
    for name in ("pyproject.toml", "package.json", "app.py", "README.md", "CHANGELOG.md"):
        shutil.copy(ROOT / name, to / name)
    for path in to.rglob("*"):
        os.utime(path, (_LONG_AGO, _LONG_AGO))
    compiled = [sys.executable, "-m", "compileall", "-q", "geo", "src", "tests"]
    subprocess.run(compiled, cwd=to, check=True)
    return to


def status(root: Path, tests: tuple[str, ...]) -> int:
    """Run tests of a copy; pytest's exit status."""
    env = {name: value for name, value in os.environ.items() if name not in ("CI", "SPACES_DATA")}
    env |= {"PYTHONPATH": os.pathsep.join((str(root / "src"), str(root)))}
    env |= {"PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    return subprocess.run(command, cwd=root, env=env, capture_output=True).returncode


def tried(mutant: Mutant, root: Path) -> int:
    """Break the rule in a copy, run its tests and mend it again; pytest's exit status."""
    path = root / mutant.file
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        return status(root, mutant.tests)
    finally:
        path.write_text(source, encoding="utf-8")
        os.utime(path, (_LONG_AGO, _LONG_AGO))


def main(words: list[str]) -> int:
    """Try every rule, two at a time; returns the exit status."""
    begun, known = time.monotonic(), load()
    known = [one for one in known if not words or any(word in one.rule for word in words)]
    wrong = [f"{one.rule}: {fault}" for one in known if (fault := one.fault(ROOT))]
    if wrong or not known:
        print("\n".join(wrong) or "no such rule")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        free: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for k in range(os.cpu_count() or 2):
            free.put(copied(Path(folder) / str(k)))

        def run(one: Mutant | None) -> int:
            root = free.get()
            try:
                return status(root, every) if one is None else tried(one, root)
            finally:
                free.put(root)

        every = tuple(sorted({name for one in known for name in one.tests}))
        with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
            unbroken, *ended = pool.map(run, [None, *known])
    for one, code in zip(known, ended, strict=True):
        said = {_PASSED: "SURVIVED", _FAILED: "died"}.get(code, f"pytest ended with {code}")
        print(f"{said:9} {one.rule}  ({one.file})")
    died = ended.count(_FAILED)
    print(f"{died} of {len(known)} died in {time.monotonic() - begun:.0f} s")
    if unbroken != _PASSED:
        print("the tests do not pass without any of them")
    return 0 if died == len(known) and unbroken == _PASSED else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
