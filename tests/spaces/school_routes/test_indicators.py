"""The shares of a school, of a sub-area and of the place."""

from __future__ import annotations

import geopandas as gpd
import shapely

from geo.crs import STORAGE_CRS
from tests.toys import toytown
from tests.toys.schoolcross import (
    asked,
    near,
    nearly,
    the_crossing,
)
from tests.toys.schoolstreets import route, school


def test_the_schools_row():
    """Half of 17 children is reached at home 1: 5 walk 480 m, then 10 walk 520 m, 2 walk 540 m."""
    ways = asked(school(), route())
    row = ways.schools.loc["school"]
    assert (row["gates"], row["on_network"], row["touched"]) == (1, True, True)
    assert row["walk_m_median"] == near(520)
    assert (row["children"], row["child_share"]) == (near(17), nearly(2640 / 8640))
    assert row["weakest"] == the_crossing(ways).name
    assert row["weakest_children"] == near(12)
    assert row["same_gate"] == []


def test_sub_areas_by_code_by_part_and_by_name():
    """Schools S (coded), N (in the part around it), and one that only says a name."""
    parts = toytown.lonlat(shapely.box(-500, 300, 500, 500)).to_numpy()
    parts = gpd.GeoDataFrame({"name_zh": ["北"]}, index=["n"], geometry=parts, crs=STORAGE_CRS)
    rows = (
        school(sub_area_code="s"), school("north", (0, 400)),
        school("named", (400, 0), sub_area="别处"), route(),
    )  # fmt: skip
    ways = asked(*rows, parts=parts)
    assert ways.by_sub_area.index.tolist() == ["n", "s", "别处"]
    assert ways.by_sub_area["children"].sum() == near(ways.figures.children)
    assert ways.by_sub_area.loc["s", "schools_touched"] == 1
    assert ways.schools["sub_area"].to_dict() == {"named": "别处", "north": "n", "school": "s"}
