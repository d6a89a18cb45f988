"""The demonstration network: small, marked, the same on every run, and under most of the town."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from geo.network.walks import UNSNAPPED
from spaces.content.folder import default_content
from spaces.places.population import load_population
from spaces.sites.loading import load_sites
from spaces.sites.selection import existing, located
from spaces.walking.network import WalkNetwork
from spaces.walking.network_files import judge, load_network, network_path

ROOT = Path(__file__).resolve().parents[2]
PLACE = "330381"


@pytest.fixture(scope="module")
def network():
    return load_network(default_content(), PLACE)


def test_the_script_makes_the_same_bytes(tmp_path):
    out = tmp_path / "again.npz"
    script = ROOT / "scripts" / "make_demo_network.py"
    subprocess.run([sys.executable, script, "--out", out], check=True, cwd=ROOT, timeout=120)
    assert out.read_bytes() == network_path(default_content(), PLACE).read_bytes()


def test_marked_and_small(network):
    assert network.demo
    assert "示范" in network.notice
    assert "Demonstration" in network.notice
    assert "OpenStreetMap" not in network.notice
    assert network_path(default_content(), PLACE).stat().st_size < 1_500_000
    assert len(network.barriers) == 2


def test_good_enough_and_under_most_children(network):
    found = judge(network, load_population(default_content(), PLACE))
    assert found.verdict == "ok"
    assert found.components == 1
    assert found.far_share < 0.2


def test_most_sites_of_the_centre_are_on_it(network):
    sites = located(existing(load_sites(default_content(), PLACE).frame))
    streets = WalkNetwork(network)
    entrances = streets.entrance_points(sites.geometry, {})
    joined = streets.snap_entrances(entrances, "allowed").snapped
    on = set(entrances.owner[joined.state != UNSNAPPED])
    assert len(on) >= 0.9 * len(sites)


def test_a_place_without_a_network_has_none():
    assert load_network(default_content(), "370321") is None
