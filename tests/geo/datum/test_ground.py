import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.datum.ground import Ground, hold_against, refuse_elsewhere
from geo.datum.witnesses import KnownSites
from geo.faults import InputRefused
from tests.toys.shifted import shifted

BOX = shapely.box(120.60, 27.75, 120.70, 27.85)
EDGE = [(120.6015, 27.7515 + k * 0.0065) for k in range(15)]
"""True places along the western border, 150 m inside: a shift to the west takes them out."""
ALL_ROUND = [*EDGE, *[(120.6985, y) for _, y in EDGE]]
MIDDLE = [(120.65, 27.80), (120.66, 27.79), (120.64, 27.81)]


def held(xy, said="open", datum="wgs84", ground=None, **more):
    points = (
        shifted(shapely.points(np.array(xy)), datum) if datum != "wgs84" else shapely.points(xy)
    )
    index = pd.RangeIndex(1, len(xy) + 1, name="row")
    frame = gpd.GeoDataFrame(geometry=gpd.GeoSeries(points, index=index, crs=4326))
    words = [said] * len(xy) if isinstance(said, str) else said
    return hold_against(
        frame, pd.Series(words, index=index, dtype=object), ground or Ground(BOX), "a.csv", **more
    )


def codes(found):
    return [(f.code, f.row) for f in found.faults]


def test_a_true_list_along_the_border_is_proven_and_nothing_is_said():
    found = held(ALL_ROUND)
    assert codes(found) == []
    assert found.proven.tolist() == list(range(1, 31))


@pytest.mark.parametrize("datum", ["gcj02", "bd09"])
def test_a_shift_is_named_with_shares_and_metres_and_nothing_is_moved(datum):
    found = held(ALL_ROUND, datum=datum)
    (fault,) = found.faults
    assert (fault.code, fault.severity, fault.facts["datum"]) == ("shifted_datum", "warning", datum)
    assert fault.facts["after_percent"] == 100.0
    assert fault.facts["before_percent"] < 60
    assert fault.facts["off_m"] in ("540", "1080")
    assert not len(found.proven)


@pytest.mark.parametrize(("named", "code"), [(False, "datum_unclear"), (True, "datum_unconfirmed")])
def test_where_nobody_can_tell_it_is_a_warning_with_what_hangs_on_it(named, code):
    found = held(MIDDLE, crs_named=named)
    (fault,) = found.faults
    assert (fault.code, fault.severity) == (code, "warning")
    assert fault.facts["datum"] == "gcj02 / bd09"
    assert fault.facts["off_m"] == "540 / 1070"
    assert codes(held(MIDDLE, "wgs84", crs_named=named)) == []


def test_a_wrong_statement_is_doubted_and_used():
    (fault,) = held(ALL_ROUND, "wgs84", "gcj02").faults
    assert (fault.code, fault.facts["used"]) == ("shifted_datum_stated", "wgs84")


def test_the_rows_of_each_statement_are_judged_apart():
    mixed = held([*MIDDLE, *MIDDLE], ["open"] * 3 + ["wgs84"] * 3)
    (fault,) = mixed.faults
    assert (fault.code, fault.facts["count"]) == ("datum_unclear_rows", 3)
    assert codes(held(MIDDLE, "unknown")) == []  # its word is named where it is read
    assert codes(held(MIDDLE, "xian80")) == []


def test_without_a_place_it_is_said_that_nothing_can_be_compared():
    nowhere = Ground(None)
    (fault,) = held(MIDDLE, ground=nowhere).faults
    assert (fault.code, fault.facts["off_m"]) == ("datum_not_stated", "540 / 1070")
    assert codes(held(MIDDLE, "wgs84", ground=nowhere)) == []
    assert codes(held([*MIDDLE, (-1.0, -1.0)], "wgs84", ground=nowhere)) == [("outside_china", 4)]
    assert codes(held([(-51.2, -30.0)], ground=nowhere)) == [("outside_china", 1)]


def test_witnesses_are_asked_only_where_the_outline_does_not_decide():
    asked = []

    def witnesses(frame):
        asked.append(len(frame))
        return [KnownSites(np.array(MIDDLE))]

    ground = Ground(BOX, witnesses)
    assert codes(held(ALL_ROUND, ground=ground)) == []
    assert asked == []
    assert codes(held(MIDDLE, ground=ground)) == []
    assert asked == [3]
    (fault,) = held(MIDDLE, datum="gcj02", ground=ground).faults
    assert (fault.code, fault.facts["rows_fit"], fault.facts["rows_fit_used"]) == (
        "shifted_datum_names",
        3,
        0,
    )


def test_rows_outside_are_named_and_the_others_stay():
    found = held([*MIDDLE, (120.72, 27.80)], "wgs84")
    assert codes(found) == [("outside_place", 4)]


@pytest.mark.parametrize(
    ("xy", "code"),
    [
        ([(27.80, 120.65)] * 3, "swapped_axes_in_place"),
        ([(367890.1, 3075432.9)] * 3, "metres_as_degrees"),
        ([(121.47, 31.23)] * 3, "outside_place_all"),
    ],
)
def test_what_cannot_be_this_place_is_refused(xy, code):
    with pytest.raises(InputRefused) as refused:
        refuse_elsewhere(np.array(xy), BOX, "a.csv")
    assert [(f.code, f.severity) for f in refused.value.faults] == [(code, "error")]


def test_one_site_that_is_here_only_when_shifted_back_is_asked_about_not_refused():
    found = held([(120.6985, 27.80)], datum="gcj02")
    assert codes(found) == [("datum_unclear", None), ("outside_place", 1)]
