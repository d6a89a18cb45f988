from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.datum.china import wgs84_to_gcj02
from geo.faults import InputRefused
from spaces.content.folder import Content, default_content
from spaces.sites.loading import load_sites, read_sites
from tests.toys import toycontent
from tests.toys.shifted import shifted
from tests.toys.sitelists import AT, codes, listed
from tests.toys.toycontent import PLACE


def test_an_unknown_kind_loses_its_row_and_no_other(toy: Content):
    loaded = listed(toy, f"name,category,lon,lat\n甲,moat,{AT}\n乙,park,{AT}\n")
    assert loaded.frame["name_zh"].tolist() == ["乙"]
    assert ("value_not_allowed", 1) in codes(loaded)


def test_a_stated_datum_is_converted_and_recorded(toy: Content):
    lon, lat = wgs84_to_gcj02(120.5, 27.8)
    text = f"name,category,lon,lat\n甲,park,{float(lon)},{float(lat)}\n"
    frame = listed(toy, text, datum="gcj02").frame
    assert frame.geometry.iloc[0].distance(shapely.Point(120.5, 27.8)) < 1e-7
    assert frame["coord_source"].tolist() == ["gcj02"]


def test_a_row_of_the_folder_that_says_gcj02_is_converted_as_anywhere(toy: Content):
    true = toycontent.sites().iloc[:1]
    moved = true.set_geometry(shifted(true.geometry.to_numpy(), "gcj02"), crs=true.crs)
    path = toycontent.write_geojson(moved.assign(coord_source="gcj02"), toy.path("sites.geojson"))
    for loaded in (load_sites(toy), read_sites(path, toy, PLACE)):
        assert loaded.frame.geometry.iloc[0].distance(true.geometry.iloc[0]) < 1e-8
        assert [f.code for f in loaded.faults].count("datum_converted") == 1
        assert loaded.frame["coord_source"].tolist() == ["gcj02"]


def test_a_list_of_another_city_is_refused(toy: Content):
    with pytest.raises(InputRefused) as refused:
        listed(toy, "name,category,lon,lat\n甲,park,116.4,39.9\n乙,park,116.5,39.9\n")
    assert "outside_place_all" in {f.code for f in refused.value.faults}


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20
)
@given(order=st.permutations(range(4)))
def test_the_order_of_rows_does_not_matter(toy: Content, order: list[int]):
    path = toy.root.parent / "turned.geojson"
    turned = read_sites(toycontent.write_geojson(toycontent.sites().iloc[order], path), toy, PLACE)
    straight = load_sites(toy).frame
    assert turned.frame.sort_index()["name_zh"].equals(straight.sort_index()["name_zh"])


def test_what_is_shipped_loads_without_an_error():
    loaded = load_sites(default_content())
    assert [f for f in loaded.faults if f.severity == "error"] == []
    assert loaded.frame["place"].nunique() == 5


def test_a_real_list_loads_whole(shared_data: Path):
    path = shared_data / "shanghai-pois-2020" / "changning_pois.geojson"
    loaded = read_sites(path, default_content(), "310105")
    assert loaded.frame["category"].value_counts().to_dict() == {
        "medical": 499,
        "kindergarten": 95,
        "primary_school": 36,
        "secondary_school": 33,
    }
    assert [f for f in loaded.faults if f.severity == "error"] == []
