"""The version of the data folder follows every change, though names are not listed each time."""

from __future__ import annotations

import os
import shutil
import time

import pytest

from spaces.content import folder as module
from spaces.content.folder import Content

OLD_NS = time.time_ns() - 3600 * 10**9


@pytest.fixture
def folder(tmp_path):
    """A folder that has lain still for an hour."""
    root = tmp_path / "data"
    (root / "plans").mkdir(parents=True)
    (root / "sites.geojson").write_text("a")
    (root / "plans" / "one.toml").write_text("b")
    for path in (root, root / "plans", root / "sites.geojson", root / "plans" / "one.toml"):
        os.utime(path, ns=(OLD_NS, OLD_NS))
    return root


def rename(root):
    (root / "sites.geojson").rename(root / "other.geojson")


def swap(root):
    shutil.rmtree(root / "plans")
    (root / "plans").mkdir()
    (root / "plans" / "one.toml").write_text("c")


CHANGES = {
    "edited": lambda root: (root / "sites.geojson").write_text("b"),
    "edited below": lambda root: (root / "plans" / "one.toml").write_text("bb"),
    "added": lambda root: (root / "new.toml").write_text(""),
    "added below": lambda root: (root / "plans" / "two.toml").write_text(""),
    "folder added": lambda root: (
        (root / "more" / "deep").mkdir(parents=True)
        or (root / "more" / "deep" / "x").write_text("")
    ),
    "removed": lambda root: (root / "plans" / "one.toml").unlink(),
    "renamed": rename,
    "swapped": swap,
    "all gone": shutil.rmtree,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_seen(folder, change):
    content = Content(folder)
    before = content.version()
    assert content.version() == before
    change(folder)
    after = content.version()
    assert after != before
    module._LISTINGS.clear()
    assert content.version() == after  # as if looked at for the first time


def test_names_are_listed_once_while_nothing_comes_or_goes(folder, monkeypatch):
    listed = []
    first = module._listed
    monkeypatch.setattr(module, "_listed", lambda root: listed.append(root) or first(root))
    for word in "abc":
        (folder / "sites.geojson").write_text(word)
        Content(folder).version()
    assert len(listed) == 1


def test_a_folder_that_has_just_changed_is_not_trusted(folder):
    content = Content(folder)
    (folder / "one").write_text("")
    now = folder.stat().st_mtime_ns
    before = content.version()
    (folder / "two").write_text("")
    os.utime(folder, ns=(now, now))  # both within one tick of a coarse clock
    assert content.version() != before


def test_a_folder_that_is_not_there_has_a_version_until_it_comes(tmp_path):
    content = Content(tmp_path / "later")
    before = content.version()
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "x").write_text("")
    assert content.version() != before
