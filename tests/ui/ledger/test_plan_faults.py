"""A faulty plan file: its place says so on every page, and other places go on as before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from spaces.cli.main import main
from spaces.content.folder import Content
from spaces.text import text
from spaces.ui.shell.nav import FOLDER
from tests.ui.conftest import html, open_screen

FAULTY, SOUND = "320400", "330381"
LANGS = ["zh", "en"]


@pytest.fixture
def broken(tmp_path, monkeypatch) -> Path:
    """The shipped content with an unknown field in one plan."""
    root = tmp_path / "data"
    shutil.copytree(FOLDER.parent / "data", root)
    path = root / "plans" / f"{FAULTY}.toml"
    path.write_text(path.read_text("utf-8") + "\nnonsense = 1\n", encoding="utf-8")
    monkeypatch.setenv("SPACES_DATA", str(root))
    return root


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("page", ["progress", "overview", "department"])
def test_the_faulty_place_says_what_is_wrong_and_others_go_on(broken, page, lang):
    t = text(lang)
    bad = open_screen(page, place=FAULTY, lang=lang)
    assert t("page.plan_refused") in [error.value for error in bad.error]
    assert f"{FAULTY}.toml" in html(bad)
    assert "nonsense" in html(bad)
    good = open_screen(page, place=SOUND, lang=lang)
    assert not good.error
    assert "nonsense" not in html(good)


def test_sites_and_walks_of_the_faulty_place_go_on(broken):
    app = open_screen("gaps", place=FAULTY)
    assert text("zh")("page.plan_refused") in [error.value for error in app.error]
    assert text("zh")("gaps.within", minutes=15) in html(app)


@pytest.mark.parametrize("command", ["targets", "progress"])
def test_the_command_line_stops_for_the_faulty_place_only(broken, capsys, command):
    content = Content(broken)
    assert main([command, "--place", FAULTY], content) == 1
    assert f"{FAULTY}.toml" in capsys.readouterr().err
    assert main([command, "--place", SOUND], content) == 0
    assert capsys.readouterr().err.count(f"{FAULTY}.toml") == 0


def test_the_list_of_places_names_the_fault_and_lists_all(broken, capsys):
    assert main(["places", "--format", "csv"], Content(broken)) == 1  # its count is wrong
    said = capsys.readouterr()
    assert SOUND in said.out
    assert FAULTY in said.out
    assert f"{FAULTY}.toml" in said.err
