"""The project's own Python environment, ``.venv``: made once, renewed when requirements change.

Uses the standard library only, because it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
NEEDS = (3, 11)
_INPUTS = ("requirements.txt", "requirements-dev.txt", "constraints.txt", "pyproject.toml")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


class NotReady(SystemExit):
    """The machine lacks something that only its owner can supply; the message says what."""


def say(message: str) -> None:
    """Tell the person at the terminal what happens now; stdout stays free for results."""
    print(message, file=sys.stderr, flush=True)


def venv_python() -> Path:
    """Path of the environment's interpreter; it need not exist yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def find_chromium() -> Path | None:
    """Path of the browser for the browser tests, or None."""
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    return Path(found) if found else None


def prepare(*, dev: bool) -> Path:
    """Make ``.venv`` hold the pinned requirements and return its interpreter.

    Parameters
    ----------
    dev : bool
        Also install what the tests and checks need.

    Raises
    ------
    NotReady
        If there is no Python 3.11, no way to make an environment, or pip fails.
    """
    python, stamp = venv_python(), VENV / f"installed-{'dev' if dev else 'run'}"
    state = _state()
    if python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == state:
        return python
    _make_venv(python)
    name = "requirements-dev.txt" if dev else "requirements.txt"
    say(f"Installing {name} into .venv (a minute or two, only when it changed) ...")
    # pip reads the machine's own configuration: index, proxy, certificates, wheelhouse.
    done = subprocess.run([python, "-m", "pip", "install", "-q", "-r", name], cwd=ROOT)
    if done.returncode:
        raise NotReady(
            f"pip could not install {name} (see above). Without the internet, point pip at a"
            " folder of wheels: README.md, 'Installing without the internet'."
        )
    # The development set holds the running set, so it stands for both.
    for kind in ("run", "dev") if dev else ("run",):
        (VENV / f"installed-{kind}").write_text(state, encoding="utf-8")
    return python


def bare_python() -> Path:
    """Make ``.venv`` if there is none, install nothing, and return its interpreter.

    Raises
    ------
    NotReady
        If there is no Python 3.11 or no way to make an environment.
    """
    _make_venv(venv_python())
    return venv_python()


def _state() -> str:
    """Digest of all that decides what is installed; the place too, as ``-e .`` records it."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in _INPUTS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _make_venv(python: Path) -> None:
    if python.exists() and _runs(python, "import pip"):
        return
    base = _base_python()
    if not _runs(base, "import ensurepip, venv"):
        _install_debian(
            "python3-venv",
            otherwise=f"{base} cannot make an environment: its 'venv' and 'ensurepip' are missing."
            " On Debian or Ubuntu: apt-get install python3.11-venv",
        )
    say(f"Making .venv with {base} ...")
    if subprocess.run([base, "-m", "venv", "--clear", VENV]).returncode:
        raise NotReady(f"{base} could not make an environment in {VENV} (see above).")


def _base_python() -> str:
    if sys.version_info[:2] == NEEDS:
        return sys.executable
    found = shutil.which("python3.11")
    if found:
        return found
    have = ".".join(map(str, sys.version_info[:2]))
    raise NotReady(f"This needs Python 3.11; here is {have} and no python3.11 on the path.")


def _runs(python: str | Path, statement: str) -> bool:
    quiet = subprocess.DEVNULL
    done = subprocess.run([python, "-c", statement], stdout=quiet, stderr=quiet)
    return done.returncode == 0


def can_install_debian() -> bool:
    """Whether this is Debian, with the right to install packages."""
    release = Path("/etc/os-release")
    if not release.exists() or not shutil.which("apt-get"):
        return False
    debian = "ID=debian" in release.read_text(encoding="utf-8").splitlines()
    return debian and os.geteuid() == 0


def install_debian(*packages: str) -> bool:
    """Install Debian packages; False if that failed or is not possible here."""
    if not can_install_debian():
        return False
    say(f"Installing {' '.join(packages)} with apt-get ...")
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        if subprocess.run(command, env=env, stdout=subprocess.DEVNULL).returncode:
            return False
    return True


def _install_debian(package: str, *, otherwise: str) -> None:
    if not install_debian(package):
        raise NotReady(otherwise)
