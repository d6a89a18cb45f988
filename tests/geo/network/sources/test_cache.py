"""A network kept in binary form beside its file."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.faults import InputRefused
from geo.network.sources import cache
from geo.network.sources.cache import cached_network
from geo.network.sources.reading import Options


def test_the_cache_answers_without_reading(toy, tmp_path, monkeypatch):
    first = cached_network(toy.path, tmp_path / "kept")
    monkeypatch.setattr(cache, "read_network", None)  # calling it would fail
    again = cached_network(toy.path, tmp_path / "kept")
    for name in ("node_xy", "node_flags", "node_lon"):
        np.testing.assert_array_equal(getattr(first.network, name), getattr(again.network, name))
    np.testing.assert_array_equal(first.network.edges.coords, again.network.edges.coords)
    assert again.network.names == first.network.names
    assert again.network.key == first.network.key != ""
    assert again.network.crs == first.network.crs
    assert shapely.equals(first.network.barriers, again.network.barriers).all()
    assert again.faults == first.faults


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 nonsense", None])
def test_a_broken_cache_is_made_anew(toy, tmp_path, damage):
    first = cached_network(toy.path, tmp_path)
    (kept,) = tmp_path.glob("*.network.npz")
    whole = kept.read_bytes()
    middle = whole.index(first.network.edges.coords.tobytes()) + 9
    flipped = whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :]
    kept.write_bytes(flipped if damage is None else damage)
    again = cached_network(toy.path, tmp_path)
    np.testing.assert_array_equal(first.network.edges.coords, again.network.edges.coords)
    assert kept.read_bytes() == whole


def test_another_file_or_option_is_another_network(toy, tmp_path):
    first = cached_network(toy.path, tmp_path).network
    assert cached_network(toy.path, tmp_path, options=Options(demo=True)).network.demo
    toy.path.write_text(toy.path.read_text("utf-8").replace("主街", "大街"), encoding="utf-8")
    again = cached_network(toy.path, tmp_path).network
    assert again.key != first.key
    assert "大街" in again.names


def test_a_folder_that_cannot_be_written_costs_time_only(toy, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    read = cached_network(toy.path, tmp_path / "file" / "kept")
    assert read.network.edge_count
    with pytest.raises(InputRefused):
        cached_network(tmp_path / "none.pbf", tmp_path)
