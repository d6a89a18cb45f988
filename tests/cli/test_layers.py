"""A file with several layers: one of them can be named at every door of the command line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from spaces.content import Content
from spaces.sites import load_sites
from tests.toys import toytown
from tests.toys.toycontent import PLACE

X = [toytown.centre(c, 0)[0] for c in range(6)]


@pytest.fixture
def many(toy: Content, tmp_path: Path) -> Path:
    """One GeoPackage with a layer for everything that a command reads."""
    path = tmp_path / "many.gpkg"
    sites = gpd.GeoDataFrame(load_sites(toy).frame.reset_index())
    sites = sites[~sites.geometry.is_empty & sites.geometry.notna()]
    parks = sites[["id", "name_zh", "category", "year", "coord_source", "geometry"]]
    lines = [shapely.LineString([(x, -1500) for x in X])]
    lines.append(shapely.LineString([(-2500, y) for y in (-1500, -500, 500, 1500)]))
    streets = gpd.GeoDataFrame(
        {"highway": ["residential", "footway"]},
        geometry=toytown.lonlat(*lines).to_numpy(),
        crs=4326,
    )
    cells = toytown.cells().rename_axis("id").reset_index().assign(coord_source="wgs84")
    for name, frame in (("parks", parks), ("streets", streets), ("cells", cells)):
        frame.to_file(path, layer=name, driver="GPKG")
    return path


def commands(path: str) -> dict[str, list[str]]:
    """Each command with one file that has several layers, and the layer that it needs."""
    place = ["--place", PLACE]
    return {
        "parks|sites check": ["sites", "check", path, *place],
        "parks|gaps --sites": ["gaps", *place, "--sites", path],
        "cells|gaps --population": ["gaps", *place, "--population", path],
        "streets|gaps --network": ["gaps", *place, "--network", path],
        "parks|reach --sites": ["reach", *place, "--sites", path, "--ruler", "radius"],
        "cells|reach --points": ["reach", *place, "--points", path, "--ruler", "radius"],
        "cells|reach --population": ["reach", *place, "--population", path, "--ruler", "radius"],
        "streets|reach --network": ["reach", *place, "--network", path],
        "parks|progress --sites": ["progress", *place, "--sites", path],
        "streets|routes --network": ["routes", *place, "--network", path],
        "streets|network check": ["network", "check", path],
    }


@pytest.mark.parametrize("command", commands(""))
@pytest.mark.parametrize("form", ["option", "hash"])
def test_a_layer_can_be_named_at_every_door(ask, many: Path, command: str, form: str):
    layer, _, _ = command.partition("|")
    bare = ask(*commands(str(many))[command])
    said = bare.out + bare.err
    assert "--layer" in said
    assert "cells" in said
    assert "parks" in said
    assert bare.status == 1
    words = commands(f"{many}#{layer}" if form == "hash" else str(many))[command]
    named = ask(*words, *(["--layer", layer] if form == "option" else []))
    assert "--layer" not in named.out + named.err
    wrong = ask(*commands(f"{many}#nothing")[command])
    assert "nothing" in wrong.out + wrong.err
    assert wrong.status == 1


def test_each_file_has_its_own_layer(ask, toy: Content, many: Path):
    words = ["gaps", "--place", PLACE, "--format", "json", "--ruler", "network"]
    named = [f"--{key}={many}#{name}" for key, name in
             (("sites", "parks"), ("population", "cells"), ("network", "streets"))]  # fmt: skip
    answer = ask(*words, *named)
    assert answer.status == 0, answer.err
    found = json.loads(answer.out)
    assert found["children_total"] == 3600
    assert found["sites_used"] > 0


def test_a_file_whose_name_holds_the_mark_is_that_file(ask, many: Path):
    other = many.rename(many.with_name("a#parks.gpkg"))
    assert "--layer" in ask("sites", "check", str(other)).out
    assert ask("sites", "check", f"{other}#parks").status == 0


def test_a_zip_of_shapefiles_is_asked_the_same(ask, many: Path, tmp_path: Path):
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("parks", "cells"):
            frame = gpd.read_file(many, layer=name)
            frame.columns = [str(c)[:10] for c in frame.columns]
            frame.to_file(tmp_path / f"{name}.shp", encoding="utf-8")
            for part in tmp_path.glob(f"{name}.*"):
                archive.write(part, part.name)
    assert "--layer" in ask("sites", "check", str(path)).out
    assert ask("sites", "check", str(path), "--layer", "parks").status == 0
