from __future__ import annotations

import pytest

from geo.faults import InputRefused
from spaces.services.folder_inputs import FolderInputs
from tests.toys.servicetown import PLACE


def test_it_holds_what_is_about_all_places(town):
    folder = FolderInputs(town)
    assert list(folder.places) == [PLACE]
    assert set(folder.boundaries.index) == {PLACE, "W", "E"}
    assert folder.spaces == ("park", "school")
    assert folder.walkers.default == "metre"
    assert list(folder.standards) == ["park_small"]
    assert folder.plans.of(PLACE).id == "toy"
    assert len(folder.sites.frame) == 5


def test_each_file_is_read_once(town):
    folder = FolderInputs(town)
    sites = folder.sites
    town.path("sites.geojson").unlink()
    assert folder.sites is sites


def test_one_bad_file_leaves_the_others(town):
    town.path("walkers.toml").write_text("[[", encoding="utf-8")
    folder = FolderInputs(town)
    with pytest.raises(InputRefused):
        folder.walkers  # noqa: B018
    assert list(folder.places) == [PLACE]


def test_what_is_read_already_stays(town):
    folder = FolderInputs(town)
    assert FolderInputs.of(folder) is folder
    assert FolderInputs.of(town).content == town
