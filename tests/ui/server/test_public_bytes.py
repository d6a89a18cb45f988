"""Every byte that the public map sends, read for what must stay in the house.

The toy town of ``publictown`` holds a secret in every field that is not public, in its private
site, in its departments and in its ids. All files are walked, as they lie in memory, as they are
sent packed, and as ``publish`` writes them, the packed siblings too.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from spaces.public import publish
from spaces.public.live_map import made
from spaces.public.packed_map import opened
from tests.toys import publictown

HOUSE = (publictown.SECRET, "7654321", "gcj02", "01:23-04:56", "/home/", "/tmp/")
"""What a reader must not find: the secret, a capacity, a source, hours of a private site, paths."""


def forms(word: str) -> list[bytes]:
    """A word as it may stand in a file: plain, escaped for JSON, in the other encodings."""
    escaped = json.dumps(word)[1:-1].encode()
    return [word.encode(), escaped, word.encode("utf-16-le"), word.encode("gb18030")]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    content = publictown.build(tmp_path_factory.mktemp("town"))
    path = content.path("sites.geojson")
    sites = json.loads(path.read_text("utf-8"))
    for site in sites["features"]:
        site["properties"] |= {
            "evidence": publictown.SECRET,
            "kind": publictown.SECRET,
            "entrances": "",
            "stops": publictown.SECRET,
            "note": publictown.SECRET,
            "联系人": publictown.SECRET,
            "手机": publictown.SECRET,
        }
    path.write_text(json.dumps(sites, ensure_ascii=False), encoding="utf-8")
    return content


def assert_clean(name: str, data: bytes) -> None:
    for word in HOUSE:
        for form in forms(word):
            assert form not in data, f"{word} stands in {name}"


def test_no_byte_of_the_served_map_tells_what_is_not_public(town):
    snapshot = opened(made(town, ""))
    assert {path.rpartition(".")[2] for path in snapshot.files} >= {"html", "json", "bin", "svg"}
    for path, file in snapshot.files.items():
        assert_clean(path, path.encode())
        assert_clean(path, file.plain())
    page = snapshot.page(publictown.PLACE, "zh", "/public/", "/overview")
    assert_clean("page", page.plain())
    everything = b"".join(file.plain() for file in snapshot.files.values())
    assert "重阳沙园".encode() in everything  # the public ones are there


def test_no_byte_of_a_published_folder_tells_it_either(town, tmp_path):
    folder = tmp_path / "out"
    publish.write(folder, made(town, ""))
    read = 0
    for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
        data = path.read_bytes()
        assert_clean(path.name, gzip.decompress(data) if path.suffix == ".gz" else data)
        read += path.suffix == ".gz"
    assert read > 10


def test_the_walk_itself_would_find_a_secret():
    with pytest.raises(AssertionError, match="stands in"):
        assert_clean("x", json.dumps({"note": publictown.SECRET}).encode())
