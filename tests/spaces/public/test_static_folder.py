"""A folder with the public map, renewed so that it can be read at every moment."""

from __future__ import annotations

import pytest

from spaces.public.publish import snapshot, write
from tests.toys import publictown
from tests.toys.publicparts import AS_OF


@pytest.fixture
def content(tmp_path):
    return publictown.build(tmp_path / "data")


def test_writing_keeps_what_the_last_page_names(content, tmp_path):
    folder = tmp_path / "www"
    first = snapshot(content, None, "2026-11-20")
    assert write(folder, first) == []
    second = snapshot(content, None, "2026-11-21")
    assert write(folder, second) == []  # the page of yesterday may just have been opened
    old = next(path for path in first if path.startswith("data/"))
    assert (folder / old).is_file()
    gone = write(folder, snapshot(content, None, "2026-11-22"))
    assert old in gone
    assert not (folder / old).exists()
    walk = next(path for path in first if path.startswith("walk/"))
    assert (folder / walk).read_bytes() == first[walk]
    assert (folder / f"{walk}.gz").is_file()


def test_a_folder_of_other_things_is_left_alone(content, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(FileExistsError):
        write(tmp_path / "mine", snapshot(content, None, AS_OF))
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]
