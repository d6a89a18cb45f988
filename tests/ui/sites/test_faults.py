"""The page of sites names what is wrong with any data file of the place."""

from __future__ import annotations

from tests.toys.toycontent import PLACE
from tests.ui.conftest import html


def said(app) -> str:
    return html(app) + " ".join(box.label for box in app.expander)


def test_sound_files_are_called_sound(screen):
    app = screen("sites", place=PLACE)
    assert [box.value for box in app.success] == ["没有发现问题。"]


def test_a_row_of_children_that_is_not_used_is_told(screen, toy):
    (toy / "population" / f"{PLACE}.parquet").unlink()
    rows = "children,lon,lat\n-4,120.5,27.8\n6,120.5,27.8\n"
    (toy / "population" / f"{PLACE}.csv").write_text(rows, encoding="utf-8")
    app = screen("sites", place=PLACE)
    assert not app.success
    assert f"{PLACE}.csv" in said(app)


def test_a_file_that_nothing_reads_is_told(screen, toy):
    (toy / "population" / "ruian.csv").write_text("", encoding="utf-8")
    app = screen("sites", place=PLACE, lang="en")
    assert not app.success
    assert "Files that are not used (1)" in said(app)
    assert "population/ruian.csv" in said(app)
