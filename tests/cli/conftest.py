from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from spaces.cli.main import main
from spaces.content.folder import Content
from spaces.content.settings import STATE
from tests.toys import toycontent


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of what commands keep to be faster."""
    monkeypatch.setenv(STATE.name, str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    """The toy town's data folder."""
    return toycontent.build(tmp_path / "data")


@pytest.fixture
def ask(toy: Content, capsys: pytest.CaptureFixture[str]):
    """Run a command over the toy town."""

    def run(*words: str) -> Answer:
        status = main(list(words), toy)
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return run
