"""Kinds of faults that a list of sites, a table of children, a plan or streets can have.

A new kind is one row. ``tests/test_doors.py`` takes each through every door that reads such a
file. Sites and children lie in the toy town of :mod:`tests.toys.toycontent`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

import shapely

from spaces.text import text
from tests.toys import toytown
from tests.toys.toycontent import HEAD, PLACE, by, target

_HOME = toytown.lonlat(shapely.Point(toytown.centre(1, 1))).iloc[0]
_LON, _LAT = round(_HOME.x, 6), round(_HOME.y, 6)
LOST, DOUBT, REFUSED = "row left out", "told", "file refused"
"""What a fault means: a row does not count; something was assumed; nothing of the file counts."""


@dataclass(frozen=True)
class Kind:
    """One kind of fault.

    ``code`` is the fault that every door must name in the same words, ``verdict`` what it means.
    """

    name: str
    code: str
    verdict: str
    content: bytes
    suffix: str = ".geojson"
    theirs: str = field(default="", compare=False)
    """Why a door does not hold yet: the row is then expected to fail."""


def feature(name: str = "沙园二", at: object = None, **columns: object) -> dict[str, Any]:
    """One sound site unless told otherwise; a column that is ``...`` is left out."""
    usual: dict[str, object] = {
        "id": f"x-{name}",
        "name_zh": name,
        "category": "park",
        "status": "built",
        "year": 2023,
        "place": PLACE,
        "coord_source": "wgs84",
        "public": True,
    }
    given = {key: value for key, value in (usual | columns).items() if value is not ...}
    shape = None if at is ... else point(_LON, _LAT) if at is None else at
    return {"type": "Feature", "properties": given, "geometry": shape}


def listed(*features: object, **members: object) -> bytes:
    """Write a list of sites: a sound one first."""
    sound = feature("好园", id="sound")
    collection = {"type": "FeatureCollection", **members, "features": [sound, *features]}
    return json.dumps(collection).encode()


def point(lon: object, lat: object) -> dict[str, object]:
    return {"type": "Point", "coordinates": [lon, lat]}


_SOUND: Final = listed()
_GCJ: Final = {"type": "name", "properties": {"name": "EPSG:990099"}}

_PLAIN: Final = listed(feature("沙园沙园")).decode("unicode_escape").encode()
_HALF: Final = _PLAIN.replace("园".encode(), b"\xe5", 1)
_ID_NUMBER: Final = "11010519491231002X"
_NAN, _INFINITE = point(float("nan"), 1.0), point(float("inf"), 1.0)

SITES: Final = (
    Kind("unknown kind of site", "value_not_allowed", LOST, listed(feature(category="护城河"))),
    Kind("unknown status", "sites.status_not_understood", DOUBT, listed(feature(status="半好"))),
    Kind("no status", "sites.status_blank", DOUBT, listed(feature(status=None))),
    Kind("unreadable year", "not_a_number", DOUBT, listed(feature(year="某年"))),
    Kind("huge year", "not_an_integer", DOUBT, listed(feature(year=10**30))),
    Kind("null island", "null_island", DOUBT, listed(feature(at=point(0.0, 0.0)))),
    Kind("outside China", "outside_place", DOUBT, listed(feature(at=point(2.35, 48.85)))),
    Kind("in another place", "outside_place", DOUBT, listed(feature(at=point(116.4, 39.9)))),
    Kind("latitude over 90", "out_of_range", DOUBT, listed(feature(at=point(120.5, 278.0)))),
    Kind("not a number", "geometry_unreadable", DOUBT, listed(feature(at=point("a", "b")))),
    Kind("wrong shape", "geometry_unreadable", DOUBT, listed(feature(at={"type": "Point"}))),
    Kind("unknown shape", "geometry_unreadable", DOUBT, listed(feature(at={"type": "Circle"}))),
    Kind("unknown datum", "datum_word_unknown", DOUBT, listed(feature(coord_source="月球坐标"))),
    Kind("stated datum", "datum_converted", DOUBT, listed(feature(coord_source="火星坐标系"))),
    Kind("equal ids", "key_renamed", DOUBT, listed(feature("甲", id="a"), feature("乙", id="a"))),
    Kind("no id", "key_given", DOUBT, listed(feature(id=None))),
    Kind("no name", "value_missing", LOST, listed(feature(name_zh=None))),
    Kind("unknown place", "sites.place_not_known", DOUBT, listed(feature(place="110000000"))),
    Kind("one site twice", "sites.same_site", DOUBT, listed(feature("甲"), feature("甲", id="b"))),
    Kind("identity number", "identity_number", DOUBT, listed(feature(address=_ID_NUMBER))),
    Kind("phone number", "phone_number", DOUBT, listed(feature(address="找王芳 13800138000"))),
    Kind("lone surrogate", "text_damaged", DOUBT, listed(feature("半\ud800字"))),
    Kind("table as value", "not_text", DOUBT, listed(feature(opening={"Mo": [1]}))),
    Kind("no feature", "not_a_feature", LOST, listed("a word")),
    Kind("features null", "not_geojson", REFUSED, b'{"type": "FeatureCollection", "features": 7}'),
    Kind("members twice", "member_twice", DOUBT, _SOUND.replace(b'"id":', b'"id": "z", "id":')),
    Kind("unknown CRS", "bad_crs", REFUSED, listed(crs=_GCJ)),
    Kind("stray character", "not_json", REFUSED, _SOUND.replace(b"[{", b"[,{", 1)),
    Kind("cut off", "truncated_json", REFUSED, _SOUND[:-40]),
    Kind("empty file", "empty_file", REFUSED, b""),
    Kind("only a mark", "empty_file", REFUSED, b"\xef\xbb\xbf"),
    Kind("NaN", "coordinate_not_a_number", DOUBT, listed(feature(at=_NAN))),
    Kind("infinite", "coordinate_not_a_number", DOUBT, listed(feature(at=_INFINITE))),
    Kind("deep nesting", "not_json", REFUSED, b'{"features": ' + b"[" * 100_000),
    Kind("not a text", "content_mismatch", REFUSED, b"\x00\x01\x02\x03" * 40),
    Kind("damaged UTF-8", "encoding_damaged", DOUBT, _HALF),
)

_HOME_TOWN: Final = "id,lon,lat,children\nsound,120.5,27.8,90\n"


def _csv(*lines: str) -> bytes:
    return (_HOME_TOWN + "".join(f"{line}\n" for line in lines)).encode()


CHILDREN: Final = (
    Kind("no children", "children.no_column", REFUSED, b"id,lon,lat\na,120.5,27.8\n", ".csv"),
    Kind("no coordinates", "no_coordinates", REFUSED, b"id,children\na,1\n", ".csv"),
    Kind("outside the place", "children.outside", DOUBT, _csv("a,121.5,28.5,7"), ".csv"),
    Kind("less than none", "too_small", DOUBT, _csv("a,120.5,27.8,-7"), ".csv"),
    Kind("no number", "children.blank", DOUBT, _csv("a,120.5,27.8,"), ".csv"),
    Kind("words for a number", "not_a_number", DOUBT, _csv("a,120.5,27.8,seven"), ".csv"),
    Kind("long row", "too_many_cells", LOST, _csv("a,120.5,27.8,7,8"), ".csv"),
    Kind("short row", "too_few_cells", DOUBT, _csv("a,120.5,27.8"), ".csv"),
    Kind("empty file", "empty_file", REFUSED, b"", ".csv"),
    Kind("stray character", "not_json", REFUSED, b'{"type": [,]}'),
)


def _streets(**columns: object) -> bytes:
    ends = [[_LON, _LAT], [_LON + 0.01, _LAT]]
    line = {"type": "LineString", "coordinates": ends}
    columns = {"highway": "residential"} | columns
    return json.dumps({"type": "Feature", "properties": columns, "geometry": line}).encode()


STREETS: Final = (
    Kind("points for lines", "network.no_lines", REFUSED, _SOUND),
    Kind("cut off", "truncated_json", REFUSED, _streets()[:-30]),
    Kind("empty file", "empty_file", REFUSED, b""),
    Kind("unknown kind of street", "network.kinds_not_known", REFUSED, _streets(highway="甲类")),
    Kind("unknown CRS", "bad_crs", REFUSED, _streets()[:-1] + b', "crs": {"type": "?"}}'),
)


def _plan(old: str = "", new: str = "") -> bytes:
    text = HEAD + target(f"{PLACE}-1a", "park", by(2024, 2), value="value = 2")
    assert old in text
    return text.replace(old, new, 1).encode()


PLANS: Final = (
    Kind("stray character", "toml.syntax", REFUSED, _plan("[plan]", "[plan"), ".toml"),
    Kind("not UTF-8", "toml.not_utf8", REFUSED, b"\xff" + _plan(), ".toml"),
    Kind("unknown kind", "toml.not_allowed", REFUSED, _plan('"park"', '"moat"'), ".toml"),
    Kind("word for number", "toml.wrong_type", REFUSED, _plan("e = 2", 'e = "2"'), ".toml"),
    Kind("no number", "toml.wrong_type", REFUSED, _plan("value = 2", "value = nan"), ".toml"),
    Kind("huge number", "toml.wrong_type", REFUSED, _plan("[2022", f"[{10**400}"), ".toml"),
    Kind("endless", "toml.too_deep", REFUSED, _plan("[2022", "[" + "1" * 5000), ".toml"),
    Kind("deep nesting", "toml.too_deep", REFUSED, b"a = " + b"[" * 9_000, ".toml"),
    Kind("misspelt field", "toml.unknown_field", REFUSED, _plan("quote", "quot"), ".toml"),
    Kind("empty file", "toml.missing", REFUSED, b"", ".toml"),
)


def sentence(kind: Kind, lang: str = "zh") -> str:
    """The longest piece of a fault's sentence in which nothing is filled in."""
    pieces = re.split(r"\{[^}]*\}", text(lang).template(f"fault.{kind.code}"))
    return max(pieces, key=len).strip("“”")
