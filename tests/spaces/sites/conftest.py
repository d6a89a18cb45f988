"""What the tests of lists of sites share."""

from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content.folder import Content
from tests.toys import toycontent


@pytest.fixture
def toy(tmp_path: Path) -> Content:
    return toycontent.build(tmp_path / "data")
