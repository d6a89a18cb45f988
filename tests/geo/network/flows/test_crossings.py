"""Where walks cross arterials: by hand, and against trying every side of every street."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geo.crs import STORAGE_CRS
from geo.network.flows.corners import FREE, LEFT, RIGHT, Corners, sides
from geo.network.flows.crossing_steps import Ends
from geo.network.flows.crossings import crossings
from geo.network.flows.forest import forest, trips
from geo.network.graph import ARTERIAL, FOOTWAY
from geo.network.search import Router
from tests.toys import toynet, toytown

TO = Transformer.from_crs(toytown.CRS, STORAGE_CRS, always_xy=True)


def metres(net, at):
    return net.to_metres(*TO.transform(*np.array(at, dtype=float).reshape(-1, 2).T))


class Walks:
    """Homes and gates on a toy network, and what was found of their crossings."""

    def __init__(self, net, homes, gates, lights=(), weight=None):
        self.net, router = net, Router(net)
        home_xy, gate_xy = metres(net, homes), metres(net, gates)
        self.on, self.to = router.snap(home_xy), router.snap(gate_xy)
        self.ways = forest(router, self.to, np.inf)
        self.found = trips(router, self.ways, self.on)
        self.guarded = np.zeros(net.node_count, dtype=bool)
        for at in lights:
            self.guarded[self.node(at)] = True
        home_side = sides(net, self.on, home_xy)
        gate_side = sides(net, self.to, gate_xy)
        self.ends = Ends(self.on, home_xy, home_side, self.to, gate_xy, gate_side)
        self.corners = Corners(net)
        weight = np.ones(len(homes)) if weight is None else np.asarray(weight, dtype=float)
        self.got = crossings(
            net, self.corners, self.ways, self.found, self.ends, weight, self.guarded
        )

    def node(self, at):
        return int(np.hypot(*(self.net.node_xy - metres(self.net, [at])).T).argmin())

    def unguarded(self):
        """Unguarded crossings of each home, as places of the drawing."""
        base = metres(self.net, [(0, 0)])[0]
        return [
            [tuple(np.rint(self.net.node_xy[n] - base).astype(int).tolist()) for n in chain]
            for chain in (self.got.chains[g] if g >= 0 else () for g in self.got.group)
        ]


def town(extra=()):
    """An arterial along y=0 from x=-300 to x=300 with side streets.

    At x=-100 streets lead north and south, at x=100 as well, at x=200 two lead north:
    straight up, and at a slant to (300, 100).
    """
    arterial = [([(-300, 0), (-100, 0), (100, 0), (200, 0), (300, 0)], ARTERIAL)]
    rest = [
        ([(-100, 0), (-100, 200)], 0), ([(-100, 0), (-100, -200)], 0),
        ([(100, 0), (100, 200)], 0), ([(100, 0), (100, -200)], 0),
        ([(200, 0), (200, 200)], 0), ([(200, 0), (300, 100)], 0),
    ]  # fmt: skip
    return toynet.network([*arterial, *rest, *extra])


def test_straight_across_is_a_crossing_and_a_turn_on_one_side_is_none():
    """From north to south at x=100: across. From (200, 200) to the slant: not."""
    across = Walks(town(), [(100, 200)], [(100, -200)])
    assert across.unguarded() == [[(100, 0)]]
    assert Walks(town(), [(200, 200)], [(300, 100)]).unguarded() == [[]]


def test_along_the_arterial_to_the_same_side_is_none_to_the_other_one_at_its_end():
    """North at x=-100 to north at x=100: on one pavement. To south at x=100: across, at x=100."""
    assert Walks(town(), [(-100, 200)], [(100, 200)]).unguarded() == [[]]
    assert Walks(town(), [(-100, 200)], [(100, -200)]).unguarded() == [[(100, 0)]]


def test_lights_on_the_way_are_used():
    """Lights at x=-100, where the way comes onto the arterial, or halfway: nobody is in danger."""
    walk = Walks(town(), [(-100, 200)], [(200, 200)], lights=[(100, 0)])
    assert walk.unguarded() == [[]]
    south = Walks(town(), [(-100, -200)], [(200, 200)], lights=[(100, 0)])
    assert south.unguarded() == [[]]
    assert south.got.node.tolist() == [south.node((100, 0))]
    dark = Walks(town(), [(-100, -200)], [(200, 200)])
    assert dark.unguarded() == [[(200, 0)]]


def test_homes_and_gates_beside_the_arterial_itself():
    """A home 10 m north of it at x=0, gates 10 m north and south of it, and right on it.

    To the gate at (140, 10) along one pavement; to (140, -10) across at x=100, the last node; a
    gate on the arterial is on neither side. Home and gate between the same nodes, on either side:
    the node nearest to the gate, x=100.
    """
    north, south, on_it = ((140, y) for y in (10, -10, 0))
    assert Walks(town(), [(0, 10)], [north]).unguarded() == [[]]
    assert Walks(town(), [(0, 10)], [south]).unguarded() == [[(100, 0)]]
    assert Walks(town(), [(0, 10)], [on_it]).unguarded() == [[]]
    assert Walks(town(), [(110, 10)], [south]).unguarded() == [[(100, 0)]]
    assert Walks(town(), [(110, -10)], [south]).unguarded() == [[]]
    assert Walks(town(), [(100, 200)], [south]).unguarded() == [[(100, 0)]]
    assert Walks(town(), [(100, -200)], [south]).unguarded() == [[]]


def test_a_gate_at_the_node_itself_lies_in_the_corner_where_it_is():
    """A gate 10 m north-east of the node at x=100, joined to a stub that ends there.

    From the south it is across, from the north it is not.
    """
    net = town([([(100, 0), (100, 200)], 0)])
    for home, wanted in (((100, -200), [(100, 0)]), ((100, 150), [])):
        walk = Walks(net, [home], [(100, 0.0)])
        assert walk.unguarded() == [[]], "exactly on the node: no side is known"
        at = Walks(net, [home], [(95, 5)])
        assert at.unguarded() == [wanted]


def test_two_arterials_cross_where_one_walks_along_one_of_them():
    """Arterials along both axes: straight on along one means across the other; a turn does not.

    From (-100, 10) east to (100, 10): north of the x-axis, across its northern arm. From
    (-10, 100) to (-100, 10) round the corner: none. From (10, 100) to (-100, 10): across one arm.
    """
    arms = [([(0, 0), end], ARTERIAL) for end in ((200, 0), (-200, 0), (0, 200), (0, -200))]
    net = toynet.network(arms)
    assert Walks(net, [(-100, 10)], [(100, 10)]).unguarded() == [[(0, 0)]]
    assert Walks(net, [(-10, 100)], [(-100, 10)]).unguarded() == [[]]
    assert Walks(net, [(10, 100)], [(-100, 10)]).unguarded() == [[(0, 0)]]


def test_the_end_of_an_arterial_divides_nothing():
    """An arterial that ends in a square: one walks round its end."""
    arms = [([(0, 0), (200, 0)], ARTERIAL), ([(0, 0), (50, 100)], 0), ([(0, 0), (50, -100)], 0)]
    assert Walks(toynet.network(arms), [(50, 100)], [(50, -100)]).unguarded() == [[]]


def test_children_are_counted_at_each_crossing_once_and_in_groups():
    """Two arterials along y=0 and y=-100, one street across both from y=200 to y=-300, gate south.

    3 children from the north cross both, 2 from between cross the second, 4 from the south none.
    """
    net = toynet.network(
        [
            ([(-200, 0), (0, 0), (200, 0)], ARTERIAL),
            ([(-200, -100), (0, -100), (200, -100)], ARTERIAL),
            ([(0, 200), (0, 0)], 0), ([(0, 0), (0, -100)], FOOTWAY), ([(0, -100), (0, -300)], 0),
        ]
    )  # fmt: skip
    homes = [(0, 150), (0, -50), (0, -200)]
    walk = Walks(net, homes, [(0, -300)], weight=[3, 2, 4])
    first, second = (0, 0), (0, -100)
    assert walk.unguarded() == [[first, second], [second], []]
    who = dict(zip(walk.got.node.tolist(), walk.got.weight.tolist(), strict=True))
    assert who == {walk.node(first): 3, walk.node(second): 5}
    assert sorted(walk.got.group_weight.tolist()) == [2, 3, 4]
    half = Walks(net, homes, [(0, -300)], weight=[3, 2, 4], lights=[second])
    assert half.unguarded() == [[first], [], []]
    assert half.got.weight.sum() == 8, "crossings with lights are crossings"


def test_sides_are_those_of_the_street_where_it_is_joined():
    net = toynet.network([([(0, 0), (200, 0), (200, 200)], ARTERIAL), ([(0, 0), (-9, 9)], 0)])
    xy = metres(net, [(100, 5), (100, -5), (195, 100), (100, 0.5), (-6, 7)])
    found = sides(net, Router(net).snap(xy), xy)
    turned = net.shape(int(net.has(ARTERIAL).argmax()))[0, 1] > metres(net, [(0, 50)])[0, 1]
    left, right = (RIGHT, LEFT) if turned else (LEFT, RIGHT)
    assert found.tolist() == [left, right, left, FREE, FREE]


SIDE = 4
GRID = [((x, y), (x + 1, y)) for y in range(SIDE) for x in range(SIDE - 1)]
GRID += [((x, y), (x, y + 1)) for y in range(SIDE - 1) for x in range(SIDE)]
GRID += [((x, y), (x + 1, y + 1)) for y in range(SIDE - 1) for x in range(SIDE - 1)]
rows = st.lists(
    st.tuples(st.sampled_from(GRID), st.booleans()), min_size=4, unique_by=lambda r: r[0]
)
spots = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=1, max_size=5)


def arterial_arms(net):
    """Directions of the arterials at each node."""
    arms = {}
    for e in np.flatnonzero(net.has(ARTERIAL)):
        shape = net.shape(e)
        for node, a, b in ((net.edges.u[e], 0, 1), (net.edges.v[e], -1, -2)):
            step = shape[b] - shape[a]
            arms.setdefault(int(node), []).append(np.arctan2(step[1], step[0]))
    return arms


def fewest(walk, k):
    """Least number of unguarded crossings of a home, over every choice of sides.

    Beside the middle of each street, at its ends, stands a walker on its left or right; between
    two such places at a node an arterial lies on both ways round, or it does not.
    """
    net, ways = walk.net, walk.ways
    legs = [(int(walk.on.edge[k]), walk.on.share[k], walk.found.leave[k], int(walk.found.node[k]))]
    while legs[-1][3] >= 0:
        n = legs[-1][3]
        legs.append((int(ways.edge[n]), ways.leave[n], ways.arrive[n], int(ways.parent[n])))
    arms = arterial_arms(net)

    def place(leg, side, coming):
        edge, start, stop, _ = leg
        shape = net.shape(edge)
        forward = stop > start
        at = forward == coming
        step = shape[-2] - shape[-1] if at else shape[1] - shape[0]
        angle = np.arctan2(step[1], step[0])
        if not net.edges.flags[edge] & ARTERIAL:
            return angle
        # Coming to a node one's left is clockwise of the street as seen from the node.
        return angle + (-1e-6 if (side == LEFT) == coming else 1e-6)

    def divided(node, a, b):
        turn = [(arm - a) % (2 * np.pi) for arm in arms.get(node, ())]
        goal = (b - a) % (2 * np.pi)
        return any(t < goal for t in turn) and any(t > goal for t in turn)

    gate, best = int(walk.found.walk.entrance[k]), np.inf
    known = {0: walk.ends.point_side[k], len(legs) - 1: walk.ends.gate_side[gate]}
    for choice in itertools.product((LEFT, RIGHT), repeat=len(legs)):
        own = [c if leg[2] > leg[1] else 1 - c for c, leg in zip(choice, legs, strict=True)]
        if any(side != FREE and own[at] != side for at, side in known.items()):
            continue
        count = 0
        for before, after, a, b in zip(legs, legs[1:], choice, choice[1:], strict=False):
            node = before[3]
            if divided(node, place(before, a, True), place(after, b, False)):
                count += not walk.guarded[node]
        best = min(best, count)
    return best


@given(rows, spots, spots, st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=3))
@settings(max_examples=120, deadline=None)
def test_nobody_crosses_more_often_than_he_must(streets, homes, gates, lights):
    drawn = [([(100 * x, 100 * y) for x, y in row], ARTERIAL * big) for row, big in streets]
    corners = {corner for row, _ in drawn for corner in row}
    at = [(100 * x, 100 * y) for x, y in lights if (100 * x, 100 * y) in corners]
    walk = Walks(toynet.network(drawn), homes, gates, lights=at)
    net, found = walk.net, walk.found
    chains = walk.unguarded()
    for k in range(len(homes)):
        edge, gate = int(walk.on.edge[k]), int(found.walk.entrance[k])
        if found.node[k] < 0:
            continue
        # Exactly at a node a side means nothing; those are tested by hand.
        last = walk.to.share[gate] * net.edges.length_m[walk.to.edge[gate]]
        last_m = min(last, net.edges.length_m[walk.to.edge[gate]] - last)
        if abs(walk.on.share[k] - found.leave[k]) * net.edges.length_m[edge] > 0.1 < last_m:
            assert len(chains[k]) == fewest(walk, k)
            assert len(set(chains[k])) == len(chains[k])
    if len(homes) > 1:
        back = Walks(net, homes[::-1], gates, lights=at)
        assert back.unguarded() == chains[::-1]
    lit = Walks(net, homes, gates, lights=sorted(corners))
    assert all(chain == [] for chain in lit.unguarded())


def test_two_carriageways_are_one_crossing():
    """Carriageways along y=0 and y=-12 of one road: both nodes stand for one place.

    3 children cross both, 2 live on the refuge between and cross one: 5 at one place; a group
    needs it once. Apart they would be two places of 3 and 5.
    """
    net = toynet.network(
        [
            ([(-200, 0), (0, 0), (200, 0)], ARTERIAL),
            ([(-200, -12), (0, -12), (200, -12)], ARTERIAL),
            ([(0, 200), (0, 0)], 0), ([(0, 0), (0, -12)], FOOTWAY), ([(0, -12), (0, -300)], 0),
        ]
    )  # fmt: skip
    walk = Walks(net, [(0, 150), (0, -6)], [(0, -300)], weight=[3, 2])
    north, south = walk.node((0, 0)), walk.node((0, -12))
    assert sorted(walk.got.weight.tolist()) == [3, 5]
    place = np.arange(net.node_count)
    place[[north, south]] = north
    both = crossings(
        net,
        walk.corners,
        walk.ways,
        walk.found,
        walk.ends,
        np.array([3.0, 2.0]),
        walk.guarded,
        place,
    )
    assert (both.node.tolist(), both.weight.tolist()) == ([north], [5])
    assert {both.chains[g] for g in both.group} == {(north,)}
