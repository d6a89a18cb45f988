"""Start the app: ``python3 scripts/start.py [OPTION OF streamlit run ...]``.

Makes ``.venv`` on the first run, then serves on http://127.0.0.1:8501 until Ctrl+C.
"""

from __future__ import annotations

import os
import subprocess
import sys

from environment import ROOT, prepare, say

ADDRESS, PORT = "127.0.0.1", "8501"


def option(args: list[str], name: str, default: str) -> str:
    """Value of ``--name value`` or ``--name=value`` in ``args``, the last one if repeated."""
    value = default
    for i, arg in enumerate(args):
        if arg == name and i + 1 < len(args):
            value = args[i + 1]
        elif arg.startswith(f"{name}="):
            value = arg.partition("=")[2]
    return value


def main(args: list[str]) -> int:
    """Serve the app; returns streamlit's exit status."""
    address = option(args, "--server.address", ADDRESS)
    port = option(args, "--server.port", PORT)
    base = option(args, "--server.baseUrlPath", "").strip("/")
    command = [
        *(str(prepare(dev=False)), "-m", "streamlit", "run", "app.py"),
        *("--server.address", ADDRESS, "--server.port", PORT, "--server.headless", "true"),
        *("--browser.gatherUsageStats", "false", *args),
    ]
    root = f"http://{address}:{port}/{base}".rstrip("/")
    say(f"Serving on {root}/ for the public, {root}/overview for planners  (Ctrl+C ends it)")
    os.chdir(ROOT)
    if os.name == "posix":  # become the server, so that whoever ends this process ends it too
        os.execv(command[0], command)
    try:
        return subprocess.run(command).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
