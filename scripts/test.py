"""Run the tests: ``python3 scripts/test.py [OPTION OF pytest ...]``.

Makes ``.venv`` with the development requirements, gets a browser where it can, runs pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, find_chromium, install_debian, prepare, say

TWO_AT_ONCE = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
"""Two files of tests at a time; a file's tests stay together and share its server.

In the order of their names: the long ones in a browser come first, so that none is left for last.
"""


def main(args: list[str]) -> int:
    """Run pytest; returns its exit status."""
    python = prepare(dev=True)
    if not find_chromium() and not install_debian("chromium", "fonts-noto-cjk"):
        say("No Chromium here, and it cannot be installed: the tests in tests/browser are left")
        say("out. To run them too: install Chromium (Debian: chromium fonts-noto-cjk).")
    if not (ROOT.parent / "shared" / "data").is_dir():
        say("No ../shared/data here: the tests on real geodata are left out.")
    if os.environ.get("CI", "").lower() == "true":
        say("CI=true: tests left out for either reason count as failures.")
    shared = [] if any(arg.startswith("-n") for arg in args) else TWO_AT_ONCE
    return subprocess.run([python, "-m", "pytest", *shared, *args], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
