from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import spaces
from spaces.cli.commands import COMMANDS
from spaces.cli.main import main
from spaces.content.folder import Content
from spaces.text import text
from tests.toys.toycontent import PLACE


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("help",)])
def test_help_lists_the_commands(ask, words: tuple[str, ...]):
    answer = ask(*words)
    assert answer.status == 0
    assert all(name in answer.out for name in COMMANDS)


@pytest.mark.parametrize("name", list(COMMANDS))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_command_has_help(ask, name: str, lang: str):
    answer = ask(*name.split(), "--help", "--lang", lang)
    assert answer.status == 0
    assert f"python -m spaces {name}" in answer.out


@pytest.mark.parametrize("group", ["network", "sites", "plan"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_word_of_several_commands_lists_them(ask, group: str, lang: str):
    answer = ask(group, "--help", "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    named = [name for name in COMMANDS if f"  {name} " in answer.out]
    assert named == [name for name in COMMANDS if name.startswith(f"{group} ")]


def test_help_in_an_unknown_language_is_refused(ask):
    answer = ask("places", "--help", "--lang", "fr")
    assert (answer.status, answer.out) == (2, "")


@pytest.mark.parametrize(
    "words",
    [
        ("dance",),
        ("sites",),
        ("places", "--format", "xml"),
        ("places", "--lang", "fr"),
        ("places", "--nonsense"),
        ("places", "extra"),
        ("targets",),
        ("targets", "--place"),
        ("targets", "--place", "1"),
        ("progress", "--place", PLACE, "--year", "soon"),
        ("progress", "--place", PLACE, "--year", "2024.5"),
        ("progress", "--place", PLACE, "--reading", "schools"),
        ("progress", "--place", PLACE, "--reading", "schools=third"),
        ("progress", "--place", PLACE, "--sites", "none.geojson"),
        ("gaps", "--place", PLACE, "--minutes", "0"),
        ("gaps", "--place", PLACE, "--minutes", "nan"),
        ("gaps", "--place", PLACE, "--minutes", "many"),
        ("gaps", "--place", PLACE, "--speed-mps", "-1"),
        ("gaps", "--place", PLACE, "--speed-mps", "inf"),
        ("gaps", "--place", PLACE, "--speed-mps", "1", "--walker", "slow"),
        ("gaps", "--place", PLACE, "--walker", "nobody"),
        ("gaps", "--place", PLACE, "--category", "moat"),
        ("gaps", "--place", PLACE, "--sites", "none.geojson"),
        ("gaps", "--place", PLACE, "--population", "none.csv"),
        ("gaps", "--place", PLACE, "--datum", "mars"),
        ("gaps", "--pla", PLACE),
        ("sites", "check"),
        ("sites", "check", "none.geojson"),
        ("sites", "check", "a", "b"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_wrong_use_is_2_with_a_sentence_and_no_result(ask, words: tuple[str, ...], lang: str):
    given = words if "--lang" in words else (*words, f"--lang={lang}")
    answer = ask(*given)
    assert answer.status == 2
    assert answer.out == ""
    assert len(answer.err.splitlines()) == 2
    assert "Traceback" not in answer.err


def test_messages_are_in_the_language_asked(ask):
    assert "没有代码" in ask("targets", "--place", "1").err
    assert "no place" in ask("targets", "--place", "1", "--lang", "en").err
    assert "no place" in ask("--lang", "en", "targets", "--place", "1").err


def test_the_words_of_an_option_cannot_drive_the_terminal(ask):
    assert "\x1b" not in ask("targets", "--place", "\x1b[31m1").err


def test_a_broken_data_folder_is_1_with_every_fault(ask, toy):
    path = toy.path("categories.toml")
    path.write_text(path.read_text(encoding="utf-8").replace("#0b5fa5", "blue"), encoding="utf-8")
    answer = ask("gaps", "--place", PLACE)
    assert answer.status == 1
    assert "categories.toml" in answer.err
    assert answer.out == ""


def test_an_empty_data_folder_is_1(capsys: pytest.CaptureFixture[str], tmp_path):
    from spaces.content.folder import Content

    assert main(["places"], Content(tmp_path)) == 1
    assert "places.toml" in capsys.readouterr().err


def test_the_module_runs_over_what_is_shipped():
    command = [sys.executable, "-m", "spaces", "places", "--format", "json"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    known = {row["code"] for row in json.loads(done.stdout)["places"]}
    assert {"330381", "320400", "140000", "370321", "310105"} <= known


@pytest.mark.parametrize("command", ["places", "gaps", "progress"])
def test_a_bad_row_of_the_data_folder_is_told(ask, toy: Content, command: str):
    path = toy.path("sites.geojson")
    path.write_text(path.read_text("utf-8").replace('"park"', '"rocket"', 1), "utf-8")
    answer = ask(command, *([] if command == "places" else ["--place", PLACE]))
    assert answer.status == 1  # its figures lack the row
    assert "rocket" in answer.err


def test_a_data_folder_that_is_not_there_is_named(tmp_path: Path, capsys):
    assert main(["places"], Content(tmp_path / "nowhere")) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "nowhere" in said.err
    assert "SPACES_DATA" in said.err


@pytest.mark.parametrize("words", [("--lang",), ("--lang", "fr")])
def test_a_language_alone_must_be_one(ask, words: tuple[str, ...]):
    answer = ask(*words)
    assert (answer.status, answer.out) == (2, "")


def test_a_setting_that_cannot_be_understood_is_refused(ask, monkeypatch):
    monkeypatch.setenv("GEO_MAX_ROWS", "many")
    answer = ask("places", "--lang", "en")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("GEO_MAX_ROWS: must be a whole number")


def test_a_setting_that_does_not_exist_is_told_and_the_command_goes_on(ask, monkeypatch):
    monkeypatch.setenv("SPACES_DTA", "/x")
    answer = ask("places")
    assert answer.status == 0
    assert "SPACES_DATA" in answer.err


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "童友空间 {} 版\n"), ("en", "{name}, version {}\n")]
)
def test_the_version(ask, lang, said):
    answer = ask("--lang", lang, "--version")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == said.format(spaces.__version__, name=text(lang)("app.name"))
    assert metadata.version("child-friendly-spaces") == spaces.__version__
