"""Types and rules of the maps' scripts: tsc and ESLint, from npm at the versions of the lock file.

The app needs neither node nor npm, and so this is left out where they are missing, with a word; in
CI (``CI=true``) that counts as a failure.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from environment import ROOT, install_debian, say

MODULES = ROOT / "node_modules"
TOOLS = (
    ("typescript/bin/tsc",),
    ("typescript/bin/tsc", "-p", "tsconfig.worker.json"),
    ("typescript/bin/tsc", "-p", "tsconfig.tests.json"),
    ("eslint/bin/eslint.js",),
)
"""Programs within ``node_modules``, with their arguments."""


def main() -> int:
    """Run every tool, even after one fails; 1 if any did, or if there is nothing to run in CI."""
    why = _missing()
    if why:
        say(f"The maps' scripts are not checked: {why}.")
        in_ci = os.environ.get("CI", "").lower() == "true"
        if in_ci:
            say("CI=true: that counts as a failure.")
        return 1 if in_ci else 0
    failed = 0
    for program, *args in TOOLS:
        done = subprocess.run(["node", str(MODULES / program), *args], cwd=ROOT)
        failed |= done.returncode
    return 1 if failed else 0


def _missing() -> str:
    """Make node and the tools ready; why that is not possible, empty if they are."""
    if not (shutil.which("node") and shutil.which("npm")) and not install_debian("nodejs", "npm"):
        return "there is no node with npm here (Debian: nodejs npm)"
    stamp, wanted = MODULES / ".installed", _digest(ROOT)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return ""
    say("Installing the tools for scripts into node_modules (only when their list changed) ...")
    # npm reads the machine's own configuration: registry, proxy, certificates.
    if subprocess.run([str(shutil.which("npm")), "ci", "--silent"], cwd=ROOT).returncode:
        return "npm could not install the tools (see above)"
    stamp.write_text(wanted, encoding="utf-8")
    return ""


def _digest(root: Path) -> str:
    """Digest of what decides which tools are installed."""
    files = ("package.json", "package-lock.json")
    return hashlib.sha256(b"|".join((root / name).read_bytes() for name in files)).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
