"""The network itself, on the toy of conftest.py."""

from __future__ import annotations

import pytest

from geo.network.graph import ARTERIAL, BRIDGE, CROSSING, STEPS, TUNNEL
from tests.toys.toywalks import CM


def test_what_the_network_is(toy):
    net = toy.network
    # abcd 1000, cpqd 600 (c-p-q-d), bg 300, gh 200, cf 200, efk 1000, q-j 50, ji 300, il 400
    assert net.length_km == pytest.approx(4.05, abs=0.001)
    assert net.names[net.edges.name.max()] == "主街"
    assert net.edges.length_m[net.has(STEPS)] == pytest.approx([300], abs=CM)
    assert net.edges.length_m[net.has(BRIDGE)] == pytest.approx([200], abs=CM)
    assert net.edges.length_m[net.has(TUNNEL)] == pytest.approx([400], abs=CM)
    assert net.edges.length_m[net.has(ARTERIAL)].sum() == pytest.approx(1000, abs=CM)
    assert (net.node_flags & CROSSING > 0).sum() == 1  # f, where the bridge comes down
    assert net.notice.startswith("© OpenStreetMap")
    assert len(net.barriers) == 1
