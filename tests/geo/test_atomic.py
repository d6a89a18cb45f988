import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.atomic import replace_bytes

ROOT = Path(__file__).parents[2]
WRITER = """
import importlib.util, itertools, json, pathlib, sys
spec = importlib.util.spec_from_file_location("atomic", sys.argv[1])
atomic = importlib.util.module_from_spec(spec)
spec.loader.exec_module(atomic)
print("ready", flush=True)
for turn in itertools.count():
    data = json.dumps({"turn": turn, "fill": [turn] * 100_000, "end": turn}).encode()
    atomic.replace_bytes(pathlib.Path(sys.argv[2]), data)
"""


def test_writes_and_replaces(tmp_path):
    path = tmp_path / "a.json"
    replace_bytes(path, b"one")
    replace_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert [found.name for found in tmp_path.iterdir()] == ["a.json"]


def test_keeps_rights_and_follows_a_link(tmp_path):
    path, link = tmp_path / "a.json", tmp_path / "link.json"
    path.write_bytes(b"one")
    path.chmod(0o640)
    link.symlink_to(path)
    replace_bytes(link, b"two")
    assert link.is_symlink()
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    path.write_bytes(b"old")

    def full(_handle):
        raise OSError("disk full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="disk full"):
        replace_bytes(path, b"new")
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.json"]


def test_syncs_the_file_before_the_name_and_the_folder_after(tmp_path, monkeypatch):
    order = []
    real_sync, real_replace = os.fsync, os.replace
    kinds = {True: "folder", False: "file"}

    def sync(handle):
        order.append(kinds[stat.S_ISDIR(os.fstat(handle).st_mode)])
        real_sync(handle)

    def rename(*names):
        order.append("replace")
        real_replace(*names)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", rename)
    replace_bytes(tmp_path / "a.json", b"new")
    assert order == ["file", "replace", "folder"]


def test_killed_at_any_moment_the_file_can_be_read(tmp_path):
    path = tmp_path / "store.json"
    replace_bytes(path, json.dumps({"turn": -1, "end": -1}).encode())
    moments, turns = random.Random(7), []
    for _ in range(20):
        module = str(ROOT / "geo" / "atomic.py")
        command = [sys.executable, "-I", "-c", WRITER, module, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0.01, 0.12))
            writer.send_signal(signal.SIGKILL)
        stored = json.loads(path.read_bytes())
        assert stored["turn"] == stored["end"]
        turns.append(stored["turn"])
    assert max(turns) >= 1, "the writer never got to write"
