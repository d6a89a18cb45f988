"""Write every answer to a folder, to hold two versions of the code side by side.

``.venv/bin/python scripts/answers.py DIR`` before a change of arrangement and after it, then
``diff -r``: what should be the same is the same to the byte.
"""

from __future__ import annotations

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
    **{f"sheet-{c}": ["sheet", "--place", c, "--lead", "市教育局"] for c in PLACES},
}
"""File name to the words of the command."""


def main(folder: Path) -> int:
    """Ask each command in both languages, publish the map; returns how many commands broke."""
    folder.mkdir(parents=True, exist_ok=True)
    env = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    broken = 0
    for language in ("zh", "en"):
        for name, words in ASKED.items():
            command = [sys.executable, "-m", "spaces", *words]
            command += ["--format", "json", "--lang", language]
            done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True)
            said = b"exit %d\n" % done.returncode + done.stderr + done.stdout
            (folder / f"{name}-{language}.txt").write_bytes(said)
            broken += done.returncode not in (0, 1)
    publish = [sys.executable, "-m", "spaces", "publish", str(folder / "public")]
    done = subprocess.run(publish, cwd=ROOT, env=env, capture_output=True)
    return broken + (done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
