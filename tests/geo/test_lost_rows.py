"""What GDAL leaves out of a file without a word is named, row by row."""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import struct
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest

from geo.faults import Fault, counted
from geo.io import read_table
from geo.lost_rows import of_shapefile
from spaces.cli.main import main
from spaces.content import default_content
from spaces.sites import read_sites

PLACE = "330381"


def park(count: int) -> gpd.GeoDataFrame:
    names = {"name_zh": [f"园{n}" for n in range(count)], "category": ["park"] * count}
    points = gpd.points_from_xy([120.65 + n / 1000 for n in range(count)], [27.78] * count)
    return gpd.GeoDataFrame(names, geometry=points, crs=4326)


def with_table_rows(shp: Path, rows: int) -> None:
    """Cut the table of a Shapefile to some rows."""
    path = shp.with_suffix(".dbf")
    data = path.read_bytes()
    head, width = struct.unpack_from("<HH", data, 8)
    path.write_bytes(data[:4] + struct.pack("<I", rows) + data[8 : head + rows * width] + b"\x1a")


def zipped(shp: Path) -> Path:
    path = shp.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for part in shp.parent.glob(f"{shp.stem}.*"):
            if part != path:
                archive.write(part, part.name)
    return path


def told(faults: tuple[Fault, ...]) -> list[tuple[str, int | None, str]]:
    return [(f.code, f.row, f.severity) for f in faults if f.code != "encoding_read_as"]


@pytest.mark.parametrize("pack", [False, True])
def test_shapes_without_rows_are_named(tmp_path: Path, pack: bool):
    shp = tmp_path / "a.shp"
    park(5).to_file(shp, encoding="utf-8")
    with_table_rows(shp, 3)
    table = read_table(zipped(shp) if pack else shp)
    assert len(table.frame) == 3
    assert told(table.faults) == [
        ("shape_without_row", 4, "error"), ("shape_without_row", 5, "error"),
    ]  # fmt: skip


def test_rows_without_shapes_are_named(tmp_path: Path):
    shp = tmp_path / "a.shp"
    park(5).to_file(shp, encoding="utf-8")
    more = shp.with_suffix(".dbf").read_bytes()
    park(4).to_file(shp, encoding="utf-8")
    shp.with_suffix(".dbf").write_bytes(more)
    assert told(read_table(shp).faults) == [("row_without_shape", 5, "error")]


def test_rows_that_their_owner_deleted_are_counted(tmp_path: Path):
    shp = tmp_path / "a.shp"
    park(3).to_file(shp, encoding="utf-8")
    path = shp.with_suffix(".dbf")
    data = bytearray(path.read_bytes())
    head, width = struct.unpack_from("<HH", data, 8)
    data[head + width] = ord("*")
    path.write_bytes(bytes(data))
    (fault,) = read_table(shp).faults
    assert (fault.code, fault.facts["count"], fault.severity) == ("rows_deleted", 1, "notice")


@pytest.mark.parametrize("damage", ["cut", "other"])
def test_a_geometry_that_is_there_and_cannot_be_read_is_named(tmp_path: Path, damage: str):
    path = tmp_path / "a.gpkg"
    park(4).to_file(path)
    with contextlib.closing(sqlite3.connect(path)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            database.execute(f'DROP TRIGGER "{name}"')
        (blob,) = database.execute("SELECT geom FROM a WHERE fid = 2").fetchone()
        bad = blob[:20] if damage == "cut" else b"\x00\x01\x02"
        database.execute("UPDATE a SET geom = ? WHERE fid = 2", (bad,))
        database.execute("UPDATE a SET geom = NULL WHERE fid = 3")
        database.commit()
    assert told(read_table(path).faults) == [("geometry_unreadable", 2, "warning")]
    found = read_sites(path, default_content(), PLACE)
    assert len(found.frame) == 4
    (nowhere,) = [f for f in found.faults if f.code == "sites.not_located"]
    assert (nowhere.facts["count"], nowhere.facts["rows"]) == (2, "2, 3")


def test_sound_files_lose_nothing(tmp_path: Path):
    for name in ("a.shp", "a.gpkg"):
        park(3).to_file(tmp_path / name)
        assert told(read_table(tmp_path / name).faults) == []


def test_a_check_of_rows_without_a_location_says_that_nothing_can_be_measured(tmp_path: Path):
    path = tmp_path / "sites.csv"
    rows = "".join(f"园{n},park,已建成,,\n" for n in range(41))
    path.write_text(f"名称,类别,状态,经度,纬度\n{rows}", encoding="utf-8")
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main(["sites", "check", str(path), "--place", PLACE])
    assert "可用场地 41 个" in out.getvalue()
    assert "其中 41 个没有位置" in out.getvalue()
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main(["sites", "check", str(path), "--place", PLACE, "--format", "json"])
    found = json.loads(out.getvalue())
    assert (found["sites"], found["not_located"]) == (41, 41)
    assert "sites.not_located" in {fault["code"] for fault in found["faults"]}


def test_a_head_that_claims_very_many_rows_is_one_line(tmp_path: Path):
    """Four bytes of a stranger's file: 4,294,967,295 rows, where there are five."""
    shp = tmp_path / "a.shp"
    park(5).to_file(shp, encoding="utf-8")
    table = shp.with_suffix(".dbf")
    data = table.read_bytes()
    table.write_bytes(data[:4] + b"\xff" * 4 + data[8:])
    (fault,) = of_shapefile(shp, "a.shp")
    assert (fault.code, fault.row, counted(fault)) == ("row_without_shape", 6, 2**32 - 1 - 5)
