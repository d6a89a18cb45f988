"""Bad networks on the command line: each has its sentence, and the network in place stays."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import pytest
import shapely

from geo.datum.china import wgs84_to_gcj02
from geo.network.sources import cache, reading
from spaces.content.folder import Content
from spaces.content.settings import STATE
from spaces.text import text
from spaces.walking.network_files import load_network
from tests.toys import toycontent, toytown
from tests.toys.toycontent import PLACE

LANGS = ["zh", "en"]
XS = [-2900, *range(-2500, 2501, 500), 2900]  # nearly to the border: a shift shows there
YS = [-1900, *range(-1500, 1501, 500), 1900]
GRID = [[(x, y) for x in XS] for y in YS] + [[(x, y) for y in YS] for x in XS]


def frame(highway: str = "footway") -> gpd.GeoDataFrame:
    """Streets past every home of the toy town."""
    lines = toytown.lonlat(*(shapely.LineString(line) for line in GRID))
    return gpd.GeoDataFrame(
        {"highway": [highway] * len(lines)}, geometry=lines.to_numpy(), crs=4326
    )


def moved(shift: Callable[[np.ndarray], np.ndarray]) -> gpd.GeoDataFrame:
    streets = frame()
    return streets.set_geometry(shapely.transform(streets.geometry.to_numpy(), shift), crs=4326)


def parquet(streets: gpd.GeoDataFrame, path: Path) -> Path:
    path = path.with_suffix(".parquet")
    streets.to_parquet(path)
    return path


def no_crs(path: Path) -> Path:
    return parquet(frame().set_crs(None, allow_override=True), path)


def gcj02(path: Path) -> Path:
    return parquet(moved(lambda xy: np.column_stack(wgs84_to_gcj02(*xy.T))), path)


def motorways(path: Path) -> Path:
    return parquet(frame("motorway"), path)


def trunks(path: Path) -> Path:
    return parquet(frame("trunk"), path)


def another_city(path: Path) -> Path:
    return parquet(moved(lambda xy: xy + np.array([3.0, 2.0])), path)


def no_bytes(path: Path) -> Path:
    path = path.with_suffix(".osm.pbf")
    path.write_bytes(b"")
    return path


def no_lines(path: Path) -> Path:
    path = path.with_suffix(".geojson")
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    return path


def nan(path: Path) -> Path:
    with np.errstate(invalid="ignore"):
        lines = [shapely.LineString([(np.nan, 27.8), (120.5, np.nan)])] * 3
    return parquet(gpd.GeoDataFrame({"highway": ["path"] * 3}, geometry=lines, crs=4326), path)


def truncated(path: Path) -> Path:
    path = path.with_suffix(".osm.pbf")
    writer = osmium.SimpleWriter(str(path))
    for k in range(1, 20_001):
        writer.add_node(osmium.osm.mutable.Node(id=k, location=(120.5 + k * 1e-6, 27.8)))
    writer.add_way(osmium.osm.mutable.Way(id=1, nodes=[1, 2], tags={"highway": "path"}))
    writer.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    return path


# What is wrong, and the beginning of its sentence in the catalogues.
REFUSED = {
    no_crs: "fault.no_crs",
    gcj02: "fault.network.shifted",
    motorways: "fault.network.no_ways",
    another_city: "fault.outside_place_all",
    no_bytes: "fault.empty_file",
    no_lines: "fault.no_rows",
    nan: "fault.network.no_lines",
    truncated: "fault.network.osm_broken",
}


def beginning(key: str, lang: str) -> str:
    """Words of a sentence up to its first value."""
    return text(lang).template(key).split("{")[0]


@pytest.fixture
def kept(ask, toy: Content, tmp_path: Path) -> Path:
    """The good network in place."""
    path = toycontent.write_geojson(frame(), tmp_path / "good.geojson")
    answer = ask("network", "import", str(path), "--place", PLACE)
    assert answer.status == 0, answer.err
    return toy.path("network", f"{PLACE}.npz")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_a_bad_network_has_its_sentence_and_replaces_nothing(ask, kept, tmp_path, make, lang):
    before, others = kept.read_bytes(), sorted(kept.parent.iterdir())
    bad = make(tmp_path / "bad")
    answer = ask("network", "import", str(bad), "--place", PLACE, "--lang", lang)
    assert answer.status == 1
    assert answer.out == ""
    assert bad.name in answer.err
    words = beginning(REFUSED[make], lang)
    assert len(words) > 3
    assert words in answer.err
    assert kept.read_bytes() == before
    assert sorted(kept.parent.iterdir()) == others
    checked = ask("network", "check", str(bad), "--place", PLACE, "--lang", lang)
    assert words in checked.err
    if make is not gcj02:  # a check may look at what an import refuses to keep
        assert checked.status == 1


@pytest.mark.parametrize("lang", LANGS)
def test_main_roads_only_are_too_thin_and_replace_nothing_better(ask, kept, tmp_path, lang):
    before, t = kept.read_bytes(), text(lang)
    bad = trunks(tmp_path / "bad")
    answer = ask("network", "import", str(bad), "--place", PLACE, "--lang", lang)
    assert answer.status == 1
    assert t("cli.no.network_worse", file=bad.name) in answer.err
    assert kept.read_bytes() == before
    checked = ask("network", "check", str(bad), "--place", PLACE, "--lang", lang)
    assert checked.status == 1
    assert t("network.verdict_too_thin", file=bad.name) in checked.out
    assert t("network.reason.arterials_only") in checked.out
    kept.unlink()
    refused = ask("network", "import", str(bad), "--place", PLACE, "--lang", lang)
    assert refused.status == 1
    assert "--force" in refused.err
    assert t("network.reason.arterials_only") in refused.err
    assert ask("network", "import", str(bad), "--place", PLACE, "--force").status == 0


def test_who_says_the_datum_is_believed(ask, kept, tmp_path):
    bad = str(gcj02(tmp_path / "bad"))
    before = kept.read_bytes()
    assert ask("network", "import", bad, "--place", PLACE, "--datum", "gcj02").status == 0
    assert kept.read_bytes() != before
    said = ask("network", "import", bad, "--place", PLACE, "--datum", "wgs84")
    assert said.status == 0
    assert beginning("fault.network.shifted", "zh") in said.err


def test_lines_with_nan_are_left_out_and_the_others_kept(ask, tmp_path):
    with np.errstate(invalid="ignore"):
        broken = shapely.LineString([(np.nan, 27.8), (120.5, 27.8)])
    lines = [*frame().geometry, broken]
    mixed = gpd.GeoDataFrame({"highway": ["footway"] * len(lines)}, geometry=lines, crs=4326)
    path = parquet(mixed, tmp_path / "mixed")
    answer = ask("network", "import", str(path), "--place", PLACE, "--format", "json")
    assert answer.status == 0
    assert f"{path.name}" in answer.err
    assert json.loads(answer.out)["verdict"] == "ok"


def test_a_damaged_network_in_place_may_be_replaced_by_anything(ask, kept, tmp_path):
    kept.write_bytes(b"PK nonsense")
    bad = str(trunks(tmp_path / "bad"))
    assert ask("network", "import", bad, "--place", PLACE, "--force").status == 0


def one_line(path: Path) -> Path:
    return parquet(frame().iloc[[0]], path)


def lines_that_never_meet(path: Path) -> Path:
    return parquet(frame().iloc[:3], path)


def one_corner_of_a_large_place(path: Path) -> Path:
    lines = toytown.lonlat(
        shapely.LineString([(0, 0), (40, 0), (80, 0)]), shapely.LineString([(40, 0), (40, 60)])
    )
    return parquet(
        gpd.GeoDataFrame({"highway": ["footway"] * 2}, geometry=lines.to_numpy(), crs=4326), path
    )


THIN = {
    one_line: "no_junctions",
    lines_that_never_meet: "no_junctions",
    one_corner_of_a_large_place: "sparse",
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("make", THIN, ids=lambda make: make.__name__)
def test_what_is_no_network_for_its_place_is_kept_only_when_forced(ask, toy, tmp_path, make, lang):
    path, t = make(tmp_path / "thin"), text(lang)
    words = ["network", "import", str(path), "--place", PLACE, "--lang", lang]
    answer = ask(*words)
    assert answer.status == 1
    assert answer.out == ""
    assert path.name in answer.err
    assert t(f"network.reason.{THIN[make]}") in answer.err
    assert "--force" in answer.err
    assert load_network(toy, PLACE) is None
    forced = ask(*words, "--force")
    assert forced.status == 0
    assert t(f"network.reason.{THIN[make]}") in forced.out
    assert load_network(toy, PLACE) is not None


def test_a_refusal_says_which_lines_were_left_out(ask, tmp_path):
    streets = frame()
    streets.loc[streets.index[1:5], "highway"] = "鬼道"
    path = parquet(streets.iloc[:7], tmp_path / "thin")
    answer = ask("network", "import", str(path), "--place", PLACE)
    assert answer.status == 1
    assert "鬼道 × 4" in answer.err


@pytest.mark.parametrize("lang", LANGS)
def test_a_network_of_another_version_asks_to_be_imported_again(
    ask, toy, tmp_path, monkeypatch, lang
):
    path = parquet(frame(), tmp_path / "good")
    with monkeypatch.context() as before:
        before.setattr(cache, "VERSION", reading.VERSION - 1)
        assert ask("network", "import", str(path), "--place", PLACE).status == 0
    said = text(lang)("fault.network.kept_other_version")
    old = str(toy.path("network", f"{PLACE}.npz"))
    doors = (
        ("gaps", "--place", PLACE),
        ("gaps", "--place", PLACE, "--ruler", "network"),
        ("reach", "--place", PLACE),
        ("reach", "--place", PLACE, "--network", old),
        ("routes", "--place", PLACE),
        ("progress", "--place", PLACE),
        ("sheet", "--place", PLACE, "--lead", "甲局"),
        ("network", "check", old),
    )
    for words in doors:
        answer = ask(*words, "--lang", lang)
        assert said in answer.err + answer.out, words
    assert ask("network", "import", str(path), "--place", PLACE).status == 0
    assert said not in ask("gaps", "--place", PLACE, "--lang", lang).err


@pytest.mark.parametrize("lang", LANGS)
def test_coordinates_that_nobody_named_are_asked_for(ask, tmp_path, lang):
    path = str(parquet(frame(), tmp_path / "good"))
    asks = beginning("fault.network.datum_unclear", lang)
    answer = ask("network", "check", path, "--lang", lang)
    assert asks in answer.out + answer.err
    for settled in (["--datum", "wgs84"], ["--place", PLACE]):  # told, or shown by the outline
        answer = ask("network", "check", path, *settled, "--lang", lang)
        assert asks not in answer.out + answer.err


@pytest.mark.parametrize("lang", LANGS)
def test_whose_data_it_is_can_be_said_and_stays(ask, toy: Content, tmp_path, lang):
    path, t = str(parquet(frame(), tmp_path / "good")), text(lang)
    bare = ask("network", "check", path, "--lang", lang).out
    assert t("network.no_notice") in bare
    assert t("network.notice_ask") in bare
    words = "© OpenStreetMap contributors, ODbL 1.0"
    given = ["--notice", f" {words}\n", "--lang", lang]
    answer = ask("network", "import", path, "--place", PLACE, *given)
    assert t("network.notice", notice=words) in answer.out
    assert t("network.notice_ask") not in answer.out
    kept = load_network(toy, PLACE)
    assert kept is not None
    assert kept.notice == words
    assert ask("network", "check", path, "--notice", "a" * 201).status == 2


@pytest.mark.parametrize("lang", LANGS)
def test_a_network_without_water_says_so(ask, tmp_path, lang):
    said, t = str(parquet(frame(), tmp_path / "dry")), text(lang)
    assert t("network.no_barriers") in ask("network", "check", said, "--lang", lang).out
    river = frame().assign(waterway=None)
    river.loc[0, ["highway", "waterway"]] = [None, "river"]
    wet = str(parquet(river, tmp_path / "wet"))
    assert t("network.no_barriers") not in ask("network", "check", wet, "--lang", lang).out


def test_a_file_of_streets_is_read_once(ask, state, tmp_path, monkeypatch):
    path = str(parquet(frame(), tmp_path / "good"))
    asked = ["reach", "--place", PLACE, "--network", path, "--format", "csv"]
    first = ask(*asked)
    assert first.status == 0, first.err
    (kept,) = (state / "networks").iterdir()
    monkeypatch.setattr(cache, "read_network", None)  # calling it would fail
    again = ask(*asked)
    assert (again.out, again.err) == (first.out, first.err)
    kept.write_bytes(b"PK nonsense")
    monkeypatch.undo()
    monkeypatch.setenv(STATE.name, str(state))
    assert ask(*asked).out == first.out
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(STATE.name, str(tmp_path / "file" / "state"))
    assert ask(*asked).out == first.out


def test_only_some_files_are_kept(tmp_path):
    for k in range(5):
        one = tmp_path / f"{k}.network.npz"
        one.write_bytes(b"x")
        os.utime(one, (k, k))
    (tmp_path / "other.npz").write_bytes(b"x")
    cache.forget_oldest(tmp_path, 2)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "3.network.npz",
        "4.network.npz",
        "other.npz",
    ]
    cache.forget_oldest(tmp_path / "none", 2)
