"""The load script: it stays on this machine, it counts what it saw, it notices what fails."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


def load(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "load.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    "url", ["http://10.0.0.5:8501", "https://127.0.0.1", "http://127.0.0.1.evil.example", "ftp://x"]
)
def test_no_other_machine_is_put_under_load(url):
    done = load("--url", url)
    assert done.returncode == 1
    assert "only http:// on this machine" in done.stderr


@pytest.mark.parametrize("bound", [("--viewers", "501"), ("--minutes", "61"), ("--think", "0.1")])
def test_the_load_is_bounded(bound):
    assert load(*bound).returncode == 2


def test_a_place_that_the_data_do_not_hold_is_no_load():
    done = load("--place", "999999")
    assert done.returncode == 2
    assert "999999" in done.stderr


def seen(app_server, *args: str) -> subprocess.CompletedProcess[str]:
    server = app_server()
    pid = str(server.process.pid)
    few = ("--viewers", "2", "--visitors", "1", "--minutes", "0.15", "--think", "1")
    return load("--url", server.url, "--pid", pid, *few, "--limit", "30", *args)


def test_viewers_and_visitors_are_timed(app_server):
    done = seen(app_server, "--page", "methods")
    assert done.returncode == 0, done.stdout + done.stderr
    rows = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line}
    times, p50, p95, most = map(float, rows["rerun"][:4])
    assert times >= 3
    assert 0 < p50 <= p95 <= most
    assert float(rows["rerun"][4]) > 1
    assert rows["errors:"] == ["0"]
    assert "MB at the end" in done.stdout


def test_what_fails_is_told(app_server):
    done = seen(app_server, "--page", "no_such_page", "--public", "/layers/none.geojson")
    assert done.returncode == 1
    assert "viewer: Failed: there is no page no_such_page" in done.stdout
    assert "visitor: Failed: 404 /layers/none.geojson" in done.stdout
