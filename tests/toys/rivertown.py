"""The toy town with a river between its halves, and one bridge: what its walks give."""

from __future__ import annotations

import shapely

from geo.network.graph import BRIDGE
from spaces.reach.analysis import GapQuery, GapResult, analyse
from spaces.reach.on_foot import OnFoot
from spaces.walking.network import WalkNetwork
from tests.toys import toynet, toytown

QUERY = GapQuery("toy", speed_mps=toytown.SPEED_1000_M, ruler="network")
X = [toytown.centre(c, 0)[0] for c in range(6)]
Y = [toytown.centre(0, r)[1] for r in range(4)]
RIVER = shapely.box(-50, -2500, 50, 2500)


def streets(rows=range(4), columns=range(6)):
    made = []
    for r in rows:
        made.append(([(x, Y[r]) for x in X[:3]], 0))
        made.append(([(x, Y[r]) for x in X[3:]], 0))
    if 3 in rows:
        made.append(([(X[2], Y[3]), (X[3], Y[3])], BRIDGE))
    made += [([(X[c], y) for y in Y], 0) for c in columns]
    return made


TOWN = WalkNetwork(toynet.network(streets(), barriers=[RIVER], demo=True, notice="toy"))
PARK = [shapely.Point(toytown.centre(2, 0))]


def walk(query=QUERY, sites=None, net=TOWN, gates=None, people=None) -> GapResult:
    return analyse(
        query,
        toytown.sites(PARK) if sites is None else sites,
        people or toytown.population(),
        toytown.boundary(),
        toytown.parts(),
        ruler=OnFoot.for_query(query, net, gates),
    )
