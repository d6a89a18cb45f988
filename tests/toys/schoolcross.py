"""Questions about ways to school on the drawn streets, asked and measured."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import strategies as st

from spaces.school_routes.analysis import measure
from spaces.school_routes.query import SchoolQuery
from tests.toys import toytown
from tests.toys.schoolstreets import KINDS, children, route, school, site, sites, streets

TOWN = streets()

QUERY = SchoolQuery("town", limit_m=2000)

CROSSING = shapely.Point(0, 0)


def near(value, rel=2e-3):
    return pytest.approx(value, rel=rel, abs=0.01)


def nearly(share):
    """A share within a part of 500: legs of 40 m beside 8,640 m on streets must show."""
    return pytest.approx(share, rel=2e-3)


def asked(*rows, query=QUERY, town=TOWN, people=None, **more):
    people = children() if people is None else people
    return measure(query, town, sites(*rows), people, KINDS, **more)


def the_crossing(ways):
    """The crossing at (0, 0)."""
    points = ways.crossings.to_crs(toytown.CRS).geometry
    at = points.distance(CROSSING) < 1
    return ways.crossings[at].iloc[0]


homes_at = st.lists(
    st.tuples(st.floats(-400, 400), st.floats(-300, 400), st.integers(1, 9)), min_size=1, max_size=6
)

lines = st.lists(
    st.sampled_from([((0, 0), (0, 400)), ((0, 0), (0, -300)), ((200, 0), (200, -300)),
                     ((0, -300), (200, -300)), ((-400, 0), (400, 0)), ((0, 90), (0, -90))]),
    max_size=3,
)  # fmt: skip

gates_at = st.lists(
    st.sampled_from([(0, -220), (0, 400), (200, -10), (-300, 5), (0, 0), (100, -300)]),
    min_size=1, max_size=3,
)  # fmt: skip


def made(homes, at, drawn, spots=()):
    people = children({f"h{k}": ((x, y), float(n)) for k, (x, y, n) in enumerate(homes)})
    rows = [school(f"s{k}", place) for k, place in enumerate(at)]
    rows += [route(f"r{k}", shapely.LineString(line)) for k, line in enumerate(drawn)]
    rows += [site(f"x{k}", "crossing", p, kind="marked_crossing") for k, p in enumerate(spots)]
    return rows, people
