"""A toy network whose every distance is done by hand, as an OpenStreetMap file.

Metres from the middle; "=" is water (a river, y = -100), "#" the bridge, "t" the tunnel.

    y=300    h----------g
                        |  steps
    y=100               |            i---------j
    y=50                |     p------t------q  |
    y=0      a----------b-----c------t------d--+     a..d street, c-p-q-d a longer way round
    y=-100   ==============#==========t==========
    y=-200   e-----------------f-----t---------k     other bank
    y=-300                            l
             0         200   500    700      1000

``d-j`` is one-way for cars. ``i-l`` is a tunnel: it meets neither the street nor the other bank.
The bridge ``c-f`` is a footway. ``a-b-c-d`` is residential, ``e-f-k`` an arterial.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from pyproj import Transformer

from geo.crs import STORAGE_CRS, metric_crs
from geo.network.graph import Network
from geo.network.sources.reading import read_network

CRS = metric_crs(120.6, 27.8)
NODES = {
    "a": (0, 0),
    "b": (200, 0),
    "c": (500, 0),
    "d": (1000, 0),
    "e": (0, -200),
    "f": (500, -200),
    "k": (1000, -200),
    "g": (200, 300),
    "h": (0, 300),
    "i": (700, 100),
    "j": (1000, 100),
    "l": (700, -300),
    "p": (500, 50),
    "q": (1000, 50),
    "w": (-500, -100),
    "x": (1500, -100),
}
WAYS = {
    "abcd": {"highway": "residential", "name": "主街"},
    "cpqd": {"highway": "service"},
    "bg": {"highway": "steps"},
    "gh": {"highway": "residential"},
    "cf": {"highway": "footway", "bridge": "yes", "layer": "1"},
    "efk": {"highway": "primary"},
    "dqj": {"highway": "residential", "oneway": "yes"},
    "ji": {"highway": "residential"},
    "il": {"highway": "footway", "tunnel": "yes", "layer": "-1"},
    "wx": {"waterway": "river"},
}


class Toy(NamedTuple):
    network: Network
    path: Path

    def at(self, *metres: tuple[float, float]) -> np.ndarray:
        """Places of the drawing, in the network's own metres."""
        back = Transformer.from_crs(CRS, STORAGE_CRS, always_xy=True)
        xy = np.array(metres, dtype=float).reshape(-1, 2)
        return self.network.to_metres(*back.transform(xy[:, 0], xy[:, 1]))


def osm_text(nodes=NODES, ways=WAYS, node_tags=None) -> str:
    back = Transformer.from_crs(CRS, STORAGE_CRS, always_xy=True)
    number = {name: i + 1 for i, name in enumerate(nodes)}
    out = ['<?xml version="1.0"?>', '<osm version="0.6">']
    for name, (x, y) in nodes.items():
        lon, lat = back.transform(x, y)
        tags = "".join(
            f'<tag k="{k}" v="{v}"/>' for k, v in (node_tags or {}).get(name, {}).items()
        )
        out.append(f'<node id="{number[name]}" lon="{lon:.7f}" lat="{lat:.7f}">{tags}</node>')
    for i, (names, tags) in enumerate(ways.items()):
        refs = "".join(f'<nd ref="{number.get(n, 999)}"/>' for n in names)
        said = "".join(f'<tag k="{k}" v="{v}"/>' for k, v in tags.items())
        out.append(f'<way id="{i + 1}">{refs}{said}</way>')
    return "\n".join([*out, "</osm>"])


@pytest.fixture
def osm_file(tmp_path):
    def write(name="toy.osm", **changes):
        path = tmp_path / name
        path.write_text(osm_text(**changes), encoding="utf-8")
        return path

    return write


@pytest.fixture
def make_toy(osm_file):
    def make(**changes) -> Toy:
        path = osm_file(**changes)
        return Toy(read_network(path).network, path)

    return make


@pytest.fixture
def toy(make_toy) -> Toy:
    return make_toy()


@pytest.fixture
def toy_ways():
    return dict(WAYS)


@pytest.fixture
def toy_nodes():
    return dict(NODES)
