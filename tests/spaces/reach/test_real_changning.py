"""Reach on a real list, against a computation that shares nothing with the product's.

The other way: the file read straight into shapely, a national grid (CGCS2000 / 3-degree
Gauss-Kruger, EPSG:4549) instead of the local projection, plain buffers of 256 corners instead
of circles true in area, and the outline that comes with the test data.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely

from spaces.cli.main import main
from spaces.content.folder import default_content
from spaces.places.population import load_population
from spaces.places.registry import load_boundaries
from spaces.reach.analysis import GapQuery, GapResult, analyse
from spaces.sites.loading import read_sites

PLACE = "310105"
KINDS = {"primary_school": 36, "secondary_school": 33, "kindergarten": 95, "medical": 499}
RULES = [(1.1, 15), (1.0, 10), (0.8, 5)]
GRID = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:4549", always_xy=True)


def poi_file(shared_data: Path) -> Path:
    return shared_data / "shanghai-pois-2020" / "changning_pois.geojson"


@cache
def features(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def independent_km2(
    points: list, outline: shapely.Geometry, radius_m: float
) -> tuple[float, float]:
    """Area of the place and of its part within the radius, in km²."""
    place = shapely.transform(outline, lambda at: np.column_stack(GRID.transform(*at.T)))
    circles = [
        shapely.Point(GRID.transform(*lonlat)).buffer(radius_m, quad_segs=64) for lonlat in points
    ]
    within = shapely.union_all(circles)
    inside = shapely.intersection(place, within)
    return shapely.area(place) / 1e6, shapely.area(inside) / 1e6


@pytest.fixture(scope="module")
def outlines(shared_data: Path) -> dict[str, shapely.Geometry]:
    """The place as the test data draw it, and as the product ships it."""
    path = shared_data / "boundaries-five-places" / "places.wgs84.geojson"
    found = {f["properties"]["code"]: shapely.geometry.shape(f["geometry"]) for f in features(path)}
    shipped = load_boundaries(default_content()).geometry[PLACE]
    return {"independent": found[PLACE], "shipped": shipped}


@pytest.fixture(scope="module")
def sites(shared_data: Path):
    return read_sites(poi_file(shared_data), default_content(), PLACE)


def ask(kind: str, rule: tuple[float, float], sites, outline, population=None) -> GapResult:
    query = GapQuery(PLACE, (kind,), speed_mps=rule[0], minutes=rule[1])
    return analyse(query, sites.frame, population, outline)


def test_every_row_of_the_list_is_used(sites):
    assert Counter(sites.frame["category"]) == KINDS
    assert not [fault for fault in sites.faults if fault.severity == "error"]


@pytest.mark.parametrize("outline", ["independent", "shipped"])
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("kind", KINDS)
def test_areas_agree_within_a_thousandth(kind, rule, outline, sites, outlines, shared_data):
    found = ask(kind, rule, sites, outlines[outline])
    points = [
        f["geometry"]["coordinates"]
        for f in features(poi_file(shared_data))
        if f["properties"]["category"] == kind
    ]
    area, covered = independent_km2(points, outlines[outline], rule[0] * rule[1] * 60)
    assert found.sites_used == len(points) == KINDS[kind]
    assert found.area_km2 == pytest.approx(area, rel=1e-3)
    assert found.area_covered_km2 == pytest.approx(covered, rel=1e-3)


@pytest.mark.parametrize("kind", KINDS)
def test_areas_agree_closely_with_circles_on_the_ellipsoid(kind, sites, outlines, shared_data):
    """The grid above is 0.04 % too large here; this one has no such error of its own."""
    outline = outlines["independent"]
    equal_area = pyproj.Transformer.from_crs(
        "EPSG:4326", "+proj=laea +lat_0=31.21 +lon_0=121.39 +datum=WGS84", always_xy=True
    )

    def flat(at):
        return np.column_stack(equal_area.transform(*at.T))

    turn = np.linspace(0, 360, 500, endpoint=False)
    points = [
        f["geometry"]["coordinates"]
        for f in features(poi_file(shared_data))
        if f["properties"]["category"] == kind
    ]
    rings = [
        np.column_stack(
            pyproj.Geod(ellps="WGS84").fwd(
                np.full(500, p[0]), np.full(500, p[1]), turn, np.full(500, 600.0)
            )[:2]
        )
        for p in points
    ]
    place = shapely.transform(outline, flat)
    circles = shapely.transform(shapely.polygons(rings), flat)
    covered = place.intersection(shapely.union_all(circles)).area / 1e6
    found = ask(kind, (1.0, 10), sites, outline)
    assert found.area_km2 == pytest.approx(place.area / 1e6, rel=2e-5)
    assert found.area_covered_km2 == pytest.approx(covered, rel=1e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_the_command_line_gives_the_same(kind, outlines, shared_data, capsys):
    file = poi_file(shared_data)
    rule = ["--speed-mps", "1.1", "--minutes", "15"]
    argv = ["gaps", "--place", PLACE, "--sites", str(file), "--category", kind, *rule]
    assert main([*argv, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    points = [
        f["geometry"]["coordinates"] for f in features(file) if f["properties"]["category"] == kind
    ]
    area, covered = independent_km2(points, outlines["independent"], 990)
    assert (told["sites_used"], told["radius_m"]) == (KINDS[kind], 990)
    assert told["area_km2"] == pytest.approx(area, rel=1e-3)
    assert told["area_covered_km2"] == pytest.approx(covered, rel=1e-3)
    assert (told["children_total"], told["children_covered"], told["share_covered"]) == (None,) * 3
    for fact in ("1.1", "15", "990", str(KINDS[kind])):
        assert fact in told["definition"]


@pytest.mark.parametrize("kind", KINDS)
def test_children_agree_with_distances_on_the_ellipsoid(kind, sites, outlines, shared_data):
    population = load_population(default_content(), PLACE)
    assert population is not None
    found = ask(kind, (1.0, 10), sites, outlines["shipped"], population)
    at = population.cells.get_coordinates().to_numpy()
    to = np.array(
        [
            f["geometry"]["coordinates"]
            for f in features(poi_file(shared_data))
            if f["properties"]["category"] == kind
        ]
    )
    pairs = [np.repeat(at, len(to), axis=0).T, np.tile(to, (len(at), 1)).T]
    metres = pyproj.Geod(ellps="WGS84").inv(*pairs[0], *pairs[1])[2].reshape(len(at), len(to))
    nearest_m = metres.min(axis=1)
    np.testing.assert_allclose(found.cells["distance_m"], nearest_m, atol=0.02)
    unsure = np.abs(nearest_m - 600) < 0.02
    children = population.cells["children"].to_numpy()
    covered = children[nearest_m <= 600].sum()
    assert abs(found.children_covered - covered) <= children[unsure].sum()
    assert found.children_total == children.sum()
