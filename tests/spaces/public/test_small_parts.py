"""Readings of letters, bands of ages, shapes, the packed network, the words of the scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from spaces.public import page
from spaces.public.age_bands import bands
from spaces.public.outlines import UNIT_DEG, path
from spaces.public.pinyin import readings
from spaces.public.walk_pack import MAGIC, walk_pack
from spaces.sites.loading import load_sites
from spaces.text import languages
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import load_network
from spaces.walking.walkers import Walker, Walkers
from tests.toys import publictown

ASSETS = Path(page.__file__).parent / "assets"


def test_letters_are_read_without_tones():
    found = readings(["瑞安", "重庆路", "绿地 park 1号"])
    assert found["瑞"] == "rui"
    assert set(found["重"].split()) >= {"zhong", "chong"}
    assert "lv" in found["绿"].split()
    assert "p" not in found
    assert readings(["park"]) == {}


def walker(id_, ages, speed):  # short for the table below
    return Walker(id_, id_, id_, speed, ages, "", "", "")


def test_every_age_has_the_walker_made_for_it():
    made = [walker("all", (3, 9), 1.1), walker("a", (0, 2), 0.8), walker("b", (3, 6), 0.9),
            walker("c", (6, 9), 1.0)]  # fmt: skip
    found = bands(Walkers({w.id: w for w in made}, "all", 15))
    assert [(b.youngest, b.oldest, b.walker.id) for b in found] == [
        (0, 2, "a"),
        (3, 6, "b"),  # at 6 both fit: the slower one
        (7, 9, "c"),
    ]
    gap = bands(Walkers({"x": walker("x", (4, 5), 1.0)}, "x", 15))
    assert [(b.youngest, b.oldest) for b in gap] == [(4, 5)]


def test_steps_lead_back_to_the_line():
    line = np.array([[120.5, 27.8], [120.5001, 27.8], [120.4, 27.9]])
    back = np.cumsum(np.array(path(line)).reshape(-1, 2), axis=0) * UNIT_DEG
    assert back == pytest.approx(line, abs=1e-6)


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    content = publictown.build(tmp_path_factory.mktemp("pack") / "data")
    network = load_network(content, publictown.PLACE)
    assert network is not None
    sites = load_sites(content).frame
    return network, walk_pack(WalkNetwork(network), sites, {}, quiet=True), len(sites)


def test_the_packed_network_can_be_read_back(packed):
    network, raw, count = packed
    assert raw[:4] == MAGIC
    size = int.from_bytes(raw[4:8], "little")
    head = json.loads(raw[8 : 8 + size])
    assert (head["demo"], head["notice"], head["sites"]) == (True, "玩具路网", count)
    at, arrays = 8 + size, {}
    for name, kind, length in head["arrays"]:
        dtype = np.dtype(kind.lower()).newbyteorder("<")
        arrays[name] = np.frombuffer(raw, dtype, length, at)
        at += -(-length * dtype.itemsize // 4) * 4
    assert at == len(raw)
    assert arrays["length_cm"].sum() == pytest.approx(
        network.length_km * 100_000, abs=len(arrays["u"])
    )
    lon = np.cumsum(arrays["lon"].astype(np.int64)) * head["unit_deg"]
    assert lon == pytest.approx(network.to_degrees(network.edges.coords)[:, 0], abs=1e-7)
    assert arrays["door_leg_cm"].max() <= 25_000
    assert arrays["quiet_door_edge"].tolist() == arrays["door_edge"].tolist()  # no arterial here


def said_by_scripts() -> tuple[set[str], list[str]]:
    """Keys that the scripts say outright, and patterns of those they put together."""
    exact, patterns = set(), []
    for file in sorted(ASSETS.glob("*.js")):
        source = file.read_text(encoding="utf-8")
        exact |= set(re.findall(r"\"([a-z][a-z0-9_]+)\"", source))
        templates = re.findall(r"`([a-z0-9_]*(?:\$\{[^}]+\}[a-z0-9_]*)+)`", source)
        patterns += [re.sub(r"\$\{[^}]+\}", "[a-z0-9_]+", template) for template in templates]
    html = (ASSETS.parent / "page.html").read_text(encoding="utf-8")
    exact |= set(re.findall(r"data-(?:t|label|hint)=\"([a-z_]+)\"", html))
    return exact | set(re.findall(r"\{\{([a-z_]+)\}\}", html)), patterns


@pytest.mark.parametrize("lang", languages())
def test_every_word_of_the_map_is_said_somewhere(lang):
    exact, patterns = said_by_scripts()
    by_python = {"title", "written", "file", "staff"}
    unused = [
        key
        for key in page.words(lang)
        if key not in exact | by_python and not any(re.fullmatch(p, key) for p in patterns)
    ]
    assert unused == []


def test_every_key_that_the_scripts_say_exists():
    known = page.words("zh")
    said = set()
    for file in ASSETS.glob("*.js"):
        said |= set(re.findall(r"\bt\(\"([a-z0-9_]+)\"", file.read_text(encoding="utf-8")))
    assert len(said) > 80
    assert sorted(said - set(known)) == []
