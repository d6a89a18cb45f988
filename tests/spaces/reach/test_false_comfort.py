"""Two rulers by hand: the river of test_walk.

Within 1,000 m of the park in "2,0": by the circle "2,0", "1,0", "2,1" (100 each) and "3,0" (200)
beyond the river; on foot not the last. So 500 by the circle, 300 on foot, 200 in false comfort.
"""

from __future__ import annotations

import dataclasses

import pytest
import shapely

from spaces.places.population import BANDS
from spaces.reach.analysis import GapQuery, analyse
from spaces.reach.false_comfort import compare_rulers
from spaces.reach.on_foot import OnFoot
from spaces.reach.statutory_radii import Standard
from spaces.walking.network import WalkNetwork
from tests.toys import toynet, toytown

Y = [-1500.0, -500.0, 500.0, 1500.0]
X = [-2500.0, -1500.0, -500.0, 500.0, 1500.0, 2500.0]
BANKS = [([(x, y) for x in side], 0) for y in Y for side in (X[:3], X[3:])]
BANKS += [([(x, y) for y in Y], 0) for x in X] + [([(-500.0, 1500.0), (500.0, 1500.0)], 0)]
TOWN = WalkNetwork(toynet.network(BANKS, barriers=[shapely.box(-50, -2500, 50, 1400)], key="river"))
QUERY = GapQuery("toy", speed_mps=toytown.SPEED_1000_M, ruler="both")
PARK = toytown.sites([shapely.Point(-500, -1500)])


def walked(query=QUERY, net=TOWN, **changes):
    people = dataclasses.replace(toytown.population(), **changes)
    ruler = OnFoot.for_query(query, net)
    return analyse(query, PARK, people, toytown.boundary(), toytown.parts(), ruler=ruler)


def test_by_hand():
    walk = walked()
    both = compare_rulers(walk, PARK, bands=BANDS)
    assert walk.children_covered == 300
    assert (both.children_circle, both.children_false, both.children_unmeasured) == (500, 200, 0)
    assert both.share_circle == 500 / 3600
    assert both.by_sub_area["children_false"].to_dict() == {"E": 200, "W": 0}
    assert both.by_sub_area["children_circle"].to_dict() == {"E": 200, "W": 300}
    assert both.by_band["children_false"].tolist() == [20, 40, 60, 80]
    assert both.false_cells[both.false_cells].index.tolist() == ["3,0"]
    assert both.radius_m == 1000


def test_areas_by_hand():
    """The circle's part beyond the river is false; on foot a bit of it is on no street."""
    walk = walked()
    assert walk.area_circle_km2 == pytest.approx(2.5274, rel=2e-3)  # a circle less a segment
    assert walk.area_false_km2 is not None
    assert 0 < walk.area_false_km2 < walk.area_circle_km2
    assert walk.false_area.intersection(walk.covered).area < 1e-9
    assert walk.area_covered_km2 + walk.area_unknown_km2 < walk.area_km2
    # By hand: every false place is inside the circle.
    far = toytown.lonlat(shapely.Point(-500, -1500)).to_crs(toytown.CRS).iloc[0]
    drawn = toytown.gpd.GeoSeries([walk.false_area], crs=4326).to_crs(toytown.CRS).iloc[0]
    assert shapely.hausdorff_distance(far, drawn) < 1010


def test_the_four_parts_add_up():
    both = compare_rulers(walked(), PARK, bands=BANDS)
    for table in (both.by_band, both.by_sub_area):
        parts = table[["children_both", "children_false", "children_unmeasured"]].sum(axis=1)
        assert parts.tolist() == table["children_circle"].tolist()
        whole = table["children_circle"] + table["children_outside"]
        assert whole.tolist() == table["children_total"].tolist()


def test_who_is_on_no_street_is_unmeasured_not_false():
    west = [([(x, y) for x in X[:3]], 0) for y in Y] + [([(-500.0, y) for y in Y], 0)]
    both = compare_rulers(
        walked(net=WalkNetwork(toynet.network(west, key="west"))), PARK, bands=BANDS
    )
    assert (both.children_circle, both.children_false, both.children_unmeasured) == (500, 0, 200)


def test_the_standard_is_a_third_line():
    radii = {
        "near": Standard("near", "近", "near", 300, "park", "toy", True),
        "wide": Standard("wide", "宽", "wide", 1500, "park", "toy", False),
        "other": Standard("other", "别", "other", 500, "school", "toy", True),
    }
    lines = compare_rulers(walked(), PARK, bands=BANDS, standards=radii).standards
    assert list(lines.index) == ["near", "wide"]
    assert lines["children_within"].tolist() == [100, 100 + 100 + 100 + 200 + 100 + 200]
    assert lines["share_within"]["near"] == 100 / 3600
    assert lines["check"].tolist() == [True, False]


def test_what_cannot_be_computed_is_none():
    ruler = OnFoot.for_query(QUERY, TOWN)
    nothing = toytown.sites([shapely.Point(0, 0)], status=["planned"])
    walk = analyse(QUERY, nothing, toytown.population(), toytown.boundary(), ruler=ruler)
    both = compare_rulers(walk, nothing, bands=BANDS)
    assert (both.children_circle, both.children_false, both.area_false_km2) == (None,) * 3
    assert both.by_band["children_circle"].isna().all()
    no_people = analyse(QUERY, PARK, None, toytown.boundary(), ruler=ruler)
    assert compare_rulers(no_people, PARK).children_false is None
    radius = dataclasses.replace(QUERY, ruler="radius")
    with pytest.raises(ValueError, match="on foot"):
        compare_rulers(analyse(radius, PARK, toytown.population(), None), PARK)


def test_few_real_children_are_hidden():
    people = toytown.population()
    few = people.cells.copy()
    few.loc["3,0", [*BANDS, "children"]] = [1, 0, 0, 2, 3]
    both = compare_rulers(walked(cells=few, modelled=False), PARK, bands=BANDS)
    assert both.by_sub_area.loc["E", "hidden"]
    assert both.by_sub_area["children_false"].isna()["E"]
