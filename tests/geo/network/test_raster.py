"""A raster joins the streets as points asked one by one do, and is kept soundly in its file."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.network.raster import snap_raster
from geo.network.raster_file import dump_raster
from geo.network.snap import StreetIndex
from tests.toys import toynet
from tests.toys.crookedstreets import LIMIT_M, crooked, legs, over


@pytest.mark.parametrize("seed", range(4))
def test_nearly_every_point_joins_its_nearest_street(seed):
    network = crooked(seed)
    streets, raster = StreetIndex(network), over(network)
    laid = snap_raster(streets, raster, LIMIT_M)
    exact = streets.snap(raster.at(np.arange(raster.size)), limit_m=LIMIT_M)
    exact_m = np.nan_to_num(exact.leg_m, nan=np.inf)
    leg_m = legs(laid, network)
    # Nobody is nearer than the nearest, and hardly anybody farther.
    assert (leg_m >= exact_m - 0.02).all()
    same = np.isclose(leg_m, exact_m, atol=0.02)
    assert same.mean() > 0.97
    both = np.isfinite(leg_m) & np.isfinite(exact_m)
    assert np.mean(leg_m[both] - exact_m[both]) < 0.3
    assert (np.diff(laid.rows) > 0).all()


def test_the_way_to_both_ends_is_that_of_the_exact_join():
    network = toynet.network([([(0, 0), (300, 0), (300, 200)], 0)], key="bent")
    laid = snap_raster(StreetIndex(network), over(network), LIMIT_M)
    every = np.arange(len(laid.rows))
    exact = StreetIndex(network).snap(laid.raster.at(laid.rows), limit_m=LIMIT_M)
    length_m = network.edges.length_m[exact.edge]
    along_m = exact.share * length_m
    snapped = laid.snapped(every, network.edges.length_m)
    on_corner = np.isclose(np.hypot(*(exact.xy - (300, 0)).T), 0, atol=1)
    sure = ~on_corner
    np.testing.assert_allclose(laid.to_u_m[sure], (exact.leg_m + along_m)[sure], atol=0.05)
    to_v_m = exact.leg_m + length_m - along_m
    np.testing.assert_allclose(laid.to_v_m[sure], to_v_m[sure], atol=0.05)
    np.testing.assert_allclose(snapped.share[sure], exact.share[sure], atol=1e-3)


def test_nobody_joins_across_the_water():
    river = shapely.box(-2000, 40, 2000, 60)
    streets = [([(-500, 0), (500, 0)], 0), ([(-500, 300), (500, 300)], 0)]
    network = toynet.network(streets, barriers=[river], key="river")
    laid = snap_raster(StreetIndex(network), over(network), LIMIT_M)
    edge = np.full(laid.raster.size, -1)
    edge[laid.rows] = laid.edge
    y = laid.raster.at(np.arange(laid.raster.size))[:, 1]
    south = int(np.argmin(network.edges.coords[network.edges.offsets[:-1], 1]))
    middle_m = network.edges.coords[:, 1].mean()
    mid = y - middle_m
    assert set(edge[(mid > -85) & (edge >= 0)]) == {1 - south}
    assert (edge[(mid > -85) & (mid < 25)] == -1).all()  # 120 m from the far street begins at 30
    assert (edge[mid < -115] != 1 - south).all()


def test_bridges_are_no_street_to_join_and_no_street_is_no_raster():
    from geo.network.graph import BRIDGE

    network = toynet.network([([(0, 0), (300, 0)], BRIDGE)], key="bridge")
    laid = snap_raster(StreetIndex(network), over(network), LIMIT_M)
    assert len(laid.rows) == len(laid.edge) == len(laid.to_u_m) == 0


@pytest.fixture
def kept(tmp_path):
    network = crooked(1, count=20)
    laid = snap_raster(StreetIndex(network), over(network), LIMIT_M)
    path = tmp_path / "x.lattice.npy"
    path.write_bytes(dump_raster(laid, "mark"))
    return path, laid, network.edge_count
