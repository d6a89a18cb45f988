from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from spaces.places.living_outside import children_inside, within_place
from spaces.places.population import Population
from tests.toys import toycontent

PLACE = shapely.box(120, 27, 120.1, 27.1)


def people(*at: tuple[float, float]) -> Population:
    cells = gpd.GeoDataFrame(
        {"children": [10.0] * len(at), "cell_m": pd.array([pd.NA] * len(at), dtype="Int64")},
        geometry=[shapely.Point(*xy) for xy in at],
        crs=4326,
    )
    return Population(cells, modelled=False, source="x.csv", bands=())


def test_who_lives_outside_is_left_out_and_told():
    found = within_place(people((120.05, 27.05), (120.2, 27.05), (121, 28)), PLACE)
    assert (len(found.cells), found.outside) == (1, 20)
    assert [(fault.code, fault.facts["count"]) for fault in found.faults] == [
        ("children.outside", 2)
    ]


def test_who_lives_on_the_simplified_outline_belongs_to_the_place():
    """0.0005° of latitude are 56 m, 0.002° are 220 m."""
    assert within_place(people((120.05, 27.1005)), PLACE).outside == 0
    assert within_place(people((120.05, 27.102)), PLACE).outside == 10


def test_without_an_outline_nobody_is_left_out():
    given = people((0, 0))
    assert within_place(given, None) is given


def test_the_folders_children_and_a_users(tmp_path: Path):
    toy = toycontent.build(tmp_path / "data")
    far = tmp_path / "far.csv"
    far.write_text("儿童数,lon,lat\n7,100,30\n5,120.05,27.05\n", encoding="utf-8")
    own = children_inside(toy, toycontent.PLACE, PLACE, far)
    assert own is not None
    assert (own.cells["children"].sum(), own.outside) == (5, 7)
    folders = children_inside(toy, toycontent.PLACE, None)
    assert folders is not None
    assert folders.cells["children"].sum() == 3600
