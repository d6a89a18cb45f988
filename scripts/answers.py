"""Write every answer to a folder, to hold two versions of the code side by side.

``.venv/bin/python scripts/answers.py DIR`` before a change of arrangement and after it, then
``diff -r``: what should be the same is the same to the byte. Exit status 1 if a command ends
otherwise than it should.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACES = ("330381", "310105")
ASKED = {
    "places": ["places"],
    **{f"targets-{c}": ["targets", "--place", c] for c in PLACES},
    **{f"progress-{c}": ["progress", "--place", c] for c in PLACES},
    **{f"gaps-{c}": ["gaps", "--place", c] for c in PLACES},
    **{f"routes-{c}": ["routes", "--place", c] for c in PLACES},
    **{f"reach-{c}": ["reach", "--place", c] for c in PLACES},
    "sheet-330381": ["sheet", "--place", "330381", "--lead", "市教育局"],
    "sheet-310105": ["sheet", "--place", "310105"],  # its plan names no lead
}
"""File name to the words of the command."""
NO_STREETS = {"reach-310105", "routes-310105"}
"""Asked of a place whose streets are not known: status 1 and the reason are the answer."""


def main() -> int:
    """Ask each command in both languages, publish the map; 1 if any ended as it should not."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path, help="written to; made if it is not there")
    folder: Path = ask.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    ended = {}
    for language in ("zh", "en"):
        for name, words in ASKED.items():
            done = asked(*words, "--format", "json", "--lang", language)
            said = b"exit %d\n" % done.returncode + done.stderr + done.stdout
            (folder / f"{name}-{language}.txt").write_bytes(said)
            ended[f"{name}-{language}"] = done.returncode - (name in NO_STREETS)
    ended["publish"] = asked("publish", str(folder / "public")).returncode
    wrong = [name for name, status in ended.items() if status]
    print(f"Not answered: {', '.join(wrong)}" if wrong else f"{len(ended)} answers in {folder}")
    return 1 if wrong else 0


def asked(*words: str) -> subprocess.CompletedProcess[bytes]:
    """Run one command of this checkout."""
    env = {name: value for name, value in os.environ.items() if name != "SPACES_DATA"}
    env["PYTHONPATH"] = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return subprocess.run(
        [sys.executable, "-m", "spaces", *words], cwd=ROOT, env=env, capture_output=True
    )


if __name__ == "__main__":
    sys.exit(main())
