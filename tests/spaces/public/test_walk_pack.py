"""The walking network packed for the browser."""

from __future__ import annotations

import json

import numpy as np
import pytest

from spaces.public.walk_pack import MAGIC, walk_pack
from spaces.sites.loading import load_sites
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import load_network
from tests.toys import publictown


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    content = publictown.build(tmp_path_factory.mktemp("pack") / "data")
    network = load_network(content, publictown.PLACE)
    assert network is not None
    sites = load_sites(content).frame
    return network, walk_pack(WalkNetwork(network), sites, {}, rules=["not_along"]), len(sites)


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
    assert arrays["allowed_door_leg_cm"].max() <= 25_000
    assert (
        arrays["not_along_door_edge"].tolist() == arrays["allowed_door_edge"].tolist()
    )  # no arterial here
