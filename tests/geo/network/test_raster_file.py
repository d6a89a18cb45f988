"""A raster kept beside its network comes back soundly, or not at all."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from geo.network.raster import snap_raster
from geo.network.raster_file import dump_raster, load_raster
from geo.network.snap import StreetIndex
from tests.toys.crookedstreets import LIMIT_M, crooked, over


@pytest.fixture
def kept(tmp_path):
    network = crooked(1, count=20)
    snapped_raster = snap_raster(StreetIndex(network), over(network), LIMIT_M)
    path = tmp_path / "x.lattice.npy"
    path.write_bytes(dump_raster(snapped_raster, "mark"))
    return path, snapped_raster, network.edge_count


def test_a_kept_lattice_comes_back_without_a_copy(kept):
    path, snapped_raster, edges = kept
    found = load_raster(path, "mark", edges)
    assert found is not None
    assert found.raster == snapped_raster.raster
    for name in ("rows", "edge", "to_u_m", "to_v_m"):
        column = getattr(found, name)
        np.testing.assert_array_equal(column, getattr(snapped_raster, name))
        assert column.dtype == getattr(snapped_raster, name).dtype
        assert not column.flags.owndata


def test_what_does_not_fit_is_passed_over(kept, tmp_path):
    path, snapped_raster, edges = kept
    assert load_raster(path, "another mark", edges) is None
    assert load_raster(path, "mark", int(snapped_raster.edge.max())) is None  # fewer edges
    assert load_raster(tmp_path / "nowhere.npy", "mark", edges) is None
    np.save(tmp_path / "other.npy", np.arange(9))
    assert load_raster(tmp_path / "other.npy", "mark", edges) is None


def test_damaged_files_are_passed_over(kept):
    path, _, edges = kept
    sound = path.read_bytes()
    head = len(sound) - 4 * 4 * 20
    for cut in (0, 5, 100, len(sound) // 2, len(sound) - 1):
        path.write_bytes(sound[:cut])
        assert load_raster(path, "mark", edges) is None
    for at in (0, 8, 20, head, len(sound) // 2, len(sound) - 3):
        bad = bytearray(sound)
        bad[at] ^= 0x40
        path.write_bytes(bytes(bad))
        assert load_raster(path, "mark", edges) is None, at


def test_numbers_out_of_order_are_passed_over(kept):
    path, snapped_raster, edges = kept
    turned = dataclasses.replace(snapped_raster, rows=snapped_raster.rows[::-1].copy())
    path.write_bytes(dump_raster(turned, "mark"))
    assert load_raster(path, "mark", edges) is None
