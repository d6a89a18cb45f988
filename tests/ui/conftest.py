"""Pages on the toy town's data, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from spaces.ui.shell.nav import FOLDER
from tests.toys import toycontent

MAIN = FOLDER.parent / "src" / "spaces" / "ui" / "main.py"


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch) -> Path:
    """Folder of what the app keeps, as a fresh server has it."""
    monkeypatch.setenv("SPACES_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


@pytest.fixture
def toy(tmp_path, monkeypatch) -> Path:
    """Folder of the toy town's content, and the app's content while the test runs."""
    root = tmp_path / "data"
    root.mkdir()
    toycontent.build(root)
    monkeypatch.setenv("SPACES_DATA", str(root))
    return root


def open_screen(page: str, **params: str) -> AppTest:
    """Run one page as a link opens it."""
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    app.query_params.update(params)
    app.switch_page(str(FOLDER / f"{page}.py"))
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.fixture
def screen(toy) -> Callable[..., AppTest]:
    """Factory of pages on the toy town: ``screen("gaps", lang="en", minutes="5")``."""
    return open_screen


def html(app: AppTest) -> str:
    """All HTML of a page, as sent to the browser."""
    return "\n".join(element.proto.body for element in app.get("html"))
