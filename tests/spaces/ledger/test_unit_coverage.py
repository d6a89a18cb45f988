"""Two cities of two counties each, side by side from west to east, one degree wide.

A: a1 a2    B: b1 b2        a1 is 100-101 degrees east, b2 103-104; all 0-1 north.
"""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from spaces.ledger.unit_coverage import is_of_units, unit_coverage
from spaces.places.admin_units import AdminUnits
from spaces.places.locate import unit_of_sites
from tests.toys.ledger_toys import by, sites, target

DUE = by((2024, 50))


def units() -> AdminUnits:
    rows = [
        ("A", "甲市", "city", "P", 100, 102),
        ("B", "乙市", "city", "P", 102, 104),
        ("a1", "子县", "county", "A", 100, 101),
        ("a2", "丑县", "county", "A", 101, 102),
        ("b1", "寅县", "county", "B", 102, 103),
        ("b2", "卯县", "county", "B", 103, 104),
    ]
    names = ["code", "name_zh", "level", "parent", "west", "east"]
    frame = gpd.GeoDataFrame(
        rows, columns=names, geometry=[shapely.box(r[4], 0, r[5], 1) for r in rows], crs=4326
    ).set_index("code")
    return AdminUnits(frame.assign(name_en="").drop(columns=["west", "east"]))


def town(*places: tuple[str, str, float | None], years: list[int | None] | None = None):
    """Parks as (code, name of the area, longitude)."""
    known = years or [2024] * len(places)
    frame = sites(*[("park", "built", year) for year in known])
    frame["sub_area_code"] = [code for code, _, _ in places]
    frame["sub_area"] = [name for _, name, _ in places]
    shapes = [None if lon is None else shapely.Point(lon, 0.5) for _, _, lon in places]
    return frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs=4326))


def share(level: str, frame, year: int = 2024):
    return unit_coverage(target("t", DUE, kind="coverage", of=level), frame, units(), year)


def test_by_code_and_a_county_covers_its_city():
    found = share("city", town(("a1", "", None), ("a2", "", None)))
    assert (found.having, found.total, found.share) == (1, 2, 0.5)
    assert found.without == ("B",)
    assert found.by_unit["sites"].to_dict() == {"A": 2, "B": 0}
    assert found.by_unit.loc["A", "site_ids"] == ["s0", "s1"]
    assert share("county", town(("a1", "", None), ("a2", "", None))).share == 0.5


def test_by_name_and_by_point():
    found = share("county", town(("", "寅县", None), ("", "", 103.5)))
    assert found.by_unit["has"].to_dict() == {"a1": False, "a2": False, "b1": True, "b2": True}


def test_the_code_goes_before_the_point():
    assert unit_of_sites(town(("a1", "", 103.5)), units(), "county").tolist() == ["a1"]


def test_a_town_s_code_begins_with_its_county_s():
    one = units()
    frame = one.frame.rename(index={"a1": "990101"})
    found = unit_of_sites(town(("990101003", "", None)), AdminUnits(frame), "city")
    assert found.tolist() == ["A"]


def test_a_city_s_site_is_put_into_a_county_by_its_point():
    assert unit_of_sites(town(("B", "", 103.5)), units(), "county").tolist() == ["b2"]


def test_a_site_in_no_area_is_named_and_covers_nothing():
    found = share("county", town(("", "", 110.0), ("", "", None)))
    assert (found.share, found.unassigned) == (0.0, ("s0", "s1"))


def test_a_name_that_two_areas_bear_says_nothing():
    one = units()
    one.frame["name_zh"] = "城区"
    assert unit_of_sites(town(("", "城区", None)), one, "county").tolist() == [""]


def test_the_common_border_counts_once():
    assert share("county", town(("", "", 101.0))).having == 1


@pytest.mark.parametrize(("year", "having"), [(2022, 0), (2023, 1), (2024, 2)])
def test_only_what_stands_by_the_year(year: int, having: int):
    frame = town(("a1", "", None), ("b1", "", None), ("b2", "", None), years=[2023, 2024, None])
    found = share("county", frame, year)
    assert (found.having, found.undated) == (having, 1)


def test_what_is_being_built_covers_nobody():
    frame = town(("a1", "", None))
    frame["status"] = "building"
    assert share("county", frame).share == 0.0


@pytest.mark.parametrize("level", ["town", "community"])
def test_without_a_list_the_reason_is_the_list(level: str):
    found = share(level, town(("a1", "", None)))
    assert (found.share, found.total, found.why) == (None, 0, f"needs_list_of_{level}")


def test_without_a_kind_the_reason_is_the_kind():
    one = target("t", DUE, kind="coverage", of="county", counts=())
    assert unit_coverage(one, town(), units(), 2024).why == "needs_kind"


def test_which_targets_are_shares_of_areas():
    assert is_of_units(target("t", DUE, kind="coverage", of="town"))
    assert not is_of_units(target("t", DUE, kind="coverage"))
    assert not is_of_units(target("t", DUE, kind="coverage", of="town", measurable=False))
    assert not is_of_units(target("t", DUE, of="town"))


def test_parents_in_a_circle_end():
    one = units()
    one.frame.loc["A", ["level", "parent"]] = ["county", "a1"]
    assert unit_of_sites(town(("a1", "", None)), one, "city").tolist() == [""]


def test_a_promise_to_begin_counts_sites_being_built():
    """A has a finished park, B one under construction and one only planned in b2."""
    frame = town(("a1", "", None), ("b1", "", None), ("b2", "", None))
    frame["status"] = ["built", "building", "planned"]
    asked = {"kind": "coverage", "of": "county"}
    built = unit_coverage(target("t", DUE, **asked), frame, units(), 2024)
    begun = unit_coverage(target("t", DUE, started=True, **asked), frame, units(), 2024)
    assert built.without == ("a2", "b1", "b2")
    assert begun.without == ("a2", "b2")
    assert (built.share, begun.share) == (0.25, 0.5)
