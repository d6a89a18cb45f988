"""The folder: the same bytes each time, written without a gap, and only where it may be."""

from __future__ import annotations

import json
import re

import pytest

from geo.faults import InputRefused
from spaces.public.page import POLICY
from spaces.public.publish import INDEX, KEPT_FOREVER, packed, snapshot
from tests.toys import publictown
from tests.toys.publicparts import AS_OF


@pytest.fixture
def content(tmp_path):
    return publictown.build(tmp_path / "data")


def test_the_same_content_gives_the_same_bytes(content):
    first, second = snapshot(content, None, AS_OF), snapshot(content, None, AS_OF)
    assert first == second
    assert packed(first) == packed(second)


def test_what_changes_gets_another_name(content):
    before = snapshot(content, None, AS_OF)
    text = content.path("sites.geojson").read_text(encoding="utf-8")
    content.path("sites.geojson").write_text(text.replace('"year": 2022', '"year": 2021'), "utf-8")
    after = snapshot(content, None, AS_OF)
    for path in set(before) & set(after):
        if path.startswith(KEPT_FOREVER):
            assert before[path] == after[path]
    assert set(before) != set(after)


def test_pages_name_only_files_that_are_there(content):
    files = snapshot(content, None, AS_OF)
    for page, root in (("index.html", "./"), (f"{publictown.PLACE}/index.html", "../")):
        html = files[page].decode()
        named = re.findall(rf'(?:src|href)="{re.escape(root)}([^"]+)"', html)
        assert len(named) > 10
        assert [path for path in named if path not in files] == []
        assert POLICY.replace("'", "&#x27;") in html
        assert "<script>" not in html
        assert not re.search(r"\son[a-z]+=", html)
    index = json.loads(files[INDEX])
    assert all(entry["data"] in files and entry["walk"] in files for entry in index["places"])
    css = next(v for k, v in files.items() if k.endswith("theme.css")).decode()
    assert "url(" not in css
    leaflet = next(k for k in files if k.endswith("leaflet.css"))
    for image in re.findall(r"url\(([^)]+)\)", files[leaflet].decode()):
        assert image.startswith("#") or leaflet.replace("leaflet.css", image) in files


def test_scripts_never_make_markup_of_text(content):
    files = snapshot(content, None, AS_OF)
    risky = re.compile(r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\(|new Func")
    ours = {k: v for k, v in files.items() if k.endswith(".js") and "leaflet" not in k}
    assert [k for k, v in ours.items() if "qrcode" not in k and risky.search(v.decode())] == []


def test_a_place_with_a_hostile_name_is_text(content):
    path = content.path("places.toml")
    text = path.read_text(encoding="utf-8").replace('"玩具镇"', "'<img src=x onerror=1>'")
    path.write_text(text, encoding="utf-8")
    html = snapshot(content, None, AS_OF)["index.html"].decode()
    assert "<img" not in html
    assert "&lt;img src=x onerror=1&gt;" in html


def test_only_the_places_asked(content):
    with pytest.raises(KeyError):
        snapshot(content, ["000000"], AS_OF)
    files = snapshot(content, [publictown.PLACE], AS_OF)
    assert [entry["code"] for entry in json.loads(files[INDEX])["places"]] == [publictown.PLACE]


@pytest.mark.parametrize(
    "line",
    ['address = "javascript:alert(1)"', 'address = "example.cn"', 'adress = "x"',
     '[[place]]\ncode = "1"\nreport_mail = "nobody"',
     '[[place]]\ncode = "1"\nreport_url = "data:text/html,x"',
     '[[place]]\ncode = "1"\n[[place]]\ncode = "1"'],
)  # fmt: skip
def test_settings_are_checked(content, line):
    content.path("public.toml").write_text(line, encoding="utf-8")
    with pytest.raises(InputRefused):
        snapshot(content, None, AS_OF)


def test_a_folder_without_settings_is_fine(content):
    content.path("public.toml").unlink()
    files = snapshot(content, None, AS_OF)
    assert not any(path.startswith("poster/") for path in files)
