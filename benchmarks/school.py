"""Ways to school: what adding up all children on the streets costs beside the search.

Search: the nearest of all school gates from every node of a city. Flow: keeping the ways, reading
each child's off them, and laying the children on the streets. Beside them, once for each figure
that rests on them: crossings of arterials, streets around each school. Run:
``python benchmarks/school.py [--network FOLDER or FILE] [--cells 100000] [--schools 500]``.
Without a network: a made-up city of 206,000 nodes, every eighth street an arterial. Exit status 1
when the flow takes more than three times the search.
"""

from __future__ import annotations

import argparse
import resource
import sys
from dataclasses import replace
from statistics import median

import numpy as np

from benchmarks.walk import Clock, opened
from geo.network.around import within_each
from geo.network.entrances import Entrances
from geo.network.flows.corners import Corners, sides
from geo.network.flows.crossing_steps import Ends
from geo.network.flows.crossings import crossings
from geo.network.flows.forest import forest, trips
from geo.network.flows.loads import pieces, through
from geo.network.graph import ARTERIAL, GUARDED, Network
from geo.network.search import Router
from geo.network.sources.build import _node_flags
from geo.network.walks import REACHED

LIMIT = 3.0
WALK_M, RADIUS_M = 3000.0, 500.0


def with_arterials(network: Network, apart_m: float = 700.0) -> Network:
    """Make every eighth street of a made-up city an arterial, with lights at some crossings."""
    edges = network.edges
    ends = network.node_xy[np.column_stack([edges.u, edges.v])]
    middle, way = ends.mean(axis=1), np.abs(ends[:, 1] - ends[:, 0])
    along = np.where(way[:, 0] > way[:, 1], middle[:, 1], middle[:, 0])
    flags = np.where(along % apart_m < apart_m / 8, ARTERIAL, 0).astype(np.uint8)
    edges = replace(edges, flags=edges.flags | flags)
    lights = np.random.default_rng(3).random(network.node_count) < 0.3
    nodes = _node_flags(edges, lights)
    return replace(network, edges=edges, node_flags=nodes)


def one_round(network: Network, cells_n: int, schools_n: int, clock: Clock) -> None:
    router, chance = Router(network), np.random.default_rng(7)
    low, high = network.node_xy.min(axis=0), network.node_xy.max(axis=0)
    cells = chance.uniform(low, high, (cells_n, 2))
    at = network.node_xy[chance.choice(network.node_count, schools_n)]
    at = at + chance.normal(0, 20, at.shape)
    children = chance.integers(1, 30, cells_n).astype(float)
    homes, gates = router.snap(cells), router.snap(at)
    group = [Entrances(gates, np.arange(schools_n))]
    clock("search", lambda: router.fields(group, WALK_M))
    ways = clock("search with its ways kept", lambda: forest(router, gates, WALK_M))
    found = clock("rest: read the ways of cells", lambda: trips(router, ways, homes))
    passing = clock("rest: children at nodes", lambda: through(ways, found, children))
    laid = clock("rest: children on streets", lambda: pieces(homes, ways, found, children, passing))
    corners = clock("corners (once a network)", lambda: Corners(network))
    ends = clock(
        "sides of homes and gates",
        lambda: Ends(
            homes, cells, sides(network, homes, cells), gates, at, sides(network, gates, at)
        ),
    )
    guarded = (network.node_flags & GUARDED) != 0
    met = clock(
        "crossings",
        lambda: crossings(network, corners, ways, found, ends, children, guarded, passing=passing),
    )
    each = [Entrances(gates.take(np.array([k])), np.array([k])) for k in range(schools_n)]
    around = clock("streets around each school", lambda: within_each(router, each, RADIUS_M))
    there = found.walk.state == REACHED
    street_m = found.walk.distance_m - homes.leg_m
    street_m[there] -= gates.leg_m[found.walk.entrance[there]]
    total = float((children * street_m)[there].sum())
    off = abs(laid.metres(network).sum() / total - 1)
    print(
        f"  {there.mean():.1%} of the cells walk; children x metres agree to {off:.0e}; "
        f"{len(met.node):,} crossings by gate, {len(met.chains):,} groups; "
        f"{sum(map(len, around)):,} streets around"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network")
    parser.add_argument("--cells", type=int, default=100_000)
    parser.add_argument("--schools", type=int, default=500)
    parser.add_argument("--repeats", type=int, default=5)
    asked = parser.parse_args()
    network = opened(asked.network)
    network = network if asked.network else with_arterials(network)
    print(f"{network.node_count:,} nodes, {network.edge_count:,} edges")
    print(f"{asked.cells:,} cells, {asked.schools:,} schools, seconds of processor")
    clock = Clock()
    for _ in range(asked.repeats):
        one_round(network, asked.cells, asked.schools, clock)
    for name, times in clock.taken.items():
        print(f"  {name:32s} {median(times):7.3f}  ({min(times):.3f}-{max(times):.3f})")
    taken = {name: median(times) for name, times in clock.taken.items()}
    search = taken["search"]
    flow = taken["search with its ways kept"] - search
    flow = max(flow, 0.0) + sum(t for name, t in taken.items() if name.startswith("rest"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    both = (flow + taken["crossings"]) / search
    print(f"flow {flow:.3f} s = {flow / search:.2f} x the search ({search:.3f} s), limit {LIMIT}")
    print(f"with the crossings {both:.2f} x; peak {peak:.0f} MiB")
    return 0 if flow <= LIMIT * search else 1


if __name__ == "__main__":
    sys.exit(main())
