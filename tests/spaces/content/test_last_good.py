from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content import last_good as module
from spaces.content.folder import Content
from spaces.content.last_good import LastGood, last_good

NAME = "plans/330381.toml"


@pytest.fixture
def content(tmp_path: Path) -> Content:
    (tmp_path / "data" / "plans").mkdir(parents=True)
    (tmp_path / "data" / NAME).write_text("good", encoding="utf-8")
    return Content(tmp_path / "data")


@pytest.fixture
def copies(content: Content, tmp_path: Path) -> LastGood:
    return LastGood(content, tmp_path / "copies")


def test_what_was_kept_stands_in_with_its_own_time(content: Content, copies: LastGood):
    copies.keep([NAME], copies.state([NAME]))
    kept = copies.stand_ins([NAME])[NAME]
    own = content.path("plans", "330381.toml")
    assert kept.read_text("utf-8") == "good"
    assert kept.name == own.name  # faults name the file as its owner knows it
    assert kept.stat().st_mtime_ns == own.stat().st_mtime_ns
    assert Content(content.root, {NAME: kept}).path("plans", "330381.toml") == kept


def test_nothing_stands_in_for_what_was_never_read(copies: LastGood):
    assert copies.stand_ins([NAME]) == {}


def test_a_file_that_changed_while_it_was_read_is_not_kept(content: Content, copies: LastGood):
    before = copies.state([NAME])
    content.path(NAME).write_text("half of a good fi", encoding="utf-8")
    copies.keep([NAME], before)
    assert copies.stand_ins([NAME]) == {}


def test_the_copy_of_a_file_that_was_taken_out_goes(content: Content, copies: LastGood):
    copies.keep([NAME], copies.state([NAME]))
    content.path(NAME).unlink()
    copies.keep([NAME], copies.state([NAME]))
    assert copies.stand_ins([NAME]) == {}


def test_files_read_together_stand_in_together(content: Content, copies: LastGood):
    """A copy that is not there stands for a file that was not there when all was well."""
    both = [NAME, "plans/other.toml"]
    copies.keep(both, copies.state(both))
    stand_ins = copies.stand_ins(both)
    assert stand_ins[NAME].is_file()
    assert not stand_ins["plans/other.toml"].exists()


def test_a_disk_that_takes_nothing_costs_the_copy_only(
    content: Content, copies: LastGood, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    with monkeypatch.context() as at_once:
        at_once.setattr(module, "replace_bytes", full)
        copies.keep([NAME], copies.state([NAME]))
    assert copies.stand_ins([NAME]) == {}


def test_without_a_state_folder_copies_last_as_long_as_we_run(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "last_good").write_text("a file in the way", encoding="utf-8")
    monkeypatch.setenv("SPACES_STATE", str(tmp_path / "state"))
    copies = last_good(content)
    copies.keep([NAME], copies.state([NAME]))
    assert last_good(content).stand_ins([NAME])[NAME].read_text("utf-8") == "good"


def test_copies_are_for_this_account_alone(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SPACES_STATE", str(tmp_path))
    copies = last_good(content)
    copies.keep([NAME], copies.state([NAME]))
    assert (tmp_path / "last_good").stat().st_mode & 0o077 == 0
