"""0.001° of latitude are 111 m; at 27.8° north 0.001° of longitude are 98 m."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from spaces.sites.same_site import faults_of_same, same_site

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
