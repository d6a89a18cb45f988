"""A real quarter of Beijing with its eight schools: figures against networkx and by their sums."""

import networkx as nx
import numpy as np
import osmium
import pandas as pd
import pytest
import shapely

from geo.network.flows.forest import forest, trips
from geo.network.sources.reading import read_network
from spaces.places.population import BANDS, Population
from spaces.school_routes.analysis import measure
from spaces.school_routes.priorities import rank
from spaces.school_routes.query import SchoolQuery
from spaces.walking.network import WalkNetwork
from tests.toys import schoolstreets
from tests.toys.schoolstreets import KINDS
from tests.toys.treeways import assert_way_is_shortest, farthest, streets_graph

FILE = "beijing-haidian-osm/haidian_tsinghua_2017.osm"


@pytest.fixture(scope="module")
def quarter(shared_data):
    """Streets, the schools of the map, and 300 homes with one to nine children."""
    path = shared_data / FILE
    streets = WalkNetwork(read_network(path).network)
    rows = []
    for thing in osmium.FileProcessor(path).with_locations().with_areas():
        if thing.tags.get("amenity") != "school" or not thing.is_node():
            continue
        point = shapely.Point(thing.location.lon, thing.location.lat)
        rows.append((thing.tags.get("name", str(thing.id)), point))
    for thing in osmium.FileProcessor(path).with_locations():
        if thing.is_way() and thing.tags.get("amenity") == "school":
            ring = [(n.lon, n.lat) for n in thing.nodes if n.location.valid()]
            rows.append((thing.tags.get("name", str(thing.id)), shapely.Polygon(ring).centroid))
    listed = [
        {**schoolstreets.school(f"s{k}"), "name_zh": name, "entrances": f"{p.x:.8f} {p.y:.8f}"}
        for k, (name, p) in enumerate(rows)
    ]
    frame = schoolstreets.sites(*listed)
    frame.geometry = [p for _, p in rows]
    rng = np.random.default_rng(5)
    at = rng.uniform((116.3084, 39.9905), (116.3320, 40.0123), (300, 2))
    number = rng.integers(1, 9, 300).astype(float)
    homes = {f"h{k}": ((0, 0), n) for k, n in enumerate(number)}
    cells = schoolstreets.children(homes).cells
    cells.geometry = shapely.points(at)
    return streets, frame, Population(cells, False, "homes", BANDS)


def measured(quarter, more=None):
    streets, schools, people = quarter
    frame = schools if more is None else pd.concat([schools, more])
    return measure(SchoolQuery("haidian"), streets, frame, people, KINDS)


def test_eight_schools_and_every_childs_walk(quarter):
    """Child-metres with legs are the sum of all children's shortest ways, found by networkx."""
    streets, schools, people = quarter
    assert len(schools) == 8
    ways = measured(quarter)
    net = streets.network
    router = streets.router(ways.query.rules)
    lonlat = shapely.get_coordinates(people.cells.geometry.to_numpy())
    homes = router.snap(net.to_metres(*lonlat.T))
    at = shapely.get_coordinates(schools.geometry.to_numpy())
    gates = router.snap(net.to_metres(*at.T))
    graph = nx.MultiGraph()
    for u, v, m in zip(net.edges.u, net.edges.v, net.edges.length_m, strict=True):
        graph.add_edge(int(u), int(v), weight=float(m))
    stops = {}
    for kind, snapped in (("home", homes), ("gate", gates)):
        for k in np.flatnonzero(snapped.edge >= 0):
            stops.setdefault(int(snapped.edge[k]), []).append((snapped.share[k], (kind, int(k))))
            graph.add_edge((kind, int(k)), (kind, int(k), "off"), weight=float(snapped.leg_m[k]))
    for edge, met in stops.items():
        length, u = float(net.edges.length_m[edge]), int(net.edges.u[edge])
        before, done = u, 0.0
        for share, stop in sorted(met):
            graph.add_edge(before, stop, weight=(share - done) * length)
            before, done = stop, share
        graph.add_edge(before, int(net.edges.v[edge]), weight=(1 - done) * length)
    sources = {("gate", int(k), "off") for k in np.flatnonzero(gates.edge >= 0)}
    far = nx.multi_source_dijkstra_path_length(graph, sources)
    number = people.cells["age_10_14"] / 0.8
    wanted = sum(
        float(n) * far[("home", k, "off")]
        for k, n in enumerate(number)
        if far.get(("home", k, "off"), np.inf) <= ways.query.limit_m
    )
    figures = ways.figures
    assert figures.child_m + figures.child_leg_m == pytest.approx(wanted, rel=1e-6)
    assert ways.streets["child_m"].sum() == pytest.approx(figures.child_m)
    assert figures.children > 1000


def test_the_trees_ways_from_three_homes_to_the_eight_schools(quarter):
    """The three longest ways of the tree, street by street, are networkx's shortest ones."""
    streets, schools, people = quarter
    net, router = streets.network, streets.router(SchoolQuery("haidian").rules)
    at = [shapely.get_coordinates(f.geometry.to_numpy()).T for f in (people.cells, schools)]
    on, to = (router.snap(net.to_metres(*lonlat)) for lonlat in at)
    ways = forest(router, to, np.inf)
    found = trips(router, ways, on)
    graph, far = streets_graph(net), farthest(found)
    for k in far:
        assert_way_is_shortest(net, graph, on, to, ways, found, k)
    assert len(far) == 3
    assert found.walk.distance_m[far].min() > 500


def test_its_crossings_are_on_its_arterials_and_can_be_ranked(quarter):
    ways = measured(quarter)
    assert 0 < ways.figures.safe_share < 1
    assert (ways.crossings["children"] > 0).all()
    found = rank(ways, crossings=3)
    assert found.gain > 0
    assert found.of_bound > 0.6
    spots = [
        schoolstreets.site(key, "crossing", None, kind="marked_crossing")
        for key in found.chosen.index
    ]
    frame = schoolstreets.sites(*spots)
    points = ways.crossings.geometry[found.chosen.index]
    frame.geometry = points.to_numpy()
    after = measured(quarter, frame).figures
    # A facility may guard the second carriageway too, and ways may use it: never fewer.
    assert after.children_safe >= ways.figures.children_safe + found.gain - 1e-6
