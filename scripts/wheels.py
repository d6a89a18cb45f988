"""Collect what an install without the internet needs: ``python3 scripts/wheels.py FOLDER``.

Run it on a machine of the same system with the internet, carry the folder over and start there
with ``PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER python3 scripts/start.py``. ``--try`` does all of that
here, in a copy of the checkout and with nothing but the folder, and ends.

Plain ``pip download -r requirements.txt`` must not be used in the checkout: that file ends with
the checkout itself, which pip then packs into the folder, the folder included, until the disk is
full.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import ROOT, NotReady, bare_python, say

BUILDERS = ("hatchling>=1.27", "editables")
"""What builds the product itself from the checkout, on the machine without the internet."""
MOST_BYTES = 400_000_000


def collect(folder: Path, root: Path = ROOT) -> int:
    """Download every wheel but the checkout's own; returns the bytes of the folder.

    Raises
    ------
    NotReady
        If the folder lies within the checkout, pip fails, or the set is unexpectedly large.
    """
    if folder.resolve().is_relative_to(root):
        raise NotReady(f"{folder} lies within the checkout: name a folder outside, as ../wheels")
    folder.mkdir(parents=True, exist_ok=True)
    rows = (root / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins = [row for row in rows if row and row[0] not in "#-"]
    # Wheels only: a source package would ask for builders that nobody collected.
    command = [str(bare_python()), "-m", "pip", "download", "--only-binary=:all:"]
    command += ["-d", str(folder), "-c", str(root / "constraints.txt"), *pins, *BUILDERS]
    if subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL).returncode:
        raise NotReady("pip could not download everything (see above).")
    size = sum(path.stat().st_size for path in folder.iterdir())
    if size > MOST_BYTES:
        raise NotReady(f"{folder} holds {size:,} bytes, more than {MOST_BYTES:,}: look into it.")
    return size


def try_it() -> int:
    """Collect, install and ask one command in a copy of the checkout, with the folder alone."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    with tempfile.TemporaryDirectory() as temporary:
        copy, wheels = Path(temporary) / "checkout", Path(temporary) / "wheels"
        for name in filter(None, listed.stdout.decode().split("\0")):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / name).is_file():
                (copy / name).write_bytes((ROOT / name).read_bytes())
        say(f"{collect(wheels, copy):,} bytes of wheels")
        env = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHONPATH"))}
        env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "PIP_CONFIG_FILE": os.devnull}
        prepare = "import environment; print(environment.prepare(dev=False))"
        made = subprocess.run(
            [sys.executable, "-c", prepare], cwd=copy / "scripts", env=env, capture_output=True
        )
        if made.returncode:
            say(made.stderr.decode())
            return 1
        python = made.stdout.decode().strip()
        return subprocess.run([python, "-m", "spaces", "places"], cwd=temporary).returncode


def main() -> int:
    """Collect, or with ``--try`` also install; returns the exit status."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("folder", type=Path, nargs="?", help="outside the checkout, as ../wheels")
    ask.add_argument("--try", action="store_true", dest="trial", help="install from it here")
    asked = ask.parse_args()
    if asked.trial:
        return try_it()
    if asked.folder is None:
        ask.error("name a folder outside the checkout, as ../wheels")
    say(f"{collect(asked.folder):,} bytes of wheels in {asked.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
