"""What all tests may ask for: the folder of real geodata and the running app."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
START_SECONDS = 90


def left_out(why: str) -> None:
    """Skip the test and say why; in CI nothing may be left out, so fail there."""
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"CI=true, yet {why}", pytrace=False)
    pytest.skip(why)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need something from outside the checkout, for ``-m``."""
    for item in items:
        if "shared_data" in getattr(item, "fixturenames", ()):
            item.add_marker("shared")
        if ROOT / "tests" / "browser" in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real geodata beside the checkout, for tests only."""
    if not SHARED.is_dir():
        left_out("there is no ../shared/data beside the checkout")
    return SHARED


@dataclass
class AppServer:
    """The real app on a free loopback port."""

    url: str
    log_path: Path
    process: subprocess.Popen[bytes]

    def log(self) -> str:
        """What the server has printed so far."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End the server; a second call does nothing."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(5)


@pytest.fixture(scope="session")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., AppServer]]:
    """Factory of running apps: ``app_server(data=None, *options)``.

    ``data`` is a content folder; None is the one shipped. Servers with the same arguments are
    shared by the whole session; all end with it.
    """
    running: dict[tuple[str, ...], AppServer] = {}

    def serve(data: Path | None = None, *options: str) -> AppServer:
        key = (str(data or ""), *options)
        if key not in running or running[key].process.poll() is not None:
            log_path = tmp_path_factory.mktemp("server") / "app.log"
            running[key] = _start(data, options, log_path)
        return running[key]

    yield serve
    for server in running.values():
        server.stop()


def _start(data: Path | None, options: tuple[str, ...], log_path: Path) -> AppServer:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {k: v for k, v in os.environ.items() if k != "SPACES_DATA"}
    env["SPACES_STATE"] = str(log_path.parent / "state")
    env["SPACES_WARM"] = "0"  # what a page costs and logs must not depend on the background
    if data is not None:
        env["SPACES_DATA"] = str(data)
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false", *options]
    with log_path.open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    server = AppServer(f"http://127.0.0.1:{port}", log_path, process)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return server
        except OSError:
            time.sleep(0.2)
    server.stop()
    pytest.fail(f"the app did not answer within {START_SECONDS} s:\n{server.log()[-3000:]}")
