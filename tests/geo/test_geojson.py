"""Members of any type, anywhere in a GeoJSON: a sentence each, never a traceback."""

from __future__ import annotations

import copy
import json

import pytest

from geo.contracts.contract import Column, Contract
from geo.faults import Fault, InputRefused
from geo.intake import take_in
from spaces.text import languages, text
from spaces.text.faults import sentence

WRONG = (
    *(None, True, 5, -1.5, 1e400, float("nan"), 10**30, "x", "\ud800", "\x00", "年" * 600),
    *([], {}, [1], {"a": 1}, [[[]]], ["\udfff"], {"\ud800": 1}),
)
SOUND = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "甲", "year": 2023, "lead": ["市教育局"], "demo": False},
            "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        },
        {
            "type": "Feature",
            "properties": {"name": "乙"},
            "geometry": {"type": "Point", "coordinates": [120.65, 27.78]},
        },
    ],
}
CONTRACT = Contract(
    "things",
    (
        Column("name", "text"),
        Column("year", "integer"),
        Column("lead", "text_list"),
        Column("demo", "boolean"),
    ),
    frozenset({"Point", "Polygon"}),
    geometry_required=False,
)


def places(value, at=()):
    """Every place in a document, as a path of keys."""
    yield at
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(item, (*at, key))


def changed(at, value):
    document = copy.deepcopy(SOUND)
    if not at:
        return value
    there = document
    for key in at[:-1]:
        there = there[key]
    there[at[-1]] = value
    return document


def read(path) -> tuple[int | None, tuple[Fault, ...]]:
    try:
        checked = take_in(path, CONTRACT)
    except InputRefused as refused:
        return None, refused.faults
    return len(checked.frame), checked.faults


@pytest.mark.parametrize("wrong", WRONG, ids=lambda value: ascii(value)[:20])
def test_no_member_of_any_type_gives_a_traceback(tmp_path, wrong):
    path = tmp_path / "things.geojson"
    for at in places(SOUND):
        path.write_text(json.dumps(changed(at, wrong)), encoding="utf-8")
        kept, faults = read(path)
        assert kept is not None or faults, at  # refused, and said why
        for lang in languages():
            for fault in faults:
                sentence(fault, text(lang)).encode()  # can be shown and stored


def test_what_is_kept_can_be_stored(tmp_path):
    path = tmp_path / "things.geojson"
    path.write_text(json.dumps(changed(("features", 1, "properties", "name"), "乙\ud800园")))
    checked = take_in(path, CONTRACT)
    assert checked.frame["name"].tolist() == ["甲", "乙\N{REPLACEMENT CHARACTER}园"]
    checked.frame.to_json().encode()
    assert [(f.code, f.row) for f in checked.faults if f.code == "text_damaged"] == [
        ("text_damaged", 2)
    ]


def test_a_whole_emoji_is_no_damage(tmp_path):
    path = tmp_path / "things.geojson"
    path.write_text(json.dumps(changed(("features", 1, "properties", "name"), "乙\U0001f600")))
    checked = take_in(path, CONTRACT)
    assert checked.frame["name"].tolist()[1] == "乙\U0001f600"
    assert "text_damaged" not in {f.code for f in checked.faults}
