"""Every door × every kind of fault: the same verdict in the same words, and nothing lost untold.

A kind is a row in :mod:`tests.toys.faultykinds`, a door a row here. A door gets the file as its
user would give it; ``sites check`` (for streets ``network check``) says what is right to say.
"""

from __future__ import annotations

import csv
import io
import shutil
from html import escape
from pathlib import Path
from typing import Final

import pytest

from spaces.cli.main import main
from spaces.content.folder import Content
from tests.toys import faultykinds, servicetown
from tests.toys.faultykinds import CHILDREN, LOST, PLANS, REFUSED, SITES, STREETS, Kind
from tests.toys.toycontent import PLACE
from tests.ui.conftest import html, open_screen

OWN, AT = "--sites", ("--place", PLACE)
CHILDREN_OF: Final = ("--population", "default")
OWN_LIST: Final = {
    "gaps": ("gaps", *AT, OWN, "{file}", *CHILDREN_OF),
    "reach": ("reach", *AT, OWN, "{file}", "--ruler", "radius", "--points", "{points}"),
    "routes": ("routes", *AT, OWN, "{file}", *CHILDREN_OF),
    "progress": ("progress", *AT, OWN, "{file}"),
}
"""Doors that take a list of sites of the user's own."""
FOLDER: Final = {
    "places": ("places",),
    "gaps of the folder": ("gaps", *AT),
    "routes of the folder": ("routes", *AT),
    "progress of the folder": ("progress", *AT),
    "sheet": ("sheet", *AT, "--lead", "甲局"),
    "publish": ("publish", "{out}"),
}
"""Doors that read the data folder's own list."""
PEOPLE: Final = {
    "gaps": ("gaps", *AT, "--population", "{file}"),
    "reach": ("reach", *AT, "--ruler", "radius", "--population", "{file}"),
}
NETWORKS: Final = {
    "network import": ("network", "import", *AT, "{file}"),
    "reach": ("reach", *AT, "--network", "{file}", "--points", "{points}"),
    "gaps": ("gaps", *AT, "--network", "{file}"),
}


class Town:
    """The toy town, and the words in which its doors answer."""

    def __init__(self, made_once: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder, self._capsys = folder, capsys
        self.content = Content(shutil.copytree(made_once, folder / "data"))
        (folder / "points.csv").write_text("id,lon,lat\na,120.5,27.8\n", encoding="utf-8")

    def file(self, kind: Kind, name: str) -> Path:
        """The faulty file as a user has it."""
        path = self._folder / f"{name}{kind.suffix}"
        path.write_bytes(kind.content)
        return path

    def ask(self, words: tuple[str, ...], file: Path | None = None) -> tuple[int, str, str]:
        """Exit status, answer and messages of a command; any exception fails the test."""
        named = {"file": file, "out": self._folder / "out", "points": self._folder / "points.csv"}
        status = main([word.format(**named) for word in words], self.content)
        said = self._capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return status, said.out, said.err

    def right(self, kind: Kind, command: str, name: str) -> list[str]:
        """Sentences of the fault, as the door that checks such files words them."""
        at = () if command == "plan check" else AT
        words = (*command.split(), *at, "{file}", "--format", "csv")
        status, out, err = self.ask(words, self.file(kind, name))
        rows = list(csv.DictReader(io.StringIO(out)))
        found = [row for row in rows if row.get("code") == kind.code]
        assert found, (status, rows, err)
        assert status == (1 if kind.verdict in (LOST, REFUSED) else 0)
        assert {row["severity"] == "error" for row in found} == {kind.verdict in (LOST, REFUSED)}
        return [row["sentence"] for row in found]

    def holds(self, door: str, kind: Kind, said: list[str], answer: tuple[int, str, str]) -> None:
        """The verdict and the words are the same, and no loss ends with 0."""
        status, _, err = answer
        assert [sentence for sentence in said if sentence not in err] == [], door
        assert status == (1 if kind.verdict in (LOST, REFUSED) else 0), (door, err)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return servicetown.build(tmp_path_factory.mktemp("town") / "data").root


@pytest.fixture
def town(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Town:
    (tmp_path / "state").mkdir()
    monkeypatch.setenv("SPACES_STATE", str(tmp_path / "state"))
    return Town(made_once, tmp_path, capsys)


def rows(kinds: tuple[Kind, ...]) -> list[object]:
    """Rows of the table; one that waits for somebody is expected to fail, and to say so if not."""
    return [
        pytest.param(
            kind,
            id=kind.name.replace(" ", "_"),
            marks=[pytest.mark.xfail(strict=True, reason=kind.theirs)] if kind.theirs else [],
        )
        for kind in kinds
    ]


@pytest.mark.parametrize("kind", rows(SITES))
def test_a_list_of_ones_own(town: Town, kind: Kind):
    said = town.right(kind, "sites check", "sites")
    for door, words in OWN_LIST.items():
        town.holds(door, kind, said, town.ask(words, town.file(kind, "sites")))


@pytest.mark.parametrize("kind", rows(tuple(k for k in SITES if k.suffix == ".geojson")))
def test_the_list_of_the_data_folder(town: Town, kind: Kind, monkeypatch):
    said = town.right(kind, "sites check", "sites")
    town.content.path("sites.geojson").write_bytes(kind.content)
    for door, words in FOLDER.items():
        town.holds(door, kind, said, town.ask(words))
    monkeypatch.setenv("SPACES_DATA", str(town.content.root))
    app = open_screen("sites", place=PLACE, year="2024")
    shown = html(app)
    assert [one for one in said if _as_html(one) not in shown] == []
    assert app.header[0].value
    if kind.verdict == REFUSED:  # all else goes on
        assert not open_screen("methods", place=PLACE).info


@pytest.mark.parametrize("kind", rows(CHILDREN))
@pytest.mark.parametrize("door", PEOPLE)
def test_children(town: Town, kind: Kind, door: str):
    status, _, err = town.ask(PEOPLE[door], town.file(kind, "children"))
    assert faultykinds.sentence(kind) in err
    assert status == (1 if kind.verdict in (LOST, REFUSED) else 0), err


@pytest.mark.parametrize("kind", rows(STREETS))
@pytest.mark.parametrize("door", NETWORKS)
def test_streets(town: Town, kind: Kind, door: str):
    first = town.ask(("network", "check", *AT, "{file}"), town.file(kind, "streets"))
    other = town.ask(NETWORKS[door], town.file(kind, "streets"))
    said = faultykinds.sentence(kind)
    assert said in first[2]
    assert said in other[2]
    if kind.verdict == REFUSED:
        assert (first[0], other[0]) == (1, 1)


@pytest.mark.parametrize("kind", rows(PLANS))
def test_plans(town: Town, kind: Kind, monkeypatch):
    """The place of the faulty file says so at every door; the second place goes on."""
    said = town.right(kind, "plan check", PLACE)
    town.content.path("plans", "toy.toml").unlink()
    town.content.path("plans", f"{PLACE}.toml").write_bytes(kind.content)
    for words in (("targets", *AT), ("progress", *AT), ("sheet", *AT, "--lead", "甲局")):
        town.holds(words[0], kind, said, town.ask(words))
    assert town.ask(("gaps", *AT))[0] == 0
    monkeypatch.setenv("SPACES_DATA", str(town.content.root))
    shown = html(open_screen("map", place=PLACE, year="2024"))
    assert [one for one in said if _as_html(one) not in shown] == []


def _as_html(sentence: str) -> str:
    return escape(sentence)
