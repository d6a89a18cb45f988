import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.contract import Column, Contract
from geo.datum_check import detect_datum
from geo.intake import take_in
from tests.toys.shifted import shifted as toy_shifted

BOX = shapely.box(120.60, 27.75, 120.70, 27.85)


def points(xy):
    return gpd.GeoDataFrame(geometry=shapely.points(np.asarray(xy)), crs="EPSG:4326")


def spread(n=400, seed=5):
    """Points all over the box, right up to its edges."""
    random = np.random.default_rng(seed)
    return points(random.uniform([120.6, 27.75], [120.7, 27.85], (n, 2)))


def shifted(frame, datum):
    moved = toy_shifted(frame.geometry.to_numpy(), datum)
    return gpd.GeoDataFrame(geometry=moved, crs="EPSG:4326")


def test_true_coordinates_are_ok():
    found = detect_datum(spread(), BOX)
    assert (found.kind, found.share_inside, found.faults) == ("ok", 1.0, ())


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_shift_is_named_and_nothing_is_converted(datum):
    found = detect_datum(shifted(spread(), datum), BOX, "a.csv")
    assert found.kind == datum
    (fault,) = found.faults
    assert (fault.code, fault.severity, fault.facts["datum"]) == ("shifted_datum", "warning", datum)
    assert fault.facts["after_percent"] == 100.0
    assert fault.facts["before_percent"] == round(100 * found.share_inside, 1) < 96


def test_far_from_the_border_nobody_can_tell():
    assert detect_datum(points([(120.65, 27.80), (120.651, 27.801)]), BOX).kind == "unknown"


def test_a_list_that_reaches_over_the_border_is_not_called_shifted():
    random = np.random.default_rng(2)
    wide = points(random.uniform([120.5, 27.65], [120.8, 27.95], (3000, 2)))
    found = detect_datum(wide, BOX)
    assert found.kind == "outside"
    assert [(f.code, f.severity) for f in found.faults] == [("outside_place_many", "warning")]


@pytest.mark.parametrize(
    ("xy", "kind"),
    [
        ([(27.80, 120.65)] * 3, "swapped_axes"),
        ([(367890.1, 3075432.9)] * 3, "metres_as_degrees"),
        ([(121.47, 31.23)] * 3, "outside"),
    ],
)
def test_what_cannot_be_this_place_is_an_error(xy, kind):
    found = detect_datum(points(xy), BOX, "a.csv")
    assert found.kind == kind
    assert [f.severity for f in found.faults] == ["error"]


def test_nothing_located_says_nothing():
    empty = gpd.GeoDataFrame(geometry=[None, shapely.Point()], crs="EPSG:4326")
    found = detect_datum(empty, BOX)
    assert (found.kind, found.faults) == ("unknown", ())


def test_projected_frames_are_compared_too():
    assert detect_datum(spread().to_crs("EPSG:32651"), BOX).kind == "ok"


def test_real_lists_against_the_real_place(shared_data):
    folder = shared_data
    districts = gpd.read_file(
        folder / "boundaries-five-places" / "places.wgs84.geojson", engine="pyogrio"
    ).set_index("code")
    place = districts.geometry["310105"]
    lists = gpd.read_file(
        folder / "shanghai-pois-2020" / "changning_pois.geojson", engine="pyogrio"
    )
    assert detect_datum(lists, place).kind == "ok"
    for datum in ("gcj02", "bd09"):
        assert detect_datum(shifted(lists, datum), place).kind == datum
    contract = Contract("pois", (Column("name", "text"),), frozenset({"Point"}))
    csv = take_in(folder / "shanghai-pois-2020" / "primary_schools.csv", contract, boundary=place)
    assert len(csv.frame) == 931
    assert "shifted_datum" not in {f.code for f in csv.faults}
