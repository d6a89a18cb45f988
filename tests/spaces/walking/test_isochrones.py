"""Areas of walks, against the walk itself at points between those of the raster."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.network.graph import ARTERIAL
from geo.network.rules import Rules
from geo.network.sources.reading import read_network
from spaces.walking.distance_raster import walk_raster
from spaces.walking.isochrones import contours, site_zones, zones
from spaces.walking.network import WalkNetwork
from spaces.walking.search_limits import SEARCH_LIMIT_M
from tests.toys import toynet, toytown

RULES = Rules()
LIMITS_M = (330.0, 660.0, 990.0)
TRUTH_M = 6.0
"""Spacing of the points at which the walk itself is asked: a quarter of the raster's."""


def agreement(streets: WalkNetwork, zone: shapely.Geometry, entrances, limit_m: float) -> float:
    """Intersection over union of an area with the walk truth at fine points."""
    field = streets.fields([entrances], RULES, SEARCH_LIMIT_M)[0]
    low = entrances.xy.min(axis=0) - limit_m - 60
    high = entrances.xy.max(axis=0) + limit_m + 60
    x, y = (np.arange(low[k], high[k], TRUTH_M) + 1.7 for k in (0, 1))
    at = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    router = streets.router(RULES)
    walk = router.at(router.snap(at, limit_m=streets.snap_limit_m), field)
    true = walk.distance_m <= limit_m
    shapely.prepare(zone)
    drawn = shapely.contains_xy(zone, at[:, 0], at[:, 1])
    return float((true & drawn).sum() / (true | drawn).sum())


def test_contours_of_a_plain_slope():
    x = y = np.arange(0.0, 1001.0, 25.0)
    z = np.hypot(*np.meshgrid(x - 500, y - 500))
    small, large = contours(x, y, z, (100.0, 400.0))
    assert small.area == pytest.approx(np.pi * 100**2, rel=0.02)
    assert large.area == pytest.approx(np.pi * 400**2, rel=0.002)
    nothing, all_ = contours(x, y, np.full_like(z, np.inf), (10.0,)), contours(x, y, z, (1e6,))
    assert nothing[0].is_empty
    assert all_[0].area == pytest.approx(1e6)


def test_a_jump_is_drawn_midway():
    x = y = np.arange(0.0, 101.0, 25.0)
    z = np.where(np.arange(5) < 2, 90.0, 5000.0)[None, :].repeat(5, axis=0)
    edge = contours(x, y, z, (100.0,))[0].bounds[2]
    assert 30 < edge < 45  # between the columns at 25 and 50


def test_one_street_by_hand():
    """A diamond of 100 m around each point of a street 400 m long, cut where the walk ends."""
    net = WalkNetwork(toynet.network([([(-1000, 0), (1000, 0)], 0)], key="one street"))
    point = gpd.GeoSeries([shapely.Point(0, 0)], index=["a"], crs=toytown.CRS)
    entrances = net.entrance_points(point, {})
    zone = site_zones(net, RULES, entrances, (200.0,))[0][0]
    # Within 200 m: |x| + |y| <= 200, a square on its tip.
    assert zone.area == pytest.approx(2 * 200**2, rel=0.02)
    assert agreement(net, zone, entrances, 200.0) > 0.97


def test_bands_lie_in_each_other_and_dissolve():
    streets = [([(x, y) for x in range(-600, 601, 200)], 0) for y in range(-600, 601, 200)]
    streets += [([(x, y) for y in range(-600, 601, 200)], 0) for x in range(-600, 601, 200)]
    net = WalkNetwork(toynet.network(streets, key="grid"))
    points = gpd.GeoSeries(
        [shapely.Point(-300, 0), shapely.Point(300, 0)], index=["a", "b"], crs=toytown.CRS
    )
    entrances = net.entrance_points(points, {})
    place = shapely.box(-700, -700, 700, 700)
    each = site_zones(net, RULES, entrances, (200.0, 400.0))
    known, (small, large) = zones(net, RULES, entrances, (200.0, 400.0), place, toytown.CRS)
    assert known.area <= place.area
    assert small.difference(large.buffer(1)).is_empty
    for zone, alone in ((small, 0), (large, 1)):
        snapped = shapely.union_all([one[alone] for one in each])
        shared = snapped.intersection(zone).area
        # A short walk around one site alone is drawn on half the spacing.
        assert shared / snapped.union(zone).area > 0.95
    for near, far in site_zones(net, RULES, entrances, (300.0, 600.0)):
        assert near.difference(far).is_empty


def test_a_site_on_no_street_has_no_area():
    net = WalkNetwork(toynet.network([([(-1000, 0), (0, 0)], 0)], key="short"))
    far = gpd.GeoSeries([shapely.Point(2000, 0)], index=["a"], crs=toytown.CRS)
    assert all(
        zone.is_empty for zone in site_zones(net, RULES, net.entrance_points(far, {}), (100.0,))[0]
    )


@pytest.mark.slow
def test_contours_agree_with_walks_in_porto_alegre(shared_data):
    """Schools all over the city: at least 0.93 of the union in each band."""
    folder = shared_data / "porto-alegre-r5r"
    net = WalkNetwork(read_network(folder / "poa_osm.pbf").network)
    hexes = pd.read_csv(folder / "poa_hexgrid.csv")
    hexes = hexes[hexes["schools"] > 0][::18]
    at = gpd.GeoSeries(gpd.points_from_xy(hexes["lon"], hexes["lat"]), crs=4326)
    entrances = net.entrance_points(at, {})
    found = site_zones(net, RULES, entrances, LIMITS_M)
    scores = []
    for site, bands in enumerate(found):
        if bands[0].is_empty:
            continue
        one = net.entrance_points(at.iloc[[site]], {})
        scores.append([agreement(net, z, one, m) for z, m in zip(bands, LIMITS_M, strict=True)])
    mean = np.mean(scores, axis=0)
    print("IoU by band", mean.round(3), "sites", len(scores), "least", np.min(scores, axis=0))
    assert len(scores) >= 8
    assert (mean >= 0.93).all()


def test_the_lattice_of_closed_arterials_is_as_if_made_anew():
    streets = [([(-500, 0), (0, 0), (500, 0)], ARTERIAL), ([(-500, 120), (500, 120)], 0)]
    network = toynet.network(streets, key="closed")
    shared, alone = WalkNetwork(network), WalkNetwork(network)
    free, closed = walk_raster(shared), walk_raster(shared, "not_along")
    assert closed.raster == free.raster
    assert (closed.edge != free.edge[np.isin(free.rows, closed.rows)]).any()
    router = alone.router(Rules(0.0, "not_along"))
    anew = router.snap(closed.raster.at(closed.rows), limit_m=alone.snap_limit_m)
    np.testing.assert_array_equal(anew.edge, closed.edge)
    snapped = closed.snapped(np.arange(len(closed.rows)), network.edges.length_m)
    np.testing.assert_allclose(anew.leg_m, snapped.leg_m, atol=1e-3)


def test_far_from_the_border_of_the_lattice_nothing_is_cut_off():
    """Only the part that holds the area is drawn; it may touch the raster's border."""
    x, y = np.arange(0.0, 2001.0, 25.0), np.arange(0.0, 1001.0, 25.0)
    for at in ((1000, 500), (0, 0), (2000, 1000), (30, 970)):
        z = np.hypot(*(axis - place for axis, place in zip(np.meshgrid(x, y), at, strict=True)))
        drawn = contours(x, y, z, (180.0,))[0]
        disc = shapely.Point(at).buffer(180, 64).intersection(shapely.box(0, 0, 2000, 1000))
        assert drawn.symmetric_difference(disc).area < 0.02 * disc.area
    one = np.full((len(y), len(x)), np.inf, dtype=np.float32)
    one[7, 9] = 0.0
    assert contours(x, y, one, (100.0,))[0].contains(shapely.Point(x[9], y[7]))
