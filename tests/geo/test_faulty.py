"""Every faulty file gets its sentence and loses no good row.

``tests/faulty/expected.toml`` is the golden table: review it as a diff. In the files every good
row has a name that begins with 好, every bad one 坏.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
from pathlib import Path

import pytest
import shapely

from geo.contracts.contract import Checked, Column, Contract
from geo.faults import Fault, InputRefused
from geo.intake import take_in
from geo.limits import Limits
from spaces.content.folder import default_content
from spaces.places.registry import load_boundaries
from spaces.sites import loading as sites
from spaces.sites import place_column
from spaces.text import languages, text
from spaces.text.faults import sentence

FAULTY = Path(__file__).parents[1] / "faulty"
EXPECTED = tomllib.loads((FAULTY / "expected.toml").read_text("utf-8"))
BOUNDARIES = functools.cache(load_boundaries)
PLACE = shapely.box(120.60, 27.75, 120.70, 27.85)
CONTRACT = Contract(
    "sites",
    (
        Column("id", "text", aliases=("编号",)),
        Column("name_zh", "text", required=True, aliases=("name", "名称")),
        Column("category", "text", required=True, allowed=frozenset({"park", "school"})),
        Column("status", "text", allowed=frozenset({"planned", "building", "built"})),
        Column("year", "integer", minimum=1900, maximum=2100),
        Column("address", "text", max_length=200),
        Column("age_min", "number", minimum=0, maximum=18),
        Column("age_max", "number", minimum=0, maximum=18),
        Column("children", "number", minimum=0),
        Column("facilities", "text_list", allowed=frozenset({"toilet", "shade"})),
        Column("demo", "boolean", default=False),
        Column("verified_on", "date"),
        Column("coord_source", "text", aliases=("coord_sour",)),
    ),
    frozenset({"Point", "LineString", "Polygon", "MultiPolygon"}),
    key="id",
    ordered=(("age_min", "age_max"),),
)


def read(name: str) -> tuple[Checked | None, tuple[Fault, ...]]:
    """What came in (None when refused) and every fault, with the settings of the golden table."""
    wanted = EXPECTED[name]
    if wanted.get("reader") == "sites":
        loaded = sites.read_sites(FAULTY / name, default_content(), "")
        return Checked(loaded.frame, loaded.faults), loaded.faults
    contract = dataclasses.replace(CONTRACT, geometry_required=wanted.get("required", True))
    try:
        checked = take_in(
            FAULTY / name,
            contract,
            boundary=PLACE if wanted.get("place", True) else None,
            limits=dataclasses.replace(Limits(), **wanted.get("limits", {})),
        )
    except InputRefused as refused:
        return None, refused.faults
    return checked, checked.faults


def told(faults: tuple[Fault, ...]) -> list[str]:
    return [f"{f.severity} {f.code} {f.row or '-'} {f.column or '-'}" for f in faults]


@pytest.mark.parametrize("name", EXPECTED)
def test_faulty_file(name):
    checked, faults = read(name)
    wanted = EXPECTED[name]
    assert sorted(told(faults)) == sorted(wanted["faults"])
    names = [] if checked is None else list(checked.frame["name_zh"])
    assert len(names) == wanted["kept"]
    assert all(kept.startswith("好") for kept in names)
    for code in languages():
        for fault in faults:
            said = sentence(fault, text(code))
            assert name in said
            assert fault.row is None or str(fault.row) in said
            assert fault.column in (None, "geometry") or fault.column in said
            assert "–" not in said, "a value is missing from the sentence"
            assert text(code)("fault.unknown", code=fault.code) not in said


@pytest.mark.parametrize("name", [n for n in EXPECTED if n.endswith((".csv", ".geojson"))])
def test_no_good_row_is_lost_or_kept_in_part(name):
    checked, _ = read(name)
    content, lines = (FAULTY / name).read_bytes(), []
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            lines = content.decode(encoding).splitlines()
        except UnicodeDecodeError:
            lines = content.decode(encoding, errors="replace").splitlines()  # damaged on purpose
            if name.startswith("utf8_cut"):
                lines = [line for line in lines if line.count(",") > 3]  # whole rows
                break
            continue
        if any("好" in line for line in lines):
            break
    good = sum("好" in line for line in lines)
    assert good == (0 if checked is None else len(checked.frame)) or EXPECTED[name].get("refused")


def test_every_faulty_file_is_in_the_table():
    there = {p.name for p in FAULTY.iterdir() if p.suffix not in {".py", ".toml"}}
    assert there == set(EXPECTED)
    assert len(there) >= 40


@pytest.mark.parametrize("name", EXPECTED)
def test_sites_reader_answers_every_faulty_file(name, monkeypatch):
    """The product's own contract: refused with faults or read, never another exception."""
    monkeypatch.setattr(place_column, "load_boundaries", BOUNDARIES)
    try:
        faults = sites.read_sites(FAULTY / name, default_content(), "330381").faults
    except InputRefused as refused:
        faults = refused.faults
        assert faults
    for code in languages():
        for fault in faults:
            assert name in sentence(fault, text(code))
            assert text(code)("fault.unknown", code=fault.code) not in sentence(fault, text(code))
