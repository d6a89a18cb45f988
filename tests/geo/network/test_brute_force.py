"""Real networks against a search that shares no code with ours.

The reference reads the file anew, keeps every vertex as a node, projects each point onto every
segment and asks networkx. Only the tables of ways and barriers and the metric CRS are common.
"""

from __future__ import annotations

import csv
import itertools

import networkx as nx
import numpy as np
import osmium
import pytest
import shapely

from geo.network.entrances import Entrances
from geo.network.graph import BRIDGE, TUNNEL
from geo.network.search import Router
from geo.network.sources.reading import read_network
from geo.network.sources.ways import Tags, load_ways
from geo.network.walks import REACHED, UNREACHABLE

LIMIT_M = 300.0
HAIDIAN = "beijing-haidian-osm/haidian_tsinghua_2017.osm"
PORTO = "porto-alegre-r5r/poa_osm.pbf"


def kind_of(thing, table):
    tags = {name: thing.tags.get(name, "") for name in Tags._fields}
    tags["highway"] = tags["highway"] or table.walked_as(thing.tags.get)
    return table.kind(Tags(**tags)) if tags["highway"] else None


def edges_of_plazas(path, table):
    """Kind of each way that goes around a plaza mapped as a relation, by the way's id."""
    found = {}
    for plaza in osmium.FileProcessor(path, osmium.osm.RELATION):
        if plaza.tags.get("type") == "multipolygon" and kind_of(plaza, table) is not None:
            ways = [member.ref for member in plaza.members if member.type == "w"]
            found.update(dict.fromkeys(ways, kind_of(plaza, table)))
    return found


class Brute:
    """The whole network, vertex by vertex."""

    def __init__(self, path, to_metres):
        self.graph, segments, closed = nx.Graph(), [], []
        self.xy, table, drawn, shut = {}, load_ways(), nx.Graph(), set()
        plazas = edges_of_plazas(path, table)
        for way in osmium.FileProcessor(path).with_locations():
            if way.is_node() and not table.lets_through(way.tags.get):
                shut.add(way.id)
            if not way.is_way():
                continue
            kind = kind_of(way, table) or plazas.get(way.id)
            if kind is None:
                continue
            nodes = [n for n in way.nodes if n.location.valid()]
            lonlat = np.array([(n.lon, n.lat) for n in nodes])
            places = to_metres(lonlat[:, 0], lonlat[:, 1])
            for (i, (a, b)), (p, q) in zip(
                enumerate(itertools.pairwise(nodes)), itertools.pairwise(places), strict=True
            ):
                length = float(np.hypot(*(p - q)))
                if length > 0:
                    drawn.add_edge(a.ref, b.ref, weight=length)
                    # At a shut node every piece of a way ends for itself.
                    ends = [
                        (n.ref, way.id, i, k) if n.ref in shut else (n.ref,)
                        for k, n in enumerate((a, b))
                    ]
                    self.xy.update(zip(ends, (p, q), strict=True))
                    self.graph.add_edge(*ends, weight=length)
                    segments.append((*ends, a.ref))
                    closed.append(bool(kind.flags & (BRIDGE | TUNNEL)))
        metres = {}
        for part in nx.connected_components(drawn):
            whole = sum(w for _, _, w in drawn.subgraph(part).edges(data="weight"))
            metres.update(dict.fromkeys(part, whole))
        large = max(metres.values())
        opened = [s for s, c in zip(segments, closed, strict=True) if not c]
        self.segments = [(a, b) for a, b, _ in opened]
        self.nowhere = np.array(
            [metres[node] < 1000 and metres[node] <= large / 2 for *_, node in opened]
        )
        self.start = np.array([self.xy[a] for a, _ in self.segments])
        self.step = np.array([self.xy[b] for _, b in self.segments]) - self.start

    def add(self, name, point, barriers):
        """Join a point as a node of its own, by looking at every segment."""
        along = ((point - self.start) * self.step).sum(1) / (self.step**2).sum(1)
        along = np.clip(along, 0, 1)
        foot = self.start + self.step * along[:, None]
        away = np.hypot(*(point - foot).T)
        near = np.flatnonzero(away <= LIMIT_M)
        between = barriers[~shapely.covers(barriers, shapely.Point(point))]
        for i in near[np.lexsort((away[near], self.nowhere[near]))]:
            leg = shapely.LineString([point, foot[i]])
            if not shapely.intersects(between, leg).any():
                return name, self.segments[i], float(along[i]), float(away[i])
        return None

    def distances(self, points, sites):
        """Metres from every point to the nearest site, points and sites both put into the graph."""
        graph, on = self.graph.copy(), {}
        for snapped in (*points, *sites):
            if snapped is not None:
                name, segment, along, away = snapped
                on.setdefault(tuple(sorted(segment)), []).append(
                    (along if segment[0] < segment[1] else 1 - along, name, away)
                )
        for (a, b), met in on.items():
            length = graph[a][b]["weight"]
            before, done = a, 0.0
            for along, name, away in sorted(met):
                stop = ("stop", name)
                graph.add_edge(before, stop, weight=(along - done) * length)
                graph.add_edge(stop, name, weight=away)
                before, done = stop, along
            graph.add_edge(before, b, weight=(1 - done) * length)
        sources = {site[0] for site in sites if site is not None}
        return nx.multi_source_dijkstra_path_length(graph, sources, weight="weight")


def compare(path, cells_lonlat, categories):
    net = read_network(path).network
    router = Router(net)
    cells = net.to_metres(*np.array(cells_lonlat).T)
    brute = Brute(path, net.to_metres)
    barriers = net.barriers
    points = [brute.add(("cell", i), xy, barriers) for i, xy in enumerate(cells)]
    snapped = router.snap(cells, limit_m=LIMIT_M)
    assert [p is None for p in points] == (snapped.edge < 0).tolist()
    seen = 0
    for name, lonlat in categories.items():
        at = net.to_metres(*np.array(lonlat).T)
        sites = [brute.add((name, i), xy, barriers) for i, xy in enumerate(at)]
        wanted = brute.distances(points, sites)
        entrances = Entrances(router.snap(at, limit_m=LIMIT_M), np.arange(len(at)))
        found = router.nearest(snapped, entrances)
        for i, point in enumerate(points):
            if point is None:
                continue
            metres = wanted.get(("cell", i))
            if metres is None:
                assert found.state[i] == UNREACHABLE
            else:
                assert found.state[i] == REACHED
                assert found.distance_m[i] == pytest.approx(metres, abs=0.01), (name, i)
                seen += 1
    return seen


def test_haidian_equals_brute_force(shared_data):
    rng = np.random.default_rng(4)
    low, high = (116.3084, 39.9905), (116.3320, 40.0123)
    cells = rng.uniform(low, high, (300, 2))
    categories = {f"kind {k}": rng.uniform(low, high, (n, 2)) for k, n in enumerate((3, 8, 20))}
    assert compare(shared_data / HAIDIAN, cells, categories) > 600


@pytest.mark.slow
def test_porto_alegre_equals_brute_force(shared_data):
    with (shared_data / "porto-alegre-r5r/poa_hexgrid.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    cells = [(float(row["lon"]), float(row["lat"])) for row in rows]
    categories = {
        kind: [p for p, row in zip(cells, rows, strict=True) if float(row[kind] or 0) > 0]
        for kind in ("schools", "healthcare")
    }
    categories["few"] = cells[::150]
    assert compare(shared_data / PORTO, cells, categories) > 3000
