"""What must hold of any street network, on made-up grids."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geo.crs import STORAGE_CRS, metric_crs
from geo.network.entrances import Entrances
from geo.network.graph import STUB
from geo.network.search import Router
from geo.network.sources.build import build
from geo.network.sources.lines import read_lines
from geo.network.sources.ways import load_ways
from geo.network.tiles import Tiles

CRS = metric_crs(120.6, 27.8)
TO_DEGREES = Transformer.from_crs(CRS, STORAGE_CRS, always_xy=True)
SIDE, STEP_M = 5, 100.0
STREETS = [((x, y), (x + 1, y)) for y in range(SIDE) for x in range(SIDE - 1)]
STREETS += [((x, y), (x, y + 1)) for y in range(SIDE - 1) for x in range(SIDE)]
# Diagonals too: they cross each other without meeting, and nodes get more than four streets.
STREETS += [((x, y), (x + 1, y + 1)) for y in range(SIDE - 1) for x in range(SIDE - 1)]
# A frame that is always there keeps the metres of every network the same.
FRAME = [((-3, -3), (-3, SIDE + 2)), ((-3, SIDE + 2), (SIDE + 2, SIDE + 2))]


def network(streets, *, simplify=True):
    lines = [shapely.LineString(np.array(s, dtype=float) * STEP_M) for s in [*FRAME, *streets]]
    kind = ["residential" if i % 3 else "primary" for i in range(len(lines))]
    frame = gpd.GeoDataFrame({"highway": kind}, geometry=lines, crs=CRS)
    ways, _ = read_lines(frame, "grid", load_ways())
    return build(ways, "grid", simplify=simplify)


def placed(net, xy):
    """Metres of the grid in the network's own metres."""
    return net.to_metres(*TO_DEGREES.transform(xy[:, 0], xy[:, 1]))


def distances(net, points, sites, limit_m=np.inf, *, tiles=0):
    router = Router(net)
    entrances = Entrances(router.snap(placed(net, sites)), np.arange(len(sites)))
    snapped = router.snap(placed(net, points))
    if not tiles:
        return router.nearest(snapped, entrances, limit_m).distance_m
    return router.at(snapped, Tiles(router, limit_m, tile_nodes=tiles).field(entrances)).distance_m


chosen = st.lists(st.sampled_from(STREETS), min_size=4, unique=True)
spots = st.lists(st.tuples(st.floats(0, 400), st.floats(0, 400)), min_size=1, max_size=6).map(
    np.array
)


@given(chosen, st.sampled_from(STREETS), spots, spots)
@settings(max_examples=40)
def test_a_new_street_never_makes_a_walk_between_streets_longer(streets, new, points, sites):
    """Between ends that join where they stand: a leg may well get longer.

    A nearer street is there to join, or one beside which the old street now leads nowhere.
    """
    before, after = network(streets), network([*streets, new])
    on_street = [Router(before).snap(placed(before, xy)) for xy in (points, sites)]
    points, sites = (
        ends.xy[joined_there(before, ends.xy) & joined_there(after, ends.xy)] for ends in on_street
    )
    if len(points) and len(sites):
        here, there = (
            Router(net)
            .nearest(
                Router(net).snap(points),
                Entrances(Router(net).snap(sites), np.arange(len(sites))),
            )
            .distance_m
            for net in (before, after)
        )
        # Reprojection moves a point by nanometres, and it may join the other of two streets.
        assert (there <= here + 1e-3).all()


def joined_there(net, xy):
    snapped = Router(net).snap(xy)
    return (snapped.edge >= 0) & (snapped.leg_m < 1e-3)


@given(chosen, spots)
@settings(max_examples=30)
def test_a_walk_is_as_long_on_the_way_back(streets, points):
    net = network(streets)
    for a, b in zip(points, points[::-1], strict=True):
        there = distances(net, a[None], b[None])
        back = distances(net, b[None], a[None])
        # An end off the network: no walk from there is known, and no site is there to walk to.
        walked = np.isfinite(there)
        np.testing.assert_array_equal(walked, np.isfinite(back))
        np.testing.assert_allclose(there[walked], back[walked], atol=1e-6)


@given(st.permutations(STREETS[:30]), spots, spots)
@settings(max_examples=20)
def test_the_order_of_rows_does_not_matter(streets, points, sites):
    first = distances(network(STREETS[:30]), points, sites)
    again = distances(network(streets), points[::-1], sites[::-1])[::-1]
    np.testing.assert_allclose(first, again, atol=1e-6)


@given(chosen, spots, spots)
@settings(max_examples=30)
def test_merging_chains_changes_no_distance(streets, points, sites):
    merged, raw = network(streets), network(streets, simplify=False)
    assert merged.length_km == pytest.approx(raw.length_km)
    assert merged.node_count <= raw.node_count
    np.testing.assert_allclose(
        distances(merged, points, sites), distances(raw, points, sites), atol=1e-6
    )


@given(chosen, spots, spots, st.floats(1, 900), st.integers(1, 9))
@settings(max_examples=30)
def test_tiles_change_nothing(streets, points, sites, limit_m, tiles):
    net = network(streets)
    whole = distances(net, points, sites, limit_m)
    np.testing.assert_array_equal(whole, distances(net, points, sites, limit_m, tiles=tiles))


@given(chosen, spots)
@settings(max_examples=30)
def test_points_join_the_nearest_street(streets, points):
    net = network(streets)
    points = placed(net, points)
    snapped = Router(net).snap(points, limit_m=120)
    away = shapely.distance(shapely.points(points)[:, None], net.lines()[None, :])
    stub = net.has(STUB)
    leading = away[:, ~stub].min(axis=1)
    nearest = np.where(leading <= 120.0005, leading, away.min(axis=1))
    assert ((snapped.edge >= 0) == (nearest <= 120.0005)).all()
    passed = Router(net).streets.passed_by(points, snapped)
    least = away[:, stub].min(axis=1, initial=np.inf)
    assert (passed == ((leading <= 120.0005) & (least < leading - 0.0005))).all()
    on = snapped.edge >= 0
    np.testing.assert_allclose(snapped.leg_m[on], nearest[on], atol=1e-6)


def test_loops_and_parallel_streets():
    """A ring with one way in, and two streets between the same corners."""
    ring = [((1, 1), (2, 1)), ((2, 1), (2, 2)), ((2, 2), (1, 2)), ((1, 2), (1, 1))]
    net = network([((0, 1), (1, 1)), *ring])
    at = np.array([[0.0, 100.0], [150.0, 200.0], [200.0, 150.0]])
    # From the west end to the middle of the far side: 100 in, then 150 either way round.
    assert distances(net, at[:1], at[1:2]) == pytest.approx([250], abs=1e-3)
    assert distances(net, at[1:2], at[2:]) == pytest.approx([100], abs=1e-3)
    alone = network(ring)
    assert distances(alone, at[1:2], at[2:]) == pytest.approx([100], abs=1e-3)
