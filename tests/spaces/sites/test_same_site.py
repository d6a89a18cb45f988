"""0.001° of latitude are 111 m; at 27.8° north 0.001° of longitude are 98 m."""

from __future__ import annotations

import geopandas as gpd
import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from spaces.sites.same_site import _first_joined, faults_of_same, same_site

AT = (120.65, 27.78)


def listed(*rows: tuple[str, str, tuple[float, float] | None], **more: list[str]):
    names, kinds, at = zip(*rows, strict=True)
    points = [None if xy is None else shapely.Point(*xy) for xy in at]
    columns = {"name_zh": names, "category": kinds, **more}
    return gpd.GeoDataFrame(columns, geometry=points, crs=4326)


def asked(frame) -> dict[str, object]:
    return {fault.code: fault.facts["count"] for fault in faults_of_same(frame, "x.csv")}


@pytest.mark.parametrize(
    ("name", "kind", "at"),
    [
        ("儿童医院", "hospital", AT),
        ("儿童医院", "hospital", (120.650001, 27.78)),
        ("儿童医院", "hospital", (120.65, 27.7808)),
        (" 儿童 医院", "hospital", AT),
        ("儿童医院", "practice_base", AT),
    ],
)
def test_one_site_in_two_rows(name: str, kind: str, at: tuple[float, float]):
    frame = listed(("儿童医院", "hospital", AT), (name, kind, at), ("别的", "hospital", AT))
    assert same_site(frame).tolist() == [0, 0, 1]
    assert asked(frame) == {"sites.same_site": 1}


@pytest.mark.parametrize(
    ("name", "kind", "at", "said"),
    [
        ("儿童医院", "hospital", (120.65, 27.785), {"sites.same_name": 1}),
        ("儿童医院", "hospital", None, {"sites.same_name": 1}),
        ("儿童医院", "hospital", (120.65, 27.88), {}),
        ("儿童医院", "practice_base", (120.65, 27.7808), {}),
        ("妇幼医院", "hospital", AT, {}),
        ("", "hospital", AT, {}),
    ],
)
def test_two_sites_and_names_that_are_asked_about(name, kind, at, said):
    frame = listed(("儿童医院", "hospital", AT), (name, kind, at))
    assert same_site(frame).tolist() == [0, 1]
    assert asked(frame) == said


def test_without_a_location_by_name_kind_area_and_address():
    rows = [("托育点", "nursery", None)] * 4
    frame = listed(*rows, sub_area=["甲镇", "甲镇", "乙镇", ""], place=["1", "1", "1", "1"])
    assert same_site(frame).tolist() == [0, 0, 1, 2]
    assert asked(frame) == {"sites.same_site": 1, "sites.same_name": 2}


def test_other_places_are_other_sites():
    frame = listed(("托育点", "nursery", None), ("托育点", "nursery", None), place=["1", "2"])
    assert same_site(frame).tolist() == [0, 1]
    assert asked(frame) == {}


def test_a_name_without_a_name_is_like_no_other():
    frame = listed(("", "park", AT), ("", "park", AT))
    assert same_site(frame).tolist() == [0, 1]


def test_ten_thousand_rows_on_one_spot_take_no_square_of_them():
    frame = listed(*[("口袋公园", "park", AT)] * 10_000)
    assert same_site(frame).max() == 0


def test_a_chain_of_near_rows_is_one_site():
    """Each 89 m from the next; the ends are 267 m apart."""
    frame = listed(*[("长廊", "park", (120.65, 27.78 + 0.0008 * k)) for k in (3, 0, 2, 1)])
    assert same_site(frame).tolist() == [0, 0, 0, 0]


def test_five_thousand_namesakes_far_apart_take_no_square_of_them():
    """On a grid of 111 m: each has neighbours within the 2 km that are asked about."""
    at = [(120.0 + 0.00113 * (k % 70), 27.78 + 0.001 * (k // 70)) for k in range(5_000)]
    frame = listed(*[("口袋公园", "park", xy) for xy in at])
    assert same_site(frame).nunique() == 5_000
    assert asked(frame) == {"sites.same_name": 4_999}


pairs = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40)


@given(pairs)
def test_rows_are_joined_over_however_many_pairs(joined):
    graph = nx.Graph(joined)
    graph.add_nodes_from(range(30))
    first = _first_joined(30, np.array(joined, dtype=np.int64).reshape(-1, 2))
    wanted = {row: min(part) for part in nx.connected_components(graph) for row in part}
    assert first.tolist() == [wanted[row] for row in range(30)]


def test_a_chain_of_ten_thousand_is_followed_to_its_end():
    chain = np.column_stack([np.arange(9_999), np.arange(1, 10_000)])
    assert not _first_joined(10_000, chain[::-1]).any()
