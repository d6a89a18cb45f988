from __future__ import annotations

from pathlib import Path

import pytest

from spaces.content.folder import Content
from spaces.services.inputs import PlaceInputs, load_inputs
from tests.toys import servicetown
from tests.toys.servicetown import PLACE


@pytest.fixture
def town(tmp_path: Path) -> Content:
    """The folder of :mod:`tests.toys.servicetown`."""
    return servicetown.build(tmp_path / "data")


@pytest.fixture
def inputs(town: Content) -> PlaceInputs:
    return load_inputs(town, PLACE)


@pytest.fixture
def own_sites(tmp_path: Path) -> Path:
    """A list with one park."""
    return servicetown.own_sites(tmp_path / "own.geojson")
